;; Polynomials and other things that can be added and multiplied: a protocol on records, on Clojure's numbers and on
;; vectors, with printing and equality of one's own.

(ns polynomials
  (:require [clojure.string :as str]))

(defprotocol Ring
  "What can be added and multiplied."
  (add [a b])
  (mul [a b])
  (negate [a])
  (zero [a] "The element that changes nothing in a sum."))

(extend-protocol Ring
  Number
  (add [a b] (+ a b))
  (mul [a b] (* a b))
  (negate [a] (- a))
  (zero [_] 0)

  clojure.lang.IPersistentVector
  (add [a b] (mapv add a b))
  (mul [a b] (reduce add (map mul a b)))
  (negate [a] (mapv negate a))
  (zero [a] (mapv zero a)))

(defrecord Poly [coefficients])

(defn poly
  "A polynomial of its coefficients, that of the lowest power first."
  [& coefficients]
  (->Poly (into [] (reverse (drop-while #(and (number? %) (zero? %)) (reverse coefficients))))))

(defn degree [p] (dec (count (:coefficients p))))
(defn lead [p] (peek (:coefficients p)))

(defn term [c power]
  (apply poly (concat (repeat power 0) [c])))

(extend-type Poly
  Ring
  (add [{a :coefficients} {b :coefficients}]
    (let [n (max (count a) (count b))
          pad #(take n (concat % (repeat 0)))]
      (apply poly (map + (pad a) (pad b)))))
  (mul [{a :coefficients} {b :coefficients}]
    (apply poly (for [power (range (max 0 (dec (+ (count a) (count b)))))]
                  (reduce + (for [i (range (inc power))] (* (get a i 0) (get b (- power i) 0)))))))
  (negate [{a :coefficients}] (apply poly (map - a)))
  (zero [_] (poly)))

(defn sub [a b] (add a (negate b)))

(defn pow [x n] (reduce mul (repeat n x)))

(defn evaluate [{:keys [coefficients]} x]
  (reduce (fn [sum c] (+ c (* sum x))) 0 (rseq coefficients)))

(defn derivative [{:keys [coefficients]}]
  (apply poly (map * (rest coefficients) (iterate inc 1))))

(defn divide
  "Quotient and remainder."
  [a b]
  (loop [quotient (poly), left a]
    (if (< (degree left) (degree b))
      [quotient left]
      (let [t (term (/ (lead left) (lead b)) (- (degree left) (degree b)))]
        (recur (add quotient t) (sub left (mul t b)))))))

(defn gcd [a b]
  (if (= b (poly))
    (mul a (poly (/ (lead a))))
    (recur b (second (divide a b)))))

(defn show [{:keys [coefficients]}]
  (let [terms (for [[power c] (reverse (map-indexed vector coefficients)) :when (not (zero? c))]
                (str (if (neg? c) "- " "+ ")
                     (when (or (zero? power) (not= 1 (abs c))) (abs c))
                     (case power 0 "" 1 "x" (str "x^" power))))]
    (if (empty? terms) "0" (str/replace (str/join " " terms) #"^\+ " ""))))

(defmethod print-method Poly [p ^java.io.Writer out]
  (.write out (str "#<" (show p) ">")))

(def p (poly 1 2))
(def q (poly -6 11 -6 1))

(prn p q (poly) (poly 0 0 -1) (poly 1/2 0 -3/4))
(prn (add p q) (sub p p) (mul p p) (negate q))
(println "binomial:" (show (pow (poly 1 1) 6)))
(println "values:" (map (partial evaluate q) [0 1 2 3 1/2]))
(println "derivative:" (show (derivative q)))
(println "division:" (map show (divide q (poly -2 1))) (map show (divide q (poly 1 0 2))))
(println "gcd:" (show (gcd (mul (poly -1 1) (poly 2 1)) (mul (poly -1 1) (poly 5 1)))))
(println "equal:" (= (poly 1 2) (poly 1 2 0 0)) "in a set:" (count (hash-set (poly 1) (poly 1 0) (poly 2))))
(println "other rings:" (add 1 1/2) (add [1 2] [3 4]) (mul [1 2 3] [4 5 6]) (mul [p p] [p q]))
(println "satisfies:" (map (partial satisfies? Ring) [1 2.5 [] p "text" nil]))
(println (try (add "a" "b") (catch IllegalArgumentException e (ex-message e))))
(println "Newton:" (->> 2.0
                        (iterate (fn [x] (- x (/ (evaluate (poly -2 0 1) x) (evaluate (derivative (poly -2 0 1)) x)))))
                        (take 6)
                        last))
