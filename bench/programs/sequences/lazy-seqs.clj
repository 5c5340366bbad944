;; Lazy seqs of the program's own, iterate, take-while, partition, interleave, mapcat.
(ns bench.lazy-seqs)

(defn numbers-from [i]
  (lazy-seq (cons i (numbers-from (inc i)))))

(defn every-other [xs]
  (lazy-seq
    (when-let [s (seq xs)]
      (cons (first s) (every-other (rest (rest s)))))))

(defn run [n]
  (+ (reduce + (take n (every-other (numbers-from 0))))
     (count (take-while (fn [x] (< x n)) (iterate inc 0)))
     (reduce + (map first (partition 3 (range n))))
     (reduce + (mapcat (fn [x] [x (* 2 x)]) (take n (interleave (range n) (range n)))))))
