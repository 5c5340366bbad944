;; Poker hands: parsed, ranked and compared; the best five of seven cards.

(ns poker
  (:require [clojure.string :as str]))

(def rank-of (into {} (map-indexed (fn [i c] [c (+ i 2)]) "23456789TJQKA")))

(defn card [[rank suit]] {:rank (rank-of rank), :suit suit})
(defn hand [text] (mapv card (str/split text #" ")))

(defn straight-high
  "The highest rank of a straight, or nil. The ace may stand below the two."
  [ranks]
  (let [sorted (sort ranks)]
    (cond
      (= sorted [2 3 4 5 14]) 5
      (and (apply distinct? sorted) (= 4 (- (last sorted) (first sorted)))) (last sorted))))

(def order
  [:high-card :pair :two-pairs :three :straight :flush :full-house :four :straight-flush])

(defn classify
  "What five cards are, and the ranks that decide between hands of that kind."
  [cards]
  (let [ranks (map :rank cards)
        groups (sort-by (juxt val key) #(compare %2 %1) (frequencies ranks))
        shape (map val groups)
        flush? (apply = (map :suit cards))
        high (straight-high ranks)
        kind (cond
               (and flush? high) :straight-flush
               (= shape [4 1]) :four
               (= shape [3 2]) :full-house
               flush? :flush
               high :straight
               (= shape [3 1 1]) :three
               (= shape [2 2 1]) :two-pairs
               (= shape [2 1 1 1]) :pair
               :else :high-card)]
    {:kind kind, :ranks (if high [high] (mapv key groups))}))

(defn strength [cards]
  (let [{:keys [kind ranks]} (classify cards)]
    (into [(.indexOf ^java.util.List order kind)] (take 5 (concat ranks (repeat 0))))))

(defn combinations [n xs]
  (cond
    (zero? n) [[]]
    (seq xs) (lazy-cat (map #(cons (first xs) %) (combinations (dec n) (rest xs)))
                       (combinations n (rest xs)))))

(defn best-hand [cards]
  (last (sort-by strength (combinations 5 cards))))

(defn winners [hands]
  (let [by-strength (group-by (comp strength best-hand val) hands)]
    (sort (map key (by-strength (last (sort (keys by-strength))))))))

(defn show [cards]
  (str/join " " (map (fn [{:keys [rank suit]}] (str (nth "23456789TJQKA" (- rank 2)) suit))
                     (sort-by (juxt (comp - :rank) :suit) cards))))

(doseq [text ["TS JS QS KS AS" "AH 2H 3H 4H 5H" "9C 9D 9H 9S 2C" "KC KD KH 2S 2C" "2D 5D 9D JD KD" "3C 4D 5H 6S 7C"
              "AC 2D 3H 4S 5C" "QC KD AH 2S 3C" "7C 7D 7H KS 2C" "7C 7D KH KS 2C" "AC AD KH JS 2C" "AC QD 9H 5S 2C"]]
  (println text (classify (hand text))))

(println "sorted:" (map (comp name :kind classify)
                        (sort-by strength (map hand ["7C 7D 7H KS 2C" "AC QD 9H 5S 2C" "2D 5D 9D JD KD" "7C 7D KH KS 2C"]))))

(let [table "7H 8H 9H KS 2C"
      players {:ann "TH JH", :bob "KD KC", :cy "AH 3H", :dee "6S 5S"}]
  (doseq [[player cards] (sort players)]
    (let [best (best-hand (hand (str table " " cards)))]
      (println (name player) (show best) (name (:kind (classify best))))))
  (println "winner:" (winners (update-vals players #(hand (str table " " %)))))
  (println "a split pot:" (winners {:x (hand "AC KC 2D 3D 9H"), :y (hand "AD KD 2C 3C 9S"), :z (hand "AH QH 2H 3S 9D")})))

(println "hands of five from seven:" (count (combinations 5 (range 7))))
