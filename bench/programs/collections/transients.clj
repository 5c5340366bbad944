;; A vector, a map and a set built by transients.
(ns bench.transients)

(defn run [n]
  (let [v (loop [i 0 v (transient [])]
            (if (< i n) (recur (inc i) (conj! v i)) (persistent! v)))
        m (loop [i 0 m (transient {})]
            (if (< i n) (recur (inc i) (assoc! m (rem (* i 7) n) i)) (persistent! m)))
        s (persistent! (reduce conj! (transient #{}) v))]
    (+ (count v) (get m 7) (count s))))
