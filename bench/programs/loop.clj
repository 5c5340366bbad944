;; The sum of the first million numbers, by a plain loop.
(ns bench.loop)

(defn run [n]
  (let [n (long n)
        result (loop [i 0 s 0]
                 (if (< i n)
                   (recur (inc i) (+ s i))
                   s))]
    (assert (= result (quot (* n (dec n)) 2)))
    result))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 1000000)]
  (println "loop" n (run n)))
