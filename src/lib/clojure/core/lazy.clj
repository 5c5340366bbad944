(in-ns 'clojure.core)

;; Lazy seqs of elements, one source or several, and the transducers of the same names. A chunked source gives a
;; chunked result, 32 elements computed at a time, as in Clojure.

(declare doall drop nthrest rand rand-int sequence take)

(defn map
  "A lazy seq of (f x) for every element; with several collections f takes one element of each, as far as the
  shortest goes. A transducer when no collection is given."
  ([f]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc] (rf acc))
       ([acc x] (rf acc (f x)))
       ([acc x & xs] (rf acc (apply f x xs))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (cond
         (nil? s) nil
         (chunked-seq? s)
         (let [run (-run s)
               n (-alength run)
               out (loop [i 0 out (-new-array)]
                     (if (< i n)
                       (recur (inc i) (-push! out (f (-aget run i))))
                       out))]
           (-chunk-cons out (map f (chunk-rest s))))
         :else (cons (f (first s)) (map f (rest s)))))))
  ([f c1 c2]
   (lazy-seq
     (let [s1 (seq c1) s2 (seq c2)]
       (if (and s1 s2)
         (cons (f (first s1) (first s2)) (map f (rest s1) (rest s2)))
         nil))))
  ([f c1 c2 c3]
   (lazy-seq
     (let [s1 (seq c1) s2 (seq c2) s3 (seq c3)]
       (if (and s1 s2 s3)
         (cons (f (first s1) (first s2) (first s3)) (map f (rest s1) (rest s2) (rest s3)))
         nil))))
  ([f c1 c2 c3 & colls]
   (let [step (fn step [cs]
                (lazy-seq
                  (let [ss (map seq cs)]
                    (if (every? identity ss)
                      (cons (map first ss) (step (map rest ss)))
                      nil))))]
     (map (fn [args] (apply f args)) (step (list* c1 c2 c3 colls))))))

(defn filter
  "A lazy seq of the elements for which pred holds. A transducer when no collection is given."
  ([pred]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc] (rf acc))
       ([acc x] (if (pred x) (rf acc x) acc)))))
  ([pred coll]
   (lazy-seq
     (let [s (seq coll)]
       (cond
         (nil? s) nil
         (chunked-seq? s)
         (let [run (-run s)
               n (-alength run)
               out (loop [i 0 out (-new-array)]
                     (if (< i n)
                       (let [x (-aget run i)]
                         (recur (inc i) (if (pred x) (-push! out x) out)))
                       out))]
           (-chunk-cons out (filter pred (chunk-rest s))))
         (pred (first s)) (cons (first s) (filter pred (rest s)))
         :else (filter pred (rest s)))))))

(defn remove
  "A lazy seq of the elements for which pred does not hold. A transducer when no collection is given."
  ([pred] (filter (complement pred)))
  ([pred coll] (filter (complement pred) coll)))

(defn keep
  "A lazy seq of the values of (f x) that are not nil. A transducer when no collection is given."
  ([f]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc] (rf acc))
       ([acc x]
        (let [v (f x)]
          (if (nil? v) acc (rf acc v)))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (cond
         (nil? s) nil
         (chunked-seq? s)
         (let [run (-run s)
               n (-alength run)
               out (loop [i 0 out (-new-array)]
                     (if (< i n)
                       (let [v (f (-aget run i))]
                         (recur (inc i) (if (nil? v) out (-push! out v))))
                       out))]
           (-chunk-cons out (keep f (chunk-rest s))))
         :else
         (let [v (f (first s))]
           (if (nil? v)
             (keep f (rest s))
             (cons v (keep f (rest s))))))))))

