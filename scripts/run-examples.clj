;; Runs programs one after another in one process, each with its output to itself, on Clove and on Clojure alike. An argument
;; is a program's file and what follows it on a command line, separated by blanks. Prints a line for each: its output
;; as a string, which is JSON too.

(ns run-examples
  (:require [clojure.string :as str]))

(defn run
  "What the program prints, and the error that ended it where one did."
  [command]
  (let [[file & args] (str/split command #" ")
        out (java.io.StringWriter.)]
    (binding [*out* out
              *ns* (create-ns 'user)
              *command-line-args* args]
      (try
        (load-file file)
        (catch Throwable e
          (println (str "ERROR: " e (ex-data e) (some->> (ex-cause e) (str " because of ")))))))
    (str out)))

(doseq [command *command-line-args*]
  (prn (run command)))

(shutdown-agents)
