(ns clojure.test
  "Tests: deftest, is, are, testing, fixtures, and reports of them."
  (:require [clojure.string :as string]
            [clojure.template :as template]))

(def ^{:dynamic true :doc "Whether deftest makes tests at all."} *load-tests* true)
(def ^{:dynamic true :doc "How many frames of a stack are reported; nil for all."} *stack-trace-depth* nil)
(def ^{:dynamic true :doc "The counters of the run that is on, a ref or nil."} *report-counters* nil)
(def ^{:dynamic true :doc "What the counters are at the beginning of a run."} *initial-report-counters* {:test 0 :pass 0 :fail 0 :error 0})
(def ^{:dynamic true :doc "The vars of the tests that are running, the innermost first."} *testing-vars* (list))
(def ^{:dynamic true :doc "The texts of the testing forms that are running, the innermost first."} *testing-contexts* (list))
(def ^{:dynamic true :doc "Where reports go."} *test-out* *out*)

(defmacro with-test-out
  "Evaluates the body with *out* going where reports go."
  [& body]
  (list* 'clojure.core/binding '[clojure.core/*out* clojure.test/*test-out*] body))

(defn file-position "The file and line of the frame that many calls above." [n] [*file* nil])

(defn testing-vars-str
  "The names of the running tests and the place of a report."
  [m]
  (let [{:keys [file line]} m]
    (str (reverse (map (fn [v] (:name (meta v))) *testing-vars*))
         " (" file ":" line ")")))

(defn testing-contexts-str
  "The texts of the running testing forms, outer ones first."
  []
  (apply str (interpose " " (reverse *testing-contexts*))))

(defn inc-report-counter
  "Counts one more under a name."
  [name]
  (when *report-counters*
    (dosync (commute *report-counters* update name (fnil inc 0)))))

(defmulti report
  "Tells of what happened in a run: a map with :type, which is :pass, :fail, :error, :summary, :begin-test-ns and so on."
  :type)

(defn do-report
  "Adds the place to a report of a failure and gives it to report."
  [m]
  (report
    (case (:type m)
      (:fail :error) (merge {:file "NO_SOURCE_FILE" :line nil} m)
      m)))

(defmethod report :default [m]
  (with-test-out (prn m)))

(defmethod report :pass [m]
  (with-test-out (inc-report-counter :pass)))

(defn- print-report [m title]
  (println title (testing-vars-str m))
  (when (seq *testing-contexts*) (println (testing-contexts-str)))
  (when-let [message (:message m)] (println message))
  (println "expected:" (pr-str (:expected m))))

(defmethod report :fail [m]
  (with-test-out
    (inc-report-counter :fail)
    (println)
    (print-report m "FAIL in")
    (println "  actual:" (pr-str (:actual m)))))

(defmethod report :error [m]
  (with-test-out
    (inc-report-counter :error)
    (println)
    (print-report m "ERROR in")
    (print "  actual: ")
    (let [actual (:actual m)]
      (if (clojure.core/-throwable? actual)
        (clojure.core/-print-throwable actual *stack-trace-depth*)
        (prn actual)))))

(defmethod report :summary [m]
  (with-test-out
    (println "\nRan" (:test m) "tests containing" (+ (:pass m) (:fail m) (:error m)) "assertions.")
    (println (str (:fail m) " failures, " (:error m) " errors."))))

(defmethod report :begin-test-ns [m]
  (with-test-out
    (println "\nTesting" (ns-name (:ns m)))))

(defmethod report :end-test-ns [m])
(defmethod report :begin-test-var [m])
(defmethod report :end-test-var [m])

;; Assertions

(defn get-possibly-unbound-var "The value of a var, or nil where it has none." [v]
  (if (bound? v) (var-get v) nil))

(defn function?
  "Whether x is a function, or a symbol that names one."
  [x]
  (if (symbol? x)
    (when-let [v (resolve x)]
      (when (var? v)
        (and (fn? (get-possibly-unbound-var v))
             (not (:macro (meta v))))))
    (fn? x)))

;; The line of the assertion whose code is being made.
(def ^:private ^:dynamic *assertion-line* nil)

(defn- line-of [form] (or *assertion-line* (:line (meta form))))

(defn- file-name [] (last (string/split *file* #"/")))

(defn assert-predicate
  "The code of an assertion whose form is a call of a function: a failure shows the values of the arguments."
  [msg form]
  (let [args (rest form) pred (first form)]
    `(let [values# (list ~@args)
           result# (apply ~pred values#)]
       (if result#
         (do-report {:type :pass :message ~msg :expected '~form :actual (cons '~pred values#)})
         (do-report {:type :fail :message ~msg :expected '~form :actual (list '~'not (cons '~pred values#))
                     :line ~(line-of form) :file ~(file-name)}))
       result#)))

(defn assert-any
  "The code of an assertion of any other form."
  [msg form]
  `(let [value# ~form]
     (if value#
       (do-report {:type :pass :message ~msg :expected '~form :actual value#})
       (do-report {:type :fail :message ~msg :expected '~form :actual value#
                   :line ~(line-of form) :file ~(file-name)}))
     value#))

(defmulti assert-expr
  "The code of an assertion, by the first symbol of its form."
  (fn [msg form]
    (cond
      (nil? form) :always-fail
      (seq? form) (first form)
      :else :default)))

(defmethod assert-expr :always-fail [msg form]
  `(do-report {:type :fail :message ~msg :expected nil :actual nil :line ~(line-of form) :file ~(file-name)}))

(defmethod assert-expr :default [msg form]
  (if (and (sequential? form) (function? (first form)))
    (assert-predicate msg form)
    (assert-any msg form)))

(defmethod assert-expr 'instance? [msg form]
  `(let [klass# ~(nth form 1)
         object# ~(nth form 2)
         result# (instance? klass# object#)]
     (if result#
       (do-report {:type :pass :message ~msg :expected '~form :actual (class object#)})
       (do-report {:type :fail :message ~msg :expected '~form :actual (class object#)
                   :line ~(line-of form) :file ~(file-name)}))
     result#))

(defmethod assert-expr 'thrown? [msg form]
  (let [klass (second form)
        body (nthnext form 2)]
    `(try
       ~@body
       (do-report {:type :fail :message ~msg :expected '~form :actual nil
                   :line ~(line-of form) :file ~(file-name)})
       (catch ~klass e#
         (do-report {:type :pass :message ~msg :expected '~form :actual e#})
         e#))))

(defmethod assert-expr 'thrown-with-msg? [msg form]
  (let [klass (nth form 1)
        re (nth form 2)
        body (nthnext form 3)]
    `(try
       ~@body
       (do-report {:type :fail :message ~msg :expected '~form :actual nil
                   :line ~(line-of form) :file ~(file-name)})
       (catch ~klass e#
         (let [m# (ex-message e#)]
           (if (re-find ~re (or m# ""))
             (do-report {:type :pass :message ~msg :expected '~form :actual e#})
             (do-report {:type :fail :message ~msg :expected '~form :actual e#
                         :line ~(line-of form) :file ~(file-name)})))
         e#))))

(defmacro try-expr
  "The code of is: what the assertion throws is an error."
  [msg form]
  (binding [*assertion-line* (or *assertion-line* (:line (meta &form)))]
    (clojure.core/-realise
      `(try ~(assert-expr msg form)
            (catch :default t#
              (do-report {:type :error :message ~msg :expected '~form :actual t#
                          :line ~(line-of form) :file ~(file-name)}))))))

(defmacro is
  "Asserts that a form has a value that is neither false nor nil. (is (thrown? C body*)) asserts that the body throws
  a C, (is (thrown-with-msg? C re body*)) that its message has a match, too."
  ([form] (with-meta (list 'clojure.test/try-expr nil form) (meta &form)))
  ([form msg] (with-meta (list 'clojure.test/try-expr msg form) (meta &form))))

(defmacro are
  "is of the expression for each group of arguments put in for the names of argv."
  [argv expr & args]
  (if (or (and (empty? argv) (empty? args))
          (and (pos? (count argv)) (pos? (count args)) (zero? (mod (count args) (count argv)))))
    `(template/do-template ~argv ~(with-meta (list 'clojure.test/is expr) (meta &form)) ~@args)
    (throw (IllegalArgumentException. "The number of args doesn't match are's argv."))))

(defmacro testing
  "Evaluates the body with a text that its reports show."
  [string & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~string)]
     ~@body))

;; Definitions

(defmacro with-test
  "Evaluates a definition and makes the body the test of its var."
  [definition & body]
  (if *load-tests*
    `(doto ~definition (alter-meta! assoc :test (fn [] ~@body)))
    definition))

(declare test-var)

(defmacro deftest
  "Defines a test: a function without parameters whose body holds assertions, run by run-tests or by calling it."
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body))
       (fn [] (test-var (var ~name))))))

(defmacro deftest-
  "deftest with a private var."
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body) :private true)
       (fn [] (test-var (var ~name))))))

(defmacro set-test
  "Makes the body the test of a var."
  [name & body]
  (when *load-tests*
    `(alter-meta! (var ~name) assoc :test (fn [] ~@body))))

;; Fixtures

(defn- add-ns-meta [k fixtures]
  (alter-meta! *ns* assoc k fixtures))

(defmulti use-fixtures
  "Has functions wrapped around tests of the current namespace: around :each test, or :once around all of them. A
  fixture is a function of a function, which it calls."
  (fn [fixture-type & args] fixture-type))

(defmethod use-fixtures :each [fixture-type & args] (add-ns-meta ::each-fixtures args))
(defmethod use-fixtures :once [fixture-type & args] (add-ns-meta ::once-fixtures args))

(defn compose-fixtures "The fixture of f2 inside f1." [f1 f2]
  (fn [g] (f1 (fn [] (f2 g)))))

(defn join-fixtures "One fixture of several, the first one outermost." [fixtures]
  (reduce compose-fixtures (fn [f] (f)) fixtures))

;; Running

(defn test-var
  "Runs the test of a var."
  [v]
  (when-let [t (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (do-report {:type :begin-test-var :var v})
      (inc-report-counter :test)
      (try (t)
           (catch :default e
             (do-report {:type :error :message "Uncaught exception, not in assertion." :expected nil :actual e
                         :line (:line (meta v)) :file (last (string/split (str (:file (meta v))) #"/"))})))
      (do-report {:type :end-test-var :var v}))))

(defn test-vars
  "Runs the tests of vars, with the fixtures of their namespaces."
  [vars]
  (doseq [[ns vars] (group-by (fn [v] (:ns (meta v))) vars)
          :when ns]
    (let [once (join-fixtures (::once-fixtures (meta ns)))
          each (join-fixtures (::each-fixtures (meta ns)))]
      (once
        (fn []
          (doseq [v vars]
            (when (:test (meta v))
              (each (fn [] (test-var v))))))))))

(defn test-all-vars "Runs all tests of a namespace, with its fixtures." [ns]
  (test-vars (sort-by (fn [v] (:line (meta v) 0)) (vals (ns-interns ns)))))

(defn test-ns
  "Runs all tests of a namespace, or its function test-ns-hook if it has one; the map of the counters."
  [ns]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns-obj (the-ns ns)]
      (do-report {:type :begin-test-ns :ns ns-obj})
      (if-let [v (find-var (symbol (str (ns-name ns-obj)) "test-ns-hook"))]
        ((var-get v))
        (test-all-vars ns-obj))
      (do-report {:type :end-test-ns :ns ns-obj}))
    @*report-counters*))

(defn run-tests
  "Runs all tests of namespaces, of the current one unless given, and reports; the map of the counters."
  ([] (run-tests *ns*))
  ([& namespaces]
   (let [summary (assoc (apply merge-with + (map test-ns namespaces)) :type :summary)]
     (do-report summary)
     summary)))

(defn run-all-tests
  "Runs the tests of all namespaces whose names match a pattern, of all unless given."
  ([] (apply run-tests (all-ns)))
  ([re] (apply run-tests (filter (fn [ns] (re-matches re (name (ns-name ns)))) (all-ns)))))

(defn run-test-var "Runs the test of one var and reports; the map of the counters." [v]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns-obj (:ns (meta v))
          summary (do
                    (do-report {:type :begin-test-ns :ns ns-obj})
                    (test-vars [v])
                    (do-report {:type :end-test-ns :ns ns-obj})
                    (assoc @*report-counters* :type :summary))]
      (do-report summary)
      summary)))

(defmacro run-test "Runs one test, given by its name, and reports." [test-symbol]
  (let [v (resolve test-symbol)]
    (cond
      (nil? v) (binding [*out* *err*] (println "Unable to resolve" test-symbol "to a test function."))
      (not (:test (meta v))) (binding [*out* *err*] (println test-symbol "is not a test."))
      :else `(run-test-var ~v))))

(defn successful? "Whether a summary has neither failures nor errors." [summary]
  (and (zero? (:fail summary 0)) (zero? (:error summary 0))))
