;; Shortest paths with a priority queue of our own, a leftist heap, which is a persistent value like everything else.

(ns dijkstra
  (:require [clojure.string :as str]))

(defrecord Node [rank priority item left right])

(defn merge-heaps [a b]
  (cond
    (nil? a) b
    (nil? b) a
    (pos? (compare (:priority a) (:priority b))) (recur b a)
    :else (let [right (merge-heaps (:right a) b)
                left (:left a)]
            (if (>= (:rank left 0) (:rank right 0))
              (->Node (inc (:rank right 0)) (:priority a) (:item a) left right)
              (->Node (inc (:rank left 0)) (:priority a) (:item a) right left)))))

(defn push [heap priority item] (merge-heaps heap (->Node 1 priority item nil nil)))
(defn pop-min [heap] (merge-heaps (:left heap) (:right heap)))
(defn drain [heap] (lazy-seq (when heap (cons (:item heap) (drain (pop-min heap))))))

(def roads
  (let [one-way {[:amsterdam :utrecht] 45, [:amsterdam :haarlem] 20, [:utrecht :arnhem] 64, [:utrecht :breda] 73
                 [:haarlem :leiden] 42, [:leiden :den-haag] 18, [:den-haag :rotterdam] 26, [:rotterdam :breda] 52
                 [:rotterdam :utrecht] 57, [:arnhem :nijmegen] 18, [:breda :eindhoven] 60, [:nijmegen :eindhoven] 63
                 [:texel :vlieland] 20}]
    (reduce-kv (fn [graph [a b] km]
                 (-> graph (assoc-in [a b] km) (assoc-in [b a] km)))
               {} one-way)))

(defn distances
  "For each place that can be reached: how far it is from `start`, and the place before it."
  [graph start]
  (loop [heap (push nil 0 [start nil]), done {}]
    (if-let [{:keys [priority item]} heap]
      (let [[place from] item]
        (if (done place)
          (recur (pop-min heap) done)
          (recur (reduce-kv (fn [heap neighbour km]
                              (if (done neighbour) heap (push heap (+ priority km) [neighbour place])))
                            (pop-min heap)
                            (graph place))
                 (assoc done place {:km priority, :from from}))))
      done)))

(defn path [done target]
  (when (done target)
    (reverse (take-while some? (iterate (comp :from done) target)))))

(println "sorted by the heap:" (drain (reduce #(push %1 %2 %2) nil [5 3 9 1 4 1 8])))
(println "words:" (take 3 (drain (reduce #(push %1 (count %2) %2) nil ["heap" "a" "priority" "the"]))))

(let [done (distances roads :amsterdam)]
  (doseq [target [:nijmegen :eindhoven :rotterdam :amsterdam :texel]]
    (println (name target)
             (if-let [places (path done target)]
               (str (:km (done target)) " km: " (str/join " - " (map name places)))
               "cannot be reached")))
  (println "furthest:" (key (apply max-key (comp :km val) done))))

(defn grid-graph [rows]
  (let [cell #(get-in rows [%1 %2] \#)]
    (into {}
          (for [y (range (count rows)), x (range (count (first rows)))
                :when (not= \# (cell y x))]
            [[y x] (into {} (for [[dy dx] [[0 1] [1 0] [0 -1] [-1 0]]
                                  :let [c (cell (+ y dy) (+ x dx))]
                                  :when (not= \# c)]
                              [[(+ y dy) (+ x dx)] (if (= c \~) 5 1)]))]))))

(let [rows ["..~...."
            ".#~###."
            ".#~...."
            ".####.#"
            "......."]
      done (distances (grid-graph rows) [0 0])
      steps (set (path done [2 3]))]
  (println "through the maze:" (:km (done [2 3])))
  (println (str/join "\n" (for [[y row] (map-indexed vector rows)]
                            (str/join (map-indexed (fn [x c] (if (steps [y x]) \o c)) row))))))