(defn map-indexed
  "A lazy seq of (f index x) for every element, counted from 0. A transducer when no collection is given."
  ([f]
   (fn [rf]
     (let [i (volatile! -1)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x] (rf acc (f (vreset! i (inc (deref i))) x)))))))
  ([f coll]
   (let [step (fn step [index coll]
                (lazy-seq
                  (let [s (seq coll)]
                    (cond
                      (nil? s) nil
                      (chunked-seq? s)
                      (let [run (-run s)
                            n (-alength run)
                            out (loop [i 0 out (-new-array)]
                                  (if (< i n)
                                    (recur (inc i) (-push! out (f (+ index i) (-aget run i))))
                                    out))]
                        (-chunk-cons out (step (+ index n) (chunk-rest s))))
                      :else (cons (f index (first s)) (step (inc index) (rest s)))))))]
     (step 0 coll))))

(defn keep-indexed
  "A lazy seq of the values of (f index x) that are not nil. A transducer when no collection is given."
  ([f]
   (fn [rf]
     (let [i (volatile! -1)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [v (f (vreset! i (inc (deref i))) x)]
            (if (nil? v) acc (rf acc v))))))))
  ([f coll]
   (let [step (fn step [index coll]
                (lazy-seq
                  (let [s (seq coll)]
                    (cond
                      (nil? s) nil
                      (chunked-seq? s)
                      (let [run (-run s)
                            n (-alength run)
                            out (loop [i 0 out (-new-array)]
                                  (if (< i n)
                                    (let [v (f (+ index i) (-aget run i))]
                                      (recur (inc i) (if (nil? v) out (-push! out v))))
                                    out))]
                        (-chunk-cons out (step (+ index n) (chunk-rest s))))
                      :else
                      (let [v (f index (first s))]
                        (if (nil? v)
                          (step (inc index) (rest s))
                          (cons v (step (inc index) (rest s)))))))))]
     (step 0 coll))))

(defn mapcat
  "The concatenation of the collections that f gives. A transducer when no collection is given."
  ([f] (comp (map f) cat))
  ([f & colls] (concat-all (apply map f colls))))

(defn cycle
  "An endless lazy seq that repeats the elements of coll."
  [coll]
  (let [all (seq coll)]
    (if all
      (let [step (fn step [s]
                   (let [s (if s s all)]
                     (cons (first s) (lazy-seq (step (next s))))))]
        (step all))
      ())))

(defn iterate
  "An endless lazy seq of x, (f x), (f (f x)) and so on."
  [f x]
  (cons x (lazy-seq (iterate f (f x)))))

(defn repeatedly
  "A lazy seq of the values of calls of f without arguments: n of them, or endless."
  ([f] (lazy-seq (cons (f) (repeatedly f))))
  ([n f] (take n (repeatedly f))))

(defn replicate "n times x. repeat is the newer name." [n x] (take n (repeat x)))

(defn take
  "A lazy seq of the first n elements, or of all if there are fewer. A transducer when no collection is given."
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [n (deref left)
                more (vreset! left (dec n))
                acc (if (pos? n) (rf acc x) acc)]
            (if (pos? more) acc (ensure-reduced acc))))))))
  ([n coll]
   (lazy-seq
     (if (pos? n)
       (let [s (seq coll)]
         (if s
           (cons (first s) (take (dec n) (rest s)))
           nil))
       nil))))

(defn take-while
  "A lazy seq of the elements up to the first one for which pred does not hold. A transducer when no collection is given."
  ([pred]
   (fn [rf]
     (fn
       ([] (rf))
       ([acc] (rf acc))
       ([acc x] (if (pred x) (rf acc x) (reduced acc))))))
  ([pred coll]
   (lazy-seq
     (let [s (seq coll)]
       (if (and s (pred (first s)))
         (cons (first s) (take-while pred (rest s)))
         nil)))))

(defn- drop-from [n coll]
  (let [s (seq coll)]
    (if (and s (pos? n))
      (recur (dec n) (rest s))
      s)))

(defn drop
  "A lazy seq of all but the first n elements. A transducer when no collection is given."
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [n (deref left)]
            (vreset! left (dec n))
            (if (pos? n) acc (rf acc x))))))))
  ([n coll] (lazy-seq (drop-from n coll))))

(defn- drop-while-from [pred coll]
  (let [s (seq coll)]
    (if (and s (pred (first s)))
      (recur pred (rest s))
      s)))

