;; Algorithms on graphs: search by breadth and depth, components, cycles, a spanning tree, colouring.

(ns graphs
  (:require [clojure.set :as set]))

(def friends
  {:ann #{:bob :cy} :bob #{:ann :dee} :cy #{:ann :dee} :dee #{:bob :cy :eli} :eli #{:dee}
   :fay #{:gus} :gus #{:fay} :hal #{}})

(defn breadth-first
  "Nodes in the order in which they are met, lazily."
  [graph start]
  (letfn [(walk [queue seen]
            (lazy-seq
             (when-let [node (peek queue)]
               (let [new (remove seen (sort (graph node)))]
                 (cons node (walk (into (pop queue) new) (into seen new)))))))]
    (walk (conj clojure.lang.PersistentQueue/EMPTY start) #{start})))

(defn depth-first [graph start]
  (loop [stack [start], seen #{}, order []]
    (if-let [node (peek stack)]
      (if (seen node)
        (recur (pop stack) seen order)
        (recur (into (pop stack) (sort #(compare %2 %1) (graph node))) (conj seen node) (conj order node)))
      order)))

(defn levels [graph start]
  (->> [#{start} #{}]
       (iterate (fn [[level seen]]
                  (let [seen (into seen level)]
                    [(set/difference (into #{} (mapcat graph) level) seen) seen])))
       (map first)
       (take-while seq)))

(defn components [graph]
  (loop [nodes (set (keys graph)), found []]
    (if-let [node (first (sort nodes))]
      (let [component (set (breadth-first graph node))]
        (recur (set/difference nodes component) (conj found component)))
      found)))

(defn cyclic? [digraph]
  (letfn [(visit [state node]
            (case (state node)
              :active (reduced ::cycle)
              :done state
              (let [after (reduce (fn [state next]
                                    (let [result (visit state next)]
                                      (if (reduced? result) (reduced result) result)))
                                  (assoc state node :active)
                                  (digraph node))]
                (if (reduced? after) after (assoc after node :done)))))]
    (= ::cycle (reduce visit {} (keys digraph)))))

(defn spanning-tree
  "Kruskal: the cheapest edges that connect all; `groups` maps each node to its component."
  [edges]
  (second
   (reduce (fn [[groups tree] [weight a b]]
             (let [ga (groups a #{a}), gb (groups b #{b})]
               (if (= ga gb)
                 [groups tree]
                 (let [both (into ga gb)]
                   [(into groups (map #(vector % both)) both) (conj tree [a b weight])]))))
           [{} []]
           (sort edges))))

(defn colour [graph]
  (reduce (fn [colours node]
            (let [taken (set (keep colours (graph node)))]
              (assoc colours node (first (remove taken (range))))))
          (sorted-map)
          (sort-by (juxt (comp - count graph) identity) (keys graph))))

(println "breadth first:" (breadth-first friends :ann))
(println "depth first:" (depth-first friends :ann))
(println "levels:" (map (comp vec sort) (levels friends :eli)))
(println "components:" (map sort (components friends)))
(println "first two met:" (take 2 (breadth-first (fn [n] [(* 2 n) (inc (* 2 n))]) 1)) "of an endless graph")
(println "nodes 1 to 10 of it:" (take 10 (breadth-first (fn [n] [(* 2 n) (inc (* 2 n))]) 1)))
(println "cyclic?" (cyclic? {:a [:b] :b [:c] :c [:a]}) (cyclic? {:a [:b :c] :b [:d] :c [:d] :d []}))
(println "spanning tree:" (spanning-tree [[7 :a :d] [5 :a :b] [8 :b :c] [9 :b :d] [7 :b :e] [5 :c :e] [15 :d :e]
                                          [6 :d :f] [8 :e :f] [9 :e :g] [11 :f :g]]))
(println "colours:" (colour friends))
