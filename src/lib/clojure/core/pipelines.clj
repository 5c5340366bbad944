(in-ns 'clojure.core)

;; What the compiler makes of map, filter, remove and reduce that are nested in one another: `step` takes a run of elements, a
;; host array, through all stages at once (compiler/optimise/pipelines.ts). As with the stages alone, a run of the collection is
;; looked at when its first element is wanted, and what follows it is not.

;; What the library itself has under these names: the compiler asks whether a program still means those.
(def ^:private -the-map map)
(def ^:private -the-filter filter)
(def ^:private -the-remove remove)
(def ^:private -the-reduce reduce)

;; A seq that is not chunked is taken through the stages one element at a time.
(defn- front-run [s]
  (if (chunked-seq? s) (-run s) (-push! (-new-array) (first s))))

(defn- after-front-run [s]
  (if (chunked-seq? s) (chunk-rest s) (rest s)))

(declare -pipeline)

(defn- pipeline-from [step s]
  (if s
    (let [out (step (front-run s))]
      (cond
        (zero? (-alength out)) (recur step (seq (after-front-run s)))
        (chunked-seq? s) (-chunk-cons out (-pipeline step (chunk-rest s)))
        :else (cons (-aget out 0) (-pipeline step (rest s)))))
    nil))

(defn- -pipeline [step coll]
  (lazy-seq (pipeline-from step (seq coll))))

(defn- reduce-runs [step fold acc s]
  (if s
    (let [acc (fold acc (step (front-run s)))]
      (if (reduced? acc) (deref acc) (recur step fold acc (seq (after-front-run s)))))
    acc))

;; Without a first value the first element is that, and the rest of its run is folded as a run of its own.
(defn- reduce-first-run [f step fold s]
  (if s
    (let [out (step (front-run s))]
      (if (zero? (-alength out))
        (recur f step fold (seq (after-front-run s)))
        (let [acc (fold (-aget out 0) (-rest-of out))]
          (if (reduced? acc) (deref acc) (reduce-runs step fold acc (seq (after-front-run s)))))))
    (f)))

(defn- -reduce-pipeline
  ([f step fold coll] (reduce-first-run f step fold (seq coll)))
  ([f init step fold coll] (reduce-runs step fold init (seq coll))))

;; (reduce f (map g xs ys)): `step` does both for an element of each.

(defn- fold-pairs [step acc s1 s2]
  (if (if s1 s2 false)
    (let [acc (step acc (first s1) (first s2))]
      (if (reduced? acc) (deref acc) (recur step acc (seq (rest s1)) (seq (rest s2)))))
    acc))

(defn- both-vectors
  "An array of both, where both are vectors that nothing but indices is needed for; else nil."
  [xs ys]
  (if (if (-leaves? xs) (-leaves? ys) false)
    (-push! (-push! (-new-array) xs) ys)
    nil))

(defn- fold-vectors [step acc i both]
  (let [xs (-aget both 0)
        ys (-aget both 1)
        n (min (count xs) (count ys))]
    (loop [i i acc acc]
      (if (< i n)
        (let [acc (step acc (nth xs i) (nth ys i))]
          (if (reduced? acc) (deref acc) (recur (inc i) acc)))
        acc))))

(defn- -reduce-pairs
  ([init step xs ys]
   (let [both (both-vectors xs ys)]
     (if both
       (fold-vectors step init 0 both)
       (fold-pairs step init (seq xs) (seq ys)))))
  ([f g step xs ys]
   (let [both (both-vectors xs ys)
         s1 (seq xs)
         s2 (seq ys)]
     (cond
       (if s1 (not s2) true) (f)
       both (fold-vectors step (g (first s1) (first s2)) 1 both)
       :else (fold-pairs step (g (first s1) (first s2)) (seq (rest s1)) (seq (rest s2)))))))
