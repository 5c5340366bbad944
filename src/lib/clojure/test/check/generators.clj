(ns clojure.test.check.generators
  "Generators: descriptions of random values of growing size, each of which comes with the smaller values that it can be
  shrunk to. A generator is a function of a source of randomness and a size that gives a rose tree."
  (:refer-clojure :exclude [int vector list hash-map map keyword char boolean byte bytes sequence shuffle not-empty symbol
                            namespace set sorted-set uuid double let abs])
  (:require [clojure.core :as core]
            clojure.math
            [clojure.string :as string]
            [clojure.test.check.random :as random]
            [clojure.test.check.rose-tree :as rose]))

(defrecord Generator [gen])

(defn generator? "Whether x is a generator." [x] (instance? Generator x))

(defn- make-gen "The generator of a function of a source of randomness and a size." [f] (Generator. f))

(defn call-gen "The rose tree that a generator makes of a source of randomness and a size." [generator rnd size]
  ((:gen generator) rnd size))

(defn gen-pure "The generator that always makes the given rose tree." [value]
  (make-gen (fn [rnd size] value)))

(defn gen-fmap "The generator of (k tree) for the rose trees of another." [k generator]
  (core/let [h (:gen generator)]
    (make-gen (fn [rnd size] (k (h rnd size))))))

(defn gen-bind "The generator of what the generator (k tree) makes, for the rose trees of another." [generator k]
  (core/let [h (:gen generator)]
    (make-gen
      (fn [rnd size]
        (core/let [[left right] (random/split rnd)]
          ((:gen (k (h left size))) right size))))))

(defn lazy-random-states "An endless lazy seq of sources of randomness, split off one." [rr]
  (lazy-seq
    (core/let [[left right] (random/split rr)]
      (cons left (lazy-random-states right)))))

(defn- gen-tuple "The generator of vectors of the rose trees of these generators." [gens]
  (core/let [gens (vec gens)
             n (count gens)]
    (make-gen (fn [rnd size]
                (core/let [sources (random/split-n rnd n)]
                  (loop [i 0 made (transient [])]
                    (if (= i n)
                      (persistent! made)
                      (recur (inc i) (conj! made (call-gen (nth gens i) (nth sources i) size))))))))))

(defn fmap "The generator of (f value) for the values of gen. It shrinks as gen does." [f gen]
  (assert (generator? gen) "Second arg to fmap must be a generator")
  (gen-fmap (fn [rose] (rose/fmap f rose)) gen))

(defn return "The generator that always makes value, which does not shrink." [value]
  (gen-pure (rose/pure value)))

(defn bind
  "The generator of what the generator (f value) makes, for the values of generator. The value of the outer one is shrunk
  too, and the inner one made anew for it."
  [generator f]
  (assert (generator? generator) "First arg to bind must be a generator")
  (gen-bind generator
            (fn [rose]
              (make-gen
                (fn [rnd size]
                  (rose/join (rose/fmap (fn [value] (call-gen (f value) rnd size)) rose)))))))

(defn make-size-range-seq "An endless seq of sizes, over and over from 0 up to but not max-size." [max-size]
  (cycle (range 0 max-size)))

(defn sample-seq "An endless lazy seq of values of growing size, up to max-size, which is 200."
  ([generator] (sample-seq generator 200))
  ([generator max-size]
   (core/map (fn [rnd size] (rose/root (call-gen generator rnd size)))
             (lazy-random-states (random/make-random))
             (make-size-range-seq max-size))))

(defn sample "A seq of a few values, 10 unless told otherwise, of growing size."
  ([generator] (sample generator 10))
  ([generator num-samples]
   (assert (generator? generator) "First arg to sample must be a generator")
   (take num-samples (sample-seq generator))))

(defn generate "One value, of that size (30) and, where a seed is given, always the same."
  ([generator] (generate generator 30))
  ([generator size] (rose/root (call-gen generator (random/make-random) size)))
  ([generator size seed] (rose/root (call-gen generator (random/make-random seed) size))))

;; Sizes

(defn sized "The generator of what the generator (sized-gen size) makes." [sized-gen]
  (make-gen (fn [rnd size] (call-gen (sized-gen size) rnd size))))

