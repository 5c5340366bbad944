(ns utilities
  "Small functions over collections, as a utility library for both hosts has them: each keeps the kind of what it is given."
  (:refer-clojure :exclude [abs])
  (:require [clojure.string :as str]
            [clojure.set :as set])
  #?(:cljs (:require-macros [utilities :refer [with-counting]])))

(defprotocol Editable
  (-transient? [coll] "Whether the kind of coll has a transient."))

(extend-protocol Editable
  nil (-transient? [_] false)
  #?@(:clj [Object (-transient? [coll] (instance? clojure.lang.IEditableCollection coll))]
      :cljs [default (-transient? [coll] (satisfies? IEditableCollection coll))]))

(defn- reduce-map [f coll]
  (let [coll' (if (record? coll) (into {} coll) coll)]
    (if (-transient? coll')
      (persistent! (reduce-kv (f assoc!) (transient (empty coll')) coll'))
      (reduce-kv (f assoc) (empty coll') coll'))))

(defn map-entry [k v] #?(:clj (clojure.lang.MapEntry. k v) :cljs (MapEntry. k v nil)))
(defn map-kv [f coll] (reduce-map (fn [xf] (fn [m k v] (let [[k v] (f k v)] (xf m k v)))) coll))
(defn map-keys [f coll] (reduce-map (fn [xf] (fn [m k v] (xf m (f k) v))) coll))
(defn map-vals
  ([f coll] (reduce-map (fn [xf] (fn [m k v] (xf m k (f v)))) coll))
  ([f c1 & colls]
   (reduce-map (fn [xf] (fn [m k v]
                          (if (every? #(contains? % k) colls)
                            (xf m k (apply f v (map #(get % k) colls)))
                            m)))
               c1)))
(defn filter-kv [pred coll] (reduce-map (fn [xf] (fn [m k v] (if (pred k v) (xf m k v) m))) coll))
(defn remove-vals [pred coll] (filter-kv (fn [_ v] (not (pred v))) coll))

(defn dissoc-in
  ([m ks]
   (if-let [[k & ks] (seq ks)]
     (if (seq ks)
       (let [v (dissoc-in (get m k) ks)]
         (if (empty? v) (dissoc m k) (assoc m k v)))
       (dissoc m k))
     m))
  ([m ks & kss] (reduce dissoc-in (dissoc-in m ks) kss)))

(defn assoc-some
  ([m k v] (if (nil? v) m (assoc m k v)))
  ([m k v & kvs] (reduce (fn [m [k v]] (assoc-some m k v)) (assoc-some m k v) (partition 2 kvs))))

(defn update-existing [m k f & args] (if-let [kv (find m k)] (assoc m k (apply f (val kv) args)) m))

(defn deep-merge
  ([] {})
  ([a] a)
  ([a b]
   (if (and (map? a) (map? b) (not (:replace (meta b))))
     (with-meta (merge-with deep-merge a b) (meta a))
     b))
  ([a b & more] (reduce deep-merge (deep-merge a b) more)))

(defn distinct-by
  ([f]
   (fn [rf]
     (let [seen (volatile! #{})]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result x]
          (let [fx (f x)]
            (if (contains? @seen fx) result (do (vswap! seen conj fx) (rf result x)))))))))
  ([f coll]
   (let [step (fn step [xs seen]
                (lazy-seq
                  ((fn [[x :as xs] seen]
                     (when-let [s (seq xs)]
                       (let [fx (f x)]
                         (if (contains? seen fx)
                           (recur (rest s) seen)
                           (cons x (step (rest s) (conj seen fx)))))))
                   xs seen)))]
     (step coll #{}))))

(defn take-upto
  ([pred]
   (fn [rf]
     (fn
       ([] (rf))
       ([result] (rf result))
       ([result x]
        (let [result (rf result x)]
          (if (pred x) (ensure-reduced result) result))))))
  ([pred coll]
   (lazy-seq (when-let [s (seq coll)]
               (let [x (first s)]
                 (cons x (when-not (pred x) (take-upto pred (rest s)))))))))

(defn partition-before
  ([pred]
   (fn [rf]
     (let [part (volatile! [])]
       (fn
         ([] (rf))
         ([result] (rf (if (empty? @part) result (unreduced (rf result @part)))))
         ([result x]
          (if (and (pred x) (seq @part))
            (let [whole @part] (vreset! part [x]) (rf result whole))
            (do (vswap! part conj x) result)))))))
  ([pred coll] (sequence (partition-before pred) coll)))

(defn interleave-all
  ([] ())
  ([c] (lazy-seq c))
  ([c1 c2]
   (lazy-seq (let [s1 (seq c1) s2 (seq c2)]
               (if (and s1 s2)
                 (cons (first s1) (cons (first s2) (interleave-all (rest s1) (rest s2))))
                 (or s1 s2)))))
  ([c1 c2 & cs]
   (lazy-seq (let [ss (->> (list* c1 c2 cs) (map seq) (filter some?))]
               (when (seq ss) (concat (map first ss) (apply interleave-all (map rest ss))))))))

(defn queue ([] #?(:clj clojure.lang.PersistentQueue/EMPTY :cljs #queue [])) ([coll] (into (queue) coll)))
(defn queue? [x] (instance? #?(:clj clojure.lang.PersistentQueue :cljs PersistentQueue) x))
(defn index-by [f coll] (persistent! (reduce (fn [m x] (assoc! m (f x) x)) (transient {}) coll)))
(defn collate-by [keyf collatef initf coll]
  (persistent! (reduce (fn [m v] (let [k (keyf v)]
                                   (assoc! m k (if-let [kv (find m k)] (collatef (val kv) v) (initf v)))))
                       (transient {}) coll)))
(defn greatest-by
  ([keyfn a] a)
  ([keyfn a b] (if (pos? (compare (keyfn b) (keyfn a))) b a))
  ([keyfn a b & more] (reduce (partial greatest-by keyfn) (greatest-by keyfn a b) more)))
(defn abs [x] (if (neg? x) (- x) x))
(defn uuid [s] #?(:clj (java.util.UUID/fromString s) :cljs (cljs.core/uuid s)))
(defn mapply ([f m] (apply f (apply concat m))) ([f a & args] (apply f a (apply concat (butlast args) (last args)))))

(defmacro with-counting
  "Evaluates the body with `tick` bound to a function that counts; a vector of the value and the count."
  [[tick] & body]
  `(let [n# (volatile! 0)
         ~tick (fn [x#] (vswap! n# inc) x#)
         value# (do ~@body)]
     [value# @n#]))

(defrecord Point [x y])

(defn show [label x] (println label (pr-str x)))

(show :map-vals (map-vals inc {:a 1 :b 2}))
(show :map-vals-sorted (map-vals inc (sorted-map-by > 1 1 2 2 3 3)))
(show :map-vals-record (map-vals - (->Point 1 2)))
(show :map-vals-two (map-vals + {:a 1 :b 2} {:a 10 :b 20 :c 30}))
(show :map-keys (map-keys name {:a 1 :b/c 2}))
(show :map-kv (map-kv (fn [k v] [v k]) {:a 1 :b 2}))
(show :map-nil (map-vals inc nil))
(show :filter-kv (filter-kv (fn [k v] (and (keyword? k) (even? v))) {:a 1 :b 2 "c" 4}))
(show :remove-vals (remove-vals nil? {:a nil :b false}))
(show :dissoc-in (dissoc-in {:a {:b {:c 1}} :d 2} [:a :b :c]))
(show :dissoc-in-more (dissoc-in {:a {:b 1 :c 2} :d {:e 1}} [:a :b] [:d :e]))
(show :dissoc-in-none [(dissoc-in {:a 1} []) (dissoc-in nil [:a :b]) (dissoc-in {:a {:b nil}} [:a :c])])
(show :assoc-some (assoc-some {:a 1} :b nil :c 3 :d false))
(show :update-existing [(update-existing {:a nil} :a (fnil inc 0)) (update-existing {} :a inc)])
(show :deep-merge (deep-merge {:a {:b 1 :c {:d 2}}} {:a {:c {:e 3}}} {:a ^:replace {:z 1}} nil))
(show :deep-merge-meta (meta (deep-merge ^{:from 1} {:a 1} ^{:from 2} {:b 1})))
(show :distinct-by [(distinct-by :id [{:id 1 :v 1} {:id 2} {:id 1 :v 2}]) (into #{} (distinct-by abs) [1 -1 2 -2])])
(show :lazy (with-counting [tick] (doall (take 2 (distinct-by tick (iterate inc 0))))))
(show :take-upto [(take-upto #{3} (range)) (into [] (take-upto even?) [1 3 4 5]) (transduce (comp (take-upto #(> % 2)) (map inc)) + (range 10))])
(show :partition-before [(partition-before even? (range 1 8)) (into [] (comp (partition-before #{0}) (take 2)) [0 1 0 2 0 3]) (partition-before odd? [])])
(show :interleave-all [(interleave-all [1 2 3] [:a]) (interleave-all [1] [2 3] [4 5 6]) (interleave-all) (take 3 (interleave-all (range) (range)))])
(show :queue [(peek (queue [1 2])) (vec (pop (queue [1 2]))) (queue? (queue)) (queue? []) (= (queue [1 2]) [1 2]) (hash (queue [1 2]))])
(show :index-by (index-by :id [{:id 1} {:id 2}]))
(show :collate-by (collate-by :k (fn [a b] (+ a (:n b))) :n [{:k :x :n 1} {:k :y :n 5} {:k :x :n 3}]))
(show :greatest-by [(greatest-by count "a" "ccc" "bb" "ddd") (greatest-by - 3 1 2)])
(show :map-entry [(map-entry 1 2) (key (map-entry 1 2)) (map-entry? (map-entry 1 2)) (conj {} (map-entry :a 1)) (= [1 2] (map-entry 1 2))])
(show :uuid [(uuid "00000000-0000-0000-0000-00000000000a") (= (uuid "00000000-0000-0000-0000-00000000000a") #uuid "00000000-0000-0000-0000-00000000000A")])
(show :mapply (mapply (fn [& {:keys [a b] :as m}] [a b m]) {:a 1 :b 2}))
(show :mapply-args (mapply (fn [x y & {:keys [a]}] [x y a]) 1 2 {:a 3}))
(show :set [(set/rename-keys {:a 1 :b 2} {:a :b :b :a}) (set/join #{{:a 1 :b 2}} #{{:b 2 :c 3}}) (set/map-invert {:a 1})])
(show :abs [(abs -3) (abs 2.5) (abs -1/2)])
(show :text (str/join "|" (map (comp str/capitalize name) [:ab :cd])))
