;; Matrices as vectors of rows: products, powers, determinant, inverse and linear equations, all with exact numbers.

(ns matrix
  (:require [clojure.string :as str]))

(defn size [m] [(count m) (count (first m))])
(defn transpose [m] (apply mapv vector m))
(defn identity-matrix [n] (mapv (fn [i] (assoc (vec (repeat n 0)) i 1)) (range n)))
(defn dot [u v] (reduce + (map * u v)))
(defn add [& ms] (apply mapv (partial mapv +) ms))
(defn scale [m k] (mapv (partial mapv #(* k %)) m))

(defn multiply
  ([a] a)
  ([a b]
   (when-not (= (second (size a)) (first (size b)))
     (throw (ex-info "sizes do not fit" {:sizes [(size a) (size b)]})))
   (let [columns (transpose b)]
     (mapv (fn [row] (mapv #(dot row %) columns)) a)))
  ([a b & more] (reduce multiply (multiply a b) more)))

(defn power [m n]
  (cond
    (zero? n) (identity-matrix (count m))
    (even? n) (recur (multiply m m) (quot n 2))
    :else (multiply m (power m (dec n)))))

(defn minor [m column]
  (mapv (fn [row] (into (subvec row 0 column) (subvec row (inc column)))) (rest m)))

(defn determinant [m]
  (if (= 1 (count m))
    (ffirst m)
    (reduce + (map-indexed (fn [i x] (* (if (even? i) 1 -1) x (determinant (minor m i)))) (first m)))))

(defn eliminate
  "Reduced row echelon form by Gauss and Jordan."
  [m]
  (let [[rows columns] (size m)]
    (loop [m m, row 0, column 0]
      (if (or (= row rows) (= column columns))
        m
        (if-let [pivot (first (filter #(not (zero? (get-in m [% column]))) (range row rows)))]
          (let [m (assoc m row (m pivot) pivot (m row))
                top (mapv #(/ % (get-in m [row column])) (m row))
                m (assoc (mapv (fn [r] (mapv #(- %1 (* (r column) %2)) r top)) m) row top)]
            (recur m (inc row) (inc column)))
          (recur m row (inc column)))))))

(defn augment [a b] (mapv into a b))

(defn inverse [m]
  (when-not (zero? (determinant m))
    (let [n (count m)]
      (mapv #(subvec % n) (eliminate (augment m (identity-matrix n)))))))

(defn solve [m v]
  (mapv peek (eliminate (augment m (map vector v)))))

(defn show [m]
  (let [texts (mapv (partial mapv str) m)
        width (apply max (map count (flatten texts)))]
    (str/join "\n" (for [row texts]
                     (str "[" (str/join " " (map #(format (str "%" width "s") %) row)) "]")))))

(def a [[2 1] [5 3]])
(def b [[1 2 3] [0 1 4] [5 6 0]])

(println (show (multiply a a)))
(println (show (add a (scale a 10))))
(println "transposed" (transpose [[1 2 3] [4 5 6]]))
(println "determinants" (determinant a) (determinant b) (determinant [[1 2] [2 4]]))
(println (show (inverse b)))
(println "inverse of a product with it:" (= (identity-matrix 3) (multiply b (inverse b))))
(println (show (inverse [[2 0] [0 4]])))
(println "no inverse:" (inverse [[1 2] [2 4]]))
(println "x, y, z =" (solve [[2 1 -1] [-3 -1 2] [-2 1 2]] [8 -11 -3]))
(println "fractions:" (solve [[3 2] [1 -4]] [1 2]))
(println "rank deficient:" (eliminate [[1 2 3] [2 4 6] [1 0 1]]))
(println "90th Fibonacci number:" (get-in (power [[1 1] [1 0]] 90) [0 1]))
(println "in doubles:" (multiply [[0.5 0.25]] [[2] [4]]))
(println (try (multiply b a) (catch clojure.lang.ExceptionInfo e [(ex-message e) (ex-data e)])))
