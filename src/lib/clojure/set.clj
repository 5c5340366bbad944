(ns clojure.set
  "The algebra of sets, and of relations, which are sets of maps.")

(defn- ordered-by-size
  "The two sets, the one with more elements first; as they come where they are as large."
  [a b]
  (if (< (count a) (count b)) [b a] [a b]))

(defn- larger-first [sets]
  (let [largest (apply max-key count sets)]
    (cons largest (remove (fn [s] (identical? s largest)) sets))))

(defn union
  "The set of what is in any of the sets."
  ([] #{})
  ([s1] s1)
  ([s1 s2]
   (let [[large small] (ordered-by-size s1 s2)]
     (reduce conj large small)))
  ([s1 s2 & sets]
   (let [[largest & others] (larger-first (list* s1 s2 sets))]
     (reduce into largest others))))

(defn intersection
  "The set of what is in all of the sets."
  ([s1] s1)
  ([s1 s2]
   (if (< (count s2) (count s1))
     (recur s2 s1)
     (reduce (fn [acc x] (if (contains? s2 x) acc (disj acc x))) s1 s1)))
  ([s1 s2 & sets]
   (reduce intersection (sort-by count (list* s1 s2 sets)))))

(defn difference
  "The set of what is in the first of the sets and in none of the others."
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce (fn [acc x] (if (contains? s2 x) (disj acc x) acc)) s1 s1)
     (reduce disj s1 s2)))
  ([s1 s2 & sets]
   (reduce difference s1 (cons s2 sets))))

(defn select
  "The set without the elements for which pred does not hold."
  [pred xset]
  (reduce (fn [acc x] (if (pred x) acc (disj acc x))) xset xset))

(defn project
  "The relation with only these keys in its maps."
  [xrel ks]
  (with-meta (set (map (fn [m] (select-keys m ks)) xrel)) (meta xrel)))

(defn rename-keys
  "The map with its keys renamed as kmap, from old to new, says."
  [map kmap]
  (reduce
    (fn [acc [old new]]
      (if (contains? map old)
        (assoc acc new (get map old))
        acc))
    (apply dissoc map (keys kmap))
    kmap))

(defn rename
  "The relation with the keys of its maps renamed as kmap, from old to new, says."
  [xrel kmap]
  (with-meta (set (map (fn [m] (rename-keys m kmap)) xrel)) (meta xrel)))

(defn index
  "A map from what stands under these keys, a map itself, to the set of the maps of the relation in which it does."
  [xrel ks]
  (reduce
    (fn [acc m]
      (let [found (select-keys m ks)]
        (assoc acc found (conj (get acc found #{}) m))))
    {}
    xrel))

(defn map-invert
  "A map from the values of m to its keys."
  [m]
  (persistent!
    (reduce-kv (fn [acc k v] (assoc! acc v k)) (transient {}) m)))

(defn- joined
  "All merges of a map of r with the maps in the index that its keys, renamed by wanted, lead to."
  [r idx wanted]
  (reduce
    (fn [acc m]
      (let [found (get idx (rename-keys (select-keys m (keys wanted)) wanted))]
        (if found
          (reduce (fn [acc other] (conj acc (merge other m))) acc found)
          acc)))
    #{}
    r))

(defn join
  "The relation of the merges of every map of one relation with those of the other that agree with it: in all keys that
  both relations have, or, with km, in each key of the first and the key of the second that km gives for it."
  ([xrel yrel]
   (if (and (seq xrel) (seq yrel))
     (let [common (intersection (set (keys (first xrel))) (set (keys (first yrel))))
           [large small] (if (<= (count xrel) (count yrel)) [yrel xrel] [xrel yrel])]
       (joined large (index small common) (zipmap common common)))
     #{}))
  ([xrel yrel km]
   (let [x-smaller? (<= (count xrel) (count yrel))
         [large small wanted] (if x-smaller? [yrel xrel (map-invert km)] [xrel yrel km])]
     (joined large (index small (vals wanted)) wanted))))

(defn subset?
  "Whether all of set1 is in set2."
  [set1 set2]
  (and (<= (count set1) (count set2))
       (every? (fn [x] (contains? set2 x)) set1)))

(defn superset?
  "Whether all of set2 is in set1."
  [set1 set2]
  (and (>= (count set1) (count set2))
       (every? (fn [x] (contains? set1 x)) set2)))
