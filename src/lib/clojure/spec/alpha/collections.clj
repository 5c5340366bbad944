(in-ns 'clojure.spec.alpha)

;; The specs of maps and other collections.

(defn- all-keys
  "A generator of vectors of the keys of a :req clause: one of each or, all of each and."
  [clause]
  (cond
    (keyword? clause) (gen/return [clause])
    (= 'or (first clause)) (gen/one-of (map all-keys (rest clause)))
    :else (gen/fmap (fn [parts] (vec (apply concat parts)))
                    (apply gen/tuple (map all-keys (if (symbol? (first clause)) (rest clause) clause))))))

(defn- some-keys
  "A generator of vectors of some of the keys."
  [keys]
  (if (empty? keys)
    (gen/return [])
    (gen/bind (gen/tuple (gen/choose 0 (count keys)) (gen/shuffle (vec keys)))
              (fn [[n keys]] (gen/return (subvec (vec keys) 0 n))))))

(defn map-spec-impl
  "What keys gives."
  [{:keys [req-un opt-un keys-pred pred-exprs opt-keys req-specs req req-keys opt-specs pred-forms opt gfn] :as argm}]
  (let [id (gensym "keys__")
        name-of (zipmap (concat req-keys opt-keys) (concat req-specs opt-specs))
        spec-name-of (fn [k] (c/or (name-of k) k))
        each (fn [f m]
               (let [specs @registry-ref]
                 (reduce-kv
                   (fn [made k old]
                     (let [name (spec-name-of k)
                           spec (get specs name)]
                       (if spec
                         (let [new (f (if (ident? spec) name spec) old)]
                           (cond
                             (invalid? new) (reduced ::invalid)
                             (identical? new old) made
                             :else (assoc made k new)))
                         made)))
                   m m)))]
    (reify-spec
      (conform* [_ m]
        (if (keys-pred m)
          (each conform m)
          ::invalid))
      (unform* [_ m] (each unform m))
      (explain* [_ path via in x]
        (if (map? x)
          (let [specs (registry)]
            (concat
              (keep (fn [[pred form]] (if (pred x) nil (problem path form x via in)))
                    (map vector pred-exprs pred-forms))
              (mapcat (fn [[k v]]
                        (let [name (spec-name-of k)]
                          (if (c/and (contains? specs name) (not (holds? name v k)))
                            (problems-of name name (conj path k) via (conj in k) v)
                            nil)))
                      (seq x))))
          [(problem path `map? x via in)]))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (let [rmap (one-deeper rmap id)
                required (map (fn [k spec] [k (generator-of spec overrides (conj path k) rmap k)]) req-keys req-specs)
                optional (keep (fn [[k spec]]
                                 (if (too-deep? rmap id path k)
                                   nil
                                   [k (gen/delay (generator-of spec overrides (conj path k) rmap k))]))
                               (map vector opt-keys opt-specs))
                gens (into {} (concat required optional))
                bare (fn [k] (keyword (name k)))]
            (gen/bind (gen/tuple (all-keys (vec req)) (some-keys opt) (all-keys (vec req-un)) (some-keys opt-un))
                      (fn [[req opt req-un opt-un]]
                        (let [there (concat req opt (map bare req-un) (map bare opt-un))]
                          (apply gen/hash-map (mapcat (fn [k] (if (gens k) [k (gens k)] nil)) (distinct there)))))))))
      (with-gen* [_ gfn] (map-spec-impl (assoc argm :gfn gfn)))
      (describe* [_]
        (cons `keys
              (mapcat (fn [[k names]] (if names [k names] nil))
                      [[:req req] [:opt opt] [:req-un req-un] [:opt-un opt-un]]))))))

(defn- size-problems
  "The problems of a collection as a whole."
  [x kind kind-form distinct count min-count max-count path via in]
  (let [told (fn [pred] [(problem path pred x via in)])
        n (fn [limit] (bounded-count limit x))]
    (cond
      (not (valid? (c/or kind coll?) x)) (problems-of (c/or kind-form `coll?) (c/or kind coll?) path via in x)
      (c/and count (not= count (n count))) (told (list `= count (list `c/count '%)))
      (c/and (c/or min-count max-count)
             (not (<= (c/or min-count 0)
                      (n (if max-count (inc max-count) min-count))
                      (c/or max-count Integer/MAX_VALUE))))
      (told (list `<= (c/or min-count 0) (list `c/count '%) (c/or max-count 'Integer/MAX_VALUE)))
      (c/and distinct (not (empty? x)) (not (apply distinct? x))) (told 'distinct?)
      :else nil)))

(defn- builder
  "How a conformed collection is made of x: a vector of what it starts as, a function that adds the i-th element, which
  was old and is new, and a function that finishes it."
  [x into kind conform-keys]
  (cond
    (c/and (vector? x) (c/or (not into) (vector? into)))
    [x (fn [made i old new] (if (identical? old new) made (assoc made i new))) identity]

    (c/and (map? x) (c/or (c/and kind (not into)) (map? into)))
    [(if conform-keys (empty x) x)
     (fn [made i old new]
       (if (c/and (identical? old new) (not conform-keys))
         made
         (assoc made (nth (if conform-keys new old) 0) (nth new 1))))
     identity]

    (c/or (list? into) (seq? into) (c/and (not into) (c/or (list? x) (seq? x))))
    [() (fn [made i old new] (conj made new)) reverse]

    :else [(empty (c/or into x)) (fn [made i old new] (conj made new)) identity]))

(defn every-impl
  "What every and its kin give."
  ([form pred opts] (every-impl form pred opts nil))
  ([form pred {conform-into :into
               describe-form ::describe
               :keys [kind ::kind-form count max-count min-count distinct gen-max ::kfn ::cpred conform-keys ::conform-all]
               :or {gen-max 20}
               :as opts}
    gfn]
   (let [spec (delay (specize pred))
         element? (fn [x] (not (invalid? (conform* @spec x))))
         kfn (c/or kfn (fn [i v] i))
         build (fn [f x]
                 (let [[start add finish] (builder x conform-into kind conform-keys)]
                   (loop [made start i 0 s (seq x)]
                     (if s
                       (let [old (first s)
                             new (f @spec old)]
                         (if (invalid? new)
                           ::invalid
                           (recur (add made i old new) (inc i) (next s))))
                       (finish made)))))]
     (reify-spec
       (conform* [_ x]
         (cond
           (not (cpred x)) ::invalid
           conform-all (build conform* x)
           (indexed? x) (let [step (max 1 (long (/ (c/count x) *coll-check-limit*)))]
                          (loop [i 0]
                            (cond
                              (>= i (c/count x)) x
                              (element? (nth x i)) (recur (c/+ i step))
                              :else ::invalid)))
           :else (if (every? element? (take *coll-check-limit* x)) x ::invalid)))
       (unform* [_ x] (if conform-all (build unform* x) x))
       (explain* [_ path via in x]
         (c/or (size-problems x kind kind-form distinct count min-count max-count path via in)
               (apply concat
                      ((if conform-all identity (fn [found] (take *coll-error-limit* found)))
                       (keep identity
                             (map (fn [i v]
                                    (if (element? v)
                                      nil
                                      (problems-of form pred path via (conj in (kfn i v)) v)))
                                  (range) x))))))
       (gen* [_ overrides path rmap]
         (if gfn
           (gfn)
           (let [elements (generator-of pred overrides path rmap form)
                 lowest (c/or min-count 0)
                 highest (c/or max-count (max gen-max (c/* 2 lowest)))]
             (gen/bind
               (cond
                 conform-into (gen/return conform-into)
                 kind (gen/fmap (fn [x] (if (empty? x) x (empty x))) (generator-of kind overrides path rmap form))
                 :else (gen/return []))
               (fn [start]
                 (gen/fmap
                   (fn [v] (if (vector? start) v (into start v)))
                   (cond
                     (c/and distinct count) (gen/vector-distinct elements {:num-elements count :max-tries 100})
                     distinct (gen/vector-distinct elements {:min-elements lowest :max-elements highest :max-tries 100})
                     count (gen/vector elements count)
                     (c/or min-count max-count) (gen/vector elements lowest highest)
                     :else (gen/vector elements 0 gen-max))))))))
       (with-gen* [_ gfn] (every-impl form pred opts gfn))
       (describe* [_] (c/or describe-form (list `every form)))))))
