(ns clojure.walk
  "Walks through nested data, and changes it on the way.")

(defn walk
  "Applies inner to each element of form, builds a collection of the same type of the results, and gives outer of that.
  Anything that is no collection goes to outer as it is. Lazy seqs are realised."
  [inner outer form]
  (cond
    (list? form) (outer (apply list (map inner form)))
    (map-entry? form) (outer (clojure.lang.MapEntry/create (inner (key form)) (inner (val form))))
    (seq? form) (outer (doall (map inner form)))
    (record? form) (outer (reduce (fn [acc entry] (conj acc (inner entry))) form form))
    (coll? form) (outer (into (empty form) (map inner form)))
    :else (outer form)))

(defn postwalk
  "Replaces every part of form by (f part), innermost first: f sees parts whose own parts are replaced already."
  [f form]
  (walk (fn [part] (postwalk f part)) f form))

(defn prewalk
  "Replaces every part of form by (f part), outermost first: the parts of what f gives are replaced after it."
  [f form]
  (walk (fn [part] (prewalk f part)) identity (f form)))

(defn- shown [form]
  (print "Walked: ")
  (prn form)
  form)

(defn postwalk-demo "Prints every part of form in the order of postwalk; form." [form] (postwalk shown form))

(defn prewalk-demo "Prints every part of form in the order of prewalk; form." [form] (prewalk shown form))

(defn- with-keys
  "Form with the keys of all maps in it changed by change."
  [change form]
  (postwalk (fn [part]
              (if (map? part)
                (into {} (map (fn [[k v]] [(change k) v])) part)
                part))
            form))

(defn keywordize-keys "Form with the strings that are keys of maps in it made keywords." [m]
  (with-keys (fn [k] (if (string? k) (keyword k) k)) m))

(defn stringify-keys "Form with the keywords that are keys of maps in it made strings, without their namespaces." [m]
  (with-keys (fn [k] (if (keyword? k) (name k) k)) m))

(defn- replacement [smap]
  (fn [part]
    (if (contains? smap part) (get smap part) part)))

(defn prewalk-replace
  "Form with every part that is a key of smap replaced by its value there, outermost first; what was put in is searched
  again."
  [smap form]
  (prewalk (replacement smap) form))

(defn postwalk-replace
  "Form with every part that is a key of smap replaced by its value there, innermost first."
  [smap form]
  (postwalk (replacement smap) form))

(defn macroexpand-all
  "Form with the calls of macros in it expanded. It knows nothing of special forms: what looks like a call of a macro
  counts as one."
  [form]
  (prewalk (fn [part] (if (seq? part) (macroexpand part) part)) form))
