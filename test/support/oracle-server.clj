;; Answers programs on standard input for as long as there are any: first the path of oracle.clj, what to evaluate once and the
;; name of a function to call before each program, then for each program the name of its namespace and its text, all as strings. It says `ready` before the
;; first answer. The answer to a program that does not end is `null`.
(ns oracle-server
  (:import (java.lang.management ManagementFactory ThreadMXBean)))

(def look-ms "How often a program that runs is looked at." 1000)
(def most-cpu-ns "A program that has used so much of a processor is cut." 4000000000)
(def most-looks "One that has waited for so many looks is cut too." 60)

(def ^ThreadMXBean threads (ManagementFactory/getThreadMXBean))

(defn answer-or-cut
  "The value of f, called on a thread of its own; null where it does not end."
  [f]
  (let [answer (volatile! "null")
        thread (Thread. ^Runnable (bound-fn [] (vreset! answer (f))))]
    (.start thread)
    (loop [looks 1 cut false]
      (.join thread look-ms)
      (cond
        (not (.isAlive thread)) (if cut "null" @answer)
        ;; It may catch what stops it, and so be stopped again.
        (or (>= looks most-looks) (> (.getThreadCpuTime threads (.getId thread)) most-cpu-ns))
        (do
          (when (> looks (* 2 most-looks)) (System/exit 3))
          (.stop thread)
          (recur (inc looks) true))
        :else (recur (inc looks) cut)))))

(let [next-text #(read *in* false nil)]
  (load-file (next-text))
  (require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math)
  (let [answer-text (resolve 'oracle/answer-text)]
    (load-string (next-text))
    (let [before-each (resolve (symbol (next-text)))]
      (println "ready")
      (loop []
        (when-let [namespace-name (next-text)]
          (before-each)
          (let [text (next-text)]
            (println (answer-or-cut #(answer-text (symbol namespace-name) text))))
          (flush)
          (recur)))))
  (System/exit 0))
