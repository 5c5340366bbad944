;; A multimethod that dispatches on a keyword.
(ns bench.multimethod-calls)

(defmulti area :kind)

(defmethod area :square [{:keys [side]}] (* side side))
(defmethod area :rectangle [{:keys [width height]}] (* width height))
(defmethod area :default [_] 1)

(def shapes
  [{:kind :square :side 2}
   {:kind :rectangle :width 3 :height 4}
   {:kind :dot}
   {:kind :square :side 5}])

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i) (+ sum (area (nth shapes (bit-and i 3)))))
      sum)))
