;; The rules of 2048: rows slide and merge; a generator of pseudo-random numbers places the new tiles, so that a game can
;; be played again.

(ns game-2048
  (:require [clojure.string :as str]))

(defn slide-left
  "A row after a move to the left, and the points that its merges make."
  [row]
  (loop [[a b & more :as tiles] (remove zero? row), out [], points 0]
    (cond
      (empty? tiles) [(into out (repeat (- (count row) (count out)) 0)) points]
      (= a b) (recur more (conj out (+ a b)) (+ points a b))
      :else (recur (rest tiles) (conj out a) points))))

(def mirror (partial mapv (comp vec rseq)))
(def transpose (partial apply mapv vector))

(def turns
  "For each direction: how to turn the board so that the move is one to the left, and how to turn it back."
  {:left [identity identity]
   :right [mirror mirror]
   :up [transpose transpose]
   :down [(comp mirror transpose) (comp transpose mirror)]})

(defn move [{:keys [board] :as game} direction]
  (let [[there back] (turns direction)
        rows (map slide-left (there board))]
    (-> game
        (assoc :board (back (mapv first rows)))
        (update :score + (transduce (map second) + rows)))))

(defn next-seed [seed]
  (mod (+ (* 1103515245 seed) 12345) 2147483648))

(defn free-cells [board]
  (for [y (range 4), x (range 4) :when (zero? (get-in board [y x]))] [y x]))

(defn add-tile [{:keys [board seed] :as game}]
  (let [seed (next-seed seed)
        cells (free-cells board)
        cell (nth cells (mod (quot seed 65536) (count cells)))
        tile (if (< (mod (quot seed 1024) 10) 1) 4 2)]
    (assoc game :seed (next-seed seed) :board (assoc-in board cell tile))))

(defn new-game [seed]
  (->> {:board (vec (repeat 4 [0 0 0 0])), :score 0, :moves 0, :seed seed}
       (iterate add-tile)
       (drop 2)
       first))

(defn possible [game]
  (filter #(not= (:board game) (:board (move game %))) [:down :left :right :up]))

(defn turn [game]
  (let [best (apply max-key #(let [after (move game %)]
                               (+ (:score after) (* 10 (count (free-cells (:board after))))))
                    (possible game))]
    (-> (move game best) add-tile (update :moves inc))))

(defn show [board]
  (str/join "\n" (for [row board]
                   (str/join (map #(format "%6s" (if (zero? %) "." %)) row)))))

(doseq [row [[2 2 0 0] [2 2 2 0] [2 2 2 2] [4 0 2 2] [0 8 0 8] [2 4 8 16]]]
  (println row "->" (first (slide-left row)) (second (slide-left row)) "points"))

(let [board [[2 0 0 2] [4 4 0 0] [2 0 4 2] [0 8 0 8]]]
  (doseq [direction [:left :right :up :down]]
    (println direction (:board (move {:board board, :score 0} direction)))))

(doseq [seed [1 2048]]
  (let [game (->> (iterate turn (new-game seed))
                  (drop-while #(and (seq (possible %)) (< (:moves %) 50)))
                  first)]
    (println "seed" seed "moves" (:moves game) "score" (:score game) "best" (reduce max (flatten (:board game))))
    (println (show (:board game)))))
