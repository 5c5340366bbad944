(ns clojure.spec.gen.alpha
  "The generators that specs use: those of clojure.test.check, which is loaded when the first one is asked for."
  (:refer-clojure :exclude [boolean bytes cat hash-map list map not-empty set vector char double int keyword symbol string
                            uuid delay shuffle])
  (:require [clojure.core :as c]))

(defn- checked "The value of a var of test.check, which is loaded where it is not." [sym] (deref (requiring-resolve sym)))

(def ^:private generator-type (c/delay (checked 'clojure.test.check.generators/->Generator)))
(def ^:private generator?* (c/delay (checked 'clojure.test.check.generators/generator?)))
(def ^:private quick-check* (c/delay (checked 'clojure.test.check/quick-check)))
(def ^:private for-all** (c/delay (checked 'clojure.test.check.properties/for-all*)))
(def ^:private generate* (c/delay (checked 'clojure.test.check.generators/generate)))
(def ^:private sample* (c/delay (checked 'clojure.test.check.generators/sample)))

(defn- generator? [x] (@generator?* x))

(defn quick-check "clojure.test.check/quick-check" [& args] (apply @quick-check* args))
(defn for-all* "clojure.test.check.properties/for-all*" [& args] (apply @for-all** args))
(defn generate "A value by chance of the generator." [generator] (@generate* generator))
(defn sample "A seq of n (10) values by chance of the generator, of growing size."
  [& args]
  (apply @sample* args))

(defn delay-impl "What delay calls." [gfnd]
  (@generator-type (fn [rnd size] ((:gen @gfnd) rnd size))))

(defmacro delay
  "A generator that is made by the body when it is first used."
  [& body]
  `(delay-impl (c/delay ~@body)))

(defmacro lazy-combinator
  "Defines a function of the name of one of clojure.test.check.generators that calls it."
  [s]
  (let [full (c/symbol "clojure.test.check.generators" (name s))]
    `(let [found# (c/delay (deref (requiring-resolve '~full)))]
       (defn ~s ~(str "The function " full ", loaded when it is called.") [& ~'args] (apply @found# ~'args)))))

(defmacro lazy-combinators "Defines functions by lazy-combinator." [& syms]
  `(do ~@(c/map (fn [s] (c/list `lazy-combinator s)) syms)))

(defmacro lazy-prim
  "Defines a function without arguments that gives the generator of that name of clojure.test.check.generators."
  [s]
  (let [full (c/symbol "clojure.test.check.generators" (name s))]
    `(let [found# (c/delay (deref (requiring-resolve '~full)))]
       (defn ~s ~(str "The generator " full ", loaded when this is called.") [& ~'args] @found#))))

(defmacro lazy-prims "Defines functions by lazy-prim." [& syms]
  `(do ~@(c/map (fn [s] (c/list `lazy-prim s)) syms)))

(lazy-combinators hash-map list map not-empty set vector vector-distinct fmap elements bind choose one-of such-that tuple
                  return large-integer* double* frequency shuffle)

(lazy-prims any any-printable boolean bytes char char-alpha char-alphanumeric char-ascii double int keyword keyword-ns
            large-integer ratio simple-type simple-type-printable string string-ascii string-alphanumeric symbol symbol-ns
            uuid)

(defn cat "A generator of sequences: what each of the generators makes, one after the other." [& gens]
  (fmap (fn [parts] (apply concat parts)) (apply tuple gens)))

(defn- qualified [x] (some? (namespace x)))

(def ^:private by-predicate
  (c/delay
    (let [simple (simple-type-printable)
          finite (double* {:infinite? false :NaN? false})]
      {any? (one-of [(return nil) (any-printable)])
       some? (such-that some? (any-printable))
       number? (one-of [(large-integer) (double)])
       integer? (large-integer)
       int? (large-integer)
       pos-int? (large-integer* {:min 1})
       neg-int? (large-integer* {:max -1})
       nat-int? (large-integer* {:min 0})
       float? (double)
       double? (double)
       boolean? (boolean)
       string? (string-alphanumeric)
       ident? (one-of [(keyword-ns) (symbol-ns)])
       simple-ident? (one-of [(keyword) (symbol)])
       qualified-ident? (such-that qualified (one-of [(keyword-ns) (symbol-ns)]))
       keyword? (keyword-ns)
       simple-keyword? (keyword)
       qualified-keyword? (such-that qualified (keyword-ns))
       symbol? (symbol-ns)
       simple-symbol? (symbol)
       qualified-symbol? (such-that qualified (symbol-ns))
       uuid? (uuid)
       decimal? (fmap bigdec finite)
       inst? (fmap (fn [ms] (java.util.Date. ms)) (large-integer))
       seqable? (one-of [(return nil) (list simple) (vector simple) (map simple simple) (set simple) (string-alphanumeric)])
       indexed? (vector simple)
       map? (map simple simple)
       vector? (vector simple)
       list? (list simple)
       seq? (list simple)
       char? (char)
       set? (set simple)
       nil? (return nil)
       false? (return false)
       true? (return true)
       zero? (return 0)
       rational? (one-of [(large-integer) (ratio)])
       coll? (one-of [(map simple simple) (list simple) (vector simple) (set simple)])
       empty? (elements [nil () [] {} #{}])
       associative? (one-of [(map simple simple) (vector simple)])
       sequential? (one-of [(list simple) (vector simple)])
       ratio? (such-that ratio? (ratio))
       bytes? (bytes)})))

(defn gen-for-pred "The generator of values for which a predicate of clojure.core holds, or of the elements of a set; nil
  where none is known."
  [pred]
  (if (set? pred)
    (elements pred)
    (get @by-predicate pred)))

(defn gen-for-name "The generator that the var of that qualified name holds." [s]
  (let [g (checked s)]
    (if (generator? g)
      g
      (throw (new java.lang.RuntimeException (str "Var " s " is not a generator"))))))
