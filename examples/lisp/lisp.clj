;; A small Lisp in Clojure: lexical scope, closures, macros written in the Lisp itself. Clojure's reader reads it.

(ns lisp)

(defprotocol Environment
  (lookup [env sym] "What a symbol means.")
  (define! [env sym value] "Gives a symbol a meaning in this scope."))

(defrecord Scope [bindings parent]
  Environment
  (lookup [_ sym]
    (let [value (get @bindings sym ::none)]
      (cond
        (not= value ::none) value
        parent (lookup parent sym)
        :else (throw (ex-info (str "undefined: " sym) {})))))
  (define! [_ sym value]
    (swap! bindings assoc sym value)
    value))

(defn scope
  ([parent] (->Scope (atom {}) parent))
  ([parent params args]
   (let [inner (scope parent)]
     (loop [[param & params] params, args args]
       (cond
         (nil? param) inner
         (= param '&) (do (define! inner (first params) args) inner)
         :else (do (define! inner param (first args))
                   (recur params (rest args))))))))

(defrecord Macro [expander])

(declare evaluate)

(defn closure [params body env]
  (fn [& args]
    (let [inner (scope env params args)]
      (last (map #(evaluate % inner) body)))))

(defmulti special (fn [form _env] (first form)))
(defmethod special :default [_ _] ::call)
(defmethod special 'quote [[_ x] _] x)
(defmethod special 'if [[_ test yes no] env] (evaluate (if (evaluate test env) yes no) env))
(defmethod special 'define [[_ target & body] env]
  (if (seq? target)
    (let [[sym & params] target]
      (define! env sym (closure params body env))
      sym)
    (do (define! env target (evaluate (first body) env))
        target)))
(defmethod special 'lambda [[_ params & body] env] (closure params body env))
(defmethod special 'let [[_ pairs & body] env]
  (apply (closure (map first pairs) body env)
         (map #(evaluate (second %) env) pairs)))
(defmethod special 'macro [[_ [sym & params] & body] env]
  (define! env sym (->Macro (closure params body env)))
  sym)

(defn call [[head & args :as form] env]
  (let [f (evaluate head env)]
    (cond
      (instance? Macro f) (evaluate (apply (:expander f) args) env)
      (ifn? f) (apply f (map #(evaluate % env) args))
      :else (throw (ex-info (str "not a function: " (pr-str form)) {})))))

(defn evaluate [form env]
  (cond
    (symbol? form) (lookup env form)
    (and (seq? form) (seq form)) (let [value (special form env)]
                                   (if (= value ::call) (call form env) value))
    :else form))

(def global
  (let [env (scope nil)]
    (doseq [[sym f] {'+ +, '- -, '* *, '= =, '< <, 'list list, 'cons cons, 'car first, 'cdr rest,
                     'null? empty?, 'nil nil, 'print println, 'append concat, 'str str}]
      (define! env sym f))
    env))

(def program
  '((define (square x) (* x x))
    (square 12)
    (define (map f xs) (if (null? xs) (quote ()) (cons (f (car xs)) (map f (cdr xs)))))
    (map square (list 1 2 3 4))
    (define (adder n) (lambda (x) (+ x n)))
    ((adder 5) 10)
    (macro (unless test & body) (list (quote if) test nil (cons (quote begin) body)))
    (macro (begin & body) (append (quote (let ())) body))
    (unless (= 1 2) (print "side effect") (quote done))
    (let ((a 2) (b 3)) (define c (* a b)) (+ a b c))
    (define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
    (map fib (list 1 5 10 15))
    (define (compose f g) (lambda (x) (f (g x))))
    ((compose square (adder 1)) 6)
    (define make-counter (lambda (n) (lambda (step) (+ n step))))
    (map (make-counter 10) (quote (1 2 3)))
    (nowhere 1)
    ("text" 2)))

(doseq [form program]
  (println (pr-str form))
  (println "  =>" (try
                    (pr-str (evaluate form global))
                    (catch clojure.lang.ExceptionInfo e
                      (str "error: " (ex-message e))))))
