(in-ns 'clojure.core)

;; What has no meaning without a JVM says so, and what has a near relative here is that.

(defn- refuse [what why]
  (throw (new java.lang.UnsupportedOperationException (str what " is not there: " why))))

(defmacro gen-class "Not there: no classes for Java are made." [& options] nil)
(defmacro gen-interface "Not there: no interfaces for Java are made." [& options] (refuse "gen-interface" "no classes for Java are made"))
(defn compile "Not there: nothing is compiled to files." [lib] (refuse "compile" "nothing is compiled to class files"))
(defn add-classpath "Not there: there is no class path." [url] (refuse "add-classpath" "there is no class path"))
(defn resultset-seq "Not there: there is no JDBC." [rs] (refuse "resultset-seq" "there is no JDBC"))
(defn bean "Not there: objects have no getters." [x] (refuse "bean" "objects of the host have properties, not getters: use (.-name x)"))

(defmacro definline "defn: the compiler inlines by itself." [name & decl] (list* 'clojure.core/defn name decl))

(defmacro proxy
  "An object with methods of interfaces: (proxy [Interface*] [] (method [args*] body*)*); this names the object."
  [class-and-interfaces args & fs]
  (when (seq args)
    (throw (new java.lang.UnsupportedOperationException "proxy extends interfaces only, so it takes no constructor arguments")))
  (let [with-this (fn [[params & body]] (list* (into ['this] params) body))
        methods (mapcat (fn [[name & forms]]
                          (if (vector? (first forms))
                            [(cons name (with-this forms))]
                            (map (fn [f] (cons name (with-this f))) forms)))
                        fs)]
    (concat (list 'reify* (first class-and-interfaces)) methods (rest class-and-interfaces))))

(defn vector-of "A vector of the elements; :int, :long, :double and so on cast them."
  [t & elements]
  (let [cast (or (get {:int int :long long :short short :byte byte :double double :float float :char char :boolean boolean} t)
                 (throw (new java.lang.IllegalArgumentException (str "Unrecognized type " t))))]
    (mapv cast elements)))

(def ^{:doc "How characters in strings are escaped when they are printed."} char-escape-string
  {\newline "\\n" \tab "\\t" \return "\\r" \" "\\\"" \\ "\\\\" \formfeed "\\f" \backspace "\\b"})

(def ^{:doc "The names of characters that are printed by name."} char-name-string
  {\newline "newline" \tab "tab" \space "space" \backspace "backspace" \formfeed "formfeed" \return "return"})

(def ^{:dynamic true :doc "The rounding context that with-precision puts in force; kept in the runtime."} *math-context* nil)

(defmacro with-loading-context "Evaluates the body; there are no class loaders." [& body] (cons 'do body))

(defprotocol Inst
  "Points in time."
  (inst-ms* [inst] "The milliseconds from 1970 to the point in time."))

(extend-protocol Inst
  java.util.Date
  (inst-ms* [inst] (-date-millis inst)))

(defn inst-ms "The milliseconds from 1970 to the point in time." [inst] (inst-ms* inst))
(defn inst? "Whether x is a point in time." [x] (-satisfies? Inst x))

(declare unquote unquote-splicing)

(def ^{:doc "The classes behind the names of primitive types."} primitives-classnames
  {'int "int" 'long "long" 'float "float" 'double "double" 'boolean "boolean" 'byte "byte" 'char "char" 'short "short"})

(defn print-ctor "Writes x as a call of the constructor of its class: print-args writes the arguments." [o print-args w]
  (-write-to w (str "#=(" (.getName (class o)) ". "))
  (print-args o w)
  (-write-to w ")"))
