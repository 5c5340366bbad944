;; Numbers put into groups, and each group summed.
(ns bench.group-by)

(defn run [n]
  (let [groups (group-by (fn [x] (rem x 97)) (range n))]
    (reduce + (map (fn [[k xs]] (* k (rem (reduce + xs) 1009))) groups))))