(defn drop-while
  "A lazy seq of the elements from the first one on for which pred does not hold. A transducer when no collection is given."
  ([pred]
   (fn [rf]
     (let [dropping (volatile! true)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (if (and (deref dropping) (pred x))
            acc
            (do (vreset! dropping nil)
                (rf acc x))))))))
  ([pred coll] (lazy-seq (drop-while-from pred coll))))

(defn drop-last
  "A lazy seq of all but the last n elements, 1 unless given."
  ([coll] (drop-last 1 coll))
  ([n coll] (map (fn [x _] x) coll (drop n coll))))

(defn take-last
  "A seq of the last n elements; nil where there is none."
  [n coll]
  (loop [s (seq coll) lead (seq (drop n coll))]
    (if lead
      (recur (next s) (next lead))
      s)))

(defn butlast
  "A seq of all but the last element; nil where there is none."
  [coll]
  (loop [out [] s (seq coll)]
    (if (next s)
      (recur (conj out (first s)) (next s))
      (seq out))))

(defn nthnext
  "The seq after n times next; coll as a seq where n is 0."
  [coll n]
  (loop [n n s (seq coll)]
    (if (and s (pos? n))
      (recur (dec n) (next s))
      s)))

(defn nthrest
  "The collection after n times rest; coll itself where n is 0."
  [coll n]
  (loop [n n coll coll]
    (let [s (if (pos? n) (seq coll) nil)]
      (if s
        (recur (dec n) (rest s))
        (if (pos? n) () coll)))))

(defn split-at "The vector of (take n coll) and (drop n coll)." [n coll] [(take n coll) (drop n coll)])

(defn split-with
  "The vector of (take-while pred coll) and (drop-while pred coll)."
  [pred coll]
  [(take-while pred coll) (drop-while pred coll)])

(defn take-nth
  "A lazy seq of every nth element, the first one included. A transducer when no collection is given."
  ([n]
   (fn [rf]
     (let [i (volatile! -1)]
       (fn
         ([] (rf))
         ([acc] (rf acc))
         ([acc x]
          (let [at (vreset! i (inc (deref i)))]
            (if (zero? (rem at n)) (rf acc x) acc)))))))
  ([n coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s (cons (first s) (take-nth n (drop n s))) nil)))))

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
   (let [unseen (fn unseen [s seen]
                  (let [s (seq s)]
                    (cond
                      (nil? s) nil
                      (contains? seen (first s)) (recur (rest s) seen)
                      :else (let [x (first s) more (rest s)]
                              (cons x (lazy-seq (unseen more (conj seen x))))))))]
     (lazy-seq (unseen coll #{})))))

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

(defn partition
  "A lazy seq of lists of n elements, each step elements (n unless given) after the one before. Elements left over
  are dropped, or filled up from pad as far as that goes."
  ([n coll] (partition n n coll))
  ([n step coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [p (doall (take n s))]
           (if (= n (count p))
             (cons p (partition n step (nthrest s step)))
             nil))
         nil))))
  ([n step pad coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [p (doall (take n s))]
           (if (= n (count p))
             (cons p (partition n step pad (nthrest s step)))
             (list (take n (concat p pad)))))
         nil)))))

(defn partition-all
  "Like partition, but what is left over comes as a shorter last part. A transducer when no collection is given."
  ([n]
   (fn [rf]
     (let [held (volatile! [])]
       (fn
         ([] (rf))
         ([acc]
          (let [part (deref held)
                acc (if (zero? (count part))
                      acc
                      (do (vreset! held [])
                          (unreduced (rf acc part))))]
            (rf acc)))
         ([acc x]
          (let [part (conj (deref held) x)]
            (if (= n (count part))
              (do (vreset! held [])
                  (rf acc part))
              (do (vreset! held part)
                  acc))))))))
  ([n coll] (partition-all n n coll))
  ([n step coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (doall (take n s))]
           (cons part (partition-all n step (nthrest s step))))
         nil)))))

