;; Destructuring of vectors, of maps, of what is inside them, and with rest and defaults.
(ns bench.destructuring)

(defn corner [[x y] {:keys [width height] :or {height 3}}]
  (+ x y width height))

(defn tail [[first-one & others]]
  (let [[second-one third] others]
    (+ first-one second-one third)))

(defn inner [{[a b] :pair {:keys [depth]} :nested :as whole}]
  (+ a b depth (count whole)))

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i)
             (+ sum
                (corner [i 1] {:width 2})
                (tail [i 2 3])
                (inner {:pair [1 i] :nested {:depth 7}})))
      sum)))
