;; Arithmetic on doubles: how many steps every point of an n by n grid takes to leave the Mandelbrot set.
(ns s19.mandelbrot)

(def limit 50)

(defn steps [cr ci]
  (loop [zr 0.0 zi 0.0 i 0]
    (let [rr (* zr zr)
          ii (* zi zi)]
      (if (or (= i limit) (> (+ rr ii) 4.0))
        i
        (recur (+ (- rr ii) cr)
               (+ (* 2.0 (* zr zi)) ci)
               (inc i))))))

(defn coordinate [low span i n]
  (+ low (/ (* span (double i)) n)))

(def known {8 1025, 16 4266, 40 27151, 100 167715, 200 670938, 400 2677393})

(defn run [n]
  (let [total (loop [y 0 total 0]
                (if (< y n)
                  (recur (inc y)
                         (loop [x 0 total total]
                           (if (< x n)
                             (recur (inc x)
                                    (+ total (steps (coordinate -2.0 2.5 x n) (coordinate -1.25 2.5 y n))))
                             total)))
                  total))]
    (assert (= total (get known n total)) (str "took " total " steps"))
    total))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 16)]
  (println "mandelbrot" n (run n)))
