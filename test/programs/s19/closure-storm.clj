;; Makes closures by the thousand, calls each once or twice and drops it.
(ns s19.closure-storm)

(defn adder [a]
  (fn [b] (+ a b)))

(defn pipeline [f g]
  (fn [x] (g (f x))))

(defn chain
  "A function that adds 1 `length` times, out of that many closures."
  [length]
  (loop [f (fn [x] x) i 0]
    (if (< i length)
      (recur (pipeline f (adder 1)) (inc i))
      f)))

(defn run [n]
  (let [sum (loop [i 0 sum 0]
              (if (< i n)
                (let [add-i (adder i)
                      add-twice (fn [x] (add-i (add-i x)))
                      pick (if (even? i) add-i add-twice)]
                  (recur (inc i) (+ sum (- (pick 1) 1))))
                sum))
        closures (mapv adder (range n))
        chained ((chain 100) n)]
    ;; Every even number counts once, every odd number twice.
    (assert (= sum (reduce + (map (fn [i] (if (odd? i) (* 2 i) i)) (range n)))))
    (assert (= (vec (range 5 (+ n 5))) (mapv (fn [f] (f 5)) closures)))
    (assert (= chained (+ n 100)))
    (+ sum chained)))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 2000)]
  (println "closure-storm" n (run n)))
