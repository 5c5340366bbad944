(ns clojure.set
  "Sets as in mathematics, and sets of maps as relations.")

(defn- largest-first [sets] (sort-by (comp - count) sets))

(defn union
  "The set of what is in any of the sets."
  ([] #{})
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce conj s2 s1)
     (reduce conj s1 s2)))
  ([s1 s2 & sets]
   (let [[largest & others] (largest-first (list* s1 s2 sets))]
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
  "The first set without what is in the others."
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce (fn [acc x] (if (contains? s2 x) (disj acc x) acc)) s1 s1)
     (reduce disj s1 s2)))
  ([s1 s2 & sets] (reduce difference s1 (cons s2 sets))))

(defn select
  "The elements of a set for which pred holds, as a set."
  [pred xset]
  (reduce (fn [acc x] (if (pred x) acc (disj acc x))) xset xset))

(defn project
  "A relation with only these keys in each map."
  [xrel ks]
  (with-meta (set (map (fn [m] (select-keys m ks)) xrel)) (meta xrel)))

(defn rename-keys
  "map with keys renamed as kmap says."
  [map kmap]
  (reduce
    (fn [m [old new]]
      (if (contains? map old)
        (assoc m new (get map old))
        m))
    (apply dissoc map (keys kmap))
    kmap))

(defn rename
  "A relation with the keys of each map renamed as kmap says."
  [xrel kmap]
  (with-meta (set (map (fn [m] (rename-keys m kmap)) xrel)) (meta xrel)))

(defn index
  "The map from each different part of the maps of a relation, by these keys, to the set of maps that have it."
  [xrel ks]
  (reduce
    (fn [acc m]
      (let [part (select-keys m ks)]
        (assoc acc part (conj (get acc part #{}) m))))
    {}
    xrel))

(defn map-invert
  "The map from values to keys."
  [m]
  (persistent! (reduce-kv (fn [acc k v] (assoc! acc v k)) (transient {}) m)))

(defn join
  "The relation of the merged pairs of maps of two relations that agree: in all keys that they share, or as km, a map
  from keys of the first to keys of the second, says."
  ([xrel yrel]
   (if (and (seq xrel) (seq yrel))
     (let [shared (intersection (set (keys (first xrel))) (set (keys (first yrel))))
           [small large] (if (<= (count xrel) (count yrel)) [xrel yrel] [yrel xrel])
           by-part (index small shared)]
       (reduce
         (fn [acc m]
           (let [found (get by-part (select-keys m shared))]
             (if found
               (reduce (fn [acc other] (conj acc (merge other m))) acc found)
               acc)))
         #{}
         large))
     #{}))
  ([xrel yrel km]
   (let [[small large k] (if (<= (count xrel) (count yrel)) [xrel yrel (map-invert km)] [yrel xrel km])
         by-part (index small (vals k))]
     (reduce
       (fn [acc m]
         (let [found (get by-part (rename-keys (select-keys m (keys k)) k))]
           (if found
             (reduce (fn [acc other] (conj acc (merge other m))) acc found)
             acc)))
       #{}
       large))))

(defn subset?
  "Whether everything in set1 is in set2."
  [set1 set2]
  (and (<= (count set1) (count set2))
       (every? (fn [x] (contains? set2 x)) set1)))

(defn superset?
  "Whether everything in set2 is in set1."
  [set1 set2]
  (and (>= (count set1) (count set2))
       (every? (fn [x] (contains? set1 x)) set2)))
