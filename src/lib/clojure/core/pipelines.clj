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
