;; Connect four: a board of columns, lines found by walking from the last disc, a player that looks a few moves ahead.

(ns connect-four
  (:require [clojure.string :as str]))

(def width 7)
(def height 6)

(def empty-game {:columns (vec (repeat width [])), :to-move :red, :winner nil, :moves 0})

(def other {:red :yellow, :yellow :red})

(defn disc [columns [x y]] (get-in columns [x y]))

(defn run-length
  "How many discs of `colour` follow one another from `place` in a direction, without the first."
  [columns colour [x y] [dx dy]]
  (->> (iterate (fn [[x y]] [(+ x dx) (+ y dy)]) [(+ x dx) (+ y dy)])
       (take-while #(= colour (disc columns %)))
       count))

(defn wins? [columns colour place]
  (some (fn [[dx dy]]
          (<= 3 (+ (run-length columns colour place [dx dy])
                   (run-length columns colour place [(- dx) (- dy)]))))
        [[1 0] [0 1] [1 1] [1 -1]]))

(defn legal [{:keys [columns winner]}]
  (if winner
    []
    (filterv #(< (count (columns %)) height) (range width))))

(defn drop-disc [{:keys [columns to-move] :as game} x]
  (let [columns (update columns x conj to-move)
        place [x (dec (count (columns x)))]]
    (assoc game
           :columns columns
           :winner (when (wins? columns to-move place) to-move)
           :to-move (other to-move)
           :moves (inc (:moves game)))))

(defn value
  "What a game is worth for the player to move, `depth` moves ahead: negamax with pruning."
  [game depth alpha beta]
  (cond
    (:winner game) (- (+ 100 depth))
    (or (zero? depth) (empty? (legal game))) 0
    :else (reduce (fn [alpha x]
                    (let [alpha (max alpha (- (value (drop-disc game x) (dec depth) (- beta) (- alpha))))]
                      (if (>= alpha beta) (reduced alpha) alpha)))
                  alpha
                  (sort-by #(abs (- 3 %)) (legal game)))))

(defn best-move [depth]
  (fn [game]
    (apply max-key
           #(- (value (drop-disc game %) (dec depth) -1000 1000))
           (sort-by #(- (abs (- 3 %))) (legal game)))))

(defn leftmost [game] (first (legal game)))

(defn play [red yellow]
  (->> empty-game
       (iterate (fn [game] (drop-disc game (({:red red, :yellow yellow} (:to-move game)) game))))
       (drop-while #(seq (legal %)))
       first))

(defn show [{:keys [columns]}]
  (str/join "\n" (for [y (range (dec height) -1 -1)]
                   (str/join " " (for [x (range width)]
                                   (case (disc columns [x y]) :red "R" :yellow "Y" "."))))))

(doseq [[title red yellow] [["leftmost against leftmost" leftmost leftmost]
                            ["leftmost against a thinker" leftmost (best-move 3)]
                            ["a thinker against a quick one" (best-move 3) (best-move 1)]]]
  (let [{:keys [winner moves] :as game} (play red yellow)]
    (println (str title ": " (if winner (name winner) "draw") " after " moves " moves"))
    (println (show game))))

(let [threat (reduce drop-disc empty-game [3 0 3 0 3])]
  (println "yellow must block:" ((best-move 2) threat))
  (println "red would win:" ((best-move 1) (drop-disc threat 6))))
