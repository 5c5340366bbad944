;; The pipeline of the table of bars: map over filter over range, summed.
(ns bench.lazy-pipeline)

(defn run [n]
  (reduce + (map inc (filter odd? (range n)))))
