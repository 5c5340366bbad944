;; Symbolic derivatives: takes lists apart and builds new ones.
(ns s19.deriv)

(defn deriv [expression]
  (if (not (seq? expression))
    (if (= expression 'x) 1 0)
    (let [operator (first expression)
          arguments (rest expression)]
      (cond
        (= operator '+) (cons '+ (map deriv arguments))
        (= operator '-) (cons '- (map deriv arguments))
        (= operator '*) (list '* expression
                              (cons '+ (map (fn [a] (list '/ (deriv a) a)) arguments)))
        (= operator '/) (list '-
                              (list '/ (deriv (first arguments)) (second arguments))
                              (list '/ (first arguments)
                                    (list '* (second arguments) (second arguments) (deriv (second arguments)))))
        :else (throw (ex-info "no derivative is known" {:operator operator}))))))

(def polynomial '(+ (* 3 x x) (* a x x) (* b x) (/ x 7) 5))

(def expected
  '(+ (* (* 3 x x) (+ (/ 0 3) (/ 1 x) (/ 1 x)))
      (* (* a x x) (+ (/ 0 a) (/ 1 x) (/ 1 x)))
      (* (* b x) (+ (/ 0 b) (/ 1 x)))
      (- (/ 1 7) (/ x (* 7 7 0)))
      0))

(defn count-atoms [expression]
  (if (seq? expression)
    (reduce + 0 (map count-atoms expression))
    1))

(defn run [n]
  (assert (= expected (deriv polynomial)))
  (assert (= :sin (try (deriv '(:sin x))
                       (catch Exception e (:operator (ex-data e))))))
  (loop [i 0 atoms 0]
    (if (< i n)
      (recur (inc i) (+ atoms (count-atoms (deriv polynomial))))
      (do
        (assert (= atoms (* n 53)) (str "counted " atoms))
        atoms))))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 100)]
  (println "deriv" n (run n)))
