(ns shop.broken)

(defn half [n]
  (/ n 0))

(defn start []
  (inc (half 4)))

(start)
