;; How often each number comes.
(ns bench.frequencies)

(defn run [n]
  (let [counts (frequencies (map (fn [i] (rem (* i i) 101)) (range n)))]
    (reduce-kv (fn [sum k v] (+ sum (* k v))) 0 counts)))
