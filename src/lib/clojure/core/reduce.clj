(in-ns 'clojure.core)

;; Folding. A collection is walked in runs: host arrays of elements that are there already (a leaf of a vector,
;; a chunk of a lazy seq, one element of an ordinary seq), so that the loop over a run makes nothing.

(declare map)

(defn- reduce-seq [f acc s]
  (cond
    (nil? s) acc
    (-one-by-one? s)
    (let [acc (f acc (first s))]
      (if (reduced? acc) (deref acc) (recur f acc (seq (rest s)))))
    :else
    (let [run (-run s)
          n (-alength run)
          acc (loop [i 0 acc acc]
                (if (< i n)
                  (let [acc (f acc (-aget run i))]
                    (if (reduced? acc) acc (recur (inc i) acc)))
                  acc))]
      (if (reduced? acc)
        (deref acc)
        (recur f acc (seq (-after-run s run)))))))

(defn- reduce-vector [f acc v i n]
  (if (< i n)
    (let [leaf (-leaf v i)
          length (if (< (- n i) 32) (- n i) 32)
          acc (loop [j 0 acc acc]
                (if (< j length)
                  (let [acc (f acc (-aget leaf j))]
                    (if (reduced? acc) acc (recur (inc j) acc)))
                  acc))]
      (if (reduced? acc)
        (deref acc)
        (recur f acc v (+ i length) n)))
    acc))

(defn- reduce-range [f acc x end step]
  (if (if (pos? step) (< x end) (> x end))
    (let [acc (f acc x)]
      (if (reduced? acc) (deref acc) (recur f acc (+ x step) end step)))
    acc))

;; iterate and cycle are reduced without making, and keeping, their elements as a seq.

(defn- reduce-iterate [f acc g x]
  (let [acc (f acc x)]
    (if (reduced? acc) (deref acc) (recur f acc g (g x)))))

(defn- reduce-cycle [f acc s all]
  (let [s (if s s all)
        acc (f acc (first s))]
    (if (reduced? acc) (deref acc) (recur f acc (next s) all))))

;; How instances of the program's own types, records among them, are reduced: clojure.core.protocols says so once it is there.
(def ^:private -instance-reduction (volatile! nil))
(def ^:private -instance-kv-reduction (volatile! nil))

(defn- needs-init?
  "Whether coll reduces itself, but only from an initial value, and there is no other way to walk it."
  [coll]
  (and (-has-method? coll 'reduce) (not (-has-method? coll 'iterator)) (not (sequential? coll))))

(defn- reduces-itself? [coll reduction]
  (and (or (-instance? coll) (record? coll)) (some? (deref reduction))))

