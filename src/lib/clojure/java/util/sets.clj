(in-ns 'clojure.java.util)

;; Sets: the keys of a map.

(deftype ^:private Members [m]
  java.util.Set
  (size [_] (.size m))
  (add [_ x]
    (if (.containsKey m x)
      false
      (do (.put m x true) true)))
  (contains [_ x] (.containsKey m x))
  (remove [_ x]
    (if (.containsKey m x)
      (do (.remove m x) true)
      false))
  (clear [_] (.clear m))
  (iterator [_] (.iterator (.keySet m))))

(deftype ^:private Navigable []
  java.util.NavigableSet
  (first [this] (.firstKey (.over this)))
  (last [this] (.lastKey (.over this)))
  (floor [this x] (.floorKey (.over this) x))
  (lower [this x] (.lowerKey (.over this) x))
  (ceiling [this x] (.ceilingKey (.over this) x))
  (higher [this x] (.higherKey (.over this) x))
  (pollFirst [this] (some-> (.pollFirstEntry (.over this)) key))
  (pollLast [this] (some-> (.pollLastEntry (.over this)) key))
  (comparator [this] (.comparator (.over this)))
  (headSet [this x] (sorted-set-over (.headMap (.over this) x)))
  (headSet [this x inclusive] (sorted-set-over (.headMap (.over this) x inclusive)))
  (tailSet [this x] (sorted-set-over (.tailMap (.over this) x)))
  (tailSet [this x inclusive] (sorted-set-over (.tailMap (.over this) x inclusive)))
  (subSet [this from to] (sorted-set-over (.subMap (.over this) from to)))
  (subSet [this from with-from to with-to] (sorted-set-over (.subMap (.over this) from with-from to with-to)))
  (descendingSet [this] (sorted-set-over (.descendingMap (.over this))))
  (descendingIterator [this] (.iterator (.descendingSet this))))

(deftype ^:private Over [m]
  java.util.Set
  (over [_] m))

(def ^:private sorted-set-over (clojure.core/-java-class "java.util.TreeSet" Basics AsSet Members Over Navigable))

(defn- set-maker
  "The constructors of a set whose members are the keys of what new-map makes."
  [name new-map]
  (let [make (clojure.core/-java-class name Basics AsSet Members)]
    (fn
      ([] (make (new-map)))
      ([from]
       (if (number? from)
         (make (new-map from))
         (let [made (make (new-map (max 16 (inc (quot (* 4 (count (required from))) 3)))))]
           (.addAll made from)
           made)))
      ([size load-factor] (make (new-map size))))))

(def ^:private new-hash-set (set-maker "java.util.HashSet" new-hash-map))

(clojure.core/-provide! "new java.util.HashSet" new-hash-set)
(clojure.core/-provide! "new java.util.LinkedHashSet" (set-maker "java.util.LinkedHashSet" new-linked-map))
(clojure.core/-provide! "ConcurrentHashMap/newKeySet" (fn [] (new-hash-set)))
(clojure.core/-provide! "new java.util.TreeSet"
  (fn
    ([] (sorted-set-over (new-tree-map)))
    ([from]
     (if (or (nil? from) (comparator-like? from))
       (sorted-set-over (new-tree-map from))
       (let [made (sorted-set-over (new-tree-map))]
         (.addAll made from)
         made)))))
