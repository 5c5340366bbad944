;; Systems of linear equations, solved exactly: matrices as a type with a protocol, a printed form and equality of their own, taken
;; apart into a lower and an upper triangle.

(ns linear-systems
  (:require [clojure.pprint :refer [cl-format pprint]]))

(defprotocol Matrix (rows [m]) (cols [m]) (at [m i j]) (mul [m o]) (transpose [m]))

(declare matrix)

(deftype Dense [data]
  Matrix
  (rows [_] (count data))
  (cols [_] (count (first data)))
  (at [_ i j] (get-in data [i j]))
  (mul [m o] (matrix (for [i (range (rows m))] (for [j (range (cols o))] (reduce + (for [k (range (cols m))] (* (at m i k) (at o k j))))))))
  (transpose [_] (matrix (apply map vector data)))
  Object
  (toString [_] (apply str (interpose "\n" (map #(cl-format nil "[~{~8@A~}]" %) data))))
  (equals [_ o] (and (instance? Dense o) (= data (.-data ^Dense o))))
  (hashCode [_] (hash data))
  clojure.lang.Counted
  (count [_] (count data))
  clojure.lang.IFn
  (invoke [m i j] (at m i j)))

(defn matrix [rs] (Dense. (mapv vec rs)))

(defn identity-matrix [n] (matrix (for [i (range n)] (for [j (range n)] (if (= i j) 1 0)))))

(defmethod print-method Dense [m ^java.io.Writer w] (.write w (str "#matrix" (pr-str (.-data m)))))

(defn lu [m]
  (let [n (rows m)]
    (loop [k 0 a (vec (map vec (.-data m))) p (vec (range n)) sign 1]
      (if (= k n)
        {:l (matrix (for [i (range n)] (for [j (range n)] (cond (= i j) 1 (> i j) (get-in a [i j]) :else 0))))
         :u (matrix (for [i (range n)] (for [j (range n)] (if (<= i j) (get-in a [i j]) 0))))
         :p p :sign sign}
        (let [pivot (apply max-key #(Math/abs (double (get-in a [% k]))) (range k n))]
          (when (zero? (get-in a [pivot k])) (throw (ArithmeticException. (str "singular at " k))))
          (let [a (assoc a k (a pivot) pivot (a k))
                p (assoc p k (p pivot) pivot (p k))
                a (reduce (fn [a i]
                            (let [f (/ (get-in a [i k]) (get-in a [k k]))]
                              (reduce (fn [a j] (update-in a [i j] - (* f (get-in a [k j]))))
                                      (assoc-in a [i k] f) (range (inc k) n))))
                          a (range (inc k) n))]
            (recur (inc k) a p (if (= pivot k) sign (- sign)))))))))

(defn det [m] (let [{:keys [u sign]} (lu m)] (reduce * sign (for [i (range (rows m))] (at u i i)))))

(defn solve [m b]
  (let [{:keys [l u p]} (lu m) n (rows m)
        y (reduce (fn [y i] (conj y (- (b (p i)) (reduce + (map * y (map #(l i %) (range i))))))) [] (range n))]
    (vec (reduce (fn [x i] (cons (/ (- (y i) (reduce + (map * x (map #(u i %) (range (inc i) n))))) (u i i)) x)) () (range (dec n) -1 -1)))))

(def a (matrix [[2 1 1] [4 -6 0] [-2 7 2]]))
(println (str a))
(prn a)
(let [{:keys [l u p sign]} (lu a)]
  (println (str l)) (println (str u)) (println p sign)
  (println (= (mul l u) (matrix (map (.-data a) p)))))
(println "det" (det a) (det (identity-matrix 3)) (class (det (matrix [[1/2 1/3] [1/4 1/5]]))) (det (matrix [[1/2 1/3] [1/4 1/5]])))
(println "solve" (solve a [5 -2 9]))
(println "hilbert" (solve (matrix (for [i (range 5)] (for [j (range 5)] (/ 1 (+ i j 1))))) [1 1 1 1 1]))
(println "double" (map #(format "%.6f" %) (solve (matrix [[0.1 0.2] [0.3 -0.4]]) [1.0 2.0])))
(println (try (det (matrix [[1 2] [2 4]])) (catch ArithmeticException e (.getMessage e))))
(println (count a) (a 0 1) (hash-set a (transpose (transpose a))) (= (hash a) (hash (transpose (transpose a)))))
(pprint {:m a :t (transpose a)})
