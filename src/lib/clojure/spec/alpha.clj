(ns clojure.spec.alpha
  "Specs: descriptions of data. What a spec makes of a value (conform), whether a value is as described (valid?), what is
  wrong with it (explain), and values made by chance that are as described (gen)."
  (:refer-clojure :exclude [+ * and assert cat def keys merge or])
  (:require [clojure.walk :as walk]
            [clojure.core :as c]
            [clojure.spec.gen.alpha :as gen]))

(def ^:dynamic *recursion-limit*
  "How deep a spec may lie within itself, by way of or, alt, * and optional keys, when values are generated."
  4)

(def ^:dynamic *fspec-iterations*
  "How many calls an fspec tries when a function is conformed to it."
  21)

(def ^:dynamic *coll-check-limit*
  "How many elements of a collection every checks."
  101)

(def ^:dynamic *coll-error-limit*
  "How many wrong elements of a collection every explains."
  20)

(defprotocol Spec
  "What is a spec. These are called by conform, explain and their kin."
  (conform* [spec x] "What the spec makes of x, or ::invalid.")
  (unform* [spec y] "The value of which the spec makes y.")
  (explain* [spec path via in x] "The problems of x, maps in a collection; nil or none where there are none.")
  (gen* [spec overrides path rmap] "A generator of values.")
  (with-gen* [spec gfn] "The spec with another function that makes its generator.")
  (describe* [spec] "The form of the spec."))

(defprotocol Specize
  "What can stand for a spec: specs, their names, sets, functions."
  (specize* [_] [_ form] "The spec that it stands for; form is what it was written as."))