(defn reduce
  "Combines the elements with f, from the left: (f (f val x1) x2) and so on. Without val it begins with the first
  element, and an empty collection gives (f). f may end it early by giving (reduced x)."
  ([f coll]
   (cond
     (-generated? coll) (if (-iterate? coll)
                          (reduce-iterate f (first coll) (-generator coll) ((-generator coll) (first coll)))
                          (reduce-cycle f (first coll) (next (-cycle-at coll)) (-generator coll)))
     (instance? clojure.lang.IReduce coll) (.reduce coll f)
     (needs-init? coll) (throw (new java.lang.ClassCastException
                                    (str "class " (.getName (class coll)) " cannot be cast to class clojure.lang.IReduce")))
     (reduces-itself? coll -instance-reduction) ((deref -instance-reduction) f coll)
     :else (let [s (seq coll)]
             (if s
               (reduce-seq f (first s) (next s))
               (f)))))
  ([f val coll]
   (cond
     (-leaves? coll) (reduce-vector f val coll 0 (count coll))
     (-range? coll) (reduce-range f val (first coll) (-range-end coll) (-range-step coll))
     (-generated? coll) (if (-iterate? coll)
                          (reduce-iterate f val (-generator coll) (first coll))
                          (reduce-cycle f val (-cycle-at coll) (-generator coll)))
     (-has-method? coll 'reduce) (.reduce coll f val)
     (reduces-itself? coll -instance-reduction) ((deref -instance-reduction) f val coll)
     :else (reduce-seq f val (seq coll)))))

(defn- reduce-entries [f acc run i n]
  (if (< i n)
    (let [acc (f acc (-aget run i) (-aget run (inc i)))]
      (if (reduced? acc) (deref acc) (recur f acc run (+ i 2) n)))
    acc))

(defn- reduce-indexed [f acc v i n]
  (if (< i n)
    (let [acc (f acc i (nth v i))]
      (if (reduced? acc) (deref acc) (recur f acc v (inc i) n)))
    acc))

(defn reduce-kv
  "Combines the entries of a map, or the indexes and elements of a vector, with f of the value so far, key and value."
  [f init coll]
  (cond
    (nil? coll) init
    (and (record? coll) (reduces-itself? coll -instance-kv-reduction)) ((deref -instance-kv-reduction) f init coll)
    (-key-values? coll)
    (let [run (-key-values coll)]
      (reduce-entries f init run 0 (-alength run)))
    (and (vector? coll) (not (map-entry? coll))) (reduce-indexed f init coll 0 (count coll))
    (-has-method? coll 'kvreduce) (.kvreduce coll f init)
    (reduces-itself? coll -instance-kv-reduction) ((deref -instance-kv-reduction) f init coll)
    :else (reduce (fn [acc e] (f acc (key e) (val e))) init coll)))

(defn ensure-reduced "x, wrapped by reduced unless it is so already." [x] (if (reduced? x) x (reduced x)))

(defn unreduced "What is inside x, if x is reduced; else x." [x] (if (reduced? x) (deref x) x))

(defn completing
  "f as a reducing function for transduce: one argument goes to cf, which is identity unless given."
  ([f] (completing f identity))
  ([f cf]
   (fn
     ([] (f))
     ([x] (cf x))
     ([x y] (f x y)))))

(defn transduce
  "Reduces with the transducer xform applied to f; f of one argument finishes the result. Without init it is (f)."
  ([xform f coll] (transduce xform f (f) coll))
  ([xform f init coll]
   (let [step (xform f)]
     (step (reduce step init coll)))))

(defn into
  "to with all elements of from added by conj; xform is a transducer that they go through first."
  ([] [])
  ([to] to)
  ([to from]
   (if (-editable? to)
     (let [m (meta to)]
       (if (-plain-source? from)
         (with-meta (-into to from) m)
         (with-meta (persistent! (reduce conj! (transient to) from)) m)))
     (reduce conj to from)))
  ([to xform from]
   (if (-editable? to)
     (let [m (meta to)]
       (transduce xform
                  (fn
                    ([coll] (with-meta (persistent! coll) m))
                    ([coll x] (conj! coll x)))
                  (transient to)
                  from))
     (transduce xform conj to from))))

(defn mapv
  "The vector of (f x) for every element; with several collections f takes one element of each, as far as the
  shortest goes."
  ([f coll] (-vec-of-array (-fold [out (-new-array) x coll] (-push! out (f x)))))
  ([f c1 c2] (into [] (map f c1 c2)))
  ([f c1 c2 c3] (into [] (map f c1 c2 c3)))
  ([f c1 c2 c3 & colls] (into [] (apply map f c1 c2 c3 colls))))

(defn filterv
  "The vector of the elements for which pred holds."
  [pred coll]
  (-vec-of-array (-fold [out (-new-array) x coll] (if (pred x) (-push! out x) out))))

(defn run!
  "Calls proc with every element, for its effects; nil."
  [proc coll]
  (reduce (fn [_ x] (proc x)) nil coll)
  nil)

(defn cat
  "A transducer that takes the elements of its inputs, which are collections."
  [rf]
  (let [inner (fn [acc x]
                (let [acc (rf acc x)]
                  (if (reduced? acc) (reduced acc) acc)))]
    (fn
      ([] (rf))
      ([acc] (rf acc))
      ([acc coll] (reduce inner acc coll)))))

(defn halt-when
  "A transducer that ends the whole transduction at the first input for which pred holds. The result is that input,
  or (retf result input)."
  ([pred] (halt-when pred nil))
  ([pred retf]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc]
        (if (and (map? acc) (contains? acc ::halt))
          (::halt acc)
          (rf acc)))
       ([acc x]
        (if (pred x)
          (reduced {::halt (if retf (retf (rf acc) x) x)})
          (rf acc x)))))))

(defn reductions
  "A lazy seq of the steps of reduce: each value that f gave, init (or the first element) before all."
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (reductions f (first s) (rest s))
         (list (f))))))
  ([f init coll]
   (if (reduced? init)
     (list (deref init))
     (cons init
           ;; No once: a step that threw is taken again, as in Clojure.
           (lazy-seq*
             (fn []
               (let [s (seq coll)]
                 (if s (reductions f (f init (first s)) (rest s)) nil))))))))
