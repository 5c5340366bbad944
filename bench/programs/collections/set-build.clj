;; A set built element by element, each twice, and asked; small ones many times.
(ns bench.set-build)

(defn build [n]
  (loop [i 0 s #{}]
    (if (< i n)
      (recur (inc i) (conj (conj s i) (quot i 2)))
      s)))

(defn run [n]
  (loop [left (max 1 (quot 20000 n)) total 0]
    (if (pos? left)
      (let [s (build n)]
        (recur (dec left)
               (loop [i 0 total (+ total (count s))]
                 (if (< i n)
                   (recur (inc i) (if (contains? s (* 3 i)) (inc total) total))
                   total))))
      total)))
