;; case over numbers, keywords and strings, cond and condp.
(ns bench.branches)

(defn by-number [x]
  (case x
    0 :zero
    (1 2) :few
    3 :three
    :many))

(defn by-keyword [k]
  (case k
    :zero "none"
    :few "some"
    :three "3"
    "lots"))

(defn by-text [s]
  (case s
    "none" 1
    "some" 2
    "3" 3
    4))

(defn size-of [x]
  (cond
    (< x 10) 1
    (< x 100) 2
    (< x 1000) 3
    :else 4))

(defn sign [x]
  (condp = x
    0 10
    1 20
    30))

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i)
             (+ sum
                (by-text (by-keyword (by-number (rem i 5))))
                (size-of i)
                (sign (bit-and i 3))))
      sum)))
