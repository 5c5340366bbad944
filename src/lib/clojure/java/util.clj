(ns clojure.java.util
  "Java's collections that change in place, and their kin, as portable code uses them. Programs know them by the names of
  Java's classes: src/lib/natives/java/in-clojure.ts lists them. A class is put together from types: one that holds the
  elements in its fields, and others without fields, whose methods rest on a few of that one.")

;; What the parts have in common

(defn- call
  "Calls a function, or an object of one of Java's interfaces for functions."
  ([f x]
   (cond
     (clojure.core/-has-method? f 'apply) (.apply f x)
     (clojure.core/-has-method? f 'test) (.test f x)
     (clojure.core/-has-method? f 'accept) (.accept f x)
     :else (f x)))
  ([f x y]
   (cond
     (clojure.core/-has-method? f 'apply) (.apply f x y)
     (clojure.core/-has-method? f 'accept) (.accept f x y)
     :else (f x y))))

(defn- comparing
  "A comparator, or nil for the natural order, as a function to a number."
  [comparator]
  (if (nil? comparator) compare (clojure.core/comparison comparator)))

(defn- comparator-like? [x]
  (or (fn? x) (clojure.core/-has-method? x 'compare)))

(defn- text
  "x as it stands in the text of a collection of Java's."
  [x self]
  (cond
    (nil? x) "null"
    (identical? x self) "(this Collection)"
    :else (str x)))

(defn- texts [open close parts]
  (str open (apply str (interpose ", " parts)) close))

(defn- refuse [] (throw (UnsupportedOperationException.)))
(defn- nothing-there [] (throw (java.util.NoSuchElementException.)))

(defn- required [x] (if (nil? x) (throw (NullPointerException.)) x))

(def ^:private no-elements (clojure.core/-new-array))

(defn- remove-where
  "Removes from a collection what its iterator gives and pred holds for; whether there was any."
  [coll pred]
  (let [it (.iterator coll)]
    (loop [changed false]
      (if (.hasNext it)
        (if (pred (.next it))
          (do (.remove it) (recur true))
          (recur changed))
        changed))))

;; An iterator over elements that were there when it was made; `removal` takes the last one given out of its collection.
(deftype ^:private Walk [items ^:unsynchronized-mutable i removal]
  java.util.ListIterator
  (hasNext [_] (< i (clojure.core/-alength items)))
  (next [_]
    (if (< i (clojure.core/-alength items))
      (let [x (clojure.core/-aget items i)]
        (set! i (inc i))
        x)
      (nothing-there)))
  (remove [_] (removal (clojure.core/-aget items (dec i))) nil)
  (forEachRemaining [this f]
    (while (.hasNext this) (call f (.next this)))))

(def ^:private make-walk (clojure.core/-java-class "java.util.ArrayList$Itr" Walk))

(defn- walk-of [items removal] (make-walk items 0 removal))

;; What all collections do, by their size, iterator, add and contains.
(deftype ^:private Basics []
  java.util.Collection
  (isEmpty [this] (zero? (.size this)))
  (count [this] (.size this))
  (contains [this x] (boolean (some (fn [y] (= x y)) (seq this))))
  (containsAll [this others] (every? (fn [x] (.contains this x)) others))
  (add [this x] (refuse))
  (addAll [this more]
    (reduce (fn [changed x] (if (.add this x) true changed)) false (vec more)))
  (remove [this x]
    (let [it (.iterator this)]
      (loop []
        (cond
          (not (.hasNext it)) false
          (= x (.next it)) (do (.remove it) true)
          :else (recur)))))
  (removeAll [this others] (remove-where this (fn [x] (.contains others x))))
  (retainAll [this others] (remove-where this (fn [x] (not (.contains others x)))))
  (removeIf [this pred] (remove-where this (fn [x] (call pred x))))
  (forEach [this f] (run! (fn [x] (call f x)) (seq this)))
  (toArray [this] (clojure.core/-array this))
  (toArray [this array] (clojure.core/-array this))
  (toString [this] (texts "[" "]" (map (fn [x] (text x this)) (seq this)))))

;; Equality by elements, of lists and of sets.
(deftype ^:private AsList []
  java.util.List
  (equals [this other]
    (or (identical? this other)
        (and (or (instance? java.util.List other) (sequential? other)) (= (or (seq this) ()) (or (seq other) ())))))
  (hashCode [this] (clojure.core/-java-hash (vec this))))

(deftype ^:private AsSet []
  java.util.Set
  (equals [this other]
    (or (identical? this other)
        (and (instance? java.util.Set other)
             (= (.size this) (count other))
             (every? (fn [x] (contains? other x)) (seq this)))))
  (hashCode [this] (reduce (fn [h x] (unchecked-add-int h (if (nil? x) 0 (.hashCode x)))) 0 (seq this))))

(deftype ^:private ByIdentity []
  java.util.Collection
  (equals [this other] (identical? this other))
  (hashCode [this] (clojure.core/-identity-hash this)))
