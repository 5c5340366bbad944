(ns clojure.data
  "What differs in data, and what does not."
  (:require [clojure.set :as set]))

(declare diff)

(defn- diff-atoms
  "The difference of two values that have no parts."
  [a b]
  (if (= a b) [nil nil a] [a b nil]))

(defn- as-vector
  "A vector with the values of a map at the indexes that are its keys, and nil between them; nil for nil."
  [m]
  (when (seq m)
    (reduce (fn [v [i x]] (assoc v i x))
            (vec (repeat (apply max (keys m)) nil))
            m)))

(defn- diff-at-key [a b k]
  (let [[only-a only-b both] (diff (get a k) (get b k))
        in-a? (contains? a k)
        in-b? (contains? b k)
        same? (and in-a? in-b? (or (not (nil? both)) (and (nil? (get a k)) (nil? (get b k)))))]
    [(when (and in-a? (or (not (nil? only-a)) (not same?))) {k only-a})
     (when (and in-b? (or (not (nil? only-b)) (not same?))) {k only-b})
     (when same? {k both})]))

(defn- diff-associative
  "The difference of two maps, or of two vectors as if they were maps by index, at these keys."
  [a b ks]
  (reduce (fn [parts k] (doall (map merge parts (diff-at-key a b k))))
          [nil nil nil]
          ks))

(defn- diff-sequential [a b]
  (vec (map as-vector
            (diff-associative (if (vector? a) a (vec a))
                              (if (vector? b) b (vec b))
                              (range (max (count a) (count b)))))))

(defn- diff-sets [a b]
  [(not-empty (set/difference a b))
   (not-empty (set/difference b a))
   (not-empty (set/intersection a b))])


(defprotocol ^{:added "1.3"} EqualityPartition
  "The kinds of values that can be taken apart alike."
  (equality-partition [x] "The kind of x, a keyword: :atom, :set, :sequential or :map."))

(defprotocol ^{:added "1.3"} Diff
  "The difference of two values of one kind."
  (diff-similar [a b] "The parts of diff for two values of the same kind."))

(extend-protocol EqualityPartition
  nil
  (equality-partition [x] :atom)
  Object
  (equality-partition [x]
    (cond
      (map? x) :map
      (set? x) :set
      (sequential? x) :sequential
      (clojure.core/-array? x) :sequential
      :else :atom)))

(extend-protocol Diff
  nil
  (diff-similar [a b] (diff-atoms a b))
  Object
  (diff-similar [a b]
    (case (equality-partition a)
      :map (diff-associative a b (set/union (keys a) (keys b)))
      :set (diff-sets a b)
      :sequential (diff-sequential a b)
      :atom (diff-atoms a b))))

(defn diff
  "A vector of three: what is only in a, what is only in b, and what is in both. Maps are compared key by key, sequential
  collections place by place, with nil in the places of other parts, sets by their elements; values of different kinds
  as a whole. Two equal values give [nil nil a]."
  [a b]
  (cond
    (= a b) [nil nil a]
    (= (equality-partition a) (equality-partition b)) (diff-similar a b)
    :else (diff-atoms a b)))
