(in-ns 'clojure.core)

;; Namespaces: ns, require and their kin over the natives of the runtime.

(def ^{:dynamic true :doc "The data readers for tagged literals, a map from symbol to function."} *data-readers* {})
(def ^{:dynamic true :doc "The function of tag and form for tagged literals without a reader; nil refuses them."} *default-data-reader-fn* nil)
(def ^{:doc "The data readers that are always there."} default-data-readers {})

(defn- check-spec [ok? message]
  (when-not ok? (throw (new java.lang.IllegalArgumentException message))))

(defn refer
  "Makes the public vars of a namespace known in the current one by their names. Filters: :only [names],
  :exclude [names], :rename {name other}."
  [ns-sym & filters]
  (let [ns (or (find-ns ns-sym) (throw (new java.lang.Exception (str "No namespace: " ns-sym))))
        options (-map-from filters)
        publics (ns-publics ns)
        renames (or (:rename options) {})
        exclude (set (:exclude options))
        names (if (= :all (:only options)) (keys publics) (or (:only options) (keys publics)))]
    (when-not (or (nil? (:only options)) (= :all (:only options)) (sequential? (:only options)) (set? (:only options)))
      (throw (new java.lang.Exception ":only/:refer value must be a sequential collection of symbols")))
    (doseq [sym names]
      (when-not (contains? exclude sym)
        (let [v (get publics sym)]
          (when-not v
            (throw (new java.lang.IllegalAccessError
                        (if (get (ns-interns ns) sym)
                          (str sym " is not public")
                          (str sym " does not exist")))))
          (-refer (get renames sym sym) v))))
    nil))

(defn- load-one [lib options flags]
  (let [reload (boolean (or (contains? flags :reload) (contains? flags :reload-all)))]
    (if (:as-alias options)
      (do (create-ns lib) (alias (:as-alias options) lib))
      (-load-ns lib reload))
    (when (:as options) (alias (:as options) lib))
    (let [only (or (:refer options) (if (contains? flags ::use) (:only options) nil))]
      (cond
        (= :all only) (apply refer lib (mapcat identity (select-keys options [:exclude :rename])))
        only (apply refer lib :only only (mapcat identity (select-keys options [:rename])))
        (contains? flags ::use) (apply refer lib (mapcat identity (select-keys options [:exclude :rename])))
        :else nil))))

(defn- prefix-spec? [spec]
  (and (sequential? spec)
       (next spec)
       (not (keyword? (second spec)))))

(defn- load-spec [prefix spec flags]
  (cond
    (symbol? spec)
    (load-one (if prefix (symbol (str prefix "." spec)) spec) {} flags)
    (prefix-spec? spec)
    (doseq [inner (next spec)]
      (load-spec (if prefix (str prefix "." (first spec)) (str (first spec))) inner flags))
    (sequential? spec)
    (let [lib (first spec)]
      (check-spec (symbol? lib) (str "Not a libspec: " (pr-str spec)))
      (check-spec (odd? (count spec)) (str "Not a libspec: " (pr-str spec)))
      (load-one (if prefix (symbol (str prefix "." lib)) lib) (-map-from (next spec)) flags))
    :else (check-spec false (str "Not a libspec: " (pr-str spec)))))

(defn- load-specs [args flags]
  (let [flags (into flags (filter keyword?) args)
        unknown (seq (remove #{:reload :reload-all :verbose ::use} flags))]
    (check-spec (not unknown) (str "Unsupported option(s) supplied: " (apply str (interpose \, unknown))))
    (check-spec (seq (remove keyword? args)) "Nothing specified to load")
    (doseq [spec (remove keyword? args)]
      (load-spec nil spec flags))))

(defn require
  "Loads namespaces that are not loaded yet. Each argument is a symbol, or a vector of one and options: :as alias,
  :refer [names] or :all, :as-alias alias; or a list of a prefix and such. Flags: :reload, :reload-all."
  [& args]
  (load-specs args #{}))

(defn use
  "Like require, and refers to what the namespaces hold, as :only, :exclude and :rename say."
  [& args]
  (load-specs args #{::use}))

(defn requiring-resolve
  "The var that a qualified symbol names; its namespace is loaded where that is needed."
  [sym]
  (if (qualified-symbol? sym)
    (or (resolve sym)
        (do (require (symbol (namespace sym)))
            (resolve sym)))
    (throw (new java.lang.IllegalArgumentException (str "Not a qualified symbol: " sym)))))

(defmacro refer-clojure
  "Refers to the core library, apart from what :exclude names, or only to what :only names; :rename gives others."
  [& filters]
  (list 'clojure.core/-refer-clojure (list 'quote filters)))

(defn- -refer-clojure [filters]
  (let [options (-map-from filters)
        all (ns-publics 'clojure.core)
        hidden (if (:only options)
                 (remove (set (:only options)) (keys all))
                 (concat (:exclude options) (keys (:rename options))))]
    (-refer-core (-array hidden))
    (doseq [e (:rename options)]
      (-refer (val e) (get all (key e))))
    nil))

(defn- -import-spec
  "Imports the class of a symbol, or the classes of a list of a package and names."
  [spec]
  (if (symbol? spec)
    (-import spec)
    (reduce (fn [_ c] (-import (symbol (str (first spec) "." c)))) nil (rest spec))))

(defmacro import
  "Makes classes known by their simple names: (import java.util.Date) or (import (java.util Date UUID))."
  [& specs]
  (cons 'do
        (map (fn [spec]
               (list 'clojure.core/-import-spec
                     (list 'quote (if (and (seq? spec) (= 'quote (first spec))) (second spec) spec))))
             specs)))

(defn- ns-clause [clause]
  (if-not (and (sequential? clause) (keyword? (first clause)))
    (throw (new java.lang.IllegalArgumentException (str "Invalid ns clause: " (pr-str clause))))
    (let [kind (first clause) args (rest clause) quoted (map (fn [a] (list 'quote a)) args)]
      (case kind
        :require (cons 'clojure.core/require quoted)
        :require-macros nil
        :use (cons 'clojure.core/use quoted)
        :import (cons 'clojure.core/import args)
        :refer-clojure (cons 'clojure.core/refer-clojure args)
        :refer (cons 'clojure.core/refer quoted)
        :load (cons 'clojure.core/load args)
        :gen-class nil
        (throw (new java.lang.IllegalArgumentException (str "Unknown ns clause: " kind)))))))

(defmacro ns
  "Makes a namespace the current one, and readies it: (:require …), (:use …), (:import …), (:refer-clojure …)."
  {:arglists '([name docstring? attr-map? references*])}
  [name & references]
  (when-not (symbol? name)
    (throw (new java.lang.IllegalArgumentException (str "The name of a namespace must be a symbol, not " (pr-str name)))))
  (let [doc (if (string? (first references)) (first references) nil)
        references (if doc (next references) references)
        attributes (if (map? (first references)) (first references) nil)
        references (if attributes (next references) references)
        attributes (merge (meta name) (if doc {:doc doc} nil) attributes)
        core? (some (fn [r] (and (sequential? r) (= :refer-clojure (first r)))) references)
        clauses (doall (map ns-clause references))]
    (concat
      (list 'do
            (list 'clojure.core/in-ns (list 'quote name))
            (list 'clojure.core/-ns-meta! (list 'quote (dissoc attributes :line :column :file))))
      (if core? nil (list '(clojure.core/-refer-clojure nil)))
      (remove nil? clauses)
      (list nil))))

(defn- -ns-meta! [attributes]
  (when (and attributes (pos? (count attributes)))
    (reset-meta! *ns* attributes))
  nil)

(defn load
  "Runs files by their paths without an ending: \"/my/lib\" from the places where namespaces are looked for, \"part\" from
  the folder of the current namespace."
  [& paths]
  (doseq [path paths]
    (let [dotted (fn [path] (apply str (map (fn [c] (cond (= c \/) \. (= c \_) \- :else c)) path)))
          folder (fn [name] (let [dot (.lastIndexOf name ".")] (if (neg? dot) "" (subs name 0 (inc dot)))))]
      (-load-part (symbol (if (= \/ (first path))
                            (dotted (subs path 1))
                            (str (folder (str (ns-name *ns*))) (dotted path))))))))

(defn bound? "Whether all of the vars have a value." [& vars] (every? -bound? vars))
(defn thread-bound? "Whether all of the vars have a dynamic binding." [& vars] (every? -thread-bound? vars))
(defn- -has-root? [v] (-bound? v))

(defn special-symbol? "Whether the symbol names a special form." [s] (and (symbol? s) (-special-form? s)))

(defn test
  "Calls the :test function of the metadata of a var; :ok, or :no-test where there is none."
  [v]
  (let [f (:test (meta v))]
    (if f (do (f) :ok) :no-test)))

(defn munge "The name with characters that Java does not allow written out; a symbol stays one." [s]
  ((if (symbol? s) symbol str)
   (apply str (map (fn [c] (get {\- "_" \? "_QMARK_" \! "_BANG_" \* "_STAR_" \+ "_PLUS_" \> "_GT_" \< "_LT_" \= "_EQ_" \/ "_SLASH_" \' "_SINGLEQUOTE_" \& "_AMPERSAND_" \% "_PERCENT_" \: "_COLON_" \# "_SHARP_"} c c))
                   (str s)))))

(defn namespace-munge "The name of a namespace as part of a path." [ns]
  (apply str (map (fn [c] (if (= c \-) \_ c)) (str ns))))

(def ^{:dynamic true :doc "The version of Clojure whose language this is."} *clojure-version*
  {:major 1 :minor 11 :incremental 1 :qualifier nil})

(defn clojure-version "The version of Clojure whose language this is, a string." []
  (let [{:keys [major minor incremental qualifier]} *clojure-version*]
    (str major "." minor "." incremental (if qualifier (str "-" qualifier) ""))))
