;; The Mandelbrot set in text, with arithmetic on doubles in a loop, and a Julia set through a protocol for complex numbers.

(ns mandelbrot
  (:require [clojure.string :as str]))

(defn escape-time
  "After how many steps z² + c leaves the circle of radius 2, at most `limit`."
  [^double cr ^double ci ^long limit]
  (loop [zr 0.0, zi 0.0, n 0]
    (let [r2 (* zr zr), i2 (* zi zi)]
      (if (or (= n limit) (> (+ r2 i2) 4.0))
        n
        (recur (+ (- r2 i2) cr) (+ (* 2.0 zr zi) ci) (inc n))))))

(def shades " .:-=+*#%@")

(defn shade [n limit]
  (nth shades (quot (* n (dec (count shades))) limit)))

(defn picture [f columns rows [left right] [top bottom] limit]
  (for [y (range rows)]
    (str/trimr
     (str/join (for [x (range columns)]
                 (shade (f (+ left (/ (* x (- right left)) (double (dec columns))))
                           (+ top (/ (* y (- bottom top)) (double (dec rows))))
                           limit)
                        limit))))))

(run! println (picture escape-time 64 24 [-2.2 0.8] [-1.2 1.2] 50))

(defprotocol Arithmetic
  (plus [a b])
  (times [a b])
  (magnitude [a]))

(defrecord Complex [re im]
  Arithmetic
  (plus [_ b] (->Complex (+ re (:re b)) (+ im (:im b))))
  (times [_ b] (->Complex (- (* re (:re b)) (* im (:im b)))
                          (+ (* re (:im b)) (* im (:re b)))))
  (magnitude [_] (Math/sqrt (+ (* re re) (* im im)))))

(defn julia [c]
  (fn [re im limit]
    (->> (->Complex re im)
         (iterate #(plus (times % %) c))
         (take-while #(<= (magnitude %) 2.0))
         (take limit)
         count)))

(run! println (picture (julia (->Complex -0.8 0.156)) 56 15 [-1.6 1.6] [-1.0 1.0] 30))

(let [area (* (/ (count (for [y (range 100), x (range 100)
                              :when (= 60 (escape-time (+ -2.0 (* 0.025 x)) (+ -1.25 (* 0.025 y)) 60))]
                          1))
                 10000)
              6.25)]
  (println "area about" (format "%.2f" (double area))))
