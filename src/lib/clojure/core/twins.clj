(in-ns 'clojure.core)

;; The Clojure halves of natives: what a native cannot finish by itself, because an unrealised lazy seq or an
;; instance of a guest type stands in its way, is done here. Each twin takes the arguments of its native.

(defn iterator-seq
  "A lazy seq, 32 elements at a time, over an iterator with hasNext and next; nil where that has none."
  [iter]
  (if (or (nil? iter) (instance? java.util.Iterator iter)) nil (-refuse-cast iter "java.util.Iterator"))
  (if (.hasNext iter)
    (lazy-seq
      (loop [out (-new-array)]
        (if (and (< (-alength out) 32) (.hasNext iter))
          (recur (-push! out (.next iter)))
          (-chunk-cons out (iterator-seq iter)))))
    nil))

(defn- seq-behind
  "The seq of what is neither a seq nor a lazy seq that this fiber may realise at once."
  [coll]
  (let [lazy (-pending coll)]
    (cond
      lazy (let [thunk (-claim-lazy lazy)]
             (if thunk
               (-settle! lazy (try (thunk) (catch Throwable e (-release-lazy lazy coll) (throw e))) coll)
               (do (-wait! (-monitor-waiter lazy))
                   (seq coll))))
      (-has-method? coll 'seq) (.seq coll)
      (-has-method? coll 'iterator) (iterator-seq (.iterator coll))
      :else (throw (new java.lang.IllegalArgumentException
                        (str "Don't know how to create ISeq from: " (.getName (class coll))))))))

(-set-twin! seq
  (fn seq-twin [coll]
    (let [thunk (-claim-lazy coll)]
      (if thunk
        (-settle! coll (try (thunk) (catch Throwable e (-release-lazy coll coll) (throw e))) coll)
        (seq-behind coll)))))

;; Reached when what the function gave is an instance of a guest type, and when another lazy seq is in the way.
(-set-twin! -settle!
  (fn settle-twin [lazy x coll]
    (if (-instance? x)
      (-settle! lazy (seq x) coll)
      (seq coll))))

(-set-twin! first
  (fn first-twin [coll]
    (let [s (seq coll)]
      (if (-instance? s) (.first s) (first s)))))

(-set-twin! rest
  (fn rest-twin [coll]
    (let [s (seq coll)]
      (if (-instance? s) (.more s) (rest s)))))

(-set-twin! next
  (fn next-twin [coll]
    (let [s (seq coll)]
      (cond
        (-instance? s) (.next s)
        ;; What follows a cell of iterate or cycle is there whatever it is, and is made when it is looked at.
        (-generated? s) (rest s)
        :else (seq (rest s))))))

(-set-twin! second (fn second-twin [coll] (first (next coll))))
(-set-twin! ffirst (fn ffirst-twin [coll] (first (first coll))))
(-set-twin! fnext (fn fnext-twin [coll] (first (next coll))))
(-set-twin! nfirst (fn nfirst-twin [coll] (next (first coll))))
(-set-twin! nnext (fn nnext-twin [coll] (next (next coll))))

(-set-twin! cons
  (fn cons-twin [x coll] (cons x (seq coll))))

(defn- last-of [s]
  (let [run (-run s)
        more (seq (-after-run s run))]
    (if more
      (recur more)
      (-aget run (dec (-alength run))))))

(-set-twin! last (fn last-twin [coll] (last-of (seq coll))))

(defn- count-from [s n]
  (cond
    (nil? s) n
    (counted? s) (+ n (count s))
    :else (let [run (-run s)]
            (recur (seq (-after-run s run)) (+ n (-alength run))))))

(-set-twin! count
  (fn count-twin [coll]
    (cond
      (-has-method? coll 'count) (.count coll)
      (or (coll? coll) (not (-instance? coll))) (count-from (seq coll) 0)
      (-has-method? coll 'size) (.size coll)
      :else (throw (new java.lang.UnsupportedOperationException
                        (str "count not supported on this type: " (.getSimpleName (class coll))))))))

(-set-twin! empty?
  (fn empty?-twin [coll] (not (seq coll))))

(defn- nth-from [s i]
  (if s
    (let [run (-run s) n (-alength run)]
      (if (< i n)
        (-aget run i)
        (recur (seq (-after-run s run)) (- i n))))
    (throw (new java.lang.IndexOutOfBoundsException))))

(defn- nth-from-or [s i not-found]
  (if s
    (let [run (-run s) n (-alength run)]
      (if (< i n)
        (-aget run i)
        (recur (seq (-after-run s run)) (- i n) not-found)))
    not-found))

(-set-twin! realized?
  (fn realized?-twin [x]
    (if (-has-method? x 'isRealized) (.isRealized x) (-refuse-cast x "clojure.lang.IPending"))))

;; The seq of a collection may itself be a lazy one, which says nothing of its elements yet.
(-set-twin! -run (fn -run-twin [s] (-run (seq s))))
(-set-twin! -after-run (fn -after-run-twin [s run] (-after-run (seq s) run)))
(-set-twin! -after-front (fn -after-front-twin [s] (-after-front (seq s))))
(-set-twin! chunk-next (fn chunk-next-twin [s] (seq (chunk-rest s))))
(-set-twin! -cycle (fn -cycle-twin [all s next-cell] (-cycle all (seq s) next-cell)))

(-set-twin! nth
  (fn nth-twin
    ([coll i]
     (cond
       (-has-method? coll 'nth) (.nth coll i)
       (sequential? coll) (let [s (seq coll) i (int i)] (nth-from (if (neg? i) nil s) i))
       (neg? i) (throw (new java.lang.IndexOutOfBoundsException))
       :else (throw (new java.lang.UnsupportedOperationException
                         (str "nth not supported on this type: " (.getSimpleName (class coll)))))))
    ([coll i not-found]
     (cond
       (-has-method? coll 'nth) (.nth coll i not-found)
       (neg? (int i)) not-found
       (sequential? coll) (nth-from-or (seq coll) (int i) not-found)
       :else (throw (new java.lang.UnsupportedOperationException
                         (str "nth not supported on this type: " (.getSimpleName (class coll)))))))))

(-set-twin! get
  (fn get-twin
    ([coll k] (if (-has-method? coll 'valAt) (.valAt coll k) (get-twin coll k nil)))
    ([coll k not-found]
     (cond
       (-has-method? coll 'valAt) (.valAt coll k not-found)
       (-instance? coll) not-found
       :else (-host-property coll k not-found)))))

(-set-twin! contains?
  (fn contains?-twin [coll k]
    (cond
      (-has-method? coll 'containsKey) (.containsKey coll k)
      (and (-has-method? coll 'contains) (or (set? coll) (instance? java.util.Set coll))) (.contains coll k)
      (-has-method? coll 'valAt)
      (let [missing (new java.lang.Object)] (not (identical? missing (.valAt coll k missing))))
      :else (throw (new java.lang.IllegalArgumentException
                        (str "contains? not supported on type: " (.getName (class coll))))))))

(-set-twin! find
  (fn find-twin [coll k]
    (cond
      (-has-method? coll 'entryAt) (.entryAt coll k)
      (-has-method? coll 'containsKey) (if (.containsKey coll k) (first (hash-map k (.get coll k))) nil)
      :else (throw (new java.lang.IllegalArgumentException
                        (str "find not supported on type: " (.getName (class coll))))))))

(-set-twin! even? (fn even?-twin [x] (throw (new java.lang.IllegalArgumentException (str "Argument must be an integer: " x)))))
(-set-twin! odd? (fn odd?-twin [x] (throw (new java.lang.IllegalArgumentException (str "Argument must be an integer: " x)))))

;; What a seq adds to a map are entries: a vector of two is none.
(defn- entry-of [x]
  (if (instance? java.util.Map$Entry x) x (-refuse-cast x "java.util.Map$Entry")))

(-set-twin! conj
  (fn conj-twin
    ([coll x]
     (cond
       (-instance? coll) (if (-has-method? coll 'cons) (.cons coll x) (-refuse-cast coll "clojure.lang.IPersistentCollection"))
       (seq? coll) (cons x (seq coll))
       (instance? java.util.Map$Entry x) (assoc coll (key x) (val x))
       :else (loop [coll coll s (seq x)]
               (if s (recur (conj coll (entry-of (first s))) (next s)) coll))))
    ([coll x & xs]
     (loop [coll (conj coll x) s xs]
       (if s (recur (conj coll (first s)) (next s)) coll)))))

;; Instances of guest types are transients by Clojure's methods; what is added may be one too, or a seq of entries.
(-set-twin! transient (fn transient-twin [coll] (.asTransient coll)))
(-set-twin! persistent! (fn persistent!-twin [t] (.persistent t)))
(-set-twin! conj!
  (fn conj!-twin [t x]
    (cond
      (-instance? t) (.conj t x)
      (instance? java.util.Map$Entry x) (assoc! t (key x) (val x))
      :else
      (loop [t t s (seq x)]
        (if s (recur (conj! t (entry-of (first s))) (next s)) t)))))
(-set-twin! assoc!
  (fn assoc!-twin
    ([t k v] (.assoc t k v))
    ([t k v & kvs]
     (loop [t (assoc! t k v) s kvs]
       (if s (recur (assoc! t (first s) (second s)) (nnext s)) t)))))
(-set-twin! dissoc!
  (fn dissoc!-twin
    ([t k] (.without t k))
    ([t k & ks] (loop [t (dissoc! t k) s ks] (if s (recur (dissoc! t (first s)) (next s)) t)))))
(-set-twin! disj!
  (fn disj!-twin
    ([t k] (.disjoin t k))
    ([t k & ks] (loop [t (disj! t k) s ks] (if s (recur (disj! t (first s)) (next s)) t)))))
(-set-twin! pop! (fn pop!-twin [t] (.pop t)))
(-set-twin! -into
  (fn -into-twin [to from]
    (loop [to to s (seq from)]
      (if s (recur (conj to (first s)) (next s)) to))))

(-set-twin! assoc
  (fn assoc-twin
    ([coll k v] (if (-has-method? coll 'assoc) (.assoc coll k v) (-refuse-cast coll "clojure.lang.Associative")))
    ([coll k v & kvs]
     (loop [coll (assoc coll k v) s kvs]
       (if s
         (if (next s)
           (recur (assoc coll (first s) (second s)) (nnext s))
           (throw (new java.lang.IllegalArgumentException
                       "assoc expects even number of arguments after map/vector, found odd number")))
         coll)))))

(-set-twin! dissoc
  (fn dissoc-twin
    ([coll k] (if (-has-method? coll 'without) (.without coll k) (-refuse-cast coll "clojure.lang.IPersistentMap")))
    ([coll k & ks]
     (loop [coll (dissoc coll k) s ks]
       (if s (recur (dissoc coll (first s)) (next s)) coll)))))

(-set-twin! disj
  (fn disj-twin
    ([coll k] (if (-has-method? coll 'disjoin) (.disjoin coll k) (-refuse-cast coll "clojure.lang.IPersistentSet")))
    ([coll k & ks]
     (loop [coll (disj coll k) s ks]
       (if s (recur (disj coll (first s)) (next s)) coll)))))

(-set-twin! peek
  (fn peek-twin [coll]
    (if (instance? clojure.lang.IPersistentStack coll) (.peek coll) (-refuse-cast coll "clojure.lang.IPersistentStack"))))

(-set-twin! pop
  (fn pop-twin [coll]
    (if (instance? clojure.lang.IPersistentStack coll) (.pop coll) (-refuse-cast coll "clojure.lang.IPersistentStack"))))

(-set-twin! empty (fn empty-twin [coll] (if (-has-method? coll 'empty) (.empty coll) nil)))
(-set-twin! meta (fn meta-twin [x] (if (-has-method? x 'meta) (.meta x) nil)))

(-set-twin! with-meta
  (fn with-meta-twin [x m]
    (cond
      (-has-method? x 'withMeta) (.withMeta x m)
      (seq? x) (do (seq x) (with-meta x m))
      :else (-refuse-cast x "clojure.lang.IObj"))))

(-set-twin! rseq
  (fn rseq-twin [x]
    (if (-has-method? x 'rseq) (.rseq x) (-refuse-cast x "clojure.lang.Reversible"))))

(-set-twin! name
  (fn name-twin [x]
    (if (-has-method? x 'getName) (.getName x) (-refuse-cast x "clojure.lang.Named"))))

(-set-twin! namespace
  (fn namespace-twin [x]
    (if (-has-method? x 'getNamespace) (.getNamespace x) (-refuse-cast x "clojure.lang.Named"))))

(-set-twin! keys
  (fn keys-twin [m]
    (let [step (fn step [s] (lazy-seq (if s (cons (key (first s)) (step (next s))) nil)))]
      (seq (step (seq m))))))

(-set-twin! vals
  (fn vals-twin [m]
    (let [step (fn step [s] (lazy-seq (if s (cons (val (first s)) (step (next s))) nil)))]
      (seq (step (seq m))))))

(-set-twin! key (fn key-twin [e] (.getKey e)))
(-set-twin! val (fn val-twin [e] (.getValue e)))

;; Whole sequences

(defn- push-all [out s]
  (-fold [out out x s] (-push! out x)))

(defn- -array
  "A new host array of all elements of coll, lazy or not."
  [coll]
  (push-all (-new-array) coll))

(defn- -array-of-instance
  "The elements as a host array, as Java's `toArray` gives them: of an instance of a type only where that is Iterable or a collection of Java."
  [coll]
  (if (and (-instance? coll) (not (or (instance? java.lang.Iterable coll) (instance? java.util.Map coll))))
    (throw (new java.lang.RuntimeException (str "Unable to convert: " (class coll) " to Object[]")))
    (-array coll)))

(-set-twin! vec
  (fn vec-twin [coll]
    (vec (if (or (instance? clojure.lang.IReduceInit coll) (instance? clojure.lang.ISeq coll)) (-array coll) (-array-of-instance coll)))))
(-set-twin! set (fn set-twin [coll] (set (-array coll))))
(-set-twin! reverse (fn reverse-twin [coll] (reverse (-array coll))))
(-set-twin! -list-from (fn -list-from-twin [coll] (-list-from (-array coll))))
(-set-twin! -array-of (fn -array-of-twin [coll] (-array coll)))
(-set-twin! -map-from (fn -map-from-twin [coll] (-map-from (-array coll))))

(-set-twin! -destructured-map
  (fn -destructured-map-twin [x] (if (seq? x) (-map-of-arguments (seq x) (-array x)) x)))

(-set-twin! -map-of-arguments
  (fn -map-of-arguments-twin [s items]
    (let [n (dec (-alength items))]
      (loop [m {} i 0]
        (if (< i n)
          (recur (assoc m (-aget items i) (-aget items (inc i))) (+ i 2))
          (conj m (-aget items n)))))))

(-set-twin! seq-to-map-for-destructuring
  (fn seq-to-map-for-destructuring-twin [s] (-map-of-arguments (seq s) (-array s))))

(declare apply-to concat-all)

(-set-twin! apply
  (fn apply
    ([f args] (apply-to f (-new-array) (seq args)))
    ([f a args] (apply-to f (-push! (-new-array) a) (seq args)))
    ([f a b args] (apply-to f (-push! (-push! (-new-array) a) b) (seq args)))
    ([f a b c args] (apply-to f (-push! (-push! (-push! (-new-array) a) b) c) (seq args)))
    ([f a b c d & more]
     (apply-to f (-push! (-push! (-push! (-push! (-new-array) a) b) c) d) (apply list* more)))))

(-set-twin! list*
  (fn list*-twin
    ([args] (seq args))
    ([a args] (cons a args))
    ([a b args] (cons a (cons b args)))
    ([a b c args] (cons a (cons b (cons c args))))
    ([a b c d & more]
     (let [spread (fn spread [s] (if (next s) (cons (first s) (spread (next s))) (seq (first s))))]
       (cons a (cons b (cons c (cons d (spread more)))))))))

(defn- concat-rest [xys zs]
  (lazy-seq
    (let [s (seq xys)]
      (cond
        (nil? s) (if zs (concat-rest (first zs) (next zs)) nil)
        (chunked-seq? s) (chunk-cons (chunk-first s) (concat-rest (chunk-rest s) zs))
        :else (cons (first s) (concat-rest (rest s) zs))))))

(-set-twin! concat
  (fn concat-twin
    ([] (lazy-seq nil))
    ([x] (lazy-seq x))
    ([x y]
     (lazy-seq
       (let [s (seq x)]
         (cond
           (nil? s) y
           (chunked-seq? s) (chunk-cons (chunk-first s) (concat (chunk-rest s) y))
           :else (cons (first s) (concat (rest s) y))))))
    ([x y & zs] (concat-rest (concat x y) zs))))

(defn- range-from [x end step]
  (lazy-seq
    (let [b (chunk-buffer 32)]
      (loop [x x i 0]
        (if (and (< i 32) (if (pos? step) (< x end) (> x end)))
          (do (chunk-append b x)
              (recur (+ x step) (inc i)))
          (chunk-cons (chunk b)
                      (if (if (pos? step) (< x end) (> x end)) (range-from x end step) nil)))))))

(-set-twin! range
  (fn range-twin
    ([end] (range 0 end 1))
    ([start end] (range start end 1))
    ([start end step]
     (if (zero? step)
       (if (== start end) () (repeat start))
       (or (seq (range-from start end step)) ())))))

(defn- push-up-to [out s n]
  (if (and s (<= (-alength out) n))
    (recur (-push! out (first s)) (next s) n)
    s))

(defn- apply-to
  "Calls f with the arguments in an array and those of a seq, which is walked only as far as f needs it."
  [f out s]
  (if (identical? f concat)
    (concat-all (apply list* (-push! out s)))
    (let [n (-rest-from f)]
      (if (nil? n)
        (apply f (push-all out s))
        (let [more (push-up-to out s n)]
          (apply f (if more (-push! out (-rest-arguments more)) out)))))))

(defn- concat-all
  "concat of the elements of a seq, which may be endless."
  [s]
  (let [s (seq s)]
    (cond
      (nil? s) (lazy-seq nil)
      (nil? (next s)) (concat (first s))
      ;; Clojure looks one further than the three that it needs.
      :else (let [more (nnext s)]
              (next more)
              (concat-rest (concat (first s) (second s)) more)))))

;; Equality, hash and order where guest code has a say

(defn- equal-seqs? [a b]
  (cond
    (nil? a) (nil? b)
    (nil? b) false
    (= (first a) (first b)) (recur (next a) (next b))
    :else false))

(defn- equal-entries? [s m]
  (if s
    (let [e (first s) other (find m (key e))]
      (if (and other (= (val e) (val other)))
        (recur (next s) m)
        false))
    true))

(defn- equal-members? [s other]
  (cond
    (nil? s) true
    (contains? other (first s)) (recur (next s) other)
    :else false))

(defn- equal-maps? [a b]
  (and (instance? java.util.Map b)
       (if (record? a) (identical? (class a) (class b)) (not (record? b)))
       (= (count a) (count b))
       (equal-entries? (seq a) b)))

(defn- guest-equal?
  "a = b for an instance of a guest type as a."
  [a b]
  (cond
    (-has-method? a 'equiv) (.equiv a b)
    (-has-method? a 'equals) (.equals a b)
    :else (identical? a b)))

(defn- collections-equal?
  "a = b for a collection of the library as a."
  [a b]
  (cond
    (sequential? a) (let [s (seq a)]
                      (and (or (sequential? b) (instance? java.util.List b)) (equal-seqs? s (seq b))))
    (map? a) (equal-maps? a b)
    (set? a) (and (instance? java.util.Set b) (= (count a) (count b)) (equal-members? (seq a) b))
    :else (identical? a b)))

(-set-twin! =
  (fn =-twin
    ([a b]
     (boolean
       (cond
         (-instance? a) (if (or (coll? a) (not (coll? b)))
                          (guest-equal? a b)
                          (if (-instance? b) (guest-equal? b a) (collections-equal? b a)))
         (coll? a) (collections-equal? a b)
         (-instance? b) (if (coll? b) (guest-equal? b a) false)
         (coll? b) (do (seq b) false)
         :else (identical? a b))))
    ([a b & more]
     (cond
       (not (= a b)) false
       (next more) (recur b (first more) (next more))
       :else (= b (first more))))))

(-set-twin! not=
  (fn not=-twin
    ([a b] (not (= a b)))
    ([a b & more] (not (apply = a b more)))))

(defn- hash-ordered-from [h n s]
  (if s
    (recur (-hash-step h (hash (first s))) (inc n) (next s))
    (mix-collection-hash h n)))

(defn- hash-unordered-from [h n s]
  (if s
    (recur (unchecked-add-int h (hash (first s))) (inc n) (next s))
    (mix-collection-hash h n)))

(-set-twin! hash
  (fn hash-twin [x]
    (cond
      (-instance? x) (cond
                       (-has-method? x 'hasheq) (.hasheq x)
                       (-has-method? x 'hashCode) (.hashCode x)
                       :else (-identity-hash x))
      (record? x) (-record-hash x (hash-unordered-from 0 0 (seq x)))
      (sequential? x) (hash-ordered-from 1 0 (seq x))
      :else (hash-unordered-from 0 0 (seq x)))))

(-set-twin! hash-ordered-coll (fn hash-ordered-coll-twin [coll] (hash-ordered-from 1 0 (seq coll))))
(-set-twin! hash-unordered-coll (fn hash-unordered-coll-twin [coll] (hash-unordered-from 0 0 (seq coll))))

(defn- -invoke-instance
  "Calls an instance of a guest type with the arguments in an array."
  [f args]
  (if (instance? clojure.lang.IFn f)
    (apply (-instance-method f "invoke" (-alength args)) f args)
    (-refuse-cast f "clojure.lang.IFn")))

(defn- -apply-instance
  "apply of an instance of a guest type to the arguments in an array."
  [f args]
  (cond
    (-has-method? f 'applyTo) (.applyTo f (seq args))
    (instance? clojure.lang.IFn f) (-refuse-apply f)
    :else (-refuse-cast f "clojure.lang.IFn")))

(defn- compare-items [a b i n]
  (if (< i n)
    (let [c (compare (nth a i) (nth b i))]
      (if (zero? c) (recur a b (inc i) n) c))
    0))

(-set-twin! compare
  (fn compare-twin [a b]
    (cond
      (identical? a b) 0
      (nil? b) 1
      (vector? a) (if (= (count a) (count b)) (compare-items a b 0 (count a)) (compare (count a) (count b)))
      (-has-method? a 'compareTo) (.compareTo a b)
      :else (throw (new java.lang.ClassCastException
                        (str "class " (.getName (class a)) " cannot be cast to class java.lang.Comparable"))))))

;; Text of data that holds lazy seqs

(defn- walk-through
  "Realises a seq that somebody holds, of which n elements have been realised. More than the 16 million that memory has room for are
  refused."
  [s n]
  (if s
    (let [run (-run s)]
      (if (< n 16777216)
        (recur (seq (-after-run s run)) (+ n (-alength run)))
        (throw (new java.lang.OutOfMemoryError "Java heap space"))))
    nil))

(defn- walk-each [lazies i n]
  (if (< i n)
    (do (walk-through (seq (-aget lazies i)) 0)
        (recur lazies (inc i) n))
    nil))

(defn- -realise
  "Realises every lazy seq inside x, down to the depth of the data; x."
  [x]
  (let [found (-unrealised x)]
    (if found
      (do (walk-each found 0 (-alength found))
          (recur x))
      x)))

(-set-twin! -java-hash
  (fn java-hash-twin [x]
    (if (-instance? x)
      (if (-has-method? x 'hashCode) (.hashCode x) (-identity-hash x))
      (-java-hash (-realise x)))))

(declare -str-guest)

(-set-twin! str
  (fn str-twin
    ([x] (-str-guest x))
    ([x & ys]
     (loop [parts (-push! (-new-array) (str x)) s ys]
       (if s
         (recur (-push! parts (str (first s))) (next s))
         (-join parts))))))

;; What a loop builds may come to be an instance of a guest type, or be given one.
(-set-twin! -own-assoc (fn -own-assoc-twin [m k v f] (f (-own-seal m) k v)))
(-set-twin! -own-conj (fn -own-conj-twin [coll x f] (f (-own-seal coll) x)))
(-set-twin! -own-get
  (fn -own-get-twin
    ([m k f] (f m k))
    ([m k not-found f] (f m k not-found))))
(-set-twin! -own-contains? (fn -own-contains?-twin [m k f] (f m k)))
(-set-twin! -own-count (fn -own-count-twin [m f] (f m)))

;; Forms that macros made, of which parts are lazy seqs

(defn- -solid
  "A part of a form, as a list where it is another seq."
  [x]
  (if (and (seq? x) (not (list? x))) (with-meta (-list-from (-array x)) (meta x)) x))

(defn- -solid-parts [forms]
  (loop [out (-new-array) s (seq forms)]
    (if s
      (recur (-push! out (-solid (first s))) (next s))
      (-list-from out))))

(-set-twin! -fn-form (fn fn-form-twin [form sigs] (-fn-form form (-solid-parts sigs))))
(-set-twin! -defn-form (fn defn-form-twin [form name decls extra] (-defn-form form name (-solid-parts decls) extra)))
(-set-twin! -defmacro-form (fn defmacro-form-twin [form name decls] (-defmacro-form form name (-solid-parts decls))))
(-set-twin! -plain-parameters (fn plain-parameters-twin [params body] (-plain-parameters params (-solid body))))
