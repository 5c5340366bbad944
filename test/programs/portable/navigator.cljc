(ns portable.navigator
  "Paths into nested data, by protocols, metadata and a macro that compiles constant paths."
  (:require [clojure.walk :as walk])
  #?(:cljs (:require-macros [portable.navigator :refer [path transform-in]]))
  #?(:clj (:import [clojure.lang Keyword IFn])))

(defprotocol Navigator
  :extend-via-metadata true
  (select* [nav structure next-fn] "The results of next-fn for each place that nav leads to, as a vector.")
  (transform* [nav structure next-fn] "structure with next-fn applied at each place that nav leads to."))

(deftype All []
  Navigator
  (select* [_ s f] (into [] (mapcat f) s))
  (transform* [_ s f]
    (cond
      (map? s) (into (empty s) (map f) s)
      (or (vector? s) (set? s)) (into (empty s) (map f) s)
      :else (doall (map f s)))))

(deftype MapVals []
  Navigator
  (select* [_ s f] (into [] (mapcat f) (vals s)))
  (transform* [_ s f] (reduce-kv (fn [m k v] (assoc m k (f v))) s s)))

(deftype Walker [pred]
  Navigator
  (select* [this s f]
    (if (pred s)
      (f s)
      (if (coll? s) (into [] (mapcat #(select* this % f)) (if (map? s) (mapcat identity s) s)) [])))
  (transform* [this s f]
    (if (pred s)
      (f s)
      (walk/walk #(transform* this % f) identity s)))
  Object
  (toString [_] "#walker"))

(extend-protocol Navigator
  #?(:clj Keyword :cljs cljs.core/Keyword)
  (select* [k s f] (f (get s k)))
  (transform* [k s f] (assoc s k (f (get s k))))
  #?(:clj Long :cljs number)
  (select* [i s f] (f (nth s i)))
  (transform* [i s f] (assoc s i (f (nth s i))))
  #?(:clj clojure.lang.AFn :cljs function)
  (select* [pred s f] (if (pred s) (f s) []))
  (transform* [pred s f] (if (pred s) (f s) s))
  nil
  (select* [_ s f] (f s))
  (transform* [_ s f] (f s)))

(def ALL (->All))
(def MAP-VALS (->MapVals))
(defn walker [pred] (->Walker pred))

(def FIRST
  (with-meta {:name 'FIRST}
    {`select* (fn [_ s f] (if (seq s) (f (first s)) []))
     `transform* (fn [_ s f] (if (seq s) (into (empty s) (cons (f (first s)) (rest s))) s))}))

(defn then-select [navs]
  (reduce (fn [next-fn nav] (fn [s] (select* nav s next-fn))) vector (reverse navs)))
(defn then-transform [navs f]
  (reduce (fn [next-fn nav] (fn [s] (transform* nav s next-fn))) f (reverse navs)))

(defn select [navs structure] ((then-select navs) structure))
(defn select-one [navs structure]
  (let [[x & more :as found] (select navs structure)]
    (when more (throw (ex-info "More than one" {:found found})))
    x))
(defn transform [navs f structure] ((then-transform navs f) structure))
(defn setval [navs x structure] (transform navs (constantly x) structure))

(def compiled (atom []))

(defmacro path
  "A path as a vector. Constant parts are noted while the macro runs, locals while the program does."
  [& parts]
  (let [local? (fn [x] (and (symbol? x) (contains? &env x)))]
    (swap! compiled conj (mapv #(cond (keyword? %) :key (number? %) :index (local? %) :local (symbol? %) :var :else :form) parts))
    (vec parts)))

(defmacro transform-in [structure [& parts] [op & args]]
  `(transform (path ~@parts) (fn [x#] (~op x# ~@args)) ~structure))

(def data
  {:people [{:name "Ann" :age 31 :tags #{:a :b}}
            {:name "Bob" :age 17 :tags #{}}
            {:name "Cid" :age 65 :tags #{:c}}]
   :totals (sorted-map :x 1 :y 2)
   :deep '(1 (2 (3 [4 5])) #{6})})

(prn (select [:people ALL :name] data))
(prn (select [:people ALL #(>= (:age %) 18) :age] data))
(prn (sort (select [:people ALL :tags ALL] data)))
(prn (select [:totals MAP-VALS] data) (select [(walker number?)] (:deep data)))
(prn (select-one [:people FIRST :name] data))
(prn (try (select-one [:people ALL :name] data) (catch #?(:clj Exception :cljs :default) e [(ex-message e) (ex-data e)])))
(prn (transform [:people ALL :age even?] inc data))
(prn (:totals (transform [:totals MAP-VALS] #(* 10 %) data)) (type (:totals (transform [:totals MAP-VALS] - data))))
(prn (transform [:deep (walker number?)] - data))
(prn (select [:people FIRST :tags] (setval [:people FIRST :tags] #{:z} data)))
(let [i 1 pred odd?]
  (prn (transform-in data [:people i :age pred] (+ 100)))
  (prn (remove #{ALL} (path :a 0 i ALL (inc i)))))
(prn (map #(filterv #{:key :index :local :var :form} %) @compiled))
(prn (meta (transform [:a] inc (with-meta {:a 1} {:kept true}))))
(println (str (walker nil)) (satisfies? Navigator "text") (satisfies? Navigator FIRST) (satisfies? Navigator :k))
(prn (try (select ["text"] {}) (catch #?(:clj IllegalArgumentException :cljs :default) e (re-find #"No implementation of method: :select\* of protocol: #'portable.navigator/Navigator" (ex-message e)))))
(prn (sort (map key (filter (comp :macro meta val) (ns-publics *ns*)))))
