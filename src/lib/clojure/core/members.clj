(in-ns 'clojure.core)

;; What methods of Java's classes do where they need guest code. Each function takes the object first, as the method does.

(defn- -index-of
  "Where the first element stands that is x; -1 where there is none."
  [coll x]
  (loop [s (seq coll) i 0]
    (cond
      (nil? s) -1
      (= (first s) x) i
      :else (recur (next s) (inc i)))))

(defn- -last-index-of
  "Where the last element stands that is x; -1 where there is none."
  [coll x]
  (loop [s (seq coll) i 0 found -1]
    (if s
      (recur (next s) (inc i) (if (= (first s) x) i found))
      found)))

(defn- -holds?
  "Whether one of the elements is x."
  [coll x]
  (<= 0 (-index-of coll x)))

(defn- -holds-all?
  "Whether each of the others is among the elements."
  [coll others]
  (if (set? coll)
    (every? (fn [x] (contains? coll x)) others)
    (every? (fn [x] (-holds? coll x)) others)))

(defn- -list-get
  "The element at that place."
  [coll i]
  (nth coll i))

(defn- -reduce-with
  "reduce, with the collection first."
  ([coll f] (reduce f coll))
  ([coll f init] (reduce f init coll)))

(defn- -kv-reduce-with
  "reduce-kv, with the map first."
  [m f init]
  (reduce-kv f init m))

(defn- -compare-with
  "The order of two values by a function that gives a number, or answers whether the first comes first."
  [f a b]
  (let [o (f a b)]
    (cond
      (true? o) -1
      (false? o) (if (f b a) 1 0)
      :else (int o))))

(defn- -run-fn
  "Calls a function for its effects."
  [f]
  (f)
  nil)
