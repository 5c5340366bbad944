;; The largest singular value of an infinite matrix: products of doubles, over vectors.
(ns bench.spectral-norm)

(defn entry [i j]
  (/ 1.0 (+ (/ (* (+ i j) (+ i j 1)) 2.0) (+ i 1))))

(defn times [entry-of v]
  (let [n (count v)]
    (mapv (fn [i]
            (loop [j 0 sum 0.0]
              (if (< j n)
                (recur (inc j) (+ sum (* (entry-of i j) (nth v j))))
                sum)))
          (range n))))

(defn flipped [i j] (entry j i))

(defn dot [a b]
  (reduce + (map * a b)))

(defn run [n]
  (loop [i 0 u (vec (repeat n 1.0)) v nil]
    (if (< i 10)
      (let [v (times flipped (times entry u))]
        (recur (inc i) (times flipped (times entry v)) v))
      (long (* 1000000 (Math/sqrt (/ (dot u v) (dot v v))))))))
