;; Elementary cellular automata: Wolfram's 256 rules for a row of cells, Langton's ant, and a forest fire by rule.

(ns cellular-automata
  (:require [clojure.string :as str]))

(defn rule
  "The function of three cells that has a Wolfram number."
  [number]
  (fn [a b c]
    (if (bit-test number (+ (* 4 a) (* 2 b) c)) 1 0)))

(defn evolve [f cells]
  (mapv f
        (cons (peek cells) cells)
        cells
        (concat (rest cells) [(first cells)])))

(defn start [n] (assoc (vec (repeat n 0)) (quot n 2) 1))

(defn show [cells] (str/trimr (str/join (map {0 " " 1 "#"} cells))))

(doseq [number [30 90 184]]
  (println "rule" number)
  (run! (comp println show) (take 12 (iterate (partial evolve (rule number)) (start 33)))))

(println "rule 90 and Pascal's triangle:"
         (map #(reduce + %) (take 16 (iterate (partial evolve (rule 90)) (start 41)))))

(defn cycle-length [f cells]
  (loop [cells cells, seen {}, n 0]
    (if-let [before (seen cells)]
      {:lead before, :cycle (- n before)}
      (recur (evolve f cells) (assoc seen cells n) (inc n)))))

(println "rule 110 in a ring of 12:" (cycle-length (rule 110) (start 12)))

;; Langton's ant.
(def turn {:right {[0 -1] [1 0], [1 0] [0 1], [0 1] [-1 0], [-1 0] [0 -1]}
           :left {[0 -1] [-1 0], [-1 0] [0 1], [0 1] [1 0], [1 0] [0 -1]}})

(defn ant-step [{:keys [black position direction]}]
  (let [black? (contains? black position)
        direction (get-in turn [(if black? :left :right) direction])]
    {:black ((if black? disj conj) black position)
     :position (mapv + position direction)
     :direction direction}))

(let [steps (iterate ant-step {:black #{}, :position [0 0], :direction [0 -1]})
      after (fn [n] (count (:black (nth steps n))))]
  (println "ant, black cells:" (map (juxt identity after) [4 100 500 2000])))

;; A forest fire: trees burn when a neighbour burns.
(def forest
  ["TTT.TTTT"
   "TT..T.TT"
   ".TT.T.T."
   "F.TTT.TT"])

(defn burn [rows]
  (let [cell #(get-in rows [%1 %2])]
    (vec (for [y (range (count rows))]
           (str/join (for [x (range (count (first rows)))]
                       (case (cell y x)
                         \F "."
                         \T (if (some #{\F} (for [[dy dx] [[0 1] [1 0] [0 -1] [-1 0] [1 1] [-1 -1] [1 -1] [-1 1]]]
                                              (cell (+ y dy) (+ x dx))))
                              "F" "T")
                         ".")))))))

(let [states (take-while #(some #{\F} (str/join %)) (iterate burn forest))]
  (println "burns for" (count states) "steps")
  (println (str/join "\n" (apply map #(str/join "  " %&) (take 4 states))))
  (println "left:" (count (filter #{\T} (str/join (burn (last states)))))))
