(in-ns 'clojure.core)

;; What has no meaning without a JVM says so, and what has a near relative here is that.

(defn- refuse [what why]
  (throw (new java.lang.UnsupportedOperationException (str what " is not there: " why))))

(defmacro gen-class "Not there: no classes for Java are made." [& options] nil)
(defn compile "Not there: nothing is compiled to files." [lib] (refuse "compile" "nothing is compiled to class files"))
(defn add-classpath "Not there: there is no class path." [url] (refuse "add-classpath" "there is no class path"))
(defn resultset-seq "Not there: there is no JDBC." [rs] (refuse "resultset-seq" "there is no JDBC"))
(defn bean "Not there: objects have no getters." [x] (refuse "bean" "objects of the host have properties, not getters: use (.-name x)"))

(def ^:private no-classes "no classes for Java are made")

(defn proxy-name "Not there: proxies have no classes of their own." [super interfaces] (refuse "proxy-name" no-classes))
(defn get-proxy-class "Not there: proxies have no classes of their own." [& bases] (refuse "get-proxy-class" no-classes))
(defn construct-proxy "Not there: proxies have no classes of their own." [c & ctor-args] (refuse "construct-proxy" no-classes))
(defn init-proxy "Not there: the methods of a proxy are fixed." [proxy mappings] (refuse "init-proxy" no-classes))
(defn update-proxy "Not there: the methods of a proxy are fixed." [proxy mappings] (refuse "update-proxy" no-classes))
(defn proxy-mappings "Not there: the methods of a proxy are fixed." [proxy] (refuse "proxy-mappings" no-classes))
(defn proxy-call-with-super "Not there: a proxy has no class above it." [call this meth] (refuse "proxy-call-with-super" no-classes))
(defmacro proxy-super "Not there: a proxy has no class above it." [meth & args] (refuse "proxy-super" no-classes))
(defn method-sig "Not there: there is no reflection on the methods of Java." [meth] (refuse "method-sig" "there is no reflection"))

(def ^:private own-vectors "the inner parts of vectors are Clove's own")

(defn ->Vec "Not there: vector-of makes the vectors that this stands for." [am cnt shift root tail _meta] (refuse "->Vec" own-vectors))
(defn ->VecNode "Not there: vectors have no nodes of this kind." [edit arr] (refuse "->VecNode" own-vectors))
(defn ->VecSeq "Not there: seq of a vector makes what this stands for." [am vec anode i offset _meta] (refuse "->VecSeq" own-vectors))
(defn -reset-methods "Not there: protocols keep no such table." [protocol] (refuse "-reset-methods" "protocols keep their methods in Clove's own way"))
(defn -cache-protocol-fn "Not there: protocols keep no such table." [pf x c interf] (refuse "-cache-protocol-fn" "protocols keep their methods in Clove's own way"))

(defn ->ArrayChunk "A chunk of the elements of an array from off up to end; the array manager is not needed."
  [am arr off end]
  (let [chunk-of (chunk-buffer (- end off))]
    (loop [i off]
      (when (< i end)
        (chunk-append chunk-of (aget arr i))
        (recur (inc i))))
    (chunk chunk-of)))

(defmacro definline
  "Defines a function whose body gives a form, as that of a macro does: the function evaluates the form with its
  parameters. The compiler inlines by itself; :inline of the metadata holds the function that makes the form."
  [name & decl]
  (let [[before [args expr]] (split-with (complement vector?) decl)]
    (list 'do
          (concat (list 'clojure.core/defn name) before
                  (list args (apply (eval (list 'clojure.core/fn args expr)) args)))
          (list 'clojure.core/alter-meta! (list 'var name) 'clojure.core/assoc :inline (list 'clojure.core/fn name args expr))
          (list 'var name))))

(defn- proxy-of-local
  "The form of a ThreadLocal whose first value in each fiber initialValue gives, the one method that may be replaced."
  [methods]
  (when-not (= '[initialValue] (map first methods))
    (throw (new java.lang.UnsupportedOperationException "Of the methods of a ThreadLocal a proxy has initialValue only")))
  (list 'java.lang.ThreadLocal/withInitial (list* 'clojure.core/fn (rest (first methods)))))

(defmacro proxy
  "An object with methods of interfaces: (proxy [Interface*] [] (method [args*] body*)*); this names the object. Of classes there is
  ThreadLocal with its initialValue."
  [class-and-interfaces args & fs]
  (when (seq args)
    (throw (new java.lang.UnsupportedOperationException "proxy extends interfaces only, so it takes no constructor arguments")))
  (let [with-this (fn [[params & body]] (list* (into ['this] params) body))
        methods (mapcat (fn [[name & forms]]
                          (if (vector? (first forms))
                            [(cons name (with-this forms))]
                            (map (fn [f] (cons name (with-this f))) forms)))
                        fs)]
    (if (contains? #{'ThreadLocal 'java.lang.ThreadLocal} (first class-and-interfaces))
      (proxy-of-local fs)
      (concat (list 'reify* (first class-and-interfaces)) methods (rest class-and-interfaces)))))

(def ^{:doc "How characters in strings are escaped when they are printed."} char-escape-string
  {\newline "\\n" \tab "\\t" \return "\\r" \" "\\\"" \\ "\\\\" \formfeed "\\f" \backspace "\\b"})

(def ^{:doc "The names of characters that are printed by name."} char-name-string
  {\newline "newline" \tab "tab" \space "space" \backspace "backspace" \formfeed "formfeed" \return "return"})

(defmacro with-loading-context "Evaluates the body; there are no class loaders." [& body] (cons 'do body))

(defprotocol Inst
  "Points in time."
  (inst-ms* [inst] "The milliseconds from 1970 to the point in time."))

(-extend! Inst java.util.Date {:inst-ms* (fn [inst] (-date-millis inst))})

(defn inst-ms "The milliseconds from 1970 to the point in time." [inst] (inst-ms* inst))
(defn inst? "Whether x is a point in time." [x] (satisfies? Inst x))

(def ^{:doc "Stands for ~ in what the reader makes of it; it has no value, since only syntax-quote gives it a meaning."} unquote)
(def ^{:doc "Stands for ~@ in what the reader makes of it; it has no value, since only syntax-quote gives it a meaning."} unquote-splicing)

(def ^{:doc "The classes behind the names of primitive types."} primitives-classnames
  {'int "int" 'long "long" 'float "float" 'double "double" 'boolean "boolean" 'byte "byte" 'char "char" 'short "short"})
