;; A vector built element by element; small ones many times.
(ns bench.vector-build)

(defn build [n]
  (loop [i 0 v []]
    (if (< i n)
      (recur (inc i) (conj v i))
      v)))

(defn run [n]
  (loop [left (max 1 (quot 100000 n)) total 0]
    (if (pos? left)
      (recur (dec left) (+ total (peek (build n))))
      total)))
