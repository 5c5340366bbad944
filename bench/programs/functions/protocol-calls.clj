;; A protocol with three record types, called in turn.
(ns bench.protocol-calls)

(defprotocol Shape
  (area [shape])
  (grow [shape by]))

(defrecord Square [side]
  Shape
  (area [_] (* side side))
  (grow [_ by] (->Square (+ side by))))

(defrecord Rectangle [width height]
  Shape
  (area [_] (* width height))
  (grow [_ by] (->Rectangle (+ width by) height)))

(defrecord Dot []
  Shape
  (area [_] 1)
  (grow [dot _] dot))

(defn run [n]
  (let [shapes [(->Square 2) (->Rectangle 3 4) (->Dot) (->Square 5)]]
    (loop [i 0 sum 0]
      (if (< i n)
        (recur (inc i) (+ sum (area (nth shapes (bit-and i 3)))))
        (+ sum (area (grow (nth shapes 1) 2)))))))
