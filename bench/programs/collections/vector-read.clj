;; The elements of a vector by index, by reduce and by a walk with first and next.
(ns bench.vector-read)

(defn walk [xs]
  (loop [xs (seq xs) sum 0]
    (if xs
      (recur (next xs) (+ sum (first xs)))
      sum)))

(defn read-all [v]
  (let [n (count v)]
    (loop [i 0 sum (+ (reduce + v) (walk v))]
      (if (< i n)
        (recur (inc i) (+ sum (nth v i)))
        sum))))

(def vectors (atom {}))

(defn numbers [n]
  (or (get @vectors n)
      (get (swap! vectors assoc n (vec (range n))) n)))

(defn run [n]
  (let [v (numbers n)]
    (loop [left (max 1 (quot 100000 n)) total 0]
      (if (pos? left)
        (recur (dec left) (+ total (read-all v)))
        total))))
