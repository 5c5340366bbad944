(ns portable.dependencies
  "A graph of what depends on what, as an immutable value: in order, in layers, with the cycle named where there is one; and a
  build on top of it that makes only what has changed."
  (:require [clojure.set :as set]
            [clojure.string :as string]))

(defprotocol Graph
  (nodes [g])
  (direct [g node] "What the node needs itself.")
  (dependents [g node] "What needs the node itself.")
  (depend [g node dep])
  (remove-node [g node]))

(declare reaches?)
(defrecord MapGraph [needs needed]
  Graph
  (nodes [_] (into (set (keys needs)) (keys needed)))
  (direct [_ node] (get needs node #{}))
  (dependents [_ node] (get needed node #{}))
  (depend [g node dep]
    (when (or (= node dep) (reaches? g dep node))
      (throw (ex-info (str "Circular dependency between " (pr-str node) " and " (pr-str dep)) {:reason ::circular :node node :dependency dep})))
    (-> g (update-in [:needs node] (fnil conj #{}) dep) (update-in [:needed dep] (fnil conj #{}) node)))
  (remove-node [_ node]
    (let [without (fn [m] (into {} (keep (fn [[k v]] (let [v (disj v node)] (when (and (not= k node) (seq v)) [k v])))) m))]
      (MapGraph. (without needs) (without needed)))))

(defn graph [& edges] (reduce (fn [g [a b]] (depend g a b)) (->MapGraph {} {}) (partition 2 edges)))

(defn closure [next-of start]
  (loop [seen #{} todo (vec (next-of start))]
    (if-let [x (peek todo)]
      (if (seen x) (recur seen (pop todo)) (recur (conj seen x) (into (pop todo) (next-of x))))
      seen)))
(defn transitive [g node] (closure #(direct g %) node))
(defn transitive-dependents [g node] (closure #(dependents g %) node))
(defn reaches? [g from to] (contains? (transitive g from) to))

(defn in-order [g]
  (loop [sorted [] g g todo (into (sorted-set) (filter #(empty? (direct g %))) (nodes g))]
    (if-let [n (first todo)]
      (let [rest-g (reduce (fn [g d] (update-in g [:needs d] disj n)) g (dependents g n))]
        (recur (conj sorted n) rest-g (into (disj todo n) (filter #(empty? (direct rest-g %))) (dependents g n))))
      sorted)))

(defn layers [g]
  (let [depth (memoize (fn [recurse n] (if-let [d (seq (direct g n))] (inc (apply max (map #(recurse recurse %) d))) 0)))]
    (->> (nodes g) (group-by #(depth depth %)) (into (sorted-map)) vals (mapv (comp vec sort)))))

(defn topo-comparator [g]
  (let [place (zipmap (in-order g) (range))]
    (fn [a b] (compare (place a Long/MAX_VALUE) (place b Long/MAX_VALUE)))))

(defn cycles
  "The cycles among edges that no graph would take, each from its least node on."
  [edges]
  (let [next-of (reduce (fn [m [a b]] (update m a (fnil conj (sorted-set)) b)) (sorted-map) edges)]
    (letfn [(walk [path on-path node]
              (if (on-path node)
                [(vec (drop-while #(not= node %) path))]
                (mapcat #(walk (conj path node) (conj on-path node) %) (next-of node))))
            (from-least [c] (let [n (count c) i (first (apply min-key second (map-indexed (fn [i x] [i (hash-order x)]) c)))] (vec (take n (drop i (cycle c))))))
            (hash-order [x] (let [order (zipmap (sort (distinct (mapcat identity edges))) (range))] (order x)))]
      (sort (distinct (map from-least (mapcat #(walk [] #{} %) (keys next-of))))))))

;; A build.
(defn stale [g changed] (filter (into (set changed) (mapcat #(transitive-dependents g %)) changed) (in-order g)))

(defn build [g recipes inputs {:keys [cache] :or {cache {}}}]
  (reduce
    (fn [{:keys [cache made]} node]
      (let [needed (mapv #(get cache %) (sort (direct g node)))
            stamp (hash [node needed (get inputs node)])]
        (if (= stamp (get-in cache [::stamps node]))
          {:cache cache :made made}
          {:cache (-> cache (assoc node ((get recipes node (fn [input needed] (if (seq needed) (string/join needed) input))) (get inputs node) needed))
                      (assoc-in [::stamps node] stamp))
           :made (conj made node)})))
    {:cache cache :made []}
    (in-order g)))

(def g (graph :app :web, :app :db, :web :http, :web :json, :db :json, :http :net, :json :text, :tool :text))
(println "order " (in-order g))
(println "layers" (layers g))
(println "needs " (sort (transitive g :app)) (sort (transitive g :text)))
(println "needed" (sort (transitive-dependents g :json)))
(println "sorted" (sort (topo-comparator g) [:app :net :json :unknown :text :db]))
(println "stale " (stale g [:http]) (stale g [:text]) (stale g []))
(println "without" (in-order (remove-node g :json)))
(println "same  " (= g (graph :tool :text, :json :text, :http :net, :db :json, :web :json, :web :http, :app :db, :app :web)))
(doseq [[a b] [[:text :app] [:net :net] [:json :net]]]
  (println (try (count (nodes (depend g a b))) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (dissoc (ex-data e) :reason)]))))
(println "cycles" (cycles [[:a :b] [:b :c] [:c :a] [:c :d] [:d :c] [:e :a] [:f :f]]))
(let [inputs {:text "t" :net "n"}
      recipes {:json (fn [_ needed] (str "{" (string/join needed) "}"))}
      {:keys [cache made]} (build g recipes inputs {})]
  (println "built " (:app cache) made)
  (println "again " (:made (build g recipes inputs {:cache cache})))
  (let [{:keys [cache made]} (build g recipes (assoc inputs :net "N") {:cache cache})]
    (println "then  " (:app cache) made)))
(println (satisfies? Graph g) (satisfies? Graph {}) (type g) (set/subset? (direct g :app) (nodes g)))
