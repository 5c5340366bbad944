;; Ackermann's function: deep recursion through calls that are no tail calls, and tail calls.
(ns bench.ackermann)

(defn ack [m n]
  (cond
    (zero? m) (inc n)
    (zero? n) (recur (dec m) 1)
    :else (recur (dec m) (ack m (dec n)))))

(defn run [n]
  (ack 2 n))
