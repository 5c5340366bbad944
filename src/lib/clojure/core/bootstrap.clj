(in-ns 'clojure.core)

(def ^{:dynamic true :doc "Whether assert checks anything, asked when it is compiled."} *assert* true)

;; The macros that every later file is written in. A macro is a function with :macro in its metadata that
;; takes the whole form and the environment before its arguments. The forms of `let`, `fn`, `loop` and `defn`
;; are taken apart by natives, since every expansion of every program goes through them.

(def ^{:macro true :arglists '([bindings & body])
       :doc "Evaluates the body with the names of the bindings bound, in order, to the values of their
  expressions. A name may be a pattern that takes a vector or a map apart."}
  let (fn* let ([&form &env bindings & body] (-let-form bindings body))))

(def ^{:macro true :arglists '([bindings & body])
       :doc "Like let, but also the place where a recur in tail position of the body begins again."}
  loop (fn* loop ([&form &env bindings & body] (-loop-form bindings body))))

(def ^{:macro true :arglists '([& sigs])
       :doc "Makes a function: (fn name? [params*] body*) or (fn name? ([params*] body*)+). Parameters may be
  patterns. A map with :pre or :post before the body holds conditions that are checked at each call."}
  fn (fn* fn ([&form &env & sigs] (-fn-form &form sigs))))

(def ^{:macro true :arglists '([name doc-string? attr-map? [params*] prepost-map? body]
                               [name doc-string? attr-map? ([params*] prepost-map? body) + attr-map?])
       :doc "Defines a var whose value is a function. The docstring and the attribute map go to the var's metadata."}
  defn (fn* defn ([&form &env name & decls] (-defn-form &form name decls nil))))

(def ^{:macro true :arglists '([name & decls])
       :doc "Like defn, with a private var."}
  defn- (fn* defn- ([&form &env name & decls] (-defn-form &form name decls :private))))

(def ^{:macro true :arglists '([name doc-string? attr-map? [params*] body]
                               [name doc-string? attr-map? ([params*] body) + attr-map?])
       :doc "Defines a macro: a function from forms to a form. In its body &form is the whole call and &env a map
  of the local names in scope."}
  defmacro (fn* defmacro ([&form &env name & decls] (-defmacro-form &form name decls))))

(defmacro declare
  "Makes vars with these names that have no value yet, for use before their definition."
  [& names]
  (-declare-form names))

(defmacro when
  "Evaluates the body, as do would, when test is neither false nor nil; nil otherwise."
  [test & body]
  (list 'if test (cons 'do body)))

(defmacro when-not
  "Evaluates the body when test is false or nil; nil otherwise."
  [test & body]
  (list 'if test nil (cons 'do body)))

(defmacro if-not
  "Evaluates then when test is false or nil, else otherwise."
  ([test then] (list 'if test nil then))
  ([test then else] (list 'if test else then)))

(defmacro and
  "The first value that is false or nil, and nothing after it is evaluated; else the last value. (and) is true."
  ([] true)
  ([x] x)
  ([x & next]
   (let* [value (gensym "and__")]
     (list 'let* [value x] (list 'if value (cons 'clojure.core/and next) value)))))

(defmacro or
  "The first value that is neither false nor nil, and nothing after it is evaluated; else the last. (or) is nil."
  ([] nil)
  ([x] x)
  ([x & next]
   (let* [value (gensym "or__")]
     (list 'let* [value x] (list 'if value value (cons 'clojure.core/or next))))))

(defmacro cond
  "Takes test, expression pairs. The value is that of the expression after the first test that holds; nil
  where none does. By custom :else is the last test."
  [& clauses]
  (if clauses
    (if (next clauses)
      (list 'if (first clauses) (second clauses) (cons 'clojure.core/cond (nnext clauses)))
      (throw (new java.lang.IllegalArgumentException "cond requires an even number of forms")))
    nil))

(defmacro comment
  "Ignores the body, which must still be readable; nil."
  [& body])

(defmacro lazy-seq
  "A seq whose body is evaluated, once, when something first asks for its elements."
  [& body]
  (list 'clojure.core/lazy-seq* (cons '^{:once true} fn* (cons [] body))))

(defmacro ->
  "Puts x as the first argument into the first form, the result into the next one, and so on. A form that is
  no list stands for a call of it."
  [x & forms]
  (loop* [x x forms forms]
    (if forms
      (let* [form (first forms)]
        (recur (if (seq? form)
                 (with-meta (cons (first form) (cons x (next form))) (meta form))
                 (list form x))
               (next forms)))
      x)))

(defmacro ->>
  "Puts x as the last argument into the first form, the result into the next one, and so on."
  [x & forms]
  (loop* [x x forms forms]
    (if forms
      (let* [form (first forms)]
        (recur (if (seq? form)
                 (with-meta (cons (first form) (seq (concat (next form) (list x)))) (meta form))
                 (list form x))
               (next forms)))
      x)))

(defmacro ..
  "Host member access in a chain: (.. a b (c d)) is (. (. a b) (c d))."
  ([x form] (list '. x form))
  ([x form & more] (cons '.. (cons (list '. x form) more))))

(defmacro assert
  "Throws an AssertionError when x is false or nil and *assert* was true at compile time."
  ([x]
   (when *assert*
     (list 'clojure.core/when-not x
           (list 'throw (list 'new 'java.lang.AssertionError
                              (list 'clojure.core/str "Assert failed: " (list 'clojure.core/pr-str (list 'quote x))))))))
  ([x message]
   (when *assert*
     (list 'clojure.core/when-not x
           (list 'throw (list 'new 'java.lang.AssertionError
                              (list 'clojure.core/str "Assert failed: " message "\n" (list 'clojure.core/pr-str (list 'quote x)))))))))

(defmacro ^:private -fold
  "Folds over the elements of coll, each bound to x, with no end before the last one: acc is init at first, then the
  value of the body. Private to the library."
  [[acc init x coll] & body]
  (let [s (gensym "s__") run (gensym "run__") n (gensym "n__") i (gensym "i__") left (gensym "left__")]
    (list 'loop* [s (list 'clojure.core/seq coll) run nil n 0 i 0 acc init]
          (list 'if (list 'clojure.core/< i n)
                (list 'let* [x (list 'clojure.core/-aget run i)]
                      (list 'recur s run n (list 'clojure.core/inc i) (cons 'do body)))
                (list 'let* [left (list 'clojure.core/seq s)]
                      (list 'if left
                            (list 'let* [run (list 'clojure.core/-run left)]
                                  (list 'recur (list 'clojure.core/-after-run left run) run
                                        (list 'clojure.core/-alength run) 0 acc))
                            acc))))))
