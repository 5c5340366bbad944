(ns clojure.pprint
  "Prints data over several lines where one is too short. What is printed for a value is up to a dispatch function, which
  says where blocks begin and where lines may end; the writer decides where they do."
  (:require [clojure.string] [clojure.walk]))

(def ^{:dynamic true :doc "Whether write and write-out break lines."} *print-pretty* true)
(def ^{:dynamic true :doc "The function of one value that prints it; see set-pprint-dispatch."} *print-pprint-dispatch* nil)
(def ^{:dynamic true :doc "How many columns a line has; nil for any number."} *print-right-margin* 72)
(def ^{:dynamic true :doc "Blocks that begin within this many columns of the margin break at miser newlines; nil for none."}
  *print-miser-width* 40)
(def ^{:dynamic true :private true :doc "Kept for write, which binds it; all lines are printed."} *print-lines* nil)
(def ^{:dynamic true :private true :doc "Kept for write, which binds it; data has no circles."} *print-circle* nil)
(def ^{:dynamic true :doc "Whether namespaces of symbols are left out."} *print-suppress-namespaces* nil)
(def ^{:dynamic true :doc "Whether integers show their base."} *print-radix* nil)
(def ^{:dynamic true :doc "The base of integers, 2 to 36."} *print-base* 10)

(def ^:private ^:dynamic *level* 0)
(def ^:private ^:dynamic *length* nil)

;; Writers

