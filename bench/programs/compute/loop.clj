;; The sum of the first million numbers, by a plain loop.
(ns bench.loop)

(defn run [n]
  (loop [i 0 s 0]
    (if (< i n)
      (recur (inc i) (+ s i))
      s)))
