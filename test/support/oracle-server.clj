;; Answers programs on standard input for as long as there are any: first the path of oracle.clj, what to evaluate once and what
;; before each program, then for each program the name of its namespace and its text, all as strings.
(let [next-text #(read *in* false nil)]
  (load-file (next-text))
  (require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math)
  (let [run-text (resolve 'oracle/run-text)
        home *ns*]
    (load-string (next-text))
    (let [before-each (next-text)]
      (loop []
        (when-let [namespace-name (next-text)]
          (load-string before-each)
          (run-text (symbol namespace-name) (next-text))
          (flush)
          (recur)))))
  (System/exit 0))
