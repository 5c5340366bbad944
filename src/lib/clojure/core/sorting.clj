(in-ns 'clojure.core)

;; Sorting: natives sort data by its natural order; a guest comparator is called from the merge sort here, whose
;; whole state is in its own loops. Both keep the order of elements that compare as equal.

(defn- comparison
  "comp as a function to a negative number where its first argument comes first. A predicate answers a boolean;
  false may then mean either \"after\" or \"equal\", which only the question the other way round can tell."
  [comp]
  (if (-has-method? comp 'compare)
    (fn [x y] (.compare comp x y))
    (fn [x y]
      (let [c (comp x y)]
        (if (boolean? c)
          (cond c -1 (comp y x) 1 :else 0)
          (-order-number c))))))

(defn- merge-runs [compare from to start middle end]
  (loop [i start j middle k start]
    (if (< k end)
      (if (and (< i middle)
               (or (>= j end) (>= (compare (-aget from j) (-aget from i)) 0)))
        (do (-aset! to k (-aget from i)) (recur (inc i) j (inc k)))
        (do (-aset! to k (-aget from j)) (recur i (inc j) (inc k))))
      to)))

(defn- merge-pass [compare from to width n]
  (loop [start 0]
    (if (< start n)
      (do (merge-runs compare from to start (min n (+ start width)) (min n (+ start width width)))
          (recur (+ start width width)))
      to)))

(defn- merge-sort [compare array]
  (let [n (-alength array)]
    (loop [from array to (-new-array n) width 1]
      (if (< width n)
        (recur (merge-pass compare from to width n) from (+ width width))
        from))))

(-set-twin! -sort-array
  (fn -sort-array-twin [comp array] (merge-sort (comparison comp) array)))

(defn- order
  "comp, which must be a comparator; nil stands for the natural order."
  [comp]
  (if (nil? comp) compare (-comparator comp)))

(defn sort
  "A seq of the elements in order: that of compare, or of comp, a comparator or a predicate such as <."
  ([coll] (sort compare coll))
  ([comp coll]
   (let [array (-array coll)]
     (if (zero? (-alength array))
       ()
       (with-meta (-seq-of-array (-sort-array (order comp) array)) (meta coll))))))

(defn- key-array [keyfn array]
  (let [n (-alength array)]
    (loop [i 0 keys (-new-array)]
      (if (< i n)
        (recur (inc i) (-push! keys (keyfn (-aget array i))))
        keys))))

(defn sort-by
  "A seq of the elements in the order of the values of keyfn."
  ([keyfn coll] (sort-by keyfn compare coll))
  ([keyfn comp coll]
   (let [array (-array coll)]
     (if (zero? (-alength array))
       ()
       (with-meta (-seq-of-array (-sort-by-keys (order comp) (key-array keyfn array) array)) (meta coll))))))

(-set-twin! -sort-by-keys
  (fn -sort-by-keys-twin [comp keys array]
    (let [compare (comparison comp)
          order (merge-sort (fn [i j] (compare (-aget keys i) (-aget keys j))) (-indexes array))]
      (-permuted array order))))

(defn shuffle "The vector of the elements of coll in an order of chance." [coll]
  (if (nil? coll)
    (throw (new java.lang.NullPointerException))
    (-shuffled (-array coll))))
