;; Answers each expression of a file (one JSON string a line) with a line of JSON: "= VALUE" or "! CLASS: MESSAGE", and
;; after it, where something was printed, that text.
(require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math 'clojure.edn 'clojure.data 'clojure.zip 'clojure.template)

(defn root [e]
  (if-let [cause (and (instance? clojure.lang.Compiler$CompilerException e) (.getCause e))]
    (recur cause)
    e))

(defn json [s]
  (str "\""
       (apply str (map (fn [c]
                         (if (or (< (int c) 32) (> (int c) 126) (= c \") (= c \\)) (format "\\u%04x" (int c)) c))
                       s))
       "\""))

(defn answer [expression]
  (let [out (java.io.StringWriter.)
        told (binding [*out* out
                       *err* (java.io.StringWriter.)
                       *print-namespace-maps* true]
               (try
                 (let [value (eval (read-string expression))]
                   (str "= " (binding [*print-length* 200] (pr-str value))))
                 (catch Throwable e
                   (let [e (root e)]
                     (str "! " (.getName (class e)) ": " (.getMessage e))))))
        printed (str out)]
    (if (= printed "") (json told) (str (json told) ", " (json printed)))))

(let [stdout *out*]
  (in-ns 'user)
  (doseq [line (clojure.string/split-lines (slurp (last *command-line-args*)))]
    (let [text (answer (read-string line))]
      (binding [*out* stdout] (println text))))
  (flush)
  (System/exit 0))
