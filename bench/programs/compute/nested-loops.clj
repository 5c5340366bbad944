;; Three loops, one inside the other.
(ns bench.nested-loops)

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i)
             (loop [j 0 sum sum]
               (if (< j n)
                 (recur (inc j)
                        (loop [k 0 sum sum]
                          (if (< k n)
                            (recur (inc k) (+ sum (bit-and (bit-xor i j) k)))
                            sum)))
                 sum)))
      sum)))
