;; Numbers and maps sorted, by the default order, by a key and by a comparator.
(ns bench.sort)

(defn run [n]
  (let [numbers (mapv (fn [i] (rem (* i 7919) 100003)) (range n))
        rows (mapv (fn [x] {:id x :name (str "row " x)}) numbers)
        up (vec (sort numbers))
        down (vec (sort > numbers))
        by-id (vec (sort-by :id rows))]
    (+ (nth up (quot n 3))
       (* 3 (nth down (quot n 3)))
       (* 7 (:id (nth by-id (quot n 5)))))))
