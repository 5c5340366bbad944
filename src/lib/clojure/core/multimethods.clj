(in-ns 'clojure.core)

;; Multimethods. The engine calls a multimethod by way of -invoke-multi; what was chosen for a dispatch value is
;; kept until a method, a preference or the hierarchy changes.

(defn- hierarchy-of [mf] (deref (-multi-hierarchy mf)))

(defn- prefers?
  "Whether x is preferred to y: by itself, or by a preference among the parents of either."
  [mf h x y]
  (let [table (-multi-prefers mf)]
    (or (contains? (get table x #{}) y)
        (some (fn [p] (prefers? mf h x p)) (parents h y))
        (some (fn [p] (prefers? mf h p y)) (parents h x)))))

(defn- dominates? [mf h x y]
  (or (prefers? mf h x y) (isa? h x y)))

(defn- best-entry [mf h value]
  (reduce
    (fn [best e]
      (if (isa? h value (key e))
        (cond
          (nil? best) e
          (dominates? mf h (key e) (key best)) e
          (dominates? mf h (key best) (key e)) best
          :else
          (throw (new java.lang.IllegalArgumentException
                      (str "Multiple methods in multimethod '" (-multi-name mf) "' match dispatch value: "
                           (str value) " -> " (str (key e)) " and " (str (key best)) ", and neither is preferred"))))
        best))
    nil
    (-multi-method-table mf)))

(defn get-method
  "The function of a multimethod for a dispatch value; the default one, or nil, where none matches."
  [mf value]
  (let [h (hierarchy-of mf)
        cached (-multi-cached mf value h)]
    (if (nil? cached)
      (let [entry (best-entry mf h value)
            f (if entry (val entry) (get (-multi-method-table mf) (-multi-default mf)))]
        (if (nil? f) nil (-multi-cache! mf value h f)))
      cached)))

(defn- -method-for
  "The function of a multimethod for a dispatch value; an IllegalArgumentException where there is none."
  [mf value]
  (let [f (get-method mf value)]
    (if (nil? f)
      (throw (new java.lang.IllegalArgumentException
                  (str "No method in multimethod '" (-multi-name mf) "' for dispatch value: " (if (nil? value) "null" (str value)))))
      f)))

(defn- -invoke-multi
  "Calls a multimethod with the arguments in a host array."
  [mf args]
  (apply (-method-for mf (apply (-multi-dispatch mf) args)) args))

(defn- -invoke-multi-1 "Calls a multimethod with one argument." [mf x]
  (let [value ((-multi-dispatch mf) x) f (-multi-known mf value)]
    (if (nil? f) ((-method-for mf value) x) (f x))))

(defn- -invoke-multi-2 "Calls a multimethod with two arguments." [mf x y]
  (let [value ((-multi-dispatch mf) x y) f (-multi-known mf value)]
    (if (nil? f) ((-method-for mf value) x y) (f x y))))

(defn- -name-in-ns
  "The symbol with the current namespace as its own."
  [sym]
  (symbol (name (ns-name *ns*)) (name sym)))

(defn- -dispatch-options [options]
  (when (= 1 (count options))
    (throw (new java.lang.Exception
                "The syntax for defmulti has changed. Example: (defmulti name dispatch-fn :default dispatch-value)")))
  (let [settings (-map-from options)]
    (when (some (fn [k] (not (contains? #{:default :hierarchy} k))) (keys settings))
      (throw (new java.lang.IllegalArgumentException "Only these options are valid: :default, :hierarchy")))
    settings))

(defmacro defmulti
  "Defines a multimethod: (dispatch-fn args…) chooses the method that defmethod gave for that value, or for one that
  it derives from. Options are :default, the dispatch value of the method of last resort (:default unless given), and
  :hierarchy, a var with a hierarchy. Does nothing when the var holds a multimethod already."
  {:arglists '([name docstring? attr-map? dispatch-fn & options])}
  [name & options]
  (let [doc (if (string? (first options)) (first options) nil)
        options (if doc (next options) options)
        attributes (if (map? (first options)) (first options) {})
        options (if (map? (first options)) (next options) options)
        dispatch (first options)
        settings (-dispatch-options (next options))
        attributes (if doc (assoc attributes :doc doc) attributes)
        attributes (merge (meta name) attributes)
        v (gensym "multi__")]
    (list 'let* [v (list 'def (with-meta name attributes))]
          (list 'if (list 'clojure.core/-multi? (list 'clojure.core/-root v))
                nil
                (list 'do
                      (list 'def (with-meta name attributes)
                            (list 'clojure.core/-make-multi (list 'quote (-name-in-ns name)) dispatch
                                  (get settings :default :default)
                                  (get settings :hierarchy '(var clojure.core/global-hierarchy))))
                      v)))))

(defmacro defmethod
  "Gives a multimethod the method for a dispatch value."
  [multifn dispatch-val & fn-tail]
  (list 'clojure.core/-multi-add! multifn dispatch-val (cons 'clojure.core/fn fn-tail)))

(defn methods "The map from dispatch values to the functions of a multimethod." [mf] (-multi-method-table mf))

(defn prefers "The map from each preferred dispatch value to the set of those that it is preferred to." [mf] (-multi-prefers mf))

(defn prefer-method
  "Has a multimethod prefer the method of dispatch value x to that of y where both match."
  [mf x y]
  (when (prefers? mf (hierarchy-of mf) y x)
    (throw (new java.lang.IllegalStateException
                (str "Preference conflict in multimethod '" (-multi-name mf) "': " (str y) " is already preferred to " (str x)))))
  (-multi-prefers! mf (assoc (-multi-prefers mf) x (conj (get (-multi-prefers mf) x #{}) y)))
  mf)

(defn remove-method "Takes the method for a dispatch value away from a multimethod." [mf value] (-multi-remove! mf value))

(defn remove-all-methods "Takes all methods away from a multimethod." [mf]
  (doseq [value (keys (-multi-method-table mf))] (-multi-remove! mf value))
  mf)