(defn partition-by
  "A lazy seq of runs of elements for which (f x) is equal. A transducer when no collection is given."
  ([f]
   (fn [rf]
     (let [held (volatile! []) before (volatile! ::none)]
       (fn
         ([] (rf))
         ([acc]
          (let [part (deref held)
                acc (if (zero? (count part))
                      acc
                      (do (vreset! held [])
                          (unreduced (rf acc part))))]
            (rf acc)))
         ([acc x]
          (let [last (deref before) now (f x)]
            (vreset! before now)
            (if (or (= last ::none) (= now last))
              (do (vreset! held (conj (deref held) x))
                  acc)
              (let [part (deref held)
                    acc (do (vreset! held []) (rf acc part))]
                (if (reduced? acc) nil (vreset! held (conj (deref held) x)))
                acc))))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [x (first s)
               fx (f x)
               run (cons x (take-while (fn [y] (= fx (f y))) (next s)))]
           (cons run (partition-by f (lazy-seq (drop (count run) s)))))
         nil)))))

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
     (if s (recur (next s)) nil)))
  ([n coll]
   (let [s (if (pos? n) (seq coll) nil)]
     (if s (recur (dec n) (next s)) nil))))

(defn doall
  "Realises a whole seq, or at most n elements of it; coll."
  ([coll] (dorun coll) coll)
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

(defn seque
  "coll as a seq. There is one thread, so nothing is computed ahead."
  ([s] (seq s))
  ([n-or-q s] (seq s)))

(defn pmap
  "map. There is one thread, so that nothing runs in parallel."
  ([f coll] (map f coll))
  ([f coll & colls] (apply map f coll colls)))

(defn pcalls "A lazy seq of the values of the functions, called without arguments." [& fns] (pmap (fn [f] (f)) fns))

(defmacro pvalues
  "A lazy seq of the values of the expressions."
  [& exprs]
  (cons 'clojure.core/pcalls (map (fn [e] (list 'fn* [] e)) exprs)))

;; Seqs through transducers

(defn- transformed [step held s]
  (lazy-seq
    (loop [s s]
      (let [s (seq s)]
        (if s
          (let [acc (step held (first s))]
            (cond
              (reduced? acc) (do (step held) (seq (-take-array! held)))
              (zero? (-alength held)) (recur (rest s))
              :else (concat (-take-array! held) (transformed step held (rest s)))))
          (do (step held) (seq (-take-array! held))))))))

(defn- transformed-many [step held ss]
  (lazy-seq
    (loop [ss ss]
      (let [ss (map seq ss)]
        (if (every? identity ss)
          (let [acc (apply step held (map first ss))]
            (cond
              (reduced? acc) (do (step held) (seq (-take-array! held)))
              (zero? (-alength held)) (recur (map rest ss))
              :else (concat (-take-array! held) (transformed-many step held (map rest ss)))))
          (do (step held) (seq (-take-array! held))))))))

(defn- push-step
  ([held] held)
  ([held x] (-push! held x)))

(defn sequence
  "coll as a lazy seq, () where it is empty; with a transducer, the seq of what comes out of it. With several
  collections the transducer takes one element of each at a time."
  ([coll] (if (seq? coll) coll (or (seq coll) ())))
  ([xform coll] (or (seq (transformed (xform push-step) (-new-array) coll)) ()))
  ([xform coll & colls] (or (seq (transformed-many (xform push-step) (-new-array) (cons coll colls))) ())))

(defn iteration
  "A seqable and reducible walk over the pages that (step k) gives, beginning with k = initk: while (somef ret)
  holds, (vf ret) is an element and (kf ret) the next k; it ends where that is nil."
  [step & {:keys [somef vf kf initk] :or {vf identity kf identity somef some? initk nil}}]
  (let [walk (fn walk [ret]
               (if (somef ret)
                 (cons (vf ret)
                       (let [k (kf ret)]
                         (if (some? k) (lazy-seq (walk (step k))) nil)))
                 nil))]
    (lazy-seq (walk (step initk)))))