(defmacro ^:private reify-spec
  "A spec of these methods of Spec, which stands for itself."
  [& methods]
  `(reify
     Specize
     (specize* [spec#] spec#)
     (specize* [spec# form#] spec#)
     Spec
     ~@methods))

(def ^:private spec-class (:on-interface Spec))

;; Names

(defonce ^:private registry-ref (atom {}))

(defn registry "The map from names to specs, which are names again, specs or regex ops." [] @registry-ref)

(defn- with-name [spec name]
  (cond
    (ident? spec) spec
    (c/and (map? spec) (::op spec)) (assoc spec ::name name)
    (instance? clojure.lang.IObj spec) (with-meta spec (assoc (meta spec) ::name name))
    :else nil))

(defn- spec-name [spec]
  (cond
    (ident? spec) spec
    (c/and (map? spec) (::op spec)) (::name spec)
    (instance? clojure.lang.IObj spec) (::name (meta spec))
    :else nil))

(defn- registered
  "The spec or regex op that a name stands for, maybe by way of other names; nil where there is none. What is registered
  has its name already, but for another name it gets that."
  [k]
  (let [spec (get @registry-ref k)]
    (if (ident? spec)
      (let [spec (registered spec)]
        (if spec (with-name spec k) nil))
      spec)))

(defn- unresolved [k] (new java.lang.Exception (str "Unable to resolve spec: " k)))

(defn- resolved
  "What a name stands for; anything else is itself."
  [x]
  (if (ident? x)
    (c/or (registered x) (throw (unresolved x)))
    x))

(defn spec? "x where it is a spec; else nil." [x]
  (if (instance? spec-class x) x nil))

(defn regex? "x where it is a regex op; else nil." [x]
  (if (c/and (map? x) (::op x)) x nil))

(declare regex-spec-impl spec-impl)

(defn- as-spec
  "The spec of a spec, a regex op or a registered name; nil for anything else."
  [x]
  (let [s (c/or (c/and (ident? x) (registered x)) (spec? x) (regex? x) nil)]
    (if (regex? s)
      (with-name (regex-spec-impl s nil) (spec-name s))
      s)))

(defn- as-known-spec
  "Like as-spec; a name that is not registered is an error."
  [x]
  (c/or (as-spec x) (if (ident? x) (throw (unresolved x)) nil)))

(defn- fn-symbol
  "The name of the var that a function was defined by, going by the function's own name; ::unknown where it has none."
  [f]
  (c/or (clojure.core/-fn-symbol f) ::unknown))

(defn- spec-of-named [k] (specize* (resolved k)))

(extend-protocol Specize
  clojure.lang.Keyword
  (specize* ([k] (spec-of-named k)) ([k form] (spec-of-named k)))
  clojure.lang.Symbol
  (specize* ([s] (spec-of-named s)) ([s form] (spec-of-named s)))
  clojure.lang.IPersistentSet
  (specize* ([s] (spec-impl s s nil nil)) ([s form] (spec-impl form s nil nil)))
  java.lang.Object
  (specize*
    ([x] (spec-impl (if (c/and (not (map? x)) (ifn? x)) (fn-symbol x) ::unknown) x nil nil))
    ([x form] (spec-impl form x nil nil))))

(defn- specize
  ([x] (if (instance? spec-class x) x (specize* x)))
  ([x form] (if (instance? spec-class x) x (specize* x form))))

;; Values

(defn invalid? "Whether ret is what conform gives for a value that does not conform." [ret] (identical? ::invalid ret))

(defn conform "What the spec makes of x; ::invalid where x does not conform." [spec x]
  (conform* (specize spec) x))

(defn unform "The value of which the spec makes x: the reverse of conform." [spec x]
  (unform* (specize spec) x))

(defn valid? "Whether x conforms to the spec."
  ([spec x] (not (invalid? (conform* (specize spec) x))))
  ([spec x form] (not (invalid? (conform* (specize spec form) x)))))

(defn- conformed
  "What pred, a spec or a function written as form, makes of x. A conformer's answer is what it makes; else it is a test."
  ([pred x form] (conformed pred x form nil))
  ([pred x form conformer?]
   (if pred
     (if-let [spec (as-known-spec pred)]
       (conform* (specize spec) x)
       (if (ifn? pred)
         (if conformer?
           (pred x)
           (if (pred x) x ::invalid))
         (throw (new java.lang.Exception (str (pr-str form) " is not a fn, expected predicate fn")))))
     x)))

(defn- holds?
  ([pred x] (holds? pred x ::unknown))
  ([pred x form] (not (invalid? (conformed pred x form)))))

;; Forms

(defn form "The form of the spec, with all symbols in full." [spec]
  (describe* (specize spec)))

(defn abbrev "The form with symbols without their namespaces, and with the bodies of functions of % only." [form]
  (cond
    (seq? form) (walk/postwalk (fn [part]
                                 (cond
                                   (c/and (symbol? part) (namespace part)) (symbol (name part))
                                   (c/and (seq? part) (= 'fn (first part)) (= '[%] (second part))) (last part)
                                   :else part))
                               form)
    (c/and (symbol? form) (namespace form)) (symbol (name form))
    :else form))

(defn describe "The form of the spec, abbreviated: data to be read by people." [spec]
  (abbrev (form spec)))

;; Problems

(defn- problem
  "A problem of x: it does not satisfy what is written as pred."
  [path pred x via in]
  {:path path :pred pred :val x :via via :in in})

(defn- problems-of
  "The problems of x with pred, a spec or a function written as form."
  [form pred path via in x]
  (if-let [spec (as-spec pred)]
    (explain* spec path (if-let [name (spec-name spec)] (conj via name) via) in x)
    [(problem path form x via in)]))

(defn- problems-in-turn
  "The problems of x with the first of several that it does not conform to, each after what those before it made of x."
  [forms preds path via in x]
  (loop [x x forms (seq forms) preds (seq preds)]
    (if preds
      (let [made (conformed (first preds) x (first forms))]
        (if (invalid? made)
          (problems-of (first forms) (first preds) path via in x)
          (recur made (next forms) (next preds))))
      nil)))

(defn explain-data* "What explain-data gives, for problems at a path within other data." [spec path via in x]
  (let [problems (explain* (specize spec) path via in x)]
    (if (empty? problems)
      nil
      {::problems problems ::spec spec ::value x})))

(defn explain-data
  "nil where x conforms to the spec; else a map with ::problems, maps with :path, :pred, :val, :via and :in, and with
  :reason in some cases."
  [spec x]
  (explain-data* spec [] (if-let [name (spec-name spec)] [name] []) [] x))

(defn explain-printer "Prints what explain-data gave, the deepest problems first." [ed]
  (if ed
    (doseq [{:keys [path pred val reason via in] :as problem} (->> (::problems ed)
                                                                   (sort-by (fn [p] (- (count (:in p)))))
                                                                   (sort-by (fn [p] (- (count (:path p))))))]
      (pr val)
      (print " - failed: ")
      (if reason (print reason) (pr (abbrev pred)))
      (when-not (empty? in) (print (str " in: " (pr-str in))))
      (when-not (empty? path) (print (str " at: " (pr-str path))))
      (when-not (empty? via) (print (str " spec: " (pr-str (last via)))))
      (doseq [[k v] problem]
        (when-not (#{:path :pred :val :reason :via :in} k)
          (print "\n\t" (pr-str k) " ")
          (pr v)))
      (newline))
    (println "Success!")))

(def ^:dynamic *explain-out*
  "The function that prints what explain-data gave."
  explain-printer)

(defn explain-out "Prints what explain-data gave, by *explain-out*." [ed] (*explain-out* ed))

(defn explain "Prints what is wrong with x, going by the spec." [spec x]
  (explain-out (explain-data spec x)))

(defn explain-str "What explain prints, as a string." [spec x]
  (with-out-str (explain spec x)))

;; Generators

(defn with-gen "The spec with another generator: what gen-fn, a function without arguments, gives." [spec gen-fn]
  (let [spec (resolved spec)]
    (if (regex? spec)
      (assoc spec ::gfn gen-fn)
      (with-gen* (specize spec) gen-fn))))

(defn- generator-of
  "The generator of a spec within another, at a path, unless overrides has one for its name or the path. Values are checked."
  [spec overrides path rmap form]
  (let [spec (specize spec)
        override (c/or (get overrides (c/or (spec-name spec) spec)) (get overrides path))
        g (if override (override) (gen* spec overrides path rmap))]
    (if g
      (gen/such-that (fn [x] (valid? spec x)) g 100)
      (throw (ex-info (str "Unable to construct gen at: " path " for: " (abbrev form))
                      {::path path ::form form ::failure :no-gen})))))

(defn gen
  "A generator of values that conform to the spec. Overrides is a map from names of specs, or paths, to functions without
  arguments that give generators to be used there."
  ([spec] (gen spec nil))
  ([spec overrides] (generator-of spec overrides [] {::recursion-limit *recursion-limit*} spec)))

(defn- too-deep? [rmap id path k]
  (c/and (> (get rmap id) (::recursion-limit rmap))
         (contains? (set path) k)))

(defn- one-deeper [rmap id] (assoc rmap id (inc (c/or (get rmap id) 0))))

(defn exercise
  "n (10) values by chance that conform to the spec, each in a vector with what the spec makes of it."
  ([spec] (exercise spec 10))
  ([spec n] (exercise spec n nil))
  ([spec n overrides] (map (fn [x] [x (conform spec x)]) (gen/sample (gen spec overrides) n))))

(defn get-spec "The spec that a keyword, a symbol or a var was given; nil where there is none." [k]
  (get @registry-ref (if (var? k) (symbol k) k)))

(defn exercise-fn
  "Calls a function n (10) times with arguments by chance that conform to its spec: vectors of arguments and result. The
  function is named by a symbol, or given with its spec."
  ([sym] (exercise-fn sym 10))
  ([sym n] (exercise-fn sym n (get-spec sym)))
  ([sym-or-f n fspec]
   (let [f (if (symbol? sym-or-f) (resolve sym-or-f) sym-or-f)]
     (if-let [args (c/and fspec (:args fspec))]
       (for [arguments (gen/sample (gen args) n)]
         [arguments (apply f arguments)])
       (throw (new java.lang.Exception "No :args spec found, can't generate"))))))

(defn def-impl "What def calls: registers a spec, or takes the name away where it is nil." [k form spec]
  (c/assert (c/and (ident? k) (namespace k)) "k must be namespaced keyword or resolvable symbol")
  (if (nil? spec)
    (swap! registry-ref dissoc k)
    (let [spec (if (c/or (spec? spec) (regex? spec) (get @registry-ref spec))
                 spec
                 (spec-impl form spec nil nil))]
      (swap! registry-ref assoc k (with-name spec k))))
  k)
