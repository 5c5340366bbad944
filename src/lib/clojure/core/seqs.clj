(in-ns 'clojure.core)

;; Seqs woven of others, walks, and what transducers make of a collection.

(declare rand rand-int sequence)

(defn interleave
  "A lazy seq of the first elements of all collections, then the second ones, as far as the shortest goes."
  ([] ())
  ([c1] (lazy-seq c1))
  ([c1 c2]
   (lazy-seq
     (let [s1 (seq c1) s2 (seq c2)]
       (if (and s1 s2)
         (cons (first s1) (cons (first s2) (interleave (rest s1) (rest s2))))
         nil))))
  ([c1 c2 & colls]
   (lazy-seq
     (let [ss (map seq (list* c1 c2 colls))]
       (if (every? identity ss)
         (concat (map first ss) (apply interleave (map rest ss)))
         nil)))))

(defn interpose
  "A lazy seq of the elements with sep between them. A transducer when no collection is given."
  ([sep]
   (fn [rf]
     (let [started (volatile! false)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if (deref started)
            (let [acc (rf acc sep)]
              (if (reduced? acc) acc (rf acc x)))
            (do (vreset! started true)
                (rf acc x))))))))
  ([sep coll] (drop 1 (interleave (repeat sep) coll))))

(defn- unseen
  "The elements of coll that are not in a set, each of them once."
  [coll seen]
  (let [s (seq coll)]
    (cond
      (nil? s) nil
      (contains? seen (first s)) (recur (rest s) seen)
      :else (let [x (first s) more (rest s) seen (conj seen x)]
              (cons x (lazy-seq (unseen more seen)))))))

(defn- all-unseen [coll]
  ;; Clojure takes the collection apart as a vector, and so refuses maps and sets.
  (nth coll 0 nil)
  (unseen coll #{}))

(defn distinct
  "A lazy seq of the elements without those that are equal to an earlier one. A transducer when no collection is given."
  ([]
   (fn [rf]
     (let [seen (volatile! #{})]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if (contains? (deref seen) x)
            acc
            (do (vreset! seen (conj (deref seen) x))
                (rf acc x))))))))
  ([coll]
   (lazy-seq (all-unseen coll))))

(defn dedupe
  "A lazy seq of the elements without those that are equal to the one just before. A transducer when no collection is given."
  ([]
   (fn [rf]
     (let [before (volatile! ::none)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [last (deref before)]
            (vreset! before x)
            (if (= last x) acc (rf acc x))))))))
  ([coll] (sequence (dedupe) coll)))

(defn tree-seq
  "A lazy seq of the nodes of a tree, parents first. (branch? node) says whether a node can have children, which
  (children node) gives."
  [branch? children root]
  (let [walk (fn walk [node]
               (lazy-seq
                 (cons node (if (branch? node) (mapcat walk (children node)) nil))))]
    (walk root)))

(defn flatten
  "A lazy seq of the elements of nested sequential collections that are not sequential themselves."
  [x]
  (filter (complement sequential?) (rest (tree-seq sequential? seq x))))

(defn dorun
  "Walks a seq, at most n elements of it, for the effects of its realisation; nil."
  ([coll]
   (let [s (seq coll)]
     (if s (recur (-after-front s)) nil)))
  ([n coll]
   (if (and (seq coll) (pos? n))
     (recur (dec n) (next coll))
     nil)))

(defn doall
  "Realises a whole seq, or at most n elements of it; coll."
  ([coll] (walk-through (seq coll) 0) coll)
  ([n coll] (dorun n coll) coll))

(defn bounded-count
  "The count of coll if that costs nothing; else the count up to n."
  [n coll]
  (if (counted? coll)
    (count coll)
    (loop [i 0 s (seq coll)]
      (if (and s (< i n))
        (recur (inc i) (next s))
        i))))

(defn replace
  "coll with the elements that are keys of smap replaced by their values; a vector stays one. A transducer when no
  collection is given."
  ([smap] (map (fn [x] (let [e (find smap x)] (if e (val e) x)))))
  ([smap coll]
   (if (vector? coll)
     (with-meta (mapv (fn [x] (let [e (find smap x)] (if e (val e) x))) coll) (meta coll))
     (map (fn [x] (let [e (find smap x)] (if e (val e) x))) coll))))

(defn random-sample
  "The elements that a throw of chance, with probability prob for each, lets through. A transducer when no
  collection is given."
  ([prob] (filter (fn [_] (< (rand) prob))))
  ([prob coll] (filter (fn [_] (< (rand) prob)) coll)))

(defn rand-nth
  "An element of coll at random. nth is used, so that a vector is best."
  [coll]
  (nth coll (rand-int (count coll))))

;; Seqs through transducers. What comes out of the transducer waits in `held` until a chunk takes it; `source` holds
;; what is left to go in. Both move on before anything can throw, so that a seq that failed goes on behind the failure.

(defn- step-held
  ([held] held)
  ([held x] (-hold! held x)))

(defn- finished [step held source]
  (step held)
  (vreset! source nil)
  (-holding? held))

(defn- pull
  "Feeds the transducer until something waits in held; whether something does."
  [step held source]
  (cond
    (-holding? held) true
    (nil? (deref source)) false
    :else (let [s (seq (deref source))]
            (if s
              (do (vreset! source (rest s))
                  (if (reduced? (step held (first s)))
                    (finished step held source)
                    (recur step held source)))
              (finished step held source)))))

(defn- pull-many
  "pull from a list of collections, one element of each at a time."
  [step held source]
  (cond
    (-holding? held) true
    (nil? (deref source)) false
    :else (let [ss (map seq (deref source))]
            (if (every? identity ss)
              (do (vreset! source (doall (map rest ss)))
                  (if (reduced? (apply step held (map first ss)))
                    (finished step held source)
                    (recur step held source)))
              (finished step held source)))))

(defn- chunks-of
  "The seq, in chunks of 32, of what waits in held and what (more) still brings there; nil where that is nothing."
  [more held]
  (if (more)
    (lazy-seq
      (loop [out (-new-array)]
        (if (and (< (-alength out) 32) (more))
          (recur (-move-held! held out 32))
          (-chunk-cons out (chunks-of more held)))))
    nil))

(defn- transformed
  "The seq of what comes out of xform for coll, its first element found; nil where there is none."
  [xform coll]
  (let [held (-held) step (xform step-held) source (volatile! (or (seq coll) ()))]
    (chunks-of (fn [] (pull step held source)) held)))

(defn- transformed-many [xform colls]
  (let [held (-held) step (xform step-held) source (volatile! (doall colls))]
    (chunks-of (fn [] (pull-many step held source)) held)))

(defn sequence
  "coll as a seq, () where it is empty; with a transducer, the lazy seq, 32 elements at a time, of what comes out of it.
  With several collections the transducer takes one element of each at a time."
  ([coll] (if (seq? coll) coll (or (seq coll) ())))
  ([xform coll] (or (transformed xform coll) ()))
  ([xform coll & colls] (or (transformed-many xform (cons coll colls)) ())))
