(in-ns 'clojure.core)

;; Parts of seqs: beginnings, ends, every nth element, and runs of elements.

(declare doall)

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
    ;; That n is a number is asked even where there is nothing to drop.
    (if (and (pos? n) s)
      (let [run (-run s) length (-alength run)]
        (if (<= length n)
          (recur (- n length) (-after-run s run))
          (recur (dec n) (rest s))))
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
        coll))))

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

(defn- fill
  "Adds up to n elements of coll to an array; what follows them, unlooked at."
  [out n coll]
  (if (< (-alength out) n)
    (let [s (seq coll)]
      (if s
        (recur (-push! out (first s)) n (rest s))
        ()))
    coll))

(defn- after-part
  "What the next part is taken from: coll is the whole of this one, left what follows it."
  [n step coll left]
  (if (= n step) left (nthrest coll step)))

(defn partition
  "A lazy seq of lists of n elements, each step elements (n unless given) after the one before. Elements left over
  are dropped, or filled up from pad as far as that goes."
  ([n coll] (partition n n coll))
  ([n step coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (-new-array) left (fill part n s)]
           (if (= n (-alength part))
             (cons (-realised-seq part) (partition n step (after-part n step s left)))
             nil))
         nil))))
  ([n step pad coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (-new-array) left (fill part n s)]
           (if (= n (-alength part))
             (cons (-realised-seq part) (partition n step pad (after-part n step s left)))
             (list (take n (concat (-realised-seq part) pad)))))
         nil)))))

(defn partition-all
  "Like partition, but what is left over comes as a shorter last part. A transducer when no collection is given."
  ([n]
   (fn [rf]
     (let [size (-capacity n) held (volatile! [])]
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
            (if (= size (count part))
              (do (vreset! held [])
                  (rf acc part))
              (do (vreset! held part)
                  acc))))))))
  ([n coll] (partition-all n n coll))
  ([n step coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (-new-array) left (fill part n s)]
           (cons (-realised-seq part) (partition-all n step (after-part n step s left))))
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
            (if (or (identical? last ::none) (= now last))
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
