;; Dynamic programming: what to memoise, and what to fold. Change, knapsack, edit distance, sticks, subsequences.

(ns dynamic-programming
  (:require [clojure.string :as str]))

(defmacro defmemo
  "Defines a function that remembers; its calls to itself do too."
  [sym params & body]
  `(def ~sym
     (let [memory# (atom {})]
       (fn ~sym ~params
         (if-let [[_# known#] (find @memory# ~params)]
           known#
           (let [value# (do ~@body)]
             (swap! memory# assoc ~params value#)
             value#))))))

(defmemo ways
  [amount coins]
  (cond
    (zero? amount) 1
    (or (neg? amount) (empty? coins)) 0
    :else (+ (ways (- amount (first coins)) coins)
             (ways amount (rest coins)))))

(defn fewest-coins
  "For each amount up to `limit` the shortest list of coins, where there is one."
  [limit coins]
  (reduce (fn [best amount]
            (let [found (->> coins
                             (keep #(some-> (best (- amount %)) (conj %)))
                             (sort-by count)
                             first)]
              (cond-> best found (assoc amount found))))
          {0 []}
          (range 1 (inc limit))))

(defn knapsack
  "The most valuable choice of things that weigh no more than `capacity`."
  [capacity things]
  (peek
   (reduce (fn [row {:keys [weight value] :as thing}]
             (mapv (fn [w without]
                     (if (< w weight)
                       without
                       (let [with (-> (row (- w weight)) (update :value + value) (update :things conj (:name thing)))]
                         (max-key :value without with))))
                   (range)
                   row))
           (vec (repeat (inc capacity) {:value 0, :things []}))
           things)))

(defn edit-distance [a b]
  (peek
   (reduce (fn [row [i ca]]
             (reduce (fn [new-row [j cb]]
                       (conj new-row (if (= ca cb)
                                       (row j)
                                       (inc (min (row j) (row (inc j)) (peek new-row))))))
                     [(inc i)]
                     (map-indexed vector b)))
           (vec (range (inc (count b))))
           (map-indexed vector a))))

(defn longest-rising [xs]
  (->> xs
       (reduce (fn [best x]
                 (let [before (->> best (filter #(< (peek %) x)) (sort-by count) last)]
                   (conj best (conj (or before []) x))))
               [])
       (apply max-key count)))

(defmemo best-cut
  [prices length]
  (if (zero? length)
    {:price 0, :cuts ()}
    (->> (for [[size price] prices :when (<= size length)]
           (-> (best-cut prices (- length size)) (update :price + price) (update :cuts conj size)))
         (sort-by (juxt (comp - :price) (comp vec :cuts)))
         first)))

(defn max-slice
  "Kadane: the largest sum of neighbours."
  [xs]
  (second (reduce (fn [[here best] x]
                    (let [here (max x (+ here x))]
                      [here (max best here)]))
                  [(first xs) (first xs)]
                  (rest xs))))

(println "ways:" (ways 10 [1 2 5]) (ways 100 [1 5 10 25 50]) (ways 3 [2]))
(let [best (fewest-coins 99 [1 7 24])]
  (println "fewest:" (map best [14 48 65]) "most needed:" (apply max (map count (vals best))))
  (println "only 4 and 7:" (remove (fewest-coins 20 [4 7]) (range 21))))

(println (knapsack 10 [{:name :tent, :weight 5, :value 10} {:name :stove, :weight 4, :value 40}
                       {:name :rope, :weight 6, :value 30} {:name :book, :weight 3, :value 50}]))
(println "distances:" (map (partial apply edit-distance)
                           [["kitten" "sitting"] ["" "abc"] ["flaw" "lawn"] ["same" "same"] [[1 2 3] [2 3 4]]]))
(println "rising:" (longest-rising [3 1 4 1 5 9 2 6 5 3 5]))
(println "stick:" (best-cut {1 1, 2 5, 3 8, 4 9} 7))
(println "slice:" (max-slice [-2 1 -3 4 -1 2 1 -5 4]) (max-slice [-3 -1 -2]))

(def grid ["..#." "...." "#..." "...."])

(defmemo routes
  [y x]
  (case (get-in grid [y x])
    \# 0
    \. (if (= [0 0] [y x])
         1
         (+ (if (pos? y) (routes (dec y) x) 0)
            (if (pos? x) (routes y (dec x)) 0)))))

(println (str/join "\n" (for [y (range 4)] (str/join " " (for [x (range 4)] (routes y x))))))
