(ns clojure.math
  "Functions over doubles and longs. They are native.")

(def ^{:doc "The base of the natural logarithm."} E Math/E)
(def ^{:doc "The ratio of the circumference of a circle to its diameter."} PI Math/PI)

(defn random "A double of chance, from 0.0 to just below 1.0." [] (rand))
