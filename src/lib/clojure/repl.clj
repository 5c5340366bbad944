(ns clojure.repl
  "What one asks at the prompt."
  (:require [clojure.string]))

(def ^:private special-docs
  {'def "(def symbol doc-string? init?)\n  Makes a var, and gives it a value."
   'if "(if test then else?)\n  Evaluates then when test is neither false nor nil, else otherwise."
   'do "(do exprs*)\n  Evaluates the expressions in order; the value of the last."
   'quote "(quote form)\n  The form itself, not evaluated."
   'var "(var symbol)\n  The var that the symbol names, not its value."
   'throw "(throw expr)\n  Throws an exception."
   'try "(try expr* catch-clause* finally-clause?)\n  Evaluates the expressions and catches what they throw."
   'recur "(recur exprs*)\n  Begins the loop or function again with new values."
   'set! "(set! var-or-field expr)\n  Gives a bound var or a mutable field another value."
   'new "(Classname. args*)\n  Makes an instance of a class."
   '. "(.method object args*)\n  Calls a method of an object."
   'fn* "(fn name? [params*] exprs*)\n  Makes a function."
   'let* "(let [bindings*] exprs*)\n  Evaluates the expressions with names bound."
   'loop* "(loop [bindings*] exprs*)\n  let, and the place where recur begins again."})

(defn- print-doc [v]
  (let [m (meta v)]
    (println "-------------------------")
    (println (str (ns-name (:ns m)) "/" (:name m)))
    (when (:arglists m) (prn (:arglists m)))
    (when (:macro m) (println "Macro"))
    (when (:doc m) (println (str "  " (:doc m))))))

(defn -doc "Prints the documentation of what a symbol names: what the macro doc calls." [sym]
  (cond
    (special-docs sym) (let [[form doc] (clojure.string/split (special-docs sym) #"\n" 2)]
                         (println "-------------------------")
                         (println sym)
                         (println (str "  " form))
                         (println "Special Form")
                         (println doc))
    (find-ns sym) (do (println "-------------------------")
                      (println sym)
                      (println (str "  " (:doc (meta (find-ns sym))))))
    :else (let [v (resolve sym)]
            (when (var? v) (print-doc v))))
  nil)

(defmacro doc
  "Prints the documentation of a var, special form or namespace."
  [name]
  (list 'clojure.repl/-doc (list 'quote name)))

(defn find-doc
  "Prints the documentation of all vars whose names or docstrings match a pattern."
  [re-string-or-pattern]
  (let [re (re-pattern re-string-or-pattern)]
    (doseq [ns (all-ns)
            v (sort-by (comp :name meta) (vals (ns-publics ns)))
            :let [m (meta v)]
            :when (and (:doc m) (or (re-find re (:doc m)) (re-find re (str (:name m)))))]
      (print-doc v))))

(defn apropos
  "A seq of the public names, qualified, that match a pattern or have a string in them."
  [str-or-pattern]
  (let [matches? (if (clojure.core/-regex? str-or-pattern)
                   (fn [s] (re-find str-or-pattern (str s)))
                   (fn [s] (.contains (str s) (str str-or-pattern))))]
    (sort (mapcat (fn [ns]
                    (let [ns-name (str ns)]
                      (map (fn [s] (symbol ns-name (str s)))
                           (filter matches? (keys (ns-publics ns))))))
                  (all-ns)))))

(defn dir-fn "A sorted seq of the public names of a namespace, or of what an alias stands for." [ns]
  (sort (map first (ns-publics (get (ns-aliases *ns*) ns (the-ns ns))))))

(defmacro dir
  "Prints the public names of a namespace, sorted."
  [nsname]
  (list 'clojure.core/doseq ['v (list 'clojure.repl/dir-fn (list 'quote nsname))]
        (list 'clojure.core/println 'v)))

(defn source-fn
  "The text of the definition of a var, or nil where it is not known."
  [x]
  (let [v (resolve x)]
    (if (var? v) (clojure.core/-source-text v) nil)))

(defmacro source
  "Prints the text of the definition of a var."
  [n]
  (list 'clojure.core/println (list 'clojure.core/or (list 'clojure.repl/source-fn (list 'quote n)) "Source not found")))

(defn root-cause "The exception that was the first in a chain of causes." [t]
  (if-let [cause (.getCause t)]
    (recur cause)
    t))

(def ^:private munged
  {"_QMARK_" "?" "_BANG_" "!" "_STAR_" "*" "_PLUS_" "+" "_GT_" ">" "_LT_" "<" "_EQ_" "=" "_SLASH_" "/"
   "_SINGLEQUOTE_" "'" "_AMPERSAND_" "&" "_PERCENT_" "%" "_COLON_" ":" "_SHARP_" "#" "_TILDE_" "~" "_BAR_" "|"
   "$" "/" "_" "-"})

(defn demunge
  "The Clojure name of a function, from the name of its class in Java."
  [fn-name]
  (clojure.string/replace fn-name #"_[A-Z]+_|[$_]" (fn [part] (get munged part part))))

(defn stack-element-str
  "The text of an element of a stack, which is a seq of the name of the function, the file and the line."
  [el]
  (let [[function file line] el]
    (str function (when file (str " (" (last (re-seq #"[^/]+" file)) ":" line ")")))))

(defn pst
  "Prints the class, the message and the data of an exception, some elements of its stack, 12 unless depth says
  otherwise, and the same for its causes. Without an exception it is the root cause of the REPL's last one."
  ([] (pst 12))
  ([e-or-depth]
   (if (number? e-or-depth)
     (when *e (pst (root-cause *e) e-or-depth))
     (pst e-or-depth 12)))
  ([e depth]
   (binding [*out* *err*]
     (println (str (.getSimpleName (class e)) " " (ex-message e)
                   (when-let [data (ex-data e)] (str " " (pr-str data)))))
     (doseq [element (take depth (clojure.core/-trace e))]
       (println (str "\t" (stack-element-str element))))
     (when-let [cause (ex-cause e)]
       (println "Caused by:")
       (pst cause depth)))))

(defn set-break-handler!
  "Refused: there are no threads to stop. Whoever embeds Clove stops a program."
  ([] (set-break-handler! nil))
  ([f] (throw (new java.lang.UnsupportedOperationException "There are no threads to stop"))))
