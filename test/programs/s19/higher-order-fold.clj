;; map, filter and reduce, lazy and eager, with functions made by comp, partial and complement.
(ns s19.higher-order-fold)

(defn square [x] (* x x))

(def not-fifth? (complement (fn [x] (zero? (rem x 5)))))

(defn lazily [n]
  (reduce + 0 (map square (filter odd? (map inc (range n))))))

(defn eagerly [n]
  (->> (vec (range n))
       (mapv (comp square inc))
       (filterv odd?)
       (reduce +)))

(defn by-transducer [n]
  (transduce (comp (map inc) (filter odd?) (map square)) + 0 (range n)))

(defn by-loop [n]
  (loop [i 1 sum 0]
    (if (> i n)
      sum
      (recur (+ i 2) (+ sum (* i i))))))

(defn run [n]
  (let [expected (by-loop n)
        fifths (reduce (fn [total x] (if (not-fifth? x) (+ total x) total)) 0 (range n))
        firsts (reduce (fn [total x] (if (> total 1000) (reduced total) (+ total x))) 0 (range n))
        tripled (map (partial * 3) (range n))]
    (assert (= expected (lazily n)))
    (assert (= expected (eagerly n)))
    (assert (= expected (by-transducer n)))
    (assert (= (apply + tripled) (* 3 (quot (* n (dec n)) 2))))
    (+ expected fifths firsts)))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 1000)]
  (println "higher-order-fold" n (run n)))
