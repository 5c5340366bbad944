(in-ns 'clojure.java.util)

;; The static methods of Collections, Arrays, List, Set and Map.

;; What nobody may change: it reads from another collection.
(deftype ^:private ReadOnly [coll]
  java.util.List
  (size [_] (count coll))
  (get [_ i] (nth coll i))
  (nth [_ i] (nth coll i))
  (nth [_ i not-found] (nth coll i not-found))
  (indexOf [_ x] (clojure.core/-index-of coll x))
  (lastIndexOf [_ x] (clojure.core/-last-index-of coll x))
  (contains [_ x] (if (or (set? coll) (instance? java.util.Set coll)) (contains? coll x) (clojure.core/-holds? coll x)))
  (iterator [_] (walk-of (copy-of coll) (fn [_] (refuse))))
  (remove [_ x] (refuse))
  (addAll [_ more] (refuse))
  (removeAll [_ more] (refuse))
  (retainAll [_ more] (refuse))
  (removeIf [_ pred] (refuse))
  (replaceAll [_ f] (refuse))
  (set [_ i x] (refuse))
  (sort [_ comparator] (refuse))
  (clear [_] (refuse)))

(deftype ^:private ReadOnlyMap [m]
  java.util.Map
  (size [_] (count m))
  (get [_ k] (get m k))
  (containsKey [_ k] (contains? m k))
  (entries [_] (clojure.core/-array (map fixed-entry m)))
  (put [_ k v] (refuse))
  (putAll [_ other] (refuse))
  (putIfAbsent [_ k v] (refuse))
  (remove [_ k] (refuse))
  (replace [_ k v] (refuse))
  (compute [_ k f] (refuse))
  (computeIfAbsent [_ k f] (refuse))
  (computeIfPresent [_ k f] (refuse))
  (merge [_ k v f] (refuse))
  (clear [_] (refuse)))

(def ^:private make-fixed-list (clojure.core/-java-class "java.util.Collections$UnmodifiableRandomAccessList" Basics AsList ReadOnly Parted))
(def ^:private make-fixed-set (clojure.core/-java-class "java.util.Collections$UnmodifiableSet" Basics AsSet ReadOnly))
(def ^:private make-fixed-map (clojure.core/-java-class "java.util.Collections$UnmodifiableMap" Mapped ReadOnlyMap))
(def ^:private make-fixed-collection (clojure.core/-java-class "java.util.Collections$UnmodifiableCollection" Basics ByIdentity ReadOnly))

(defn- binary-search
  "The index of x among n elements in order, which at gives; where it is none of them, the index that it would have, as -1 - index."
  [at n x compare]
  (loop [low 0 high (dec n)]
    (if (<= low high)
      (let [middle (quot (+ low high) 2) order (compare (at middle) x)]
        (cond
          (neg? order) (recur (inc middle) high)
          (pos? order) (recur low (dec middle))
          :else middle))
      (- -1 low))))

(defn- replace-elements
  "Gives a list the elements of an array in the place of its own."
  [l array]
  (dotimes [i (clojure.core/-alength array)] (.set l i (clojure.core/-aget array i))))

(defn- extreme [coll comparator wanted]
  (let [compare (comparing comparator) s (seq coll)]
    (if s
      (reduce (fn [best x] (if (wanted (compare x best)) x best)) s)
      (nothing-there))))

(defn- swap [l i j] (.set l i (.set l j (.get l i))))

(defn- shuffle-list
  ([l] (shuffle-list l (java.util.Random.)))
  ([l random]
   (loop [i (.size l)]
     (when (< 1 i)
       (swap l (dec i) (.nextInt random i))
       (recur (dec i))))))

(defn- sort-list [l comparator]
  (if (clojure.core/-has-method? l 'sort) (.sort l comparator) (refuse)))

(clojure.core/-provide! "Collections/sort"
  (fn
    ([l] (sort-list l nil))
    ([l comparator] (sort-list l comparator))))
(clojure.core/-provide! "Collections/reverse" (fn [l] (replace-elements l (clojure.core/-array (reverse (vec l))))))
(clojure.core/-provide! "Collections/rotate"
  (fn [l distance]
    (let [n (.size l)]
      (when (pos? n)
        (let [[front back] (split-at (mod (- distance) n) (vec l))]
          (replace-elements l (clojure.core/-array (concat back front))))))))
(clojure.core/-provide! "Collections/shuffle" shuffle-list)
(clojure.core/-provide! "Collections/swap" (fn [l i j] (swap l i j) nil))
(clojure.core/-provide! "Collections/fill" (fn [l x] (dotimes [i (.size l)] (.set l i x))))
(clojure.core/-provide! "Collections/max"
  (fn
    ([coll] (extreme coll nil pos?))
    ([coll comparator] (extreme coll comparator pos?))))
(clojure.core/-provide! "Collections/min"
  (fn
    ([coll] (extreme coll nil neg?))
    ([coll comparator] (extreme coll comparator neg?))))
(clojure.core/-provide! "Collections/frequency" (fn [coll x] (count (filter (fn [y] (= x y)) coll))))
(clojure.core/-provide! "Collections/disjoint" (fn [a b] (not-any? (fn [x] (clojure.core/-holds? b x)) a)))
(clojure.core/-provide! "Collections/addAll" (fn [coll array] (.addAll coll (vec array))))
(clojure.core/-provide! "Collections/binarySearch"
  (fn
    ([l x] (binary-search (fn [i] (nth l i)) (count l) x compare))
    ([l x comparator] (binary-search (fn [i] (nth l i)) (count l) x (comparing comparator)))))
(clojure.core/-provide! "Collections/emptyList" (fn [] (make-fixed-list [])))
(clojure.core/-provide! "Collections/emptySet" (fn [] (make-fixed-set #{})))
(clojure.core/-provide! "Collections/emptyMap" (fn [] (make-fixed-map {})))
(clojure.core/-provide! "Collections/singletonList" (fn [x] (make-fixed-list [x])))
(clojure.core/-provide! "Collections/singleton" (fn [x] (make-fixed-set #{x})))
(clojure.core/-provide! "Collections/singletonMap" (fn [k v] (make-fixed-map {k v})))
(clojure.core/-provide! "Collections/nCopies" (fn [n x] (make-fixed-list (vec (repeat n x)))))
(clojure.core/-provide! "Collections/unmodifiableList" (fn [l] (make-fixed-list (required l))))
(clojure.core/-provide! "Collections/unmodifiableSet" (fn [s] (make-fixed-set (required s))))
(clojure.core/-provide! "Collections/unmodifiableMap" (fn [m] (make-fixed-map (required m))))
(clojure.core/-provide! "Collections/unmodifiableCollection" (fn [coll] (make-fixed-collection (required coll))))
;; With one thread every collection is synchronised.
(doseq [kind ["Collection" "List" "Map" "Set"]]
  (clojure.core/-provide! (str "Collections/synchronized" kind) required))

(deftype ^:private Turned [compare]
  java.util.Comparator
  (compare [_ a b] (compare b a)))

(def ^:private make-turned (clojure.core/-java-class "java.util.Collections$ReverseComparator" Turned))

(clojure.core/-provide! "Collections/reverseOrder"
  (fn
    ([] (make-turned compare))
    ([comparator] (make-turned (comparing comparator)))))

(clojure.core/-provide! "List/of" (fn [& xs] (make-fixed-list (mapv required xs))))
(clojure.core/-provide! "List/copyOf" (fn [coll] (make-fixed-list (vec coll))))
(clojure.core/-provide! "Set/of" (fn [& xs] (make-fixed-set (set (map required xs)))))
(clojure.core/-provide! "Set/copyOf" (fn [coll] (make-fixed-set (set coll))))
(clojure.core/-provide! "Map/of" (fn [& kvs] (make-fixed-map (apply hash-map kvs))))
(clojure.core/-provide! "Map/copyOf" (fn [m] (make-fixed-map (into {} m))))
(clojure.core/-provide! "Map/entry" (fn [k v] (make-fixed-entry (node-of (required k) (required v)))))

;; Arrays

(defn- array-range
  "Refuses indices that are no part of an array, as Java does."
  [array from to]
  (cond
    (< to from) (throw (IllegalArgumentException. (str "fromIndex(" from ") > toIndex(" to ")")))
    (neg? from) (throw (ArrayIndexOutOfBoundsException. (str "Array index out of range: " from)))
    (< (alength array) to) (throw (ArrayIndexOutOfBoundsException. (str "Array index out of range: " to)))))

(defn- sort-part [array from to comparator]
  (array-range array from to)
  (let [sorted (clojure.core/-sort-array (clojure.core/order comparator) (clojure.core/-array (map (fn [i] (aget array i)) (range from to))))]
    (dotimes [i (- to from)] (aset array (+ from i) (clojure.core/-aget sorted i)))))

(defn- fill-part [array from to x]
  (array-range array from to)
  (loop [i from]
    (when (< i to)
      (aset array i x)
      (recur (inc i)))))

(defn- deep-text [x]
  (cond
    (nil? x) "null"
    (clojure.core/-array? x) (texts "[" "]" (map deep-text x))
    :else (str x)))

(clojure.core/-provide! "Arrays/asList"
  (fn [& xs]
    (make-view-of-array (if (and (= 1 (count xs)) (clojure.core/-array? (first xs))) (clojure.core/-array-of (first xs)) (clojure.core/-array xs)) 0)))
(clojure.core/-provide! "Arrays/toString" (fn [array] (if (nil? array) "null" (texts "[" "]" (map (fn [x] (text x nil)) array)))))
(clojure.core/-provide! "Arrays/deepToString" deep-text)
(clojure.core/-provide! "Arrays/hashCode" (fn [array] (if (nil? array) 0 (.hashCode (vec array)))))
(clojure.core/-provide! "Arrays/equals"
  (fn [a b] (or (identical? a b) (and (some? a) (some? b) (= (vec a) (vec b))))))
(clojure.core/-provide! "Arrays/fill"
  (fn
    ([array x] (fill-part array 0 (alength array) x))
    ([array from to x] (fill-part array from to x))))
(clojure.core/-provide! "Arrays/sort"
  (fn
    ([array] (sort-part array 0 (alength array) nil))
    ([array comparator] (sort-part array 0 (alength array) comparator))
    ([array from to] (sort-part array from to nil))
    ([array from to comparator] (sort-part array from to comparator))))
(clojure.core/-provide! "Arrays/binarySearch"
  (fn
    ([array x] (binary-search (fn [i] (aget array i)) (alength array) x compare))
    ([array x comparator] (binary-search (fn [i] (aget array i)) (alength array) x (comparing comparator)))))
(clojure.core/-provide! "Arrays/copyOfRange"
  (fn [array from to]
    (cond
      (< to from) (throw (IllegalArgumentException. (str from " > " to)))
      (not (<= 0 from (alength array)))
      (throw (ArrayIndexOutOfBoundsException. (str "Array index out of range: " from)))
      :else (clojure.core/-copy-range array from to))))
(clojure.core/-provide! "Arrays/copyOf"
  (fn [array n]
    (when (neg? n) (throw (NegativeArraySizeException. (str n))))
    (clojure.core/-copy-range array 0 n)))
(clojure.core/-provide! "Arrays/stream" (fn [array] (make-view-of-array (copy-of array) 0)))
