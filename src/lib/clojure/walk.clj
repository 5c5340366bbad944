(ns clojure.walk
  "Walks through nested data.")

(defn walk
  "form with inner applied to each element, and outer to the whole. Lists, vectors, maps, sets, records and seqs keep
  their kind."
  [inner outer form]
  (cond
    (list? form) (outer (with-meta (apply list (map inner form)) (meta form)))
    (map-entry? form) (outer (first (into {} [[(inner (key form)) (inner (val form))]])))
    (seq? form) (outer (with-meta (doall (map inner form)) (meta form)))
    (record? form) (outer (reduce (fn [r x] (conj r (inner x))) form form))
    (coll? form) (outer (into (empty form) (map inner form)))
    :else (outer form)))

(defn postwalk
  "form with f applied to every part, inner ones first."
  [f form]
  (walk (fn [x] (postwalk f x)) f form))

(defn prewalk
  "form with f applied to every part, outer ones first."
  [f form]
  (walk (fn [x] (prewalk f x)) identity (f form)))

(defn postwalk-demo "Prints each part of form as postwalk meets it." [form]
  (postwalk (fn [x] (print "Walked: ") (prn x) x) form))

(defn prewalk-demo "Prints each part of form as prewalk meets it." [form]
  (prewalk (fn [x] (print "Walked: ") (prn x) x) form))

(defn- with-keys [f m]
  (postwalk
    (fn [x] (if (map? x) (with-meta (into {} (map (fn [[k v]] [(f k) v])) x) (meta x)) x))
    m))

(defn keywordize-keys "m with the string keys of all maps in it as keywords." [m]
  (with-keys (fn [k] (if (string? k) (keyword k) k)) m))

(defn stringify-keys "m with the keyword keys of all maps in it as strings." [m]
  (with-keys (fn [k] (if (keyword? k) (name k) k)) m))

(defn prewalk-replace
  "form with the parts that are keys of smap replaced by their values, outer ones first."
  [smap form]
  (prewalk (fn [x] (if (contains? smap x) (smap x) x)) form))

(defn postwalk-replace
  "form with the parts that are keys of smap replaced by their values, inner ones first."
  [smap form]
  (postwalk (fn [x] (if (contains? smap x) (smap x) x)) form))

(defn macroexpand-all
  "form with all macro calls in it expanded, whatever place they stand in."
  [form]
  (prewalk (fn [x] (if (seq? x) (macroexpand x) x)) form))
