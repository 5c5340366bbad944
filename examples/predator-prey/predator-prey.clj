;; Rabbits and foxes on a torus: a simulation whose chance comes from a generator of its own, so that each run is the same.

(ns predator-prey
  (:require [clojure.string :as str]))

(def size 12)

(defrecord Rabbit [age])
(defrecord Fox [hunger])

(defn random
  "A number below `n`, and the world with the next seed."
  [{:keys [seed] :as world} n]
  (let [seed (mod (+ (* 16807 seed) 11) 2147483647)]
    [(mod (quot seed 7) n) (assoc world :seed seed)]))

(defn pick [world xs]
  (if (seq xs)
    (let [[i world] (random world (count xs))]
      [(nth xs i) world])
    [nil world]))

(defn around [[y x]]
  (vec (for [[dy dx] [[0 1] [1 0] [0 -1] [-1 0]]]
         [(mod (+ y dy) size) (mod (+ x dx) size)])))

(defprotocol Animal
  (act [animal world place] "The world after the animal at that place has had its turn."))

(defn free [{:keys [animals]} place] (remove animals (around place)))

(defn move [world from to animal]
  (-> world (update :animals dissoc from) (assoc-in [:animals to] animal)))

(extend-protocol Animal
  Rabbit
  (act [{:keys [age]} world place]
    (let [[target world] (pick world (free world place))]
      (cond
        (nil? target) (assoc-in world [:animals place] (->Rabbit (inc age)))
        (>= age 4) (-> world
                       (assoc-in [:animals place] (->Rabbit 0))
                       (assoc-in [:animals target] (->Rabbit 0)))
        :else (move world place target (->Rabbit (inc age))))))

  Fox
  (act [{:keys [hunger]} world place]
    (let [prey (filter #(instance? Rabbit (get-in world [:animals %])) (around place))
          [victim world] (pick world prey)
          [target world] (pick world (free world place))]
      (cond
        (> hunger 6) (update world :animals dissoc place)
        (and victim (< hunger 2)) (-> world
                                      (assoc-in [:animals victim] (->Fox 0))
                                      (assoc-in [:animals place] (->Fox 2)))
        victim (move world place victim (->Fox 0))
        target (move world place target (->Fox (inc hunger)))
        :else (update-in world [:animals place :hunger] inc)))))

(defn tick [world]
  (reduce (fn [{:keys [animals] :as now} [place animal]]
            ;; Who was eaten or has been replaced has no turn any more.
            (if (identical? animal (animals place)) (act animal now place) now))
          world
          (sort-by key (:animals world))))

(defn populate [world make n]
  (nth (iterate (fn [world]
                  (let [[y world] (random world size)
                        [x world] (random world size)]
                    (assoc-in world [:animals [y x]] (make 0))))
                world)
       n))

(defn census [{:keys [animals]}]
  (merge {:rabbits 0, :foxes 0}
         (update-keys (frequencies (map type (vals animals))) {Rabbit :rabbits, Fox :foxes})))

(defn show [{:keys [animals]}]
  (str/join "\n" (for [y (range size)]
                   (str/join (for [x (range size)]
                               (condp instance? (animals [y x]) Rabbit "r" Fox "F" "."))))))

(defn ecosystem [seed]
  (-> {:seed seed, :animals {}} (populate ->Rabbit 30) (populate ->Fox 8)))

(let [worlds (vec (take 41 (iterate tick (ecosystem 7))))]
  (println (show (first worlds)))
  (doseq [t (range 0 41 5)
          :let [{:keys [rabbits foxes]} (census (worlds t))]]
    (println (format "%3d %3d %3d %s%s" t rabbits foxes (str/join (repeat (quot rabbits 2) "r")) (str/join (repeat (quot foxes 2) "F")))))
  (println (show (peek worlds)))
  (println "again the same:" (= (peek worlds) (nth (iterate tick (ecosystem 7)) 40)))
  (println "another seed:" (census (nth (iterate tick (ecosystem 8)) 40))))
