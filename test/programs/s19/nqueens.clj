;; All ways to place n queens on an n by n board, with lists.
(ns s19.nqueens)

(defn safe? [column placed]
  (loop [distance 1 placed placed]
    (if (empty? placed)
      true
      (let [other (first placed)]
        (if (or (= other column)
                (= other (+ column distance))
                (= other (- column distance)))
          false
          (recur (inc distance) (rest placed)))))))

(defn place [size row placed]
  (if (= row size)
    1
    (loop [column 0 solutions 0]
      (if (= column size)
        solutions
        (recur (inc column)
               (if (safe? column placed)
                 (+ solutions (place size (inc row) (cons column placed)))
                 solutions))))))

(def known [1 1 0 0 2 10 4 40 92 352 724 2680])

(defn run [n]
  (let [solutions (place n 0 ())]
    (assert (= solutions (nth known n)) (str "found " solutions))
    solutions))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 6)]
  (println "nqueens" n (run n)))
