(ns clojure.core.reducers
  "Reducible views of collections: they transform what a reduction sees of a collection, and make no collections in
  between. fold is one after another here, with the same splits and combinations that it would do at once elsewhere."
  (:refer-clojure :exclude [reduce map mapcat filter remove take take-while drop flatten cat])
  (:require [clojure.core.protocols :as p]))

(defprotocol CollFold
  "Collections that fold."
  (coll-fold [coll n combinef reducef] "fold of coll."))

(defn reduce
  "Like clojure.core/reduce, but for a map f takes the value so far, key and value, and without init it begins with (f)."
  ([f coll] (reduce f (f) coll))
  ([f init coll]
   (if (map? coll)
     (reduce-kv f init coll)
     (p/coll-reduce coll f init))))

(defn fold
  "Reduces runs of some n elements, 512 unless given, with reducef, each beginning with (combinef), and combines the
  results with combinef, which is reducef unless given."
  ([reducef coll] (fold reducef reducef coll))
  ([combinef reducef coll] (fold 512 combinef reducef coll))
  ([n combinef reducef coll] (coll-fold coll n combinef reducef)))

(defn reducer
  "A view of coll whose reductions go through xf, a function from reducing function to reducing function. Not foldable."
  [coll xf]
  (reify
    p/CollReduce
    (coll-reduce [this f] (p/coll-reduce this f (f)))
    (coll-reduce [_ f init] (p/coll-reduce coll (xf f) init))))

(defn folder
  "Like reducer, and foldable."
  [coll xf]
  (reify
    p/CollReduce
    (coll-reduce [_ f] (p/coll-reduce coll (xf f) (f)))
    (coll-reduce [_ f init] (p/coll-reduce coll (xf f) init))
    CollFold
    (coll-fold [_ n combinef reducef] (coll-fold coll n combinef (xf reducef)))))

(defn map
  "The values of f for the elements of a foldable coll. Without coll, a function of one."
  ([f] (fn [coll] (map f coll)))
  ([f coll]
   (folder coll
           (fn [rf]
             (fn
               ([] (rf))
               ([acc x] (rf acc (f x)))
               ([acc k v] (rf acc (f k v))))))))

(defn mapcat
  "The elements of all collections that f gives for the elements of a foldable coll. Without coll, a function of one."
  ([f] (fn [coll] (mapcat f coll)))
  ([f coll]
   (folder coll
           (fn [rf]
             (let [inner (fn [acc x]
                           (let [acc (rf acc x)]
                             (if (reduced? acc) (reduced acc) acc)))]
               (fn
                 ([] (rf))
                 ([acc x] (reduce inner acc (f x)))
                 ([acc k v] (reduce inner acc (f k v)))))))))

(defn filter
  "The elements of a foldable coll for which pred holds. Without coll, a function of one."
  ([pred] (fn [coll] (filter pred coll)))
  ([pred coll]
   (folder coll
           (fn [rf]
             (fn
               ([] (rf))
               ([acc x] (if (pred x) (rf acc x) acc))
               ([acc k v] (if (pred k v) (rf acc k v) acc)))))))

(defn remove
  "The elements of a foldable coll for which pred does not hold. Without coll, a function of one."
  ([pred] (fn [coll] (remove pred coll)))
  ([pred coll] (filter (complement pred) coll)))

(defn flatten
  "The elements of a foldable coll, and in the place of sequential ones their own, at any depth. Without coll, a function
  of one."
  ([] (fn [coll] (flatten coll)))
  ([coll]
   (folder coll
           (fn [rf]
             (fn
               ([] (rf))
               ([acc x]
                (if (sequential? x)
                  (p/coll-reduce (flatten x) rf acc)
                  (rf acc x))))))))

(defn take-while
  "The elements of coll up to the first for which pred does not hold. Without coll, a function of one."
  ([pred] (fn [coll] (take-while pred coll)))
  ([pred coll]
   (reducer coll
            (fn [rf]
              (fn
                ([] (rf))
                ([acc x] (if (pred x) (rf acc x) (reduced acc)))
                ([acc k v] (if (pred k v) (rf acc k v) (reduced acc))))))))

