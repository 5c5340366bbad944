;; Keywords looked up in small maps: by call, by get, with a default, and in a map of another shape.
(ns bench.keyword-lookup)

(def people
  [{:name "Ada" :age 36 :city "London"}
   {:name "Grace" :age 85 :rank :admiral :city "New York"}])

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (let [person (nth people (bit-and i 1))]
        (recur (inc i)
               (+ sum
                  (:age person)
                  (get person :age)
                  (:height person 2)
                  (if (person :rank) 1 0))))
      sum)))
