;; Fibonacci by two recursive calls, checked against the sum that a loop makes.
(ns s19.fib)

(defn fib [n]
  (if (< n 2)
    n
    (+ (fib (- n 1)) (fib (- n 2)))))

(defn fib-by-loop [n]
  (loop [a 0 b 1 i 0]
    (if (= i n)
      a
      (recur b (+ a b) (inc i)))))

(defn run [n]
  (let [result (fib n)]
    (assert (= result (fib-by-loop n)) (str "fib of " n " gave " result))
    result))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 18)]
  (println "fib" n (run n)))
