;; transduce and into with composed transducers.
(ns bench.transducers)

(def steps
  (comp (map inc) (filter odd?) (map (fn [x] (* x x))) (take-while (fn [x] (< x 100000000000)))))

(defn run [n]
  (+ (transduce steps + 0 (range n))
     (count (into [] steps (range n)))))
