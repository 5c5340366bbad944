(in-ns 'clojure.core)

;; Maps and nested data.

(defn get-in
  "The value at the end of a path of keys through nested collections; nil, or not-found, where the path breaks off."
  ([m ks] (-fold [m m k ks] (get m k)))
  ([m ks not-found]
   (let [missing (new java.lang.Object)]
     (loop [m m ks (seq ks)]
       (if ks
         (let [v (get m (first ks) missing)]
           (if (identical? v missing)
             not-found
             (recur v (next ks))))
         m)))))

(defn- assoc-path [m ks i last v]
  (let [k (nth ks i)]
    (if (= i last)
      (assoc m k v)
      (assoc m k (assoc-path (get m k) ks (inc i) last v)))))

(defn assoc-in
  "m with v at the end of a path of keys; maps that are missing on the way are made."
  {:arglists '([m [k & ks] v])}
  [m ks v]
  (let [ks (if (vector? ks) ks (vec (seq ks)))
        n (count ks)]
    (if (zero? n)
      (assoc m nil v)
      (assoc-path m ks 0 (dec n) v))))

(defn update
  "m with the value of k replaced by (f value args…)."
  ([m k f] (assoc m k (f (get m k))))
  ([m k f x] (assoc m k (f (get m k) x)))
  ([m k f x y] (assoc m k (f (get m k) x y)))
  ([m k f x y z] (assoc m k (f (get m k) x y z)))
  ([m k f x y z & more] (assoc m k (apply f (get m k) x y z more))))

(defn- update-path [m ks i last f args]
  (let [k (nth ks i)]
    (if (= i last)
      (assoc m k (if (or args (not (fn? f))) (apply f (get m k) args) (f (get m k))))
      (assoc m k (update-path (get m k) ks (inc i) last f args)))))

(defn update-in
  "m with the value at the end of a path of keys replaced by (f value args…); maps that are missing are made."
  [m ks f & args]
  (let [ks (if (vector? ks) ks (vec (seq ks)))
        n (count ks)]
    (if (zero? n)
      (assoc m nil (apply f (get m nil) args))
      (update-path m ks 0 (dec n) f args))))

(defn merge
  "The maps in one, later entries before earlier ones; nil when all of them are nil."
  {:arglists '([& maps])}
  ([] nil)
  ([m] m)
  ([m1 m2]
   (if (or m1 m2)
     (conj (or m1 {}) m2)
     nil))
  ([m1 m2 & maps]
   (-fold [acc (merge m1 m2) m maps] (merge acc m))))

(defn merge-with
  "The maps in one; where several have a key, its value is (f earlier later)."
  [f & maps]
  (if (some identity maps)
    (reduce
      (fn [acc m]
        (reduce
          (fn [acc e]
            (let [k (key e) v (val e)]
              (if (contains? acc k)
                (assoc acc k (f (get acc k) v))
                (assoc acc k v))))
          (or acc {})
          (seq m)))
      maps)
    nil))

(defn select-keys
  "The map of the entries of m whose keys are in keyseq."
  [m keyseq]
  (with-meta
    (reduce (fn [acc k]
              (let [e (find m k)]
                (if e (conj acc e) acc)))
            {}
            keyseq)
    (meta m)))

(defn zipmap
  "The map of the keys, each with the value at its place among vals."
  [keys vals]
  (loop [m (transient {}) ks (seq keys) vs (seq vals)]
    (if (and ks vs)
      (recur (assoc! m (first ks) (first vs)) (next ks) (next vs))
      (persistent! m))))

;; Counts and groups are kept in a host map, by insertion, as long as the keys are such that equal ones are identical.
;; From the first other key on a transient map takes over, which has had the same keys in the same order.

(defn- count-others
  "Adds to counts the elements of the array from index i on, then those of coll."
  [counts array i coll]
  (if (< i (-alength array))
    (recur (assoc! counts (-aget array i) (inc (get counts (-aget array i) 0))) array (inc i) coll)
    (-fold [counts counts x coll] (assoc! counts x (inc (get counts x 0))))))

(defn frequencies
  "The map from each different element to the number of times that it is there."
  [coll]
  (let [counts (-host-map)]
    (loop [left (seq coll) run nil n 0 i 0]
      (if (< i n)
        (let [next (-tally! counts run i)]
          (if (= i next)
            (persistent! (count-others (-transient-of counts) run i left))
            (recur left run n next)))
        (let [s (seq left)]
          (if s
            (let [run (-run s)]
              (recur (-after-run s run) run (-alength run) 0))
            (persistent! (-transient-of counts))))))))

(defn- group-others
  "Adds to groups the elements of the array from index i on, then those of coll."
  [f groups array i coll]
  (if (< i (-alength array))
    (let [x (-aget array i) k (f x)]
      (recur f (assoc! groups k (conj (get groups k []) x)) array (inc i) coll))
    (-fold [groups groups x coll]
      (let [k (f x)]
        (assoc! groups k (conj (get groups k []) x))))))

(defn group-by
  "The map from each value of (f x) to the vector of the elements that gave it."
  [f coll]
  (let [groups (-host-map)]
    (loop [left (seq coll) run nil n 0 i 0]
      (if (< i n)
        (let [x (-aget run i) k (f x)]
          (if (-group! groups k x)
            (recur left run n (inc i))
            (let [groups (-transient-of (-vectors groups))]
              (persistent! (group-others f (assoc! groups k (conj (get groups k []) x)) run (inc i) left)))))
        (let [s (seq left)]
          (if s
            (let [run (-run s)]
              (recur (-after-run s run) run (-alength run) 0))
            (persistent! (-transient-of (-vectors groups)))))))))

(defn update-vals
  "m with (f v) in place of every value v."
  [m f]
  (with-meta
    (persistent!
      (reduce-kv (fn [acc k v] (assoc! acc k (f v)))
                 (if (-editable? m) (transient m) (transient {}))
                 m))
    (meta m)))

(defn update-keys
  "m with (f k) in place of every key k."
  [m f]
  (with-meta
    (persistent! (reduce-kv (fn [acc k v] (assoc! acc (f k) v)) (transient {}) m))
    (meta m)))

(defn not-empty "coll, or nil if it is empty." [coll] (if (seq coll) coll nil))

(defn distinct?
  "Whether no two of the arguments are equal."
  ([x] true)
  ([x y] (not (= x y)))
  ([x y & more]
   (if (not= x y)
     (loop [seen #{x y} more more]
       (cond
         (nil? more) true
         (contains? seen (first more)) false
         :else (recur (conj seen (first more)) (next more))))
     false)))

(defn- key-bound [coll test bound]
  (if (-has-method? coll 'comparator)
    (let [order (.comparator coll)]
      (fn [e] (test (.compare order (.entryKey coll e) bound) 0)))
    (fn [e]
      (test (-compare-keys coll (if (map? coll) (key e) e) bound) 0))))

(defn- from-key
  "A seq of a sorted collection from the first element not before (ascending) or not after key."
  [sc key ascending]
  (if (-has-method? sc 'seqFrom)
    (.seqFrom sc key ascending)
    (-seq-from sc key ascending)))

(defn- in-order
  "A seq of a sorted collection, ascending or not."
  [sc ascending]
  (if (-instance? sc)
    (if (instance? clojure.lang.Sorted sc)
      (.seq sc ascending)
      (-refuse-cast sc "clojure.lang.Sorted"))
    (-seq-directed sc ascending)))

(defn subseq
  "A seq of the elements of a sorted collection whose keys pass one or two tests against bounds: < <= > >=."
  ([sc test key]
   (let [include (key-bound sc test key)]
     (if (or (identical? test >) (identical? test >=))
       (let [s (from-key sc key true)]
         (if s (if (include (first s)) s (next s)) nil))
       (take-while include (in-order sc true)))))
  ([sc start-test start-key end-test end-key]
   (let [s (from-key sc start-key true)]
     (if s
       (take-while (key-bound sc end-test end-key)
                   (if ((key-bound sc start-test start-key) (first s)) s (next s)))
       nil))))

(defn rsubseq
  "Like subseq, from the greatest key down."
  ([sc test key]
   (let [include (key-bound sc test key)]
     (if (or (identical? test <) (identical? test <=))
       (let [s (from-key sc key false)]
         (if s (if (include (first s)) s (next s)) nil))
       (take-while include (in-order sc false)))))
  ([sc start-test start-key end-test end-key]
   (let [s (from-key sc end-key false)]
     (if s
       (take-while (key-bound sc start-test start-key)
                   (if ((key-bound sc end-test end-key) (first s)) s (next s)))
       nil))))
