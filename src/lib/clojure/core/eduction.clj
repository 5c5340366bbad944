(in-ns 'clojure.core)

;; What walks its source anew each time that it is made a seq or reduced.

(deftype Eduction [xform coll]
  clojure.lang.Seqable
  (seq [_] (transformed xform coll))
  clojure.lang.IReduceInit
  (reduce [_ f init] (transduce xform (completing f) init coll))
  clojure.lang.Sequential
  java.lang.Iterable
  (iterator [_] (.iterator (or (seq (transformed xform coll)) ()))))

(defn eduction
  "The elements of coll through the transducers, which run again each time that it is walked or reduced."
  {:arglists '([xform* coll])}
  [& xforms]
  (new Eduction (apply comp (butlast xforms)) (last xforms)))

(defn iteration
  "A seqable and reducible walk over the pages that (step k) gives, beginning with k = initk: while (somef ret)
  holds, (vf ret) is an element and (kf ret) the next k; it ends where that is nil."
  [step & {:keys [somef vf kf initk] :or {vf identity kf identity somef some? initk nil}}]
  (reify
    clojure.lang.Seqable
    (seq [_]
      ((fn walk [ret]
         (when (somef ret)
           (cons (vf ret)
                 (when-some [k (kf ret)]
                   (lazy-seq (walk (step k)))))))
       (step initk)))
    clojure.lang.IReduceInit
    (reduce [_ f init]
      (loop [acc init ret (step initk)]
        (if (somef ret)
          (let [acc (f acc (vf ret))]
            (if (reduced? acc)
              (deref acc)
              (if-some [k (kf ret)]
                (recur acc (step k))
                acc)))
          acc)))))
