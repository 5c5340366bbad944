;; Conway's game of life on an endless plane: the world is the set of its living cells.

(ns life
  (:require [clojure.set :as set]
            [clojure.string :as str]))

(defn parse [& rows]
  (set (for [[y row] (map-indexed vector rows)
             [x c] (map-indexed vector row)
             :when (= c \#)]
         [x y])))

(defn neighbours [[x y]]
  (for [dx [-1 0 1], dy [-1 0 1] :when (not (= 0 dx dy))] [(+ x dx) (+ y dy)]))

(defn step [cells]
  (set (for [[cell n] (frequencies (mapcat neighbours cells))
             :when (or (= n 3) (and (= n 2) (cells cell)))]
         cell)))

(defn show [cells x-range y-range]
  (str/join "\n" (for [y y-range]
                   (str/join (for [x x-range] (if (cells [x y]) "#" "."))))))

(defn normal
  "The cells moved so that the upper left corner of their box is [0 0]."
  [cells]
  (if (empty? cells)
    cells
    (let [left (apply min (map first cells))
          top (apply min (map second cells))]
      (set (map (fn [[x y]] [(- x left) (- y top)]) cells)))))

(defn period
  "After how many generations the pattern comes back, moved or not, and by how much it has moved."
  [cells limit]
  (first (for [[n later] (take limit (map-indexed vector (rest (iterate step cells))))
               :when (= (normal later) (normal cells))]
           {:period (inc n)
            :moved (mapv #(- (apply min (map % later)) (apply min (map % cells))) [first second])})))

(def patterns
  {:blinker (parse "###")
   :block (parse "##" "##")
   :glider (parse ".#." "..#" "###")
   :toad (parse ".###" "###.")
   :ship (parse ".#..#" "#...." "#...#" "####.")})

(doseq [[title cells] (sort patterns)]
  (println (name title) (period cells 20)))

(doseq [cells (take 5 (iterate step (:glider patterns)))]
  (println (show cells (range 5) (range 5)) "\n"))

(let [r-pentomino (parse ".##" "##." ".#.")]
  (println "r-pentomino:" (map count (take 20 (iterate step r-pentomino)))))

(println "born in one step:" (sort (set/difference (step (:toad patterns)) (:toad patterns))))
(println "dies out:" (count (take-while seq (iterate step (parse "#.#" "...")))))
