(in-ns 'clojure.core)

;; Transducers applied to a collection each time that it is walked.

(deftype Eduction [xform coll]
  clojure.lang.Seqable
  (seq [_] (seq (sequence xform coll)))
  clojure.lang.IReduceInit
  (reduce [_ f init] (transduce xform (completing f) init coll))
  clojure.lang.Sequential)

(defn eduction
  "The elements of coll through the transducers, which run again each time that it is walked or reduced."
  {:arglists '([xform* coll])}
  [xform & xforms]
  (let [all (cons xform xforms)]
    (new Eduction (apply comp (butlast all)) (last all))))
