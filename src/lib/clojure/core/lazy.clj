(in-ns 'clojure.core)

;; Lazy seqs of elements, one source or several, and the transducers of the same names. A chunked source gives a
;; chunked result, 32 elements computed at a time, as in Clojure.

(declare take)

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

(defn- cycle-from [s all]
  (let [s (if s s all)]
    (-cycle all s (fn [] (cycle-from (next s) all)))))

(defn cycle
  "An endless lazy seq that repeats the elements of coll."
  [coll]
  (let [all (seq coll)]
    (if all (cycle-from all all) ())))

(defn iterate
  "An endless lazy seq of x, (f x), (f (f x)) and so on."
  [f x]
  (-iterate f x (fn [] (iterate f (f x)))))

(defn repeatedly
  "A lazy seq of the values of calls of f without arguments: n of them, or endless."
  ([f] (lazy-seq (cons (f) (repeatedly f))))
  ([n f] (take n (repeatedly f))))

(defn replicate "n times x. repeat is the newer name." [n x] (take n (repeat x)))
