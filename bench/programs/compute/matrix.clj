;; The product of two matrices, which are vectors of vectors.
(ns bench.matrix)

(defn make-matrix [n]
  (mapv (fn [i] (mapv (fn [j] (- (rem (* i j) 17) 8)) (range n))) (range n)))

(defn transpose [m]
  (apply mapv vector m))

(defn multiply [a b]
  (let [columns (transpose b)]
    (mapv (fn [row]
            (mapv (fn [column] (reduce + (map * row column))) columns))
          a)))

(defn run [n]
  (let [m (make-matrix n)
        product (multiply m (multiply m m))]
    (reduce (fn [sum row] (+ sum (reduce bit-xor 0 row))) 0 product)))
