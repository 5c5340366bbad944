;; The knight's tour by Warnsdorff's rule with backtracking, and the fewest moves between squares.

(ns knights-tour
  (:require [clojure.string :as str]))

(def jumps (for [a [1 2 -1 -2], b [1 2 -1 -2] :when (not= (abs a) (abs b))] [a b]))

(defn moves [n]
  (memoize
   (fn [square]
     (filterv (fn [[y x]] (and (< -1 y n) (< -1 x n)))
              (map #(mapv + square %) jumps)))))

(defn tour
  "Squares in the order of a tour of a board of `n` by `n`, or nil where none is found from `start`."
  [n start]
  (let [moves (moves n)
        free (fn [visited square] (remove visited (moves square)))]
    (letfn [(extend-path [path visited]
              (if (= (count path) (* n n))
                path
                (->> (free visited (peek path))
                     (sort-by #(count (free visited %)))
                     (some #(extend-path (conj path %) (conj visited %))))))]
      (extend-path [start] #{start}))))

(defn show [n path]
  (let [order (zipmap path (iterate inc 1))]
    (str/join "\n" (for [y (range n)]
                     (str/join (for [x (range n)] (format "%3d" (order [y x]))))))))

(defn distances [n start]
  (let [moves (moves n)]
    (loop [level [start], d 0, known {}]
      (if (empty? level)
        known
        (let [known (into known (map #(vector % d)) level)]
          (recur (into #{} (comp (mapcat moves) (remove known)) level) (inc d) known))))))

(defn valid? [n path]
  (and (= (* n n) (count (set path)))
       (every? (fn [[a b]] (= [1 2] (sort (map (comp abs -) a b)))) (partition 2 1 path))))

(defn square-name [[y x]] (str (nth "abcdefgh" x) (- 8 y)))

(doseq [n [5 8]]
  (let [path (tour n [0 0])]
    (println (str n " by " n ", valid: " (valid? n path)))
    (println (show n path))))

(println "impossible:" (tour 3 [0 0]) (tour 4 [0 0]))
(println "begins:" (str/join " " (map square-name (take 8 (tour 8 [7 1])))))

(let [known (distances 8 [7 0])]
  (println "moves from a1:")
  (doseq [y (range 8)] (println (str/join " " (for [x (range 8)] (known [y x])))))
  (println "furthest:" (sort (map (comp square-name key) (filter #(= (apply max (vals known)) (val %)) known)))))
