;; A sum by a million calls inside each other, none of them a tail call.
(ns bench.deep-recursion)

(defn count-down [n]
  (if (zero? n)
    0
    (+ 1 (count-down (dec n)))))

(defn run [n]
  (count-down n))
