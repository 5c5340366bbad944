;; Maps with integers, strings and keywords as keys: built, updated, merged, taken apart.
(ns s19.hash-maps)

(defn squares [n]
  (loop [i 0 m {}]
    (if (< i n)
      (recur (inc i) (assoc m i (* i i)))
      m)))

(defn count-words [n]
  (loop [i 0 words {}]
    (if (< i n)
      (recur (inc i) (update words (str "word" (rem (* i 7) 101)) (fnil inc 0)))
      words)))

(defn move [point]
  (-> point
      (update :x inc)
      (assoc :y (+ (:x point) (:y point)))
      (update-in [:trail :length] + 2)))

(defn run [n]
  (let [by-number (squares n)
        without-odd (reduce dissoc by-number (filter odd? (range n)))
        words (count-words n)
        point (nth (iterate move {:x 0 :y 0 :trail {:length 0}}) n)
        merged (merge-with + words {"word0" 1000} {"absent" 1})
        total (reduce-kv (fn [sum k v] (+ sum (- v (* k k)) k)) 0 by-number)]
    (assert (= n (count by-number)))
    (assert (= (quot (inc n) 2) (count without-odd)))
    (assert (nil? (get without-odd 1)))
    (assert (= (* n n) (:none by-number (* n n))))
    (assert (= n (reduce + (vals words))))
    (assert (= {:x n :y (quot (* n (dec n)) 2) :trail {:length (* 2 n)}} point))
    (assert (= (+ n 1001) (reduce + (vals merged))))
    (assert (= total (quot (* n (dec n)) 2)))
    (assert (= by-number (into {} (reverse (seq by-number)))))
    (+ total (get merged "word0") (count merged))))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 300)]
  (println "hash-maps" n (run n)))
