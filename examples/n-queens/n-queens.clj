;; Eight queens three ways: as a list comprehension, as a lazy search, and with bits.

(ns n-queens
  (:require [clojure.string :as str]))

(defn safe?
  "May a queen stand in column `c` of the next row? The columns of the rows before are in `queens`, the last row first."
  [queens c]
  (every? (fn [[distance q]] (and (not= q c) (not= distance (abs (- q c)))))
          (map-indexed (fn [i q] [(inc i) q]) queens)))

(defn solutions [n]
  (nth (iterate (fn [boards] (for [queens boards, c (range n) :when (safe? queens c)] (cons c queens)))
                [()])
       n))

(defn search
  "All solutions, lazily: the first costs no more than it must."
  ([n] (search n ()))
  ([n queens]
   (if (= n (count queens))
     (list queens)
     (mapcat #(search n (cons % queens)) (filter #(safe? queens %) (range n))))))

(defn count-with-bits [n]
  (let [full (dec (bit-shift-left 1 n))]
    (letfn [(place [columns left right]
              (if (= columns full)
                1
                (loop [free (bit-and full (bit-not (bit-or columns left right))), total 0]
                  (if (zero? free)
                    total
                    (let [bit (bit-and free (- free))]
                      (recur (bit-xor free bit)
                             (+ total (place (bit-or columns bit)
                                             (bit-shift-left (bit-or left bit) 1)
                                             (bit-shift-right (bit-or right bit) 1)))))))))]
      (place 0 0 0))))

(defn show [queens]
  (str/join "\n" (for [q queens] (str/join " " (for [c (range (count queens))] (if (= c q) "Q" "."))))))

(defn turned [queens]
  (map first (sort-by second (map-indexed (fn [r c] [(- (count queens) 1 r) c]) queens))))

(defn symmetries [queens]
  (into #{} (mapcat (juxt identity reverse)) (take 4 (iterate turned queens))))

(println (map (comp count solutions) (range 1 7)))
(println (map count-with-bits (range 1 9)))
(println (show (first (search 8))))
(println "of 6:" (solutions 6))
(println "really different of 6:" (count (set (map symmetries (solutions 6)))))
