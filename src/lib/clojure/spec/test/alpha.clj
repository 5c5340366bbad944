(ns clojure.spec.test.alpha
  "Specs of functions put to use: instrument has each call checked, check tries a function with generated arguments."
  (:require [clojure.pprint :as pp]
            [clojure.spec.alpha :as s]
            [clojure.spec.gen.alpha :as gen]
            [clojure.string :as string]))

(defn- collection [x] (if (coll? x) x (list x)))

(defn ->sym "The symbol of a var in full; anything else is itself." [x]
  (if (var? x) (symbol x) x))

;; Instrumenting

(def ^:private ^:dynamic *instrument-enabled* true)

(defmacro with-instrument-disabled
  "Evaluates the body with calls of instrumented functions not being checked."
  [& body]
  `(binding [clojure.spec.test.alpha/*instrument-enabled* nil] ~@body))

(defonce ^{:private true :doc "By the symbol of each instrumented var: the function before, and the one that took its place."}
  instrumented-vars (atom {}))

(defn- caller
  "The place of the call that is being checked, as far as the stack tells."
  []
  (let [marker (try
                 (throw (new java.lang.Exception))
                 (catch Exception e e))
        [function file line] (first (remove (fn [[function]] (string/starts-with? (str function) "clojure."))
                                            (map vec (clojure.core/-trace marker))))]
    (if function
      {:file (last (string/split (str file) #"/")) :line line :var-scope (symbol (str function))}
      nil)))

(defn- checking-fn
  "A function that calls f, once the arguments have been found to conform to the fspec."
  [sym f fspec]
  (let [args-spec (:args fspec)]
    (fn [& args]
      (if *instrument-enabled*
        (with-instrument-disabled
          (when (and args-spec (not (s/valid? args-spec args)))
            (let [place (caller)]
              (throw (ex-info (str "Call to " sym " did not conform to spec.")
                              (cond-> (assoc (s/explain-data* args-spec [] [] [] args)
                                             ::s/fn sym
                                             ::s/args args
                                             ::s/failure :instrument)
                                place (assoc ::caller place))))))
          (binding [*instrument-enabled* true]
            (apply f args)))
        (apply f args)))))

(defn- macro-or-missing? [v] (or (nil? v) (:macro (meta v))))

(defn- spec-for
  "The fspec of a symbol, by the options of instrument or as registered."
  [sym {overrides :spec}]
  (or (get overrides sym) (s/get-spec sym)))

(defn- in-place-of
  "The function to be instrumented: that of the var, or one that the options name."
  [sym f fspec {:keys [stub replace gen]}]
  (if (contains? (set stub) sym)
    (gen/generate (s/gen fspec gen))
    (get replace sym f)))

(defn- instrument-one [sym opts]
  (let [v (if (symbol? sym) (resolve sym) nil)]
    (when-not (macro-or-missing? v)
      (when-let [fspec (spec-for sym opts)]
        (let [{:keys [raw wrapped]} (get @instrumented-vars sym)
              current @v
              f (if (identical? wrapped current) raw current)
              checked (checking-fn sym (in-place-of sym f fspec opts) fspec)]
          (alter-var-root v (constantly checked))
          (swap! instrumented-vars assoc sym {:raw f :wrapped checked})
          sym)))))

(defn- unstrument-one [sym]
  (when-let [{:keys [raw wrapped]} (get @instrumented-vars sym)]
    (swap! instrumented-vars dissoc sym)
    (let [v (resolve sym)]
      (when (and v (identical? wrapped @v))
        (alter-var-root v (constantly raw))
        sym))))

(defn- specified-fns
  "The symbols that have specs and do not name macros."
  []
  (remove (fn [k] (or (keyword? k) (:macro (meta (resolve k))))) (keys (s/registry))))

(defn instrumentable-syms
  "The symbols of functions that can be instrumented: those with specs, by fdef or in :spec of the options."
  ([] (instrumentable-syms nil))
  ([opts]
   (when opts (assert (every? ident? (keys (:gen opts))) "instrument :gen expects ident keys"))
   (into #{} cat [(specified-fns)
                  (keys (:spec opts))
                  (:stub opts)
                  (keys (:replace opts))])))

(defn instrument
  "Has the calls of functions checked, of those named or of all that can be: a call with arguments that do not conform to
  :args of the function's spec throws. Gives the symbols of those that are checked now. The options: :spec, a map from
  symbols to other specs; :stub, a set of symbols, which are replaced by functions that give generated results; :gen,
  overrides for those; :replace, a map from symbols to functions to be called instead."
  ([] (instrument (instrumentable-syms)))
  ([sym-or-syms] (instrument sym-or-syms nil))
  ([sym-or-syms opts]
   (let [able (instrumentable-syms opts)]
     (into []
           (comp (filter able) (distinct) (map (fn [sym] (instrument-one sym opts))) (remove nil?))
           (collection sym-or-syms)))))

(defn unstrument
  "Has the calls of functions checked no more, of those named or of all. Gives the symbols of those that were."
  ([] (unstrument (map ->sym (keys @instrumented-vars))))
  ([sym-or-syms]
   (into [] (keep (fn [sym] (if (symbol? sym) (unstrument-one sym) nil))) (collection sym-or-syms))))

;; Checking

(defn- check-failed [args val spec role]
  (ex-info "Specification-based check failed"
           (assoc (s/explain-data* spec [role] [] [] val)
                  ::args args
                  ::val val
                  ::s/failure :check-failed)))

(defn- checked-call
  "True where the call of f is as its specs say; else an exception that says what is wrong."
  [f {:keys [args ret fn]} arguments]
  (let [cargs (if args (s/conform args arguments) nil)]
    (if (s/invalid? cargs)
      (check-failed arguments arguments args :args)
      (let [result (apply f arguments)
            cret (if ret (s/conform ret result) nil)]
        (cond
          (s/invalid? cret) (check-failed arguments result ret :ret)
          (and args ret fn (not (s/valid? fn {:args cargs :ret cret})))
          (check-failed arguments {:args cargs :ret cret} fn :fn)
          :else true)))))

(defn- tried
  "What quick-check gives of f."
  [f specs {overrides :gen options :clojure.spec.test.check/opts}]
  (let [{:keys [num-tests] :or {num-tests 1000}} options]
    (try
      (let [arguments (s/gen (:args specs) overrides)]
        (apply gen/quick-check num-tests
               (gen/for-all* [arguments]
                             (fn [args]
                               (let [answer (checked-call f specs args)]
                                 (if (true? answer) true (throw answer)))))
               (mapcat identity options)))
      (catch Throwable t {:result t}))))

(defn- told [check-ret spec sym]
  (let [result (:result (:shrunk check-ret) (:result check-ret))]
    (merge {:spec spec :clojure.spec.test.check/ret check-ret}
           (if sym {:sym sym} nil)
           (if (true? result) nil {:failure result}))))

(defn- no-args-spec [spec sym]
  {:failure (ex-info "No :args spec" {::s/failure :no-args-spec}) :sym sym :spec spec})

(defn- check-one [{:keys [sym f v spec]} opts]
  (let [unwrapped (and v (unstrument-one sym))
        f (if v @v f)]
    (try
      (cond
        (or (nil? f) (and v (:macro (meta v)))) {:failure (ex-info "No fn to spec" {::s/failure :no-fn}) :sym sym :spec spec}
        (:args spec) (told (tried f spec opts) spec sym)
        :else (no-args-spec spec sym))
      (finally
        (when unwrapped (instrument-one sym nil))))))

(defn- checkable [sym]
  (let [v (resolve sym)]
    {:sym sym :v v :spec (s/get-spec sym)}))

(defn check-fn
  "Checks a function with arguments generated from an fspec: what check gives for one function."
  ([f spec] (check-fn f spec nil))
  ([f spec opts]
   (if (:args spec)
     (told (tried f spec opts) spec nil)
     (no-args-spec spec nil))))

(defn checkable-syms
  "The symbols of functions that can be checked: those with specs by fdef, and those of :spec of the options."
  ([] (checkable-syms nil))
  ([opts]
   (into #{} cat [(specified-fns)
                  (keys (:spec opts))])))

(defn check
  "Tries functions with generated arguments, those named or all that can be, and gives a lazy seq of maps: with :spec, :sym,
  :clojure.spec.test.check/ret, which is what quick-check gave, and :failure where a call was not as specified or threw.
  The options: :clojure.spec.test.check/opts, options of quick-check, with :num-tests (1000); :gen, overrides of
  generators."
  ([] (check (checkable-syms)))
  ([sym-or-syms] (check sym-or-syms nil))
  ([sym-or-syms opts]
   (->> (collection sym-or-syms)
        (filter (checkable-syms opts))
        (map (fn [sym] (check-one (checkable sym) opts))))))

;; Results

(defn- kind-of-failure [failure]
  (cond
    (instance? Throwable failure) (or (::s/failure (ex-data failure)) :check-threw)
    :else (or (::s/failure failure) :check-threw)))

(defn- kind-of-result [{:keys [failure] :as result}]
  (if failure (kind-of-failure failure) :check-passed))

(defn- described [failure]
  (if (and (instance? Throwable failure) (::s/failure (ex-data failure)))
    (ex-data failure)
    failure))

(defn abbrev-result "A result of check with what matters to people." [x]
  (if (:failure x)
    (-> (dissoc x :clojure.spec.test.check/ret)
        (update :spec s/describe)
        (update :failure described))
    (dissoc x :spec :clojure.spec.test.check/ret)))

(defn summarize-results
  "Prints what summary-result (abbrev-result) gives of each result of check. Gives a map of how many there were: :total, and
  each kind, such as :check-passed, :check-failed and :check-threw."
  ([check-results] (summarize-results check-results abbrev-result))
  ([check-results summary-result]
   (reduce
     (fn [summary result]
       (pp/pprint (summary-result result))
       (-> summary
           (update :total inc)
           (update (kind-of-result result) (fnil inc 0))))
     {:total 0}
     check-results)))

(defn enumerate-namespace "The symbols of all vars of namespaces, named by a symbol or several." [ns-sym-or-syms]
  (into #{}
        (mapcat (fn [ns-sym]
                  (map (fn [name] (symbol (str ns-sym) (str name))) (keys (ns-interns ns-sym)))))
        (collection ns-sym-or-syms)))
