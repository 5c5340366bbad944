(in-ns 'clojure.test.check.generators)

;; Collections, and values of any shape.

(defn shuffle "The generator of vectors of the elements of coll in other orders. They shrink towards the order of coll." [coll]
  (core/let [n (count coll)
             index (choose 0 (dec n))]
    (fmap (fn [swaps]
            (reduce (fn [v [i j]] (assoc v i (nth v j) j (nth v i))) (vec coll) swaps))
          (vector (tuple index index) 0 (* 2 n)))))

;; Elements that differ

(defn- too-few [{:keys [gen max-tries num-elements]}]
  (ex-info "Couldn't generate enough distinct elements!" {:gen gen :max-tries max-tries :num-elements num-elements}))

(defn- shuffled
  "The vector with each place given the element of a place of chance at it or behind it."
  [rnd v]
  (core/let [n (count v)]
    (loop [v v i 0 rnd rnd]
      (if (= i n)
        v
        (core/let [[now later] (random/split rnd)
                   j (integer-within (random/rand-double now) i (dec n))]
          (recur (assoc v i (nth v j) j (nth v i)) (inc i) later))))))

(defn- distinct-roses
  "n rose trees of gen whose values differ by key-fn; fewer, but not fewer than at-least, where after max-tries none has
  been found that differs. arrange is called with what is left of the randomness and with them."
  [key-fn gen rnd size n at-least max-tries ex-fn arrange]
  (loop [roses (transient []) seen (transient #{}) rnd rnd size size tries 0]
    (cond
      (or (= n (count roses)) (and (= tries max-tries) (>= (count roses) at-least)))
      (arrange rnd (persistent! roses))

      (= tries max-tries)
      (throw (ex-fn {:gen gen :max-tries max-tries :num-elements n}))

      :else
      (core/let [[now later] (random/split rnd)
                 rose (call-gen gen now size)
                 k (key-fn (rose/root rose))]
        (if (contains? seen k)
          (recur roses seen later (inc size) (inc tries))
          (recur (conj! roses rose) (conj! seen k) later size 0))))))

(defn- distinct-coll
  "The generator of collections like empty-coll of values of gen that differ by key-fn."
  [empty-coll key-fn gen {:keys [num-elements min-elements max-elements max-tries ex-fn]
                          :or {max-tries 10 ex-fn too-few}}]
  (core/let [at-least (or num-elements min-elements 0)
             at-most (or num-elements max-elements)
             fits? (fn [v]
                     (and (<= at-least (count v))
                          (or (nil? at-most) (<= (count v) at-most))
                          (or (empty? v) (apply distinct? (core/map key-fn v)))))
             ;; Greater values are found later, so that an order must be made by chance where it is seen.
             arrange (if (sequential? empty-coll) shuffled (fn [rnd roses] roses))
             finish (if (vector? empty-coll) identity (fn [v] (into empty-coll v)))
             of-size (fn [n]
                       (make-gen
                         (fn [rnd size]
                           (core/let [roses (distinct-roses key-fn gen rnd size n at-least max-tries ex-fn arrange)]
                             (rose/fmap finish (rose/filter fits? (rose/shrink-vector core/vector roses)))))))]
    (if num-elements
      (of-size num-elements)
      (gen-bind (if max-elements
                  (choose at-least max-elements)
                  (sized (fn [size] (choose at-least (+ at-least size)))))
                (fn [n] (of-size (rose/root n)))))))

(defn vector-distinct
  "The generator of vectors whose elements differ. The options are :num-elements, or :min-elements and :max-elements;
  :max-tries (10), after how many values in vain it gives up; and :ex-fn, which makes the exception."
  ([gen] (vector-distinct gen {}))
  ([gen opts]
   (assert (generator? gen) "First arg to vector-distinct must be a generator!")
   (distinct-coll [] identity gen opts)))

(defn list-distinct "The generator of lists whose elements differ, with the options of vector-distinct."
  ([gen] (list-distinct gen {}))
  ([gen opts]
   (assert (generator? gen) "First arg to list-distinct must be a generator!")
   (distinct-coll () identity gen opts)))

(defn vector-distinct-by
  "The generator of vectors whose elements differ in what key-fn gives of them, with the options of vector-distinct."
  ([key-fn gen] (vector-distinct-by key-fn gen {}))
  ([key-fn gen opts]
   (assert (generator? gen) "Second arg to vector-distinct-by must be a generator!")
   (distinct-coll [] key-fn gen opts)))

(defn list-distinct-by
  "The generator of lists whose elements differ in what key-fn gives of them, with the options of vector-distinct."
  ([key-fn gen] (list-distinct-by key-fn gen {}))
  ([key-fn gen opts]
   (assert (generator? gen) "Second arg to list-distinct-by must be a generator!")
   (distinct-coll () key-fn gen opts)))

(defn set "The generator of sets of the values of gen, with the options of vector-distinct."
  ([gen] (set gen {}))
  ([gen opts]
   (assert (generator? gen) "First arg to set must be a generator!")
   (distinct-coll #{} identity gen opts)))

(defn sorted-set "The generator of sorted sets of the values of gen, with the options of vector-distinct."
  ([gen] (sorted-set gen {}))
  ([gen opts]
   (assert (generator? gen) "First arg to sorted-set must be a generator!")
   (distinct-coll (core/sorted-set) identity gen opts)))

(defn map "The generator of maps of the keys of one generator to the values of another, with the options of vector-distinct."
  ([key-gen val-gen] (map key-gen val-gen {}))
  ([key-gen val-gen opts]
   (distinct-coll {} first (tuple key-gen val-gen) opts)))

;; Values of any shape

(defn recursive-gen
  "The generator of values of scalar-gen, and of what container-gen-fn makes of a generator of such, some levels deep."
  [container-gen-fn scalar-gen]
  (assert (generator? scalar-gen) "Second arg to recursive-gen must be a generator")
  (sized
    (fn [size]
      (bind (choose 1 5)
            (fn [depth]
              (core/let [inner-size (Math/pow size (/ 1 depth))]
                (loop [gen (resize size scalar-gen) depth depth]
                  (if (zero? depth)
                    gen
                    (recur (resize (long inner-size) (container-gen-fn gen)) (dec depth))))))))))

(defn container-type "The generator of vectors, lists, sets and maps of the values of inner-type." [inner-type]
  (one-of [(vector inner-type) (list inner-type) (set inner-type) (map inner-type inner-type)]))

(core/let [of-number [small-integer large-integer size-bounded-bigint]
           texts [string boolean keyword keyword-ns symbol symbol-ns uuid]
           printable-texts [string-ascii boolean keyword keyword-ns symbol symbol-ns uuid]
           comparable-doubles (double* {:NaN? false})]
  (def simple-type "The generator of numbers, characters, strings and names, doubles and ratios among them."
    (one-of (concat of-number [double char ratio big-ratio] texts)))
  (def simple-type-printable "The generator of simple values whose strings and characters can be printed."
    (one-of (concat of-number [double char-ascii ratio big-ratio] printable-texts)))
  (def simple-type-equatable "The generator of simple values that equal themselves: no NaN."
    (one-of (concat of-number [comparable-doubles char ratio big-ratio] texts)))
  (def simple-type-printable-equatable "The generator of simple values that can be printed, without NaN."
    (one-of (concat of-number [comparable-doubles char-ascii ratio big-ratio] printable-texts))))

(def any "The generator of values of any shape." (recursive-gen container-type simple-type))
(def any-printable "The generator of values of any shape that can be printed."
  (recursive-gen container-type simple-type-printable))
(def any-equatable "The generator of values of any shape that equal themselves."
  (recursive-gen container-type simple-type-equatable))
(def any-printable-equatable "The generator of values of any shape that can be printed and that equal themselves."
  (recursive-gen container-type simple-type-printable-equatable))
