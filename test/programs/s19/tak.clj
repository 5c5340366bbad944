;; Takeuchi's function: nothing but calls, comparisons and subtraction by one.
(ns s19.tak)

(defn tak [x y z]
  (if (< y x)
    (tak (tak (dec x) y z)
         (tak (dec y) z x)
         (tak (dec z) x y))
    z))

(defn run [n]
  (let [result (tak (* 3 n) (* 2 n) n)]
    (assert (= result (if (even? n) (inc n) (* 2 n))) (str "tak of size " n " gave " result))
    result))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 4)]
  (println "tak" n (run n)))
