(in-ns 'clojure.spec.alpha)

;; The macros by which specs are written. Each hands its form on, with symbols in full.

(defn- full-symbol [s]
  (let [found (resolve s)]
    (cond
      (var? found) (symbol found)
      (class? found) (symbol (.getName found))
      :else s)))

(defn- full-form
  "The form with symbols in full, and #(…) written as (fn [%] …)."
  [form]
  (cond
    (keyword? form) form
    (symbol? form) (full-symbol form)
    (sequential? form) (walk/postwalk
                         (fn [part] (if (symbol? part) (full-symbol part) part))
                         (if (c/and (seq? form) (symbol? (first form)) (= "fn*" (name (first form))))
                           (let [[_ [parameter] & body] form]
                             (list* 'fn '[%] (walk/postwalk-replace {parameter '%} body)))
                           form))
    :else form))

(defn- in-this-ns "The symbol with the namespace of the var that it names, or with the current one." [s]
  (if (namespace s)
    (let [found (resolve s)]
      (if (var? found) (symbol found) s))
    (symbol (str (ns-name *ns*)) (str s))))

(defn- quoted [form] (list 'quote (full-form form)))
(defn- quoted-all [forms] (list 'quote (mapv full-form forms)))

(defmacro def
  "Registers a spec under a qualified keyword, or under a symbol, which is taken in full. A spec-form of nil takes the name
  away. Gives the name."
  [k spec-form]
  (let [k (if (symbol? k) (in-this-ns k) k)]
    `(def-impl '~k ~(quoted spec-form) ~spec-form)))

(defmacro spec
  "The spec of a predicate, a set, a regex op, a spec or a name. :gen is a function without arguments that gives its
  generator. A regex op in a spec matches a sequence of its own within another regex op."
  [form & {:keys [gen]}]
  (if form
    `(spec-impl ~(quoted form) ~form ~gen nil)
    nil))

(defmacro multi-spec
  "The spec of maps and other data of open kinds: the multimethod mm gives the spec for a value. retag is what the
  dispatch value is put under, or a function of a value and a dispatch value that puts it in, for generated values."
  [mm retag]
  `(multi-spec-impl ~(quoted mm) (var ~mm) ~retag))

(defn- key-test
  "The test of a :req clause on what target names: keys must be there, named by name-of."
  [clause target name-of]
  (walk/postwalk (fn [part] (if (keyword? part) (list `contains? target (name-of part)) part)) clause))

(defmacro keys
  "The spec of maps. The vectors :req and :opt hold qualified keywords, which are keys and the specs of their values;
  :req-un and :opt-un the same, of which only the names are keys. The required ones may stand in (and …) and (or …). All
  registered keys of a map are checked, named here or not."
  [& {:keys [req req-un opt opt-un gen]}]
  (let [bare (fn [k] (keyword (name k)))
        leaves (fn [clauses] (filterv keyword? (flatten clauses)))
        req-keys (leaves req)
        req-un-specs (leaves req-un)
        target (gensym "m__")
        tests (fn [target]
                (into [(list `map? target)]
                      (concat (map (fn [clause] (key-test clause target identity)) req)
                              (map (fn [clause] (key-test clause target bare)) req-un))))
        exprs (tests target)]
    (c/assert (every? #(c/and (keyword? %) (namespace %)) (concat req-keys req-un-specs opt opt-un))
              "all keys must be namespace-qualified keywords")
    `(map-spec-impl {:req '~req
                     :opt '~opt
                     :req-un '~req-un
                     :opt-un '~opt-un
                     :req-keys '~(into req-keys (map bare req-un-specs))
                     :req-specs '~(into req-keys req-un-specs)
                     :opt-keys '~(into (vec opt) (map bare opt-un))
                     :opt-specs '~(into (vec opt) opt-un)
                     :pred-forms '~(mapv (fn [test] (list `fn ['%] (full-form test))) (tests '%))
                     :pred-exprs ~(mapv (fn [expr] (list `fn [target] expr)) exprs)
                     :keys-pred (fn [~target] (c/and ~@exprs))
                     :gfn ~gen})))

(defn- tagged-forms
  "The keys, the forms and the quoted forms of pairs of a keyword and a form."
  [pairs]
  (let [pairs (partition 2 2 nil pairs)
        keys (mapv first pairs)
        forms (mapv second pairs)]
    [keys forms (quoted-all forms)]))

(defmacro or
  "The spec of values that conform to one of several: (or :name spec …). What it makes of a value is a map entry of the
  name of the first that it conforms to, and what that makes of it."
  [& key-pred-forms]
  (let [[keys forms described] (tagged-forms key-pred-forms)]
    (c/assert (c/and (even? (count key-pred-forms)) (every? keyword? keys)) "spec/or expects k1 p1 k2 p2..., where ks are keywords")
    `(or-spec-impl ~keys ~described ~forms nil)))

(defmacro and
  "The spec of values that conform to all of several, each to what those before it made of the value."
  [& pred-forms]
  `(and-spec-impl ~(quoted-all pred-forms) ~(vec pred-forms) nil))

(defmacro merge
  "The spec of maps that conform to all of several specs of maps. What it makes of one is what they make of it, merged."
  [& pred-forms]
  `(merge-spec-impl ~(quoted-all pred-forms) ~(vec pred-forms) nil))

(defn- described
  "The quoted form of a spec of collections, from pairs of options."
  [name preds options]
  (list 'quote (list* name (concat (map full-form preds)
                                   (mapcat (fn [[k v]] [k (if (= k :kind) (full-form v) v)]) options)))))

(defmacro every
  "The spec of collections whose elements conform. Of a great collection only some are checked, and nothing is made of
  them. Options: :kind, a predicate or spec of the collection; :count, :min-count, :max-count; :distinct; :gen-max (20),
  the size of generated ones; :into, what those are made from; :gen, a function that gives the generator."
  [pred & {:keys [into kind count max-count min-count distinct gen-max gen] :as opts}]
  (let [options (-> opts
                    (dissoc :gen)
                    (assoc ::kind-form (quoted kind)
                           ::describe (c/or (::describe opts) (described `every [pred] (dissoc opts :gen)))))
        x (gensym "x__")
        tests (cond-> [(list (c/or kind `coll?) x)]
                count (conj `(= ~count (bounded-count ~count ~x)))
                (c/or min-count max-count)
                (conj `(<= (c/or ~min-count 0)
                           (bounded-count (if ~max-count (inc ~max-count) ~min-count) ~x)
                           (c/or ~max-count Integer/MAX_VALUE)))
                distinct (conj `(c/or (empty? ~x) (apply distinct? ~x))))]
    `(every-impl (quote ~pred) ~pred ~(assoc options ::cpred `(fn [~x] (c/and ~@tests))) ~gen)))

(defmacro every-kv
  "The spec of maps whose keys and values conform, checked as every does. Options as for every."
  [kpred vpred & opts]
  `(every (tuple ~kpred ~vpred) ::kfn (fn [i# v#] (nth v# 0)) :into {} ::describe ~(described `every-kv [kpred vpred] (partition 2 opts)) ~@opts))

(defmacro coll-of
  "The spec of collections whose elements conform, all of which are checked. What it makes of one is a collection of what
  pred makes of its elements. Options as for every; :into is also what that collection is like."
  [pred & opts]
  `(every ~pred ::conform-all true ::describe ~(described `coll-of [pred] (partition 2 opts)) ~@opts))

(defmacro map-of
  "The spec of maps whose keys and values conform, all of which are checked. What it makes of one has the values that vpred
  makes; the keys stay, unless :conform-keys is true. Other options as for every."
  [kpred vpred & opts]
  `(every-kv ~kpred ~vpred ::conform-all true :kind map? ::describe ~(described `map-of [kpred vpred] (partition 2 opts)) ~@opts))

(defmacro *
  "The regex op that matches any number of what pred does; makes a vector."
  [pred-form]
  `(rep-impl ~(quoted pred-form) ~pred-form))

(defmacro +
  "The regex op that matches one or more of what pred does; makes a vector."
  [pred-form]
  `(rep+impl ~(quoted pred-form) ~pred-form))

(defmacro ?
  "The regex op that matches one of what pred does, or nothing."
  [pred-form]
  `(maybe-impl ~pred-form ~(quoted pred-form)))

(defmacro alt
  "The regex op that matches what one of several does: (alt :name pred …). Makes a map entry of the name and its result."
  [& key-pred-forms]
  (let [[keys forms described] (tagged-forms key-pred-forms)]
    (c/assert (c/and (even? (count key-pred-forms)) (every? keyword? keys)) "alt expects k1 p1 k2 p2..., where ks are keywords")
    `(alt-impl ~keys ~forms ~described)))

(defmacro cat
  "The regex op that matches what several do, one after the other: (cat :name pred …). Makes a map by the names."
  [& key-pred-forms]
  (let [[keys forms described] (tagged-forms key-pred-forms)]
    (c/assert (c/and (even? (count key-pred-forms)) (every? keyword? keys)) "cat expects k1 p1 k2 p2..., where ks are keywords")
    `(cat-impl ~keys ~forms ~described)))

(defmacro &
  "The regex op that matches what re does, where its result conforms to all of preds, which may change it."
  [re & preds]
  `(amp-impl ~re ~(quoted re) ~(vec preds) ~(quoted-all preds)))

(defmacro conformer
  "The spec that makes (f x) of x; f gives ::s/invalid for what does not conform. unf reverses it."
  ([f] `(spec-impl '(conformer ~(full-form f)) ~f nil true))
  ([f unf] `(spec-impl '(conformer ~(full-form f) ~(full-form unf)) ~f nil true ~unf)))

(defmacro fspec
  "The spec of functions: :args, the spec of the list of arguments; :ret, of the result; :fn, of a map with :args and :ret.
  A function is checked by calls with generated arguments."
  [& {:keys [args ret fn gen] :or {ret `any?}}]
  `(fspec-impl (spec ~args) ~(quoted args) (spec ~ret) ~(quoted ret) (spec ~fn) ~(quoted fn) ~gen))

(defmacro tuple
  "The spec of vectors of as many elements as there are preds, each of which conforms to its own."
  [& preds]
  (c/assert (not (empty? preds)))
  `(tuple-impl ~(quoted-all preds) ~(vec preds)))

(defmacro fdef
  "Registers the fspec of a function or a macro, under its name in full."
  [fn-sym & specs]
  `(clojure.spec.alpha/def ~fn-sym (fspec ~@specs)))

(def-impl ::kvs->map
          (list `conformer
                (list `fn ['%] (list `zipmap (list `map ::k '%) (list `map ::v '%)))
                (list `fn ['%] (list `map (list `fn [['k 'v]] {::k 'k ::v 'v}) '%)))
          (spec-impl (list `conformer
                           (list `fn ['%] (list `zipmap (list `map ::k '%) (list `map ::v '%)))
                           (list `fn ['%] (list `map (list `fn [['k 'v]] {::k 'k ::v 'v}) '%)))
                     (fn [pairs] (zipmap (map ::k pairs) (map ::v pairs)))
                     nil
                     true
                     (fn [m] (map (fn [[k v]] {::k k ::v v}) m))))

(defmacro keys*
  "The regex op that matches keys and values as arguments, which as a map conform to (keys …)."
  [& kspecs]
  (let [mspec (symbol (str (gensym "mspec__") "__auto__"))]
    `(let [~mspec (keys ~@kspecs)]
       (with-gen (clojure.spec.alpha/& (* (cat ::k keyword? ::v any?)) ::kvs->map ~mspec)
                 (fn [] (gen/fmap (fn [m#] (apply concat m#)) (gen ~mspec)))))))

(defmacro nilable
  "The spec of nil and of values that conform to pred."
  [pred]
  `(nilable-impl ~(quoted pred) ~pred nil))

;; Ranges

(defn inst-in-range? "Whether inst is a point in time from start to just before end." [start end inst]
  (c/and (inst? inst)
         (let [t (inst-ms inst)]
           (c/and (<= (inst-ms start) t) (< t (inst-ms end))))))

(defmacro inst-in
  "The spec of points in time from start to just before end."
  [start end]
  `(let [from# (inst-ms ~start)
         to# (inst-ms ~end)]
     (spec (and inst? #(inst-in-range? ~start ~end %))
           :gen (fn [] (gen/fmap (fn [ms#] (java.util.Date. ms#))
                                 (gen/large-integer* {:min from# :max (dec to#)}))))))

(defn int-in-range? "Whether val is a fixed-precision integer from start to just before end." [start end val]
  (c/and (int? val) (<= start val) (< val end)))

(defmacro int-in
  "The spec of fixed-precision integers from start to just before end."
  [start end]
  `(spec (and int? #(int-in-range? ~start ~end %))
         :gen (fn [] (gen/large-integer* {:min ~start :max (dec ~end)}))))

(defmacro double-in
  "The spec of doubles from :min to :max; infinities and NaN too, unless :infinite? or :NaN? is false."
  [& {:keys [infinite? NaN? min max] :or {infinite? true NaN? true} :as m}]
  `(spec (and double?
              ~@(if infinite? nil '[#(clojure.core/not (Double/isInfinite %))])
              ~@(if NaN? nil '[#(clojure.core/not (Double/isNaN %))])
              ~@(if max [`#(<= % ~max)] nil)
              ~@(if min [`#(<= ~min %)] nil))
         :gen (fn [] (gen/double* ~m))))

;; Assertions

(defonce ^:dynamic ^{:doc "Whether assert checks anything where it is compiled."} *compile-asserts* true)

(defonce ^:private checking (atom false))

(defn check-asserts? "Whether assertions are checked." [] @checking)
(defn check-asserts "Says whether assertions are checked, which they are not at first. Gives flag." [flag]
  (reset! checking flag))

(defn assert* "x where it conforms to the spec; else an exception with what is wrong." [spec x]
  (if (valid? spec x)
    x
    (let [ed (assoc (explain-data* spec [] [] [] x) ::failure :assertion-failed)]
      (throw (ex-info (str "Spec assertion failed\n" (with-out-str (explain-out ed))) ed)))))

(defmacro assert
  "x. Where assertions are checked (see check-asserts), and x does not conform to the spec, an exception."
  [spec x]
  (if *compile-asserts*
    `(let [x# ~x]
       (if (check-asserts?) (assert* ~spec x#) x#))
    x))
