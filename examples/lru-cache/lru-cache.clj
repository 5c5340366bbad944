;; A cache that forgets what was used least recently: as a type with the interfaces of Clojure's own maps, and as the
;; memory of a memoised function.

(ns lru-cache)

(deftype Cache [limit clock values used]
  clojure.lang.ILookup
  (valAt [_ k] (get values k))
  (valAt [_ k default] (get values k default))

  clojure.lang.Associative
  (containsKey [_ k] (contains? values k))
  (entryAt [_ k] (find values k))
  (assoc [_ k v]
    (let [used (if-let [before (some (fn [[t k']] (when (= k k') t)) used)] (dissoc used before) used)
          used (assoc used clock k)]
      (if (> (count used) limit)
        (let [[oldest dropped] (first used)]
          (Cache. limit (inc clock) (-> values (dissoc dropped) (assoc k v)) (dissoc used oldest)))
        (Cache. limit (inc clock) (assoc values k v) used))))

  clojure.lang.Counted
  (count [_] (count values))

  clojure.lang.Seqable
  (seq [_] (seq (map (fn [k] (clojure.lang.MapEntry/create k (values k))) (vals used))))

  clojure.lang.IPersistentCollection
  (cons [this [k v]] (assoc this k v))
  (empty [_] (Cache. limit 0 {} (sorted-map)))
  (equiv [this other] (= (seq this) (seq other)))

  Object
  (toString [this] (str "cache of " limit ": " (pr-str (seq this)))))

(defn lru-cache [limit] (Cache. limit 0 {} (sorted-map)))

(defn touch
  "The cache in which `k` counts as just used."
  [cache k]
  (if-let [[_ v] (find cache k)] (assoc cache k v) cache))

(let [cache (-> (lru-cache 3) (assoc :a 1) (assoc :b 2) (assoc :c 3))]
  (println (str cache))
  (println (str (assoc cache :d 4)))
  (println (str (-> cache (touch :a) (assoc :d 4))))
  (println (str (assoc cache :b 20)))
  (println (str (into cache {:x 8})))
  (println (:a cache) (get cache :z :none) (contains? cache :b) (count cache) (find cache :c))
  (println (let [{:keys [a b z] :or {z 26}} cache] [a b z]))
  (println (= cache (conj (empty cache) [:a 1] [:b 2] [:c 3])) (reduce-kv (fn [n _ v] (+ n v)) 0 (into {} cache))))

(defn memoize-lru
  "Like memoize, with a memory for `limit` results only. The metadata has the counts of hits and misses."
  [f limit]
  (let [memory (atom (lru-cache limit))
        stats (atom {:hits 0, :misses 0})]
    (with-meta
      (fn [& args]
        (if-let [[_ v] (find @memory args)]
          (do (swap! stats update :hits inc)
              (swap! memory touch args)
              v)
          (let [v (apply f args)]
            (swap! stats update :misses inc)
            (swap! memory assoc args v)
            v)))
      {:stats stats})))

(def slow-square (memoize-lru (fn [x] (println "  squaring" x) (* x x)) 2))

(println (mapv slow-square [1 2 1 3 2 1 1]))
(println @(:stats (meta slow-square)))
