;; Vars that are bound anew around calls, and read inside them.
(ns bench.dynamic-vars)

(def ^:dynamic *scale* 1)

(defn scaled [x]
  (* x *scale*))

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i)
             (+ sum
                (scaled i)
                (binding [*scale* 3]
                  (+ (scaled i) (scaled 1)))))
      sum)))
