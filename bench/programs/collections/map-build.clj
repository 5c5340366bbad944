;; A map of numbers and strings built entry by entry; small ones many times.
(ns bench.map-build)

(defn build [n]
  (loop [i 0 m {}]
    (if (< i n)
      (recur (inc i) (assoc m (if (even? i) i (str i)) i))
      m)))

(defn run [n]
  (loop [left (max 1 (quot 20000 n)) total 0]
    (if (pos? left)
      (recur (dec left) (+ total (get (build n) (- n 2)) (count (build n))))
      total)))