(defn resize "The generator at one size, whatever it is asked for." [n generator]
  (assert (generator? generator) "Second arg to resize must be a generator")
  (make-gen (fn [rnd size] (call-gen generator rnd n))))

(defn scale "The generator at the size (f size)." [f generator]
  (sized (fn [n] (resize (f n) generator))))

;; Numbers out of a range

(defn- steps-to-zero
  "A lazy seq of n less n, less half of it, less a quarter and so on."
  [n]
  (core/map (fn [part] (- n part)) (take-while (fn [part] (not= 0 part)) (iterate (fn [k] (quot k 2)) n))))

(defn- integer-tree [n] (rose/make-rose n (core/map integer-tree (steps-to-zero n))))

(defn- integer-within
  "The integer of a range that a double from 0 to 1 stands for."
  [factor lower upper]
  (core/let [width (inc' (-' upper lower))]
    (if (< width 9223372036854775807)
      (+ lower (long (Math/floor (* factor (core/double width)))))
      (min upper (long (Math/floor (+ (core/double lower) (* factor (core/double width)))))))))

(defn choose "The generator of integers from lower to upper, both included, whatever the size. They shrink towards 0."
  [lower upper]
  (make-gen
    (fn [rnd size]
      (core/let [value (integer-within (random/rand-double rnd) lower upper)]
        (rose/filter (fn [n] (and (>= n lower) (<= n upper))) (integer-tree value))))))

;; Choices

(defn one-of "The generator of what one of these generators makes, each as often. It shrinks to the first ones."
  [generators]
  (assert (every? generator? generators) "Arg to one-of must be a collection of generators")
  (assert (seq generators) "one-of cannot be called with an empty collection")
  (core/let [gens (vec generators)]
    (bind (choose 0 (dec (count gens))) (fn [i] (nth gens i)))))

(defn- index-of-share
  "The index of the pair in whose share n falls, where each takes as many numbers as its first says."
  [pairs n]
  (loop [i 0 n n]
    (core/let [share (first (nth pairs i))]
      (if (< n share) i (recur (inc i) (- n share))))))

(defn frequency
  "The generator of what one of several makes, each as often as its share says: (frequency [[3 gen] [1 other]]). It
  shrinks to the first ones."
  [pairs]
  (assert (every? (fn [[x g]] (and (number? x) (generator? g))) pairs)
          "Arg to frequency must be a list of [num generator] pairs")
  (core/let [pairs (filterv (fn [[share]] (pos? share)) pairs)
             total (apply + (core/map first pairs))]
    (assert (seq pairs) "frequency must be called with at least one non-zero weight")
    (make-gen
      (fn [rnd size]
        (core/let [[left right] (random/split rnd)
                   index (index-of-share pairs (rose/root (call-gen (choose 0 (dec total)) left size)))
                   tree (call-gen (second (nth pairs index)) right size)]
          (rose/make-rose (rose/root tree)
                          (lazy-seq
                            (concat (core/map (fn [i] (call-gen (second (nth pairs i)) rnd size)) (range index))
                                    (rose/children tree)))))))))

(defn elements "The generator of one of the elements of a collection, each as often. It shrinks to the first ones." [coll]
  (assert (seq coll) "elements cannot be called with an empty collection")
  (core/let [v (vec coll)]
    (gen-fmap (fn [rose] (rose/fmap v rose)) (choose 0 (dec (count v))))))

(def boolean "The generator of true and false." (elements [false true]))

(defn- refused [{:keys [pred gen max-tries]}]
  (ex-info (str "Couldn't satisfy such-that predicate after " max-tries " tries.")
           {:pred pred :gen gen :max-tries max-tries}))