(defn take
  "The first n elements of coll. Without coll, a function of one."
  ([n] (fn [coll] (take n coll)))
  ([n coll]
   (reducer coll
            (fn [rf]
              (let [left (volatile! n)
                    step (fn [acc more]
                           (if (neg? (vswap! left dec)) (reduced acc) (more)))]
                (fn
                  ([] (rf))
                  ([acc x] (step acc (fn [] (rf acc x))))
                  ([acc k v] (step acc (fn [] (rf acc k v))))))))))

(defn drop
  "The elements of coll after the first n. Without coll, a function of one."
  ([n] (fn [coll] (drop n coll)))
  ([n coll]
   (reducer coll
            (fn [rf]
              (let [left (volatile! n)]
                (fn
                  ([] (rf))
                  ([acc x] (if (neg? (vswap! left dec)) (rf acc x) acc))
                  ([acc k v] (if (neg? (vswap! left dec)) (rf acc k v) acc))))))))

(deftype Cat [cnt left right]
  clojure.lang.Counted
  (count [_] cnt)
  clojure.lang.Seqable
  (seq [_] (concat (seq left) (seq right)))
  p/CollReduce
  (coll-reduce [this f] (p/coll-reduce this f (f)))
  (coll-reduce [_ f init]
    ;; An early end in the left one does not end the right one, as in Clojure.
    (p/coll-reduce right f (p/coll-reduce left f init)))
  CollFold
  (coll-fold [_ n combinef reducef]
    (combinef (coll-fold left n combinef reducef)
              (coll-fold right n combinef reducef))))

;; What foldcat gathers elements in: items is a host array that grows.
(deftype Gathered [items]
  clojure.lang.Counted
  (count [_] (clojure.core/-alength items))
  clojure.lang.Seqable
  (seq [_] (clojure.core/seq items))
  java.util.List
  (size [_] (clojure.core/-alength items))
  (get [_ i] (clojure.core/-aget items i))
  (nth [_ i] (nth items i))
  (nth [_ i not-found] (nth items i not-found))
  (contains [_ x] (clojure.core/-holds? items x))
  (add [_ x] (clojure.core/-push! items x) true)
  java.util.RandomAccess
  java.lang.Object
  (equals [_ other] (= (vec items) other))
  (hashCode [_] (.hashCode (vec items)))
  (toString [_] (str "[" (clojure.string/join ", " items) "]")))

(defn cat
  "A view of both collections, one after the other. With one argument, a constructor of an empty collection, it gives a
  combining function that begins with that."
  ([] (Gathered. (clojure.core/-new-array)))
  ([ctor]
   (fn
     ([] (ctor))
     ([left right] (cat left right))))
  ([left right]
   (cond
     (zero? (count left)) right
     (zero? (count right)) left
     :else (Cat. (+ (count left) (count right)) left right))))

(defn append!
  "Adds x to acc, a collection that changes, such as (cat) makes; acc."
  [acc x]
  (doto acc (.add x)))

(defn foldcat
  "All elements of a foldable coll in a collection that can be reduced, folded, counted and made a seq."
  [coll]
  (fold cat append! coll))

(defn monoid
  "A combining function: op of two arguments, (ctor) of none."
  [op ctor]
  (fn
    ([] (ctor))
    ([a b] (op a b))))

(defn- fold-vector [v n combinef reducef]
  (cond
    (empty? v) (combinef)
    (<= (count v) n) (reduce reducef (combinef) v)
    :else (let [half (quot (count v) 2)]
            (combinef (fold-vector (subvec v 0 half) n combinef reducef)
                      (fold-vector (subvec v half) n combinef reducef)))))

(extend-protocol CollFold
  nil
  (coll-fold [coll n combinef reducef] (combinef))
  Object
  (coll-fold [coll n combinef reducef]
    (if (vector? coll)
      (fold-vector coll n combinef reducef)
      (reduce reducef (combinef) coll))))
