;; Endless sequences of numbers: primes three ways, Pascal, Collatz, Hamming, digits of e, and how much of each is made.

(ns lazy-numbers)

(def fibonacci (map first (iterate (fn [[a b]] [b (+' a b)]) [0 1])))

(defn sieve
  "Primes from a map of the next multiples of those found."
  ([] (sieve {} 2))
  ([multiples n]
   (lazy-seq
    (if-let [factors (multiples n)]
      (sieve (reduce (fn [m p] (update m (+ n p) (fnil conj []) p)) (dissoc multiples n) factors) (inc n))
      (cons n (sieve (assoc multiples (* n n) [n]) (inc n)))))))

(def primes
  (cons 2 (lazy-seq
           (filter (fn [n] (not-any? #(zero? (rem n %)) (take-while #(<= (* % %) n) primes)))
                   (iterate #(+ 2 %) 3)))))

(defn primes-below [n]
  (let [composite (boolean-array n)]
    (loop [p 2]
      (when (< (* p p) n)
        (when-not (aget composite p)
          (doseq [m (range (* p p) n p)] (aset composite m true)))
        (recur (inc p))))
    (into [] (remove #(aget composite %)) (range 2 n))))

(def pascal (iterate #(mapv +' (cons 0 %) (conj % 0)) [1]))

(defn collatz [n]
  (concat (take-while #(not= 1 %) (iterate #(if (even? %) (quot % 2) (inc (* 3 %))) n)) [1]))

(defn merge-sorted [xs ys]
  (lazy-seq
   (let [x (first xs), y (first ys)]
     (cond (< x y) (cons x (merge-sorted (rest xs) ys))
           (> x y) (cons y (merge-sorted xs (rest ys)))
           :else (cons x (merge-sorted (rest xs) (rest ys)))))))

(def hamming
  (lazy-seq (cons 1 (reduce merge-sorted (for [k [5 3 2]] (map #(* k %) hamming))))))

(defn factors [n]
  (loop [n n, [p & more :as ps] primes, found []]
    (cond (= n 1) found
          (zero? (rem n p)) (recur (quot n p) ps (conj found p))
          (> (* p p) n) (conj found n)
          :else (recur n more found))))

(defn perfect? [n]
  (= n (reduce + (filter #(zero? (rem n %)) (range 1 (inc (quot n 2)))))))

(defn digits [n base]
  (reverse (map #(rem % base) (take-while pos? (iterate #(quot % base) n)))))

(def e-terms (reductions / 1N (iterate inc 1)))

(defn look-and-say [xs] (mapcat (juxt count first) (partition-by identity xs)))

(println (take 15 fibonacci) (nth fibonacci 100))
(println (take 12 (sieve)))
(println "three ways the same:" (= (take 100 (sieve)) (take 100 primes) (take 100 (primes-below 1000))))
(run! println (take 6 pascal))
(println "middle of row 70:" (nth (nth pascal 70) 35))
(println (collatz 6) "longest below 300:" (apply max-key (comp count collatz) (range 1 300)))
(println (take 20 hamming) "the 500th:" (nth hamming 499))
(println (map (juxt identity factors) [12 97 360 1001 9999991]))
(println "perfect:" (take 3 (filter perfect? (iterate inc 2))))
(println (digits 2024 10) (digits 2024 2) (digits 255 16))
(println "e =" (double (reduce + (take 20 e-terms))) "as" (reduce + (take 8 e-terms)))
(println (map (partial apply str) (take 7 (iterate look-and-say [1]))))

(let [made (atom 0)
      counted (map (fn [n] (swap! made inc) n) (iterate inc 0))]
  (println "taken" (count (take 5 counted)) "made" @made)
  (println "first square above 50:" (first (drop-while #(< % 50) (map #(* % %) counted))) "made" @made))

(println "triangle, square and lazy:" (take 4 (filter (set (take 60 (map #(* % %) (iterate inc 1)))) (reductions + (range 1 60)))))
(println "Pythagoras:" (take 5 (for [c (iterate inc 1), b (range 1 c), a (range 1 b) :when (= (* c c) (+ (* a a) (* b b)))] [a b c])))