(defn such-that
  "The generator of those values of gen that satisfy pred. It asks for a further value, of growing size, up to 10 times,
  or as often as a number or :max-tries in a map of options says, and then throws; :ex-fn in the options makes the
  exception from a map of :gen, :pred and :max-tries."
  ([pred gen] (such-that pred gen 10))
  ([pred gen max-tries-or-opts]
   (core/let [options (cond
                        (map? max-tries-or-opts) max-tries-or-opts
                        (integer? max-tries-or-opts) {:max-tries max-tries-or-opts}
                        :else (throw (ex-info "Bad argument to such-that!" {:max-tries-or-opts max-tries-or-opts})))
              {:keys [max-tries ex-fn] :or {max-tries 10 ex-fn refused}} options]
     (assert (generator? gen) "Second arg to such-that must be a generator")
     (make-gen
       (fn [rnd size]
         (loop [left max-tries rnd rnd size size]
           (if (zero? left)
             (throw (ex-fn {:gen gen :pred pred :max-tries max-tries}))
             (core/let [[now later] (random/split rnd)
                        rose (call-gen gen now size)]
               (if (pred (rose/root rose))
                 (rose/filter pred rose)
                 (recur (dec left) later (inc size)))))))))))

(defn not-empty "The generator of those values of gen that are not empty." [gen]
  (assert (generator? gen) "Arg to not-empty must be a generator")
  (such-that core/not-empty gen))

(defn no-shrink "The generator of the values of gen, which do not shrink." [gen]
  (assert (generator? gen) "Arg to no-shrink must be a generator")
  (gen-fmap (fn [rose] (rose/pure (rose/root rose))) gen))

(defn shrink-2 "The generator of the values of gen, which shrink by two steps at a time too." [gen]
  (assert (generator? gen) "Arg to shrink-2 must be a generator")
  (gen-fmap rose/collapse gen))

;; Several at once

(defn tuple "The generator of vectors with a value of each of these generators." [& generators]
  (assert (every? generator? generators) "Args to tuple must be generators")
  (gen-fmap (fn [roses] (rose/zip core/vector roses)) (gen-tuple generators)))

(defn- vector-of-roses [rose-of-count generator finish]
  (gen-fmap finish (gen-tuple (repeat (rose/root rose-of-count) generator))))

(defn vector
  "The generator of vectors of the values of generator: of as many as the size says at the most, of num-elements, or of
  min-elements to max-elements."
  ([generator]
   (assert (generator? generator) "Arg to vector must be a generator")
   (gen-bind (sized (fn [size] (choose 0 size)))
             (fn [n] (vector-of-roses n generator (fn [roses] (rose/shrink-vector core/vector roses))))))
  ([generator num-elements]
   (assert (generator? generator) "First arg to vector must be a generator")
   (apply tuple (repeat num-elements generator)))
  ([generator min-elements max-elements]
   (assert (generator? generator) "First arg to vector must be a generator")
   (gen-bind (choose min-elements max-elements)
             (fn [n]
               (vector-of-roses n generator
                                (fn [roses]
                                  (rose/filter (fn [v] (and (>= (count v) min-elements) (<= (count v) max-elements)))
                                               (rose/shrink-vector core/vector roses))))))))

(defn list "The generator of lists of the values of generator." [generator]
  (assert (generator? generator) "First arg to list must be a generator")
  (gen-bind (sized (fn [size] (choose 0 size)))
            (fn [n] (vector-of-roses n generator (fn [roses] (rose/shrink-vector core/list roses))))))

(defn hash-map "The generator of maps of these keys, each with a value of the generator after it." [& kvs]
  (assert (even? (count kvs)))
  (core/let [ks (take-nth 2 kvs)
             vs (take-nth 2 (rest kvs))]
    (assert (every? generator? vs) "Value args to hash-map must be generators")
    (fmap (fn [values] (zipmap ks values)) (apply tuple vs))))

(defmacro let
  "The generator of what the body gives, where each name stands for a value of the generator after it; later generators
  may depend on earlier names. Where the body gives a generator, it is that one's values."
  [bindings & body]
  (assert (vector? bindings) "First arg to gen/let must be a vector of bindings.")
  (assert (even? (count bindings)) "gen/let requires an even number of forms in binding vector")
  (if (empty? bindings)
    `(core/let [made# (do ~@body)]
       (if (generator? made#) made# (return made#)))
    (core/let [[name gen & more] bindings]
      `(bind ~gen (fn [~name] (let [~@more] ~@body))))))
