(ns clojure.data
  "What two data have apart and in common."
  (:require [clojure.set :as set]))

(declare diff)

(defn- atom-diff [a b]
  (if (= a b) [nil nil a] [a b nil]))

(defn- vectorize
  "The vector of a map from index to value, with nil between."
  [m]
  (when (seq m)
    (reduce (fn [out [k v]] (assoc out k v))
            (vec (repeat (apply max (keys m)) nil))
            m)))

(defn- diff-associative-key [a b k]
  (let [va (get a k) vb (get b k)
        [a* b* ab] (diff va vb)
        in-a (contains? a k) in-b (contains? b k)
        same (and in-a in-b (or (not (nil? ab)) (and (nil? va) (nil? vb))))]
    [(when (and in-a (or (not (nil? a*)) (not same))) {k a*})
     (when (and in-b (or (not (nil? b*)) (not same))) {k b*})
     (when same {k ab})]))

(defn- diff-associative [a b ks]
  (reduce
    (fn [d1 d2] (doall (map merge d1 d2)))
    [nil nil nil]
    (map (fn [k] (diff-associative-key a b k)) ks)))

(defn- diff-sequential [a b]
  (vec (map vectorize
            (diff-associative (if (vector? a) a (vec a))
                              (if (vector? b) b (vec b))
                              (range (max (count a) (count b)))))))

(defprotocol EqualityPartition
  "What can be compared part by part."
  (equality-partition [x] "The kind of x: :map, :set, :sequential or :atom."))

(defprotocol Diff
  "How things of one kind are compared."
  (diff-similar [a b] "The vector of what only a has, what only b has, and what both have."))

(extend-protocol EqualityPartition
  nil (equality-partition [_] :atom)
  Object
  (equality-partition [x]
    (cond (map? x) :map
          (set? x) :set
          (sequential? x) :sequential
          (clojure.core/-array? x) :sequential
          :else :atom)))

(defn- diff-set [a b]
  [(not-empty (set/difference a b)) (not-empty (set/difference b a)) (not-empty (set/intersection a b))])

(extend-protocol Diff
  nil (diff-similar [a b] (atom-diff a b))
  Object
  (diff-similar [a b]
    (case (equality-partition a)
      :map (diff-associative a b (set/union (set (keys a)) (set (keys b))))
      :set (diff-set a b)
      :sequential (diff-sequential a b)
      (atom-diff a b))))

(defn diff
  "The vector of what only a has, what only b has, and what both have; nil for nothing. Maps, sets and sequential
  collections are compared part by part, where both are of one kind."
  [a b]
  (if (= a b)
    [nil nil a]
    (if (= (equality-partition a) (equality-partition b))
      (diff-similar a b)
      (atom-diff a b))))
