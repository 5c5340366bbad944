(in-ns 'clojure.core)

;; Namespaces: ns, require and their kin over the natives of the runtime.

(def ^{:dynamic true :doc "The data readers for tagged literals, a map from symbol to function."} *data-readers* {})
(def ^{:dynamic true :doc "The function of tag and form for tagged literals without a reader; nil refuses them."} *default-data-reader-fn* nil)
(def ^{:doc "The data readers that are always there, a map from symbol to function."} default-data-readers
  {'uuid -parse-uuid 'inst -parse-inst})

(defn- check-spec [ok? message]
  (when-not ok? (throw (new java.lang.IllegalArgumentException message))))

(defn- check-load [ok? message]
  (when-not ok? (throw (new java.lang.Exception message))))

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

(def ^:private ^:dynamic *verbosely* false)

(defn- tell [& parts] (when *verbosely* (println (apply str parts)) (flush)))

(defn- path-of [lib]
  (apply str "/" (map (fn [c] (cond (= c \.) \/ (= c \-) \_ :else c)) (str lib))))

(defn- load-and-tell [lib reload]
  (when (-load-ns lib reload)
    (tell "(clojure.core/load \"" (path-of lib) "\")")))

(defn- alias-and-tell [short lib]
  (tell "(clojure.core/in-ns '" (ns-name *ns*) ")")
  (tell "(clojure.core/alias '" short " '" lib ")")
  (alias short lib))

(defn- host-module [lib]
  (throw (new java.lang.UnsupportedOperationException
              (str "Modules of JavaScript are not required by name here: " (pr-str lib)))))

(defn- load-one [lib options flags]
  (let [{:keys [as as-alias refer refer-macros only]} options
        use? (contains? flags ::use)
        reload (cond (contains? flags :reload-all) :all
                     (contains? flags :reload) true
                     :else false)
        names (cond (or (= :all refer) (nil? refer-macros)) (or refer (if use? only nil))
                    :else (distinct (concat refer refer-macros)))]
    (if (and as-alias (not (or as use?)))
      (when-not (find-ns lib) (create-ns lib))
      (load-and-tell lib reload))
    (when as-alias (alias-and-tell as-alias lib))
    (when as (alias-and-tell as lib))
    (cond
      (= :all names) (apply clojure.core/refer lib (mapcat identity (select-keys options [:exclude :rename])))
      names (apply clojure.core/refer lib :only names (mapcat identity (select-keys options [:rename :exclude])))
      use? (apply clojure.core/refer lib (mapcat identity (select-keys options [:exclude :rename])))
      :else nil)))

(defn- prefix-spec? [spec]
  (and (sequential? spec)
       (next spec)
       (not (keyword? (second spec)))))

(defn- load-spec [prefix spec flags]
  (cond
    (symbol? spec)
    (load-one (if prefix (symbol (str prefix "." spec)) spec) {} flags)
    (string? spec) (host-module spec)
    (nil? spec) (check-load false "prefix cannot be nil")
    (prefix-spec? spec)
    (doseq [inner (next spec)]
      (load-spec (if prefix (str prefix "." (first spec)) (str (first spec))) inner flags))
    (sequential? spec)
    (let [lib (first spec)]
      (when (string? lib) (host-module lib))
      (check-spec (symbol? lib) (str "Not a libspec: " (pr-str spec)))
      (check-spec (odd? (count spec)) (str "Not a libspec: " (pr-str spec)))
      (check-load (not (and prefix (some (fn [c] (= c \.)) (name lib))))
                  (str "Found lib name '" lib "' containing period with prefix '" prefix
                       "'.  lib names inside prefix lists must not contain periods"))
      (load-one (if prefix (symbol (str prefix "." lib)) lib) (-map-from (next spec)) flags))
    :else (check-spec false (str "Not a libspec: " (pr-str spec)))))

(defn- load-specs [args flags]
  (let [flags (into flags (filter keyword?) args)
        unknown (seq (remove #{:reload :reload-all :verbose :require :use ::use} flags))]
    (check-load (not unknown) (str "Unsupported option(s) supplied: " (apply str (interpose \, unknown))))
    (check-load (seq (remove keyword? args)) "Nothing specified to load")
    (binding [*verbosely* (or *verbosely* (contains? flags :verbose))]
      (doseq [spec (remove keyword? args)]
        (load-spec nil spec flags)))))

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

;; What slurp and spit do not know themselves is opened by clojure.java.io, which is loaded only then.

(-set-twin! -slurp
  (fn [f encoding opts]
    (-slurp ((requiring-resolve 'clojure.java.io/make-reader) f opts) nil nil)))

;; Lines of what the host brings when it can are read where a fiber may wait for them.
(-set-twin! line-seq
  (fn [in]
    ((requiring-resolve 'clove.stream/lines) in)))

(-set-twin! -spit
  (fn [f text encoding opts]
    (-spit ((requiring-resolve 'clojure.java.io/make-writer) f opts) text nil nil)))

(defmacro refer-clojure
  "Refers to the core library, apart from what :exclude names, or only to what :only names; :rename gives others."
  [& filters]
  (list 'clojure.core/-refer-clojure (cons 'clojure.core/list filters)))

(defn- -refer-clojure [filters]
  (let [options (-map-from filters)
        all (if (or (:only options) (:rename options)) (ns-publics 'clojure.core) nil)
        _ (doseq [sym (concat (:only options) (keys (:rename options)))]
            (when-not (contains? all sym)
              (throw (new java.lang.IllegalAccessError (str sym " does not exist")))))
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
  (when-not (every? (fn [spec] (or (symbol? spec) (sequential? spec))) specs)
    (throw (new java.lang.IllegalArgumentException "import takes symbols and lists of a package and names")))
  (cons 'do
        (map (fn [spec]
               (list 'clojure.core/-import-spec
                     (list 'quote (if (and (seq? spec) (= 'quote (first spec))) (second spec) spec))))
             specs)))

(defn- ns-clause [ns-sym clause]
  (if-not (and (sequential? clause) (keyword? (first clause)))
    (throw (new java.lang.IllegalArgumentException (str "Invalid ns clause: " (pr-str clause))))
    (let [kind (first clause) args (rest clause) quoted (map (fn [a] (list 'quote a)) args)]
      (case kind
        :require (cons 'clojure.core/require quoted)
        (:require-macros :use-macros)
        (let [others (remove (fn [a] (= ns-sym (if (sequential? a) (first a) a))) args)]
          (if (seq others)
            (cons (if (= kind :require-macros) 'clojure.core/require 'clojure.core/use) (map (fn [a] (list 'quote a)) others))
            nil))
        :use (cons 'clojure.core/use quoted)
        :import (cons 'clojure.core/import args)
        :refer-clojure (cons 'clojure.core/refer-clojure quoted)
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
        clauses (doall (map (fn [clause] (ns-clause name clause)) references))]
    (concat
      (list 'do
            (list 'clojure.core/in-ns (list 'quote name))
            (list 'clojure.core/-ns-meta! (list 'quote (dissoc attributes :line :column :file))))
      (if core? nil (list '(clojure.core/-refer-clojure nil)))
      (remove nil? clauses)
      ;; Only now, so that namespaces which require one another are found out.
      (list (list 'clojure.core/-note-loaded (list 'quote name))))))

(defn- -ns-meta! [attributes]
  (when (and attributes (pos? (count attributes)))
    (reset-meta! *ns* attributes))
  nil)

(defn- folder-of-ns []
  (let [path (path-of (ns-name *ns*))]
    (subs path 1 (inc (loop [i (dec (count path))] (if (= \/ (nth path i)) i (recur (dec i))))))))

(defn load
  "Loads files by their paths without the ending: \"/my/lib\" from a root of the path, \"part\" from the folder of the
  current namespace. A file that is part of a namespace begins with in-ns."
  [& paths]
  (doseq [path paths]
    (-load-path (if (= \/ (first path)) (subs path 1) (str (folder-of-ns) path)))))

(defn- -merge-data-readers
  "Makes the data readers that the files on the path name those of the program."
  []
  (let [readers (reduce (fn [all [file form]]
                          (when-not (map? form)
                            (throw (ex-info (str "Not a valid data-reader map") {:url file})))
                          (reduce (fn [all [tag f]]
                                    (when-not (symbol? tag)
                                      (throw (ex-info (str "Invalid form in data-reader file") {:url file :form tag})))
                                    (let [v (intern (create-ns (symbol (namespace f))) (symbol (name f)))]
                                      (when (and (contains? all tag) (not= (get all tag) v))
                                        (throw (ex-info "Conflicting data-reader mapping"
                                                        {:url file :conflict tag :mappings all})))
                                      (assoc all tag v)))
                                  all form))
                        *data-readers*
                        (partition 2 (-read-data-readers)))]
    (alter-var-root #'*data-readers* (constantly readers))
    nil))

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
  ((if (symbol? s) symbol str) (-munge (str s))))

(defn namespace-munge "The name of a namespace as part of a path." [ns]
  (apply str (map (fn [c] (if (= c \-) \_ c)) (str ns))))

(def ^{:dynamic true :doc "The version of Clojure whose language this is."} *clojure-version*
  {:major 1 :minor 11 :incremental 1 :qualifier nil})

(defn clojure-version "The version of Clojure whose language this is, a string." []
  (let [{:keys [major minor incremental qualifier]} *clojure-version*]
    (str major "." minor "." incremental (if qualifier (str "-" qualifier) ""))))

(defn- -call-provided
  "Calls what gives a member of a class of Java, when its namespace has been loaded. The key and the arguments are those of -apply-provided."
  [ns key args]
  (require (symbol ns))
  (-apply-provided key args))
