(ns clojure.test
  "Tests: deftest defines one, is and are state what must hold in it, run-tests runs those of namespaces and prints a
  report. What a test finds goes to the multimethod report, so that other reports can take its place."
  (:require [clojure.stacktrace :as stack]
            [clojure.template :as template]))

(def ^{:dynamic true :doc "Whether deftest, deftest- and with-test define tests; where it is false they leave them out."}
  *load-tests* true)

(def ^{:dynamic true :doc "How many elements of the stack of an exception are printed; nil for all."}
  *stack-trace-depth* nil)

(def ^{:dynamic true :doc "A ref to the counts of what has been found, where tests are being run and counted; else nil."}
  *report-counters* nil)

(def ^{:dynamic true :doc "The counts before anything has been found."}
  *initial-report-counters* {:test 0 :pass 0 :fail 0 :error 0})

(def ^{:dynamic true :doc "The vars of the tests that run now, innermost first."}
  *testing-vars* (list))

(def ^{:dynamic true :doc "The texts of the testing forms around what runs now, innermost first."}
  *testing-contexts* (list))

(def ^{:dynamic true :doc "Where reports are printed."}
  *test-out* *out*)

(defmacro with-test-out
  "Evaluates the body with *out* being where reports are printed."
  [& body]
  `(binding [*out* *test-out*] ~@body))

;; Where something was found

(defn- base-name [file]
  (if file (last (re-seq #"[^/]+" file)) nil))

(defn- position
  "The file and the line of the first of the frames for which wanted? holds, or of the first of all."
  [frames wanted?]
  (let [frames (map vec frames)
        [_ file line] (or (first (filter wanted? frames)) (first frames))]
    {:file (base-name file) :line line}))

(defn- library-frame? [[function file]]
  (or (nil? file) (.startsWith function "clojure.")))

(defn- position-here []
  (let [marker (try
                 (throw (new java.lang.Exception))
                 (catch Exception e e))]
    (position (clojure.core/-trace marker) (complement library-frame?))))

(defn- position-of-error [e]
  (if (clojure.core/-throwable? e)
    (position (clojure.core/-trace e) (complement library-frame?))
    {:file nil :line nil}))

(defn file-position
  "The file and the line of the n-th call from here outwards, in a vector. What reports need is added by do-report."
  [n]
  (let [marker (try
                 (throw (new java.lang.Exception))
                 (catch Exception e e))
        [_ file line] (vec (nth (clojure.core/-trace marker) n nil))]
    [(base-name file) line]))

(defn testing-vars-str
  "The names of the tests that run now, with the file and the line of m: \"(outer inner) (file.clj:12)\"."
  [m]
  (let [{:keys [file line]} m]
    (str (reverse (map (fn [v] (:name (meta v))) *testing-vars*))
         " (" file ":" line ")")))

(defn testing-contexts-str
  "The texts of the testing forms around what runs now, outermost first, with spaces between them."
  []
  (apply str (interpose " " (reverse *testing-contexts*))))

(defn inc-report-counter
  "Counts one more of that kind, where things are being counted."
  [name]
  (when *report-counters*
    (dosync (commute *report-counters* update name (fnil inc 0)))))

;; Reports

(defmulti
  ^{:doc "Takes a map with a :type, such as :pass, :fail, :error, :begin-test-ns or :summary, and reports it. Has a method
  for each type."
    :dynamic true}
  report :type)

(defn do-report
  "Adds the file and the line to a failure or an error, and gives it to report."
  [m]
  (report
    (case (:type m)
      :fail (merge (position-here) m)
      :error (merge (position-of-error (:actual m)) m)
      m)))

(defmethod report :default [m]
  (with-test-out (prn m)))

(defmethod report :pass [m]
  (with-test-out (inc-report-counter :pass)))

(defn- print-finding
  "Prints the head of a finding, what was being tested, and what was expected."
  [head m]
  (println (str "\n" head " in") (testing-vars-str m))
  (when (seq *testing-contexts*) (println (testing-contexts-str)))
  (when-let [message (:message m)] (println message))
  (println "expected:" (pr-str (:expected m))))

(defmethod report :fail [m]
  (with-test-out
    (inc-report-counter :fail)
    (print-finding "FAIL" m)
    (println "  actual:" (pr-str (:actual m)))))

(defmethod report :error [m]
  (with-test-out
    (inc-report-counter :error)
    (print-finding "ERROR" m)
    (print "  actual: ")
    (let [actual (:actual m)]
      (if (clojure.core/-throwable? actual)
        (stack/print-cause-trace actual *stack-trace-depth*)
        (prn actual)))))

(defmethod report :summary [m]
  (with-test-out
    (println "\nRan" (:test m) "tests containing" (+ (:pass m) (:fail m) (:error m)) "assertions.")
    (println (:fail m) "failures," (:error m) "errors.")))

(defmethod report :begin-test-ns [m]
  (with-test-out
    (println "\nTesting" (ns-name (:ns m)))))

(defmethod report :end-test-ns [m])
(defmethod report :begin-test-var [m])
(defmethod report :end-test-var [m])

;; Assertions

(defn get-possibly-unbound-var
  "The value of a var, be it that it has none."
  [v]
  (var-get v))

(defn function?
  "Whether x is a function, or a symbol that names one and no macro."
  [x]
  (if (symbol? x)
    (when-let [v (resolve x)]
      (and (var? v) (bound? v) (fn? (var-get v)) (not (:macro (meta v)))))
    (fn? x)))

(defn assert-predicate
  "The code of an assertion that calls a function: a failure shows the values of the arguments."
  [msg form]
  (let [[pred & args] form]
    `(let [values# (list ~@args)
           result# (apply ~pred values#)]
       (if result#
         (do-report {:type :pass :message ~msg :expected '~form :actual (cons '~pred values#)})
         (do-report {:type :fail :message ~msg :expected '~form :actual (list '~'not (cons '~pred values#))}))
       result#)))

(defn assert-any
  "The code of an assertion of any other expression."
  [msg form]
  `(let [value# ~form]
     (if value#
       (do-report {:type :pass :message ~msg :expected '~form :actual value#})
       (do-report {:type :fail :message ~msg :expected '~form :actual value#}))
     value#))

(defmulti assert-expr
  "The code for (is form msg). It is chosen by the first symbol of the form, and reports what it finds by do-report."
  (fn [msg form]
    (cond
      (nil? form) :always-fail
      (seq? form) (first form)
      :else :default)))

(defmethod assert-expr :always-fail [msg form]
  `(do-report {:type :fail :message ~msg}))

(defmethod assert-expr :default [msg form]
  (if (and (sequential? form) (function? (first form)))
    (assert-predicate msg form)
    (assert-any msg form)))

(defmethod assert-expr 'instance? [msg form]
  (let [[_ type x] form]
    `(let [type# ~type
           object# ~x
           result# (instance? type# object#)]
       (if result#
         (do-report {:type :pass :message ~msg :expected '~form :actual (class object#)})
         (do-report {:type :fail :message ~msg :expected '~form :actual (class object#)}))
       result#)))

(defmethod assert-expr 'thrown? [msg form]
  (let [[_ type & body] form]
    `(try
       ~@body
       (do-report {:type :fail :message ~msg :expected '~form :actual nil})
       (catch ~type e#
         (do-report {:type :pass :message ~msg :expected '~form :actual e#})
         e#))))

(defmethod assert-expr 'thrown-with-msg? [msg form]
  (let [[_ type re & body] form]
    `(try
       ~@body
       (do-report {:type :fail :message ~msg :expected '~form :actual nil})
       (catch ~type e#
         (if (re-find ~re (ex-message e#))
           (do-report {:type :pass :message ~msg :expected '~form :actual e#})
           (do-report {:type :fail :message ~msg :expected '~form :actual e#}))
         e#))))

(defmacro try-expr
  "The assertion of a form, an error where something is thrown."
  [msg form]
  `(try
     ~(assert-expr msg form)
     (catch Throwable t#
       (do-report {:type :error :message ~msg :expected '~form :actual t#}))))

(defmacro is
  "Asserts that the form is true, and reports it; the value of the form. msg goes with the report. Special forms:
  (is (thrown? class body*)) asserts that the body throws that, (is (thrown-with-msg? class re body*)) also that re is
  found in the message."
  ([form] `(is ~form nil))
  ([form msg] `(try-expr ~msg ~form)))

(defmacro are
  "Asserts the expression, as is does, for each run of as many of args as argv has symbols, which stand for them in it."
  [argv expr & args]
  (if (if (empty? argv)
        (empty? args)
        (and (seq args) (zero? (mod (count args) (count argv)))))
    `(template/do-template ~argv (is ~expr) ~@args)
    (throw (new java.lang.IllegalArgumentException "The number of args doesn't match are's argv."))))

(defmacro testing
  "Evaluates the body; reports from it name the text. Nests."
  [string & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~string)]
     ~@body))

;; Definitions

(defmacro with-test
  "Evaluates the definition, and gives the var that it defines the body as its test."
  [definition & body]
  (if *load-tests*
    `(doto ~definition (alter-meta! assoc :test (fn [] ~@body)))
    definition))

(defmacro deftest
  "Defines a test: a function without arguments, which runs the body as a test. The tests of a namespace are the vars
  with a :test in their metadata."
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body))
       (fn [] (test-var (var ~name))))))

(defmacro deftest-
  "Like deftest, for a private var."
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body) :private true)
       (fn [] (test-var (var ~name))))))

(defmacro set-test
  "Gives the var that the name names the body as its test, in the place of the one that it may have."
  [name & body]
  (when *load-tests*
    `(alter-meta! (var ~name) assoc :test (fn [] ~@body))))

;; Fixtures

(defmulti use-fixtures
  "Has functions run around the tests of the current namespace: around each test (:each), or once around all of them
  (:once). A fixture is called with a function, which it has to call."
  (fn [fixture-type & args] fixture-type))

(defmethod use-fixtures :each [fixture-type & args]
  (alter-meta! *ns* assoc ::each-fixtures args))

(defmethod use-fixtures :once [fixture-type & args]
  (alter-meta! *ns* assoc ::once-fixtures args))

(defn compose-fixtures
  "The fixture that runs f2 within f1."
  [f1 f2]
  (fn [g] (f1 (fn [] (f2 g)))))

(defn join-fixtures
  "The fixture that runs all of the fixtures, each within the one before it."
  [fixtures]
  (reduce compose-fixtures (fn [g] (g)) fixtures))

;; Running

(defn test-var
  "Runs the test of a var, if it has one, within no fixtures. What it throws is reported as an error."
  [v]
  (when-let [t (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (do-report {:type :begin-test-var :var v})
      (inc-report-counter :test)
      (try
        (t)
        (catch Throwable e
          (do-report {:type :error :message "Uncaught exception, not in assertion." :expected nil :actual e})))
      (do-report {:type :end-test-var :var v}))))

(defn test-vars
  "Runs the tests of vars within the fixtures of their namespaces."
  [vars]
  (doseq [[ns vars] (group-by (comp :ns meta) vars)]
    (let [{::keys [once-fixtures each-fixtures]} (meta ns)
          once (join-fixtures once-fixtures)
          each (join-fixtures each-fixtures)]
      (once
        (fn []
          (doseq [v vars]
            (when (:test (meta v))
              (each (fn [] (test-var v))))))))))

(defn test-all-vars
  "Runs the tests of all vars of a namespace within its fixtures."
  [ns]
  (test-vars (vals (ns-interns ns))))

(defn- counting
  "The counts of what is reported while f runs."
  [f]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (f)
    @*report-counters*))

(defn test-ns
  "Runs the tests of a namespace and reports them; the counts. Where the namespace has a function test-ns-hook, that is
  called instead, and runs what it likes."
  [ns]
  (counting
    (fn []
      (let [ns (the-ns ns)
            hook (find-var (symbol (name (ns-name ns)) "test-ns-hook"))]
        (do-report {:type :begin-test-ns :ns ns})
        (if hook
          ((var-get hook))
          (test-all-vars ns))
        (do-report {:type :end-test-ns :ns ns})))))

(defn- summarise [counts]
  (let [summary (assoc counts :type :summary)]
    (do-report summary)
    summary))

(defn run-tests
  "Runs the tests of the namespaces, the current one unless some are given, prints the report, and answers the counts."
  ([] (run-tests *ns*))
  ([& namespaces]
   (summarise (apply merge-with + (map test-ns namespaces)))))

(defn run-all-tests
  "run-tests of all namespaces, or of those whose whole name matches the pattern."
  ([] (apply run-tests (all-ns)))
  ([re] (apply run-tests (filter (fn [ns] (re-matches re (name (ns-name ns)))) (all-ns)))))

(defn successful?
  "Whether the counts are of nothing but passes."
  [summary]
  (and (zero? (:fail summary 0))
       (zero? (:error summary 0))))

(defn run-test-var
  "Runs the test of a var within the fixtures of its namespace, prints the report, and answers the counts."
  [v]
  (summarise
    (counting
      (fn []
        (let [ns (:ns (meta v))]
          (do-report {:type :begin-test-ns :ns ns})
          (test-vars [v])
          (do-report {:type :end-test-ns :ns ns}))))))

(defmacro run-test
  "run-test-var of the var that the symbol names."
  [test-symbol]
  (let [v (resolve test-symbol)
        refused (cond
                  (nil? v) ["Unable to resolve" test-symbol "to a test function."]
                  (not (:test (meta v))) [test-symbol "is not a test."]
                  :else nil)]
    (if refused
      (binding [*out* *err*]
        (apply println refused))
      `(run-test-var ~v))))
