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

;; Short arrays are sorted as Java does it, by insertion into the run at the front: the comparator, and the function of
;; sort-by, see the same pairs of elements in the same order as in Clojure.

(defn- run-length
  "How long the run at the front of an array of two or more is, one that never falls, or one that falls, turned round."
  [compare array]
  (let [n (-alength array)]
    (if (neg? (compare (-aget array 1) (-aget array 0)))
      (loop [end 2]
        (if (and (< end n) (neg? (compare (-aget array end) (-aget array (dec end)))))
          (recur (inc end))
          (do (-reverse-front! array end) end)))
      (loop [end 2]
        (if (and (< end n) (>= (compare (-aget array end) (-aget array (dec end))) 0))
          (recur (inc end))
          end)))))

(defn- insertion-sort [compare array]
  (let [n (-alength array)]
    (if (< n 2)
      array
      (loop [at (run-length compare array)]
        (if (< at n)
          (let [x (-aget array at)]
            (loop [left 0 right at]
              (if (< left right)
                (let [middle (quot (+ left right) 2)]
                  (if (neg? (compare x (-aget array middle)))
                    (recur left middle)
                    (recur (inc middle) right)))
                (-move-element! array at left)))
            (recur (inc at)))
          array)))))

(def ^:private -short-array 32)

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
    (if (< n -short-array)
      (insertion-sort compare array)
      (loop [from array to (-new-array n) width 1]
        (if (< width n)
          (recur (merge-pass compare from to width n) from (+ width width))
          from)))))

(-set-twin! -sort-array
  (fn -sort-array-twin [comp array] (merge-sort (comparison comp) array)))

(defn- order
  "comp, which must be a comparator; nil stands for the natural order."
  [comp]
  (if (nil? comp) compare (-comparator comp)))

(defn- sorted
  "The sorted array as a seq with the metadata of coll, which, as an array, is itself sorted."
  [coll array]
  (if (-array? coll) (-copy-to! array coll) nil)
  (with-meta (-seq-of-array array) (meta coll)))

(defn- -sortable
  "The elements as a new array, for which Clojure asks Java unless there are none."
  [coll]
  (if (and (-instance? coll) (seq coll)) (-array-of-instance coll) (-array coll)))

(defn sort
  "A seq of the elements in order: that of compare, or of comp, a comparator or a predicate such as <. An array is
  itself sorted too."
  ([coll] (sort compare coll))
  ([comp coll]
   (let [array (-sortable coll)]
     (if (zero? (-alength array))
       ()
       (sorted coll (-sort-array (order comp) array))))))

(defn- key-array [keyfn array]
  (let [n (-alength array)]
    (loop [i 0 keys (-new-array)]
      (if (< i n)
        (recur (inc i) (-push! keys (keyfn (-aget array i))))
        keys))))

(defn sort-by
  "A seq of the elements in the order of the values of keyfn. An array is itself sorted too."
  ([keyfn coll] (sort-by keyfn compare coll))
  ([keyfn comp coll]
   (let [array (-sortable coll) n (-alength array)]
     (if (zero? n)
       ()
       (let [comp (order comp)]
         (sorted coll
                 ;; The values of a keyword, or of one function for many elements, are asked for once.
                 (if (or (keyword? keyfn) (>= n -short-array))
                   (-sort-by-keys comp (key-array keyfn array) array)
                   (let [compare (comparison comp)]
                     (insertion-sort (fn [x y] (compare (keyfn x) (keyfn y))) array)))))))))

(-set-twin! -sort-by-keys
  (fn -sort-by-keys-twin [comp keys array]
    (let [compare (comparison comp)
          order (merge-sort (fn [i j] (compare (-aget keys i) (-aget keys j))) (-indexes array))]
      (-permuted array order))))

(defn shuffle "The vector of the elements of coll in an order of chance." [coll]
  (cond
    (nil? coll) (throw (new java.lang.NullPointerException))
    (or (and (coll? coll) (not (map? coll))) (-array? coll) (instance? java.util.Collection coll)) (-shuffled (-array coll))
    :else (throw (new java.lang.ClassCastException
                      (str "class " (.getName (class coll)) " cannot be cast to class java.util.Collection")))))
