;; Tic-tac-toe: minimax over the whole game, memoised, plays against itself and against players who err.

(ns tic-tac-toe
  (:require [clojure.string :as str]))

(def lines
  [[0 1 2] [3 4 5] [6 7 8] [0 3 6] [1 4 7] [2 5 8] [0 4 8] [2 4 6]])

(def empty-board (vec (repeat 9 nil)))

(defn winner [board]
  (some (fn [line]
          (let [[a b c] (map board line)]
            (when (and a (= a b c)) a)))
        lines))

(defn free [board]
  (keep-indexed (fn [i mark] (when-not mark i)) board))

(def other {:x :o, :o :x})

(def score
  "How good a board is for :x when `player` is to move: 1, 0 or -1."
  (memoize
   (fn [board player]
     (if-let [won (winner board)]
       (case won :x 1, :o -1)
       (if-let [moves (seq (free board))]
         (apply (case player :x max, :o min)
                (map #(score (assoc board % player) (other player)) moves))
         0)))))

(defn best-move [board player]
  (let [value #(score (assoc board % player) (other player))
        better (case player :x >, :o <)]
    (reduce (fn [best move] (if (better (value move) (value best)) move best))
            (free board))))

(defn show [board]
  (->> (map {:x "X", :o "O", nil "."} board)
       (partition 3)
       (map str/join)
       (str/join "\n")))

(defn play
  "All boards of a game; `players` maps a mark to the function that chooses its move."
  [players]
  (loop [board empty-board, player :x, history [empty-board]]
    (if (or (winner board) (empty? (free board)))
      history
      (let [board (assoc board ((players player) board player) player)]
        (recur board (other player) (conj history board))))))

(defn first-free [board _] (first (free board)))
(defn last-free [board _] (last (free board)))

(defn result [history]
  (if-let [won (winner (peek history))]
    (str (name won) " wins after " (dec (count history)) " moves")
    "draw"))

(doseq [[title players] [["perfect against perfect" {:x best-move, :o best-move}]
                         ["perfect against first" {:x best-move, :o first-free}]
                         ["last against perfect" {:x last-free, :o best-move}]
                         ["first against last" {:x first-free, :o last-free}]]]
  (let [history (play players)]
    (println (str title ": " (result history)))
    (println (show (peek history)))))

(defn count-games
  "How many different games there are, by their result."
  [board player]
  (if-let [won (winner board)]
    {won 1}
    (if-let [moves (seq (free board))]
      (apply merge-with + (map #(count-games (assoc board % player) (other player)) moves))
      {:draw 1})))

;; From a board with three marks: all 255,168 games would take a while.
(println (into (sorted-map) (count-games (assoc empty-board 0 :x 4 :o 8 :x) :o)))
(println "the value of an empty board is" (score empty-board :x))