(defmacro ^:private with-pretty-writer
  "Evaluates the body with *out* being a writer that breaks lines, over base-writer unless that is one itself."
  [base-writer & body]
  `(let [base# ~base-writer
         pretty# (if (-pretty? base#) base# (-pretty-writer base# *print-right-margin* *print-miser-width*))]
     (binding [*out* pretty#]
       ~@body
       (flush))))

(defn get-pretty-writer
  "The writer itself where it breaks lines, else one over it that does."
  [writer]
  (if (-pretty? writer)
    writer
    (-pretty-writer writer *print-right-margin* *print-miser-width*)))

(defn fresh-line
  "Ends the line of *out*, unless nothing is in it. A writer that knows nothing of columns always gets a line end."
  []
  (when (or (not (-pretty? *out*)) (-in-line? *out*))
    (prn)))

(defn- bad-kind [kind known]
  (throw (new java.lang.IllegalArgumentException (str "Bad argument: " kind ". It must be one of " known))))

(defn pprint-newline
  "A place where the line may end: always (:mandatory), where the block around it does not fit in the line (:linear),
  where what follows up to the next such place does not (:fill), or where the block is narrow besides (:miser)."
  [kind]
  (when-not (#{:linear :miser :fill :mandatory} kind)
    (bad-kind kind "#{:mandatory :miser :fill :linear}"))
  (-newline *out* kind))

(defn pprint-indent
  "Has further lines of the block begin n columns after its own beginning (:block), or after the current column
  (:current)."
  [relative-to n]
  (when-not (#{:block :current} relative-to)
    (bad-kind relative-to "#{:block :current}"))
  (-indent *out* (= :block relative-to) n))

(defn pprint-tab
  "Refused, as it is in Clojure: ~T of cl-format sets columns."
  [kind colnum colinc]
  (throw (new java.lang.UnsupportedOperationException "pprint-tab is not yet implemented")))

(defn- start-block [prefix line-prefix suffix]
  (-start-block *out* prefix line-prefix suffix))

(defn- end-block [] (-end-block *out*))

(defmacro pprint-logical-block
  "Evaluates the body, whose printing belongs together, as a block. Options, before the body: :prefix, :per-line-prefix
  and :suffix, texts."
  {:arglists '([options* body])}
  [& args]
  (let [options (into {} (map vec (take-while (comp keyword? first) (partition 2 args))))
        body (drop (* 2 (count options)) args)]
    `(if (and *print-level* (>= @#'*level* *print-level*))
       (print "#")
       (binding [*level* (inc @#'*level*)
                 *length* 0]
         (#'start-block ~(:prefix options) ~(:per-line-prefix options) ~(:suffix options))
         ~@body
         (#'end-block)
         nil))))

(defmacro print-length-loop
  "A loop that ends with ... printed after *print-length* turns."
  [bindings & body]
  (let [names (vec (take-nth 2 bindings))
        n (gensym "n__")]
    `(loop [~n 0 ~@bindings]
       (if (or (not *print-length*) (< ~n *print-length*))
         (let [~n (inc ~n)]
           ~@(clojure.walk/postwalk
               (fn [form]
                 (if (and (seq? form) (= 'recur (first form)))
                   (list* 'recur n (rest form))
                   form))
               body))
         (print "...")))))

;; Values

(defn- digits-of [x] (.toString (biginteger x) *print-base*))

(defn- in-base [x]
  (let [digits (if (ratio? x) (str (digits-of (numerator x)) "/" (digits-of (denominator x))) (digits-of x))]
    (if *print-radix*
      (case *print-base*
        2 (str "#b" digits)
        8 (str "#o" digits)
        10 (if (ratio? x) (str "#10r" digits) (str digits "."))
        16 (str "#x" digits)
        (str "#" *print-base* "r" digits))
      digits)))

(defn- print-plain [x]
  (cond
    (and (or (integer? x) (ratio? x)) (or *print-radix* (not= 10 *print-base*))) (print (in-base x))
    (and *print-suppress-namespaces* (symbol? x)) (print (name x))
    :else (pr x)))

(defn write-out
  "Prints a value as part of another one, by the dispatch function. For use in dispatch functions."
  [object]
  (let [full? (and *length* *print-length* (>= *length* *print-length*))]
    (cond
      (not *print-pretty*) (print-plain object)
      full? (print "...")
      :else (do (when *length* (set! *length* (inc *length*)))
                (*print-pprint-dispatch* object)))
    full?))

(defn write
  "Prints a value as the options say, each of which stands for the var that its name resembles: :base :circle :length
  :level :lines :miser-width :dispatch :pretty :radix :readably :right-margin :suppress-namespaces. :stream is a writer,
  true for *out*, which is meant without it, or nil for a string that is answered."
  [object & {:as options}]
  (let [stream (get options :stream true)
        writer (cond
                 (nil? stream) (new java.io.StringWriter)
                 (true? stream) *out*
                 :else stream)
        given (fn [k otherwise] (get options k otherwise))]
    (binding [*print-base* (given :base *print-base*)
              *print-circle* (given :circle *print-circle*)
              *print-length* (given :length *print-length*)
              *print-level* (given :level *print-level*)
              *print-lines* (given :lines *print-lines*)
              *print-miser-width* (given :miser-width *print-miser-width*)
              *print-pprint-dispatch* (given :dispatch *print-pprint-dispatch*)
              *print-pretty* (given :pretty *print-pretty*)
              *print-radix* (given :radix *print-radix*)
              *print-readably* (given :readably *print-readably*)
              *print-right-margin* (given :right-margin *print-right-margin*)
              *print-suppress-namespaces* (given :suppress-namespaces *print-suppress-namespaces*)]
      (if *print-pretty*
        (with-pretty-writer writer (write-out object))
        (binding [*out* writer] (print-plain object))))
    (if (nil? stream) (str writer) nil)))

(defn pprint
  "Prints a value over as many lines as it takes, and a line end, to the writer, *out* unless given."
  ([object] (pprint object *out*))
  ([object writer]
   (with-pretty-writer writer
     (binding [*print-pretty* true]
       (write-out object))
     (when (-in-line? *out*) (newline)))))

(defmacro pp
  "Prints the last value of the REPL with pprint."
  []
  `(pprint *1))

(defn set-pprint-dispatch
  "Makes the function the one that prints values, from now on."
  [function]
  (if (thread-bound? #'*print-pprint-dispatch*)
    (set! *print-pprint-dispatch* function)
    (alter-var-root #'*print-pprint-dispatch* (constantly function)))
  nil)

(defmacro with-pprint-dispatch
  "Evaluates the body with the function being the one that prints values."
  [function & body]
  `(binding [*print-pprint-dispatch* ~function] ~@body))

;; Dispatch functions

(defn- write-seq
  "Prints the elements of a seq as part of a block, with `between` and a place to end the line between them."
  [coll between kind]
  (print-length-loop [s (seq coll)]
    (when s
      (write-out (first s))
      (when (next s)
        (print between)
        (pprint-newline kind)
        (recur (next s))))))

(def ^:private reader-macros
  {'quote "'" 'var "#'" 'clojure.core/deref "@" 'clojure.core/unquote "~"})

(defn- write-reader-macro
  "Prints a call that the reader has a sign for by that; whether it did."
  [call]
  (when-let [sign (and (= 2 (bounded-count 3 call)) (reader-macros (first call)))]
    (print sign)
    (write-out (second call))
    true))

(defn- write-meta [x]
  (when *print-meta*
    (let [m (meta x)]
      (when (seq m)
        (print "^")
        (write-out m)
        (print " ")
        (pprint-newline :linear)))))

(defn- write-list [coll]
  (when-not (write-reader-macro coll)
    (write-meta coll)
    (pprint-logical-block :prefix "(" :suffix ")"
      (write-seq coll " " :linear))))

(defn- write-vector [coll]
  (write-meta coll)
  (pprint-logical-block :prefix "[" :suffix "]"
    (write-seq coll " " :linear)))

(defn- write-array [coll]
  (pprint-logical-block :prefix "[" :suffix "]"
    (write-seq coll ", " :linear)))

(defn- write-set [coll]
  (write-meta coll)
  (pprint-logical-block :prefix "#{" :suffix "}"
    (write-seq coll " " :linear)))

(defn- write-queue [coll]
  (pprint-logical-block :prefix "<-(" :suffix ")-<"
    (write-seq coll " " :linear)))

(defn- common-namespace
  "The namespace that all keys of a map share, where maps are printed by it; else nil."
  [m]
  (when (and *print-namespace-maps* (seq m) (not (record? m)) (every? qualified-ident? (keys m)))
    (let [names (into #{} (map namespace) (keys m))]
      (when (= 1 (count names)) (first names)))))

(defn- without-namespace [k]
  ((if (keyword? k) keyword symbol) (name k)))

(defn- write-map [m]
  (write-meta m)
  (let [shared (common-namespace m)]
    (pprint-logical-block :prefix (if shared (str "#:" shared "{") "{") :suffix "}"
      (print-length-loop [s (seq m)]
        (when s
          (pprint-logical-block
            (write-out (if shared (without-namespace (key (first s))) (key (first s))))
            (print " ")
            (pprint-newline :linear)
            (set! *length* 0)
            (write-out (val (first s))))
          (when (next s)
            (print ", ")
            (pprint-newline :linear)
            (recur (next s))))))))

(defn- reference-name [r]
  (let [simple (.getSimpleName (class r))]
    (cond
      (.startsWith simple "core$promise") "Promise"
      (.startsWith simple "core$future") "Future"
      :else simple)))

(defn- write-reference [r]
  (let [prefix (str "#<" (reference-name r) "@" (Integer/toHexString (System/identityHashCode r))
                    (if (and (instance? clojure.lang.Agent r) (agent-error r)) " FAILED" "") ": ")]
   (pprint-logical-block
    :prefix prefix
    :suffix ">"
    (pprint-indent :block (- 2 (count prefix)))
    (pprint-newline :linear)
    (write-out (if (and (instance? clojure.lang.IPending r)
                        (not (instance? clojure.lang.Ref r))
                        (not (instance? clojure.lang.Agent r))
                        (not (realized? r)))
                 :not-delivered
                 (deref r))))))

(defn- write-other [x]
  (if (clojure.core/-array? x)
    (write-array x)
    (print-plain x)))

(defmulti simple-dispatch "The dispatch function for data; a multimethod by class." {:arglists '[[object]]} class)

(defmethod simple-dispatch clojure.lang.ISeq [x] (write-list x))
(defmethod simple-dispatch clojure.lang.IPersistentVector [x] (write-vector x))
(defmethod simple-dispatch clojure.lang.IPersistentMap [x] (write-map x))
(defmethod simple-dispatch clojure.lang.IPersistentSet [x] (write-set x))
(defmethod simple-dispatch clojure.lang.PersistentQueue [x] (write-queue x))
(defmethod simple-dispatch clojure.lang.Var [x] (print-plain x))
(defmethod simple-dispatch clojure.lang.IDeref [x] (write-reference x))
(defmethod simple-dispatch nil [_] (pr nil))
(defmethod simple-dispatch :default [x] (write-other x))

;; Code

(declare write-code-list)

(defn- write-rest
  "Prints the elements of a seq, each after a space and a place to end the line."
  [coll kind]
  (doseq [x coll]
    (print " ")
    (pprint-newline kind)
    (write-out x)))

(defn- write-call [[head & args]]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out head)
    (write-rest args :linear)))

(defn- write-pairs
  "Prints two elements at a time, each pair as a block, with places to end the line between the pairs."
  [coll]
  (print-length-loop [s (seq coll)]
    (when s
      (pprint-logical-block
        (write-out (first s))
        (when (next s)
          (print " ")
          (pprint-newline :miser)
          (write-out (second s))))
      (when (nnext s)
        (print " ")
        (pprint-newline :linear)
        (recur (nnext s))))))

(defn- write-with-first
  "Prints a call whose first argument stays beside its name."
  [[head & [x & more :as args]]]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out head)
    (when args
      (print " ")
      (pprint-newline :miser)
      (write-out x)
      (write-rest more :linear))))

(defn- write-if [[head & [test & more :as args]]]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out head)
    (when args
      (print " ")
      (pprint-newline :miser)
      (write-out test)
      (write-rest more :linear))))

(defn- write-let [[head bindings & body :as call]]
  (if (vector? bindings)
    (pprint-logical-block :prefix "(" :suffix ")"
      (write-out head)
      (print " ")
      (pprint-indent :block 1)
      (pprint-newline :miser)
      (pprint-logical-block :prefix "[" :suffix "]"
        (write-pairs bindings))
      (write-rest body :linear))
    (write-call call)))

(defn- write-cond [[head & clauses]]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out head)
    (when clauses
      (print " ")
      (pprint-newline :linear)
      (write-pairs clauses))))

(defn- write-condp [[head pred expr & clauses :as call]]
  (if (> (count call) 3)
    (pprint-logical-block :prefix "(" :suffix ")"
      (pprint-indent :block 1)
      (write-out head)
      (write-rest [pred expr] :miser)
      (when clauses
        (print " ")
        (pprint-newline :linear)
        (write-pairs clauses)))
    (write-call call)))

(defn- write-definition [[head name & more :as call]]
  (if (next call)
    (let [doc (when (string? (first more)) (first more))
          more (if doc (next more) more)
          attributes (when (map? (first more)) (first more))
          more (if attributes (next more) more)]
      (pprint-logical-block :prefix "(" :suffix ")"
        (write-out head)
        (print " ")
        (pprint-indent :block 1)
        (pprint-newline :miser)
        (write-out name)
        (write-rest (remove nil? [doc attributes]) :linear)
        (when (seq more)
          (print " ")
          (pprint-newline (if (and (vector? (first more)) (not (or doc attributes))) :miser :linear))
          (write-out (first more))
          (write-rest (next more) :linear))))
    (write-call call)))

(defn- write-reference-list
  "Prints a call of ns such as (:require …), its arguments one below the other."
  [[kind & libs :as call]]
  (if (and (keyword? kind) libs)
    (let [prefix (str "(" kind " ")]
      (pprint-logical-block :prefix prefix :suffix ")"
        (write-seq libs " " :linear)))
    (write-out call)))

(defn- write-ns [[head ns-name & more :as call]]
  (if (symbol? ns-name)
    (let [doc (when (string? (first more)) (first more))
          more (if doc (next more) more)
          attributes (when (map? (first more)) (first more))
          more (if attributes (next more) more)
          prefix (str "(" head " ")]
      (pprint-logical-block :prefix prefix :suffix ")"
        (pprint-indent :block (- 2 (count prefix)))
        (pprint-newline :miser)
        (write-out ns-name)
        (doseq [part (remove nil? [doc attributes])]
          (pprint-newline :mandatory)
          (write-out part))
        (doseq [part more]
          (pprint-newline :mandatory)
          (if (seq? part) (write-reference-list part) (write-out part)))))
    (write-call call)))

(defn- write-short-fn
  "Prints a fn that #() reads to as that; whether it was one."
  [[head params & body :as call]]
  (if (and (= 'fn* head) (vector? params) (every? symbol? params))
    (let [names (if (= 1 (count params))
                  {(first params) '%}
                  (into {} (map-indexed (fn [i p] [p (symbol (str "%" (inc i)))])) (remove #{'&} params)))]
      (pprint-logical-block :prefix "#(" :suffix ")"
        (write-seq (clojure.walk/postwalk-replace names (if (and (seq? (first body)) (nil? (next body))) (first body) body))
                   " " :linear)))
    (write-call call)))

(def ^:private code-writers
  (let [by-writer {write-with-first '[def defonce -> ->> .. . locking struct struct-map]
                   write-if '[if if-not when when-not]
                   write-let '[let loop binding with-open with-local-vars when-let if-let doseq dotimes when-first]
                   write-cond '[cond]
                   write-condp '[condp]
                   write-definition '[defn defn- defmacro fn]
                   write-ns '[ns]
                   write-short-fn '[fn*]}]
    (into {}
          (for [[f names] by-writer, s names, named [s (symbol "clojure.core" (name s))]]
            [named f]))))

(defn- write-code-list [call]
  (when-not (write-reader-macro call)
    ((get code-writers (first call) write-call) call)))

(defmulti code-dispatch "The dispatch function for Clojure code; a multimethod by class." {:arglists '[[object]]} class)

(defmethod code-dispatch clojure.lang.ISeq [x] (if (seq x) (write-code-list x) (write-list x)))
(defmethod code-dispatch clojure.lang.IPersistentVector [x] (write-vector x))
(defmethod code-dispatch clojure.lang.IPersistentMap [x] (write-map x))
(defmethod code-dispatch clojure.lang.IPersistentSet [x] (write-set x))
(defmethod code-dispatch clojure.lang.PersistentQueue [x] (write-queue x))
(defmethod code-dispatch clojure.lang.Var [x] (print-plain x))
(defmethod code-dispatch clojure.lang.IDeref [x] (write-reference x))
(defmethod code-dispatch nil [_] (pr nil))
(defmethod code-dispatch :default [x] (write-other x))

(set-pprint-dispatch simple-dispatch)

;; Tables

(defn print-table
  "Prints maps as a table, with a column for each of the keys ks, or for each key of the first map."
  ([rows] (print-table (keys (first rows)) rows))
  ([ks rows]
   (when (seq rows)
     (let [widths (map (fn [k] (apply max (count (str k)) (map (fn [row] (count (str (get row k)))) rows))) ks)
           padded (fn [width x] (format (str "%" width "s") (str x)))
           line (fn [left between right texts] (println (str left (apply str (interpose between texts)) right)))]
       (println)
       (line "| " " | " " |" (map padded widths ks))
       (line "|-" "-+-" "-|" (map (fn [width] (apply str (repeat width "-"))) widths))
       (doseq [row rows]
         (line "| " " | " " |" (map (fn [width k] (padded width (get row k))) widths ks)))))))
