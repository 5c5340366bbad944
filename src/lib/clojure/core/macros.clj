(in-ns 'clojure.core)

;; Macros of control flow and of binding that need nothing but the bootstrap macros.

;; What a failed assert shows its form with.
(declare pr-str)

(defn- one-binding
  "Checks the binding vector of if-let and its kin, which holds one pattern and one expression."
  [macro bindings]
  (cond
    (not (vector? bindings))
    (throw (new java.lang.IllegalArgumentException (str macro " requires a vector for its binding")))
    (not= 2 (count bindings))
    (throw (new java.lang.IllegalArgumentException (str macro " requires exactly 2 forms in binding vector")))
    :else nil))

(defn- even-bindings [macro bindings]
  (cond
    (not (vector? bindings))
    (throw (new java.lang.IllegalArgumentException (str macro " requires a vector for its binding")))
    (odd? (count bindings))
    (throw (new java.lang.IllegalArgumentException (str macro " requires an even number of forms in binding vector")))
    :else nil))

(defmacro if-let
  "Binds the pattern to the value of the test and evaluates then with it, when the value is neither false nor
  nil; evaluates else, without it, otherwise."
  ([bindings then] (list 'clojure.core/if-let bindings then nil))
  ([bindings then else & oldform]
   (one-binding "if-let" bindings)
   (destructure bindings)
   (when oldform
     (throw (new java.lang.IllegalArgumentException "if-let requires 1 or 2 forms after binding vector")))
   (let [value (gensym "temp__") pattern (nth bindings 0)]
     (list 'let* [value (nth bindings 1)]
           (list 'if value (list 'clojure.core/let [pattern value] then) else)))))

(defmacro when-let
  "Binds the pattern to the value of the test and evaluates the body with it, when the value is neither false nor nil."
  [bindings & body]
  (one-binding "when-let" bindings)
  (destructure bindings)
  (let [value (gensym "temp__")]
    (list 'let* [value (nth bindings 1)]
          (list 'if value (cons 'clojure.core/let (cons [(nth bindings 0) value] body)) nil))))

(defmacro if-some
  "Like if-let, but only nil counts as missing."
  ([bindings then] (list 'clojure.core/if-some bindings then nil))
  ([bindings then else & oldform]
   (one-binding (first &form) bindings)
   (when oldform
     (throw (new java.lang.IllegalArgumentException "if-some requires 1 or 2 forms after binding vector")))
   (let [value (gensym "temp__")]
     (list 'let* [value (nth bindings 1)]
           (list 'if (list 'clojure.core/nil? value) else
                 (list 'clojure.core/let [(nth bindings 0) value] then))))))

(defmacro when-some
  "Like when-let, but only nil counts as missing."
  [bindings & body]
  (one-binding "when-some" bindings)
  (let [value (gensym "temp__")]
    (list 'let* [value (nth bindings 1)]
          (list 'if (list 'clojure.core/nil? value) nil
                (cons 'clojure.core/let (cons [(nth bindings 0) value] body))))))

(defmacro when-first
  "Evaluates the body with the name bound to the first element of the collection, when there is one."
  [bindings & body]
  (one-binding "when-first" bindings)
  (let [s (gensym "xs__")]
    (list 'let* [s (list 'clojure.core/seq (nth bindings 1))]
          (list 'if s
                (cons 'clojure.core/let (cons [(nth bindings 0) (list 'clojure.core/first s)] body))
                nil))))

(defmacro doto
  "Evaluates x, then each form with its value put in as the first argument; gives that value."
  [x & forms]
  (let [value (gensym "doto__")
        call (fn* ([form] (if (seq? form)
                            (with-meta (list* (first form) value (next form)) (meta form))
                            (list form value))))]
    (loop [out [] forms forms]
      (if forms
        (recur (conj out (call (first forms))) (next forms))
        (list* 'let* [value x] (concat out (list value)))))))

(defmacro as->
  "Binds name to expr, then to the value of each form in turn, each of which sees the value before."
  [expr name & forms]
  (loop [bindings [name expr] forms forms]
    (if (next forms)
      (recur (conj (conj bindings name) (first forms)) (next forms))
      (list 'clojure.core/let bindings (if forms (first forms) name)))))

(defn- threaded-conditionally
  "The bindings of cond-> and cond->>: each test whose value holds threads the value through its form."
  [arrow value expr clauses]
  (loop [bindings [value expr] clauses clauses]
    (if clauses
      (recur (conj (conj bindings value)
                   (list 'if (first clauses) (list arrow value (second clauses)) value))
             (nnext clauses))
      (list 'let* bindings value))))

(defmacro cond->
  "Threads expr with -> through the form after each test that holds. All tests are evaluated, without the value."
  [expr & clauses]
  (assert (even? (count clauses)))
  (threaded-conditionally 'clojure.core/-> (gensym "cond__") expr clauses))

(defmacro cond->>
  "Threads expr with ->> through the form after each test that holds. All tests are evaluated, without the value."
  [expr & clauses]
  (assert (even? (count clauses)))
  (threaded-conditionally 'clojure.core/->> (gensym "cond__") expr clauses))

(defn- threaded-while-some [arrow value expr forms]
  (loop [bindings [value expr] forms forms]
    (if forms
      (recur (conj (conj bindings value)
                   (list 'if (list 'clojure.core/nil? value) nil (list arrow value (first forms))))
             (next forms))
      (list 'let* bindings value))))

(defmacro some->
  "Threads expr with -> through the forms until a value is nil."
  [expr & forms]
  (threaded-while-some 'clojure.core/-> (gensym "some__") expr forms))

(defmacro some->>
  "Threads expr with ->> through the forms until a value is nil."
  [expr & forms]
  (threaded-while-some 'clojure.core/->> (gensym "some__") expr forms))

(defmacro condp
  "Evaluates (pred test expr) for each clause `test result` or `test :>> f` until one holds: the result is that
  expression, or f called with what pred gave. A single last expression is the default; without one, no match
  is an IllegalArgumentException."
  [pred expr & clauses]
  (let [p (gensym "pred__")
        v (gensym "expr__")
        emit (fn* emit ([clauses]
               (cond
                 (nil? clauses)
                 (list 'throw (list 'new 'java.lang.IllegalArgumentException
                                    (list 'clojure.core/str "No matching clause: " v)))
                 (nil? (next clauses)) (first clauses)
                 (= :>> (second clauses))
                 (let [r (gensym "p__")]
                   (list 'let* [r (list p (first clauses) v)]
                         (list 'if r
                               (list (second (next clauses)) r)
                               (emit (next (nnext clauses))))))
                 :else
                 (list 'if (list p (first clauses) v)
                       (second clauses)
                       (emit (nnext clauses))))))]
    (list 'let* [p pred v expr] (emit clauses))))

(defn- case-tests
  "The constants that one clause of a case stands for."
  [test]
  (if (seq? test) (vec test) [test]))

(defmacro case
  "Evaluates the expression of the clause whose constant equals the value of e. Constants are not evaluated; a
  list holds several. A single last expression is the default; without one, no match is an
  IllegalArgumentException. Takes the same time however many clauses there are."
  [e & clauses]
  (let [value (gensym "case__")
        default (if (odd? (count clauses))
                  (last clauses)
                  (list 'throw (list 'new 'java.lang.IllegalArgumentException
                                     (list 'clojure.core/str "No matching clause: " value))))]
    (loop [s (seq clauses) seen #{} out []]
      (if (and s (next s))
        (let [tests (case-tests (first s))
              seen (loop [i 0 seen seen]
                     (if (< i (count tests))
                       (let [t (nth tests i)]
                         (when (contains? seen t)
                           (throw (new java.lang.IllegalArgumentException (str "Duplicate case test constant: " t))))
                         (recur (inc i) (conj seen t)))
                       seen))]
          (recur (nnext s) seen (if (zero? (count tests)) out (conj out [tests (second s)]))))
        (list 'let* [value e]
              (if (zero? (count out)) default (list* 'case* value default out)))))))

(defmacro while
  "Evaluates the body again and again as long as test holds; nil."
  [test & body]
  (list 'loop* [] (list 'if test (list* 'do (concat body (list '(recur)))) nil)))

(defmacro dotimes
  "Evaluates the body with the name bound to each of 0 to n - 1; nil."
  [bindings & body]
  (one-binding "dotimes" bindings)
  (let [n (gensym "n__") i (nth bindings 0)]
    (list 'let* [n (list 'clojure.core/long (nth bindings 1))]
          (list 'clojure.core/loop [i 0]
                (list 'if (list 'clojure.core/< i n)
                      (list* 'do (concat body (list (list 'recur (list 'clojure.core/inc i)))))
                      nil)))))

(defmacro letfn
  "Binds names to functions that may all refer to one another: (letfn [(f [x] …) (g [y] …)] body*)."
  [fnspecs & body]
  (loop [bindings [] specs (seq fnspecs)]
    (if specs
      (recur (conj (conj bindings (first (first specs)))
                   (cons 'clojure.core/fn (first specs)))
             (next specs))
      (list* 'letfn* bindings body))))

(defmacro delay
  "A value that is computed the first time that force or deref asks for it, and kept."
  [& body]
  (list 'clojure.core/-make-delay (list* 'fn* [] body)))

(defmacro lazy-cat
  "The concatenation of collections whose expressions are evaluated only when the seq gets to them."
  [& colls]
  (loop [out [] colls colls]
    (if colls
      (recur (conj out (list 'clojure.core/lazy-seq (first colls))) (next colls))
      (cons 'clojure.core/concat (seq out)))))

(defmacro memfn
  "A function that calls the host method of that name on its first argument."
  [name & args]
  (let [target (gensym "target__")]
    (list 'clojure.core/fn (vec (cons target args))
          (list* '. target name args))))

(defmacro time
  "Evaluates expr, prints how many milliseconds that took, and gives its value."
  [expr]
  (let [start (gensym "start__") value (gensym "value__")]
    (list 'let* [start '(clojure.core/-nano-time) value expr]
          (list 'clojure.core/prn
                (list 'clojure.core/str "Elapsed time: "
                      (list 'clojure.core// (list 'clojure.core/double (list 'clojure.core/- '(clojure.core/-nano-time) start))
                            1000000.0)
                      " msecs"))
          value)))

(defmacro io!
  "Throws an IllegalStateException inside a transaction; evaluates the body otherwise. A string first is the message."
  [& body]
  (let [message (if (string? (first body)) (first body) "I/O in transaction")
        body (if (string? (first body)) (next body) body)]
    (list 'if '(clojure.core/-in-transaction?)
          (list 'throw (list 'new 'java.lang.IllegalStateException message))
          (cons 'do body))))

(defmacro defonce
  "Defines the var with the value of expr unless it has a value already."
  [name expr]
  (let [v (gensym "v__")]
    (list 'let* [v (list 'def name)]
          (list 'if (list 'clojure.core/-has-root? v) nil (list 'def name expr)))))

;; Walking collections: one loop over runs of elements, so that the body is there once however the seq is made

(defn- seq-steps
  "The steps of the bindings of for and doseq: [[pattern expr [[modifier expr]*]]*]."
  [macro bindings]
  (even-bindings macro bindings)
  (loop [s (seq bindings) steps []]
    (if s
      (let [left (first s) right (second s)]
        (if (keyword? left)
          (if (zero? (count steps))
            (throw (new java.lang.IllegalStateException
                        (str "Can't pop empty vector")))
            (let [step (peek steps)]
              (recur (nnext s) (conj (pop steps) (assoc step 2 (conj (nth step 2) [left right]))))))
          (recur (nnext s) (conj steps [left right []]))))
      steps)))

(defn- doseq-modifiers
  "Wraps a body in the modifiers of one step; `stop` is the form that ends the step, `go` the one that goes on."
  [modifiers body go]
  (if modifiers
    (let [m (first modifiers) kind (nth m 0) expr (nth m 1)]
      (cond
        (= kind :let) (list 'clojure.core/let expr (doseq-modifiers (next modifiers) body go))
        (= kind :while) (list 'if expr (doseq-modifiers (next modifiers) body go) nil)
        (= kind :when) (list 'if expr (doseq-modifiers (next modifiers) body go) go)
        :else (throw (new java.lang.IllegalArgumentException (str "Invalid 'doseq' keyword " kind)))))
    (list 'do body go)))

(defn- doseq-form [steps body]
  (if steps
    (let [step (first steps)
          s (gensym "s__") run (gensym "run__") n (gensym "n__") i (gensym "i__") left (gensym "left__")
          go (list 'recur s run n (list 'clojure.core/inc i))]
      (list 'loop* [s (list 'clojure.core/seq (nth step 1)) run nil n 0 i 0]
            (list 'if (list 'clojure.core/< i n)
                  (list 'clojure.core/let [(nth step 0) (list 'clojure.core/-aget run i)]
                        (doseq-modifiers (seq (nth step 2)) (doseq-form (next steps) body) go))
                  (list 'let* [left (list 'clojure.core/seq s)]
                        (list 'if left
                              (list 'let* [run (list 'clojure.core/-run left)]
                                    (list 'recur (list 'clojure.core/-after-run left run) run
                                          (list 'clojure.core/-alength run) 0))
                              nil)))))
    (cons 'do body)))

(defmacro doseq
  "Evaluates the body for every element of the collections, the last one fastest, for its effects; nil. Patterns
  and :let, :when and :while are those of for."
  [seq-exprs & body]
  (let [steps (seq-steps "doseq" seq-exprs)]
    (if (zero? (count steps))
      (cons 'do body)
      (doseq-form (seq steps) body))))

(defn- for-modifiers [modifiers body skip]
  (if modifiers
    (let [m (first modifiers) kind (nth m 0) expr (nth m 1)]
      (cond
        (= kind :let) (list 'clojure.core/let expr (for-modifiers (next modifiers) body skip))
        (= kind :while) (list 'if expr (for-modifiers (next modifiers) body skip) nil)
        (= kind :when) (list 'if expr (for-modifiers (next modifiers) body skip) skip)
        :else (throw (new java.lang.IllegalArgumentException (str "Invalid 'for' keyword " kind)))))
    body))

(defn- for-chunked
  "The innermost step over a chunked seq: one turn fills an array. :while ends that and the whole step."
  [step body iter s]
  (let [run (gensym "run__") n (gensym "n__") i (gensym "i__") out (gensym "out__") done (gensym "done__")
        next-turn (list 'recur (list 'clojure.core/inc i))]
    (list 'let* [run (list 'clojure.core/-run s)
                 n (list 'clojure.core/-alength run)
                 out '(clojure.core/-new-array)
                 done (list 'loop* [i 0]
                            (list 'if (list 'clojure.core/< i n)
                                  (list 'clojure.core/let [(nth step 0) (list 'clojure.core/-aget run i)]
                                        (for-modifiers (seq (nth step 2))
                                                       (list 'do (list 'clojure.core/-push! out body) next-turn)
                                                       next-turn))
                                  true))]
          (list 'clojure.core/-chunk-cons out
                (list 'if done (list iter (list 'clojure.core/chunk-rest s)) nil)))))

(defn- for-form [steps body]
  (let [step (first steps)
        iter (gensym "iter__") s (gensym "s__") inner (gensym "inner__")
        skip (list 'recur (list 'clojure.core/rest s))
        each (list 'clojure.core/let [(nth step 0) (list 'clojure.core/first s)]
                   (for-modifiers (seq (nth step 2))
                                  (if (next steps)
                                    (list 'let* [inner (list 'clojure.core/seq (for-form (next steps) body))]
                                          (list 'if inner
                                                (list 'clojure.core/concat inner
                                                      (list iter (list 'clojure.core/rest s)))
                                                skip))
                                    (list 'clojure.core/cons body (list iter (list 'clojure.core/rest s))))
                                  skip))]
    (list 'let*
          [iter (list 'fn* iter
                      [s]
                      (list 'clojure.core/lazy-seq
                            (list 'loop* [s s]
                                  (list 'let* [s (list 'clojure.core/seq s)]
                                        (list 'if s
                                              (if (next steps)
                                                each
                                                (list 'if (list 'clojure.core/chunked-seq? s)
                                                      (for-chunked step body iter s)
                                                      each))
                                              nil)))))]
          (list iter (nth step 1)))))

(defmacro for
  "A lazy seq of the values of body-expr for every element of the collections, the last one fastest. After a
  pattern and its collection may stand :let [bindings], :when test (skips) and :while test (ends that collection)."
  [seq-exprs body-expr]
  (let [steps (seq-steps "for" seq-exprs)]
    (for-form (seq steps) body-expr)))
