(ns clojure.core.protocols
  "The protocols by which types take part in reduce, reduce-kv, datafy and nav.")

(defprotocol CollReduce
  "Collections that reduce themselves. reduce asks this of instances of the program's own types."
  (coll-reduce [coll f] [coll f val] "reduce of coll."))

(defprotocol InternalReduce
  "Seqs that reduce what is left of them."
  (internal-reduce [seq f start] "reduce of seq, beginning with start."))

(defprotocol IKVReduce
  "Associative collections that reduce their entries. reduce-kv asks this of instances of the program's own types."
  (kv-reduce [amap f init] "reduce-kv of amap."))

(defprotocol Datafiable
  "Things that can be shown as data."
  :extend-via-metadata true
  (datafy [o] "o as data."))

(defprotocol Navigable
  "Data that leads to other things."
  :extend-via-metadata true
  (nav [coll k v] "What the value v, found under the key k of coll, leads to."))

(defn- own? [x]
  (or (clojure.core/-instance? x) (record? x)))

(defn- reduce-seq [coll f val] (reduce f val (seq coll)))

(extend-protocol CollReduce
  nil
  (coll-reduce
    ([coll f] (f))
    ([coll f val] val))
  Object
  (coll-reduce
    ([coll f] (if (own? coll) (reduce f (seq coll)) (reduce f coll)))
    ([coll f val] (if (own? coll) (reduce-seq coll f val) (reduce f val coll)))))

(extend-protocol InternalReduce
  nil
  (internal-reduce [s f val] val)
  Object
  (internal-reduce [s f val] (reduce-seq s f val)))

(extend-protocol IKVReduce
  nil
  (kv-reduce [amap f init] init)
  Object
  (kv-reduce [amap f init]
    (if (own? amap)
      (reduce (fn [acc [k v]] (f acc k v)) init (seq amap))
      (reduce-kv f init amap))))

(extend-protocol Datafiable
  nil
  (datafy [_] nil)
  Object
  (datafy [x]
    (cond
      (clojure.core/-throwable? x) (Throwable->map x)
      (or (instance? clojure.lang.IRef x) (instance? clojure.lang.Atom x)) (with-meta [(deref x)] (meta x))
      (class? x) {:name (symbol (.getName x)) :bases (into #{} (map (fn [base] (symbol (.getName base)))) (bases x))}
      (instance? clojure.lang.Namespace x)
      (with-meta {:name (ns-name x)
                  :publics (into (sorted-map) (ns-publics x))
                  :imports (into (sorted-map) (ns-imports x))
                  :interns (into (sorted-map) (ns-interns x))}
                 (meta x))
      :else x)))

(extend-protocol Navigable
  Object
  (nav [_ _ x] x))

(vreset! clojure.core/-instance-reduction
         (fn
           ([f coll] (coll-reduce coll f))
           ([f val coll] (coll-reduce coll f val))))
(vreset! clojure.core/-instance-kv-reduction (fn [f init coll] (kv-reduce coll f init)))
