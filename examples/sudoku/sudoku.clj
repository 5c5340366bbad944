;; Sudoku by elimination and search: a board maps each square to the set of digits that it may still have.

(ns sudoku
  (:require [clojure.string :as str]))

(def squares (vec (for [r (range 9), c (range 9)] [r c])))

(def units
  (concat (for [r (range 9)] (set (for [c (range 9)] [r c])))
          (for [c (range 9)] (set (for [r (range 9)] [r c])))
          (for [br [0 3 6], bc [0 3 6]]
            (set (for [r (range 3), c (range 3)] [(+ br r) (+ bc c)])))))

(def peers
  (into {} (for [s squares]
             [s (disj (into #{} cat (filter #(% s) units)) s)])))

(declare assign)

(defn eliminate
  "The board without `digit` in `square`, or nil where that contradicts."
  [board square digit]
  (let [digits (board square)]
    (if-not (digits digit)
      board
      (let [left (disj digits digit)
            board (assoc board square left)]
        (case (count left)
          0 nil
          1 (reduce (fn [board peer]
                      (or (eliminate board peer (first left)) (reduced nil)))
                    board (peers square))
          board)))))

(defn assign [board square digit]
  (reduce (fn [board other] (or (eliminate board square other) (reduced nil)))
          board
          (disj (board square) digit)))

(def empty-board (zipmap squares (repeat (set (range 1 10)))))

(defn parse [text]
  (reduce (fn [board [square c]]
            (if-let [digit (parse-long (str c))]
              (or (assign board square digit) (reduced nil))
              board))
          empty-board
          (map vector squares (remove #{\newline \space} text))))

(defn solve [board]
  (when board
    (let [open (remove #(= 1 (count (board %))) squares)]
      (if (empty? open)
        board
        (let [square (apply min-key #(count (board %)) open)]
          (some #(solve (assign board square %)) (sort (board square))))))))

(defn show [board]
  (str/join "\n" (for [row (partition 9 squares)]
                   (str/join " " (map #(str/join (map (comp first board) %)) (partition 3 row))))))

(def puzzles
  {:easy "53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79"
   :hard "4.....8.5 .3....... ...7..... .2.....6. ....8.4.. ....1.... ...6.3.7. 5..2..... 1.4......"
   :impossible "55....... ......... ......... ......... ......... ......... ......... ......... ........."})

(doseq [[title text] puzzles]
  (println (name title))
  (println (if-let [solved (solve (parse text))]
             (show solved)
             "no solution")))
