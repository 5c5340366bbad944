;; Records: made, read by keyword, changed with assoc and update, compared.
(ns bench.records)

(defrecord Point [x y])

(defn move [point dx]
  (-> point
      (assoc :x (+ dx (:x point)))
      (update :y inc)))

(defn run [n]
  (loop [i 0 point (->Point 0 0) equal 0]
    (if (< i n)
      (let [moved (move point (bit-and i 7))]
        (recur (inc i)
               moved
               (if (= moved (->Point (:x moved) i)) equal (inc equal))))
      (+ (:x point) (:y point) equal))))
