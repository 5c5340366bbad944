(ns clojure.math
  "Mathematics on doubles, and exact arithmetic on longs. The functions are native.")

(def ^{:const true :tag 'double :doc "The double nearest to e, the base of the natural logarithm."} E Math/E)
(def ^{:const true :tag 'double :doc "The double nearest to pi, the circumference of a circle over its diameter."} PI Math/PI)

(defn random "A double of chance, from 0 to just below 1." [] (rand))
