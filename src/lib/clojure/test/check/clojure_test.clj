(ns clojure.test.check.clojure-test
  "Properties as tests of clojure.test."
  (:require [clojure.test :as test]
            [clojure.test.check :as check]
            [clojure.test.check.properties :as properties]))

;; Reports

(def ^:dynamic *report-trials*
  "Whether each trial is reported: true, or a function of the report, such as trial-report-periodic."
  false)

(def ^:dynamic *report-shrinking* "Whether the beginning of shrinking is reported." false)
(def ^:dynamic *report-completion* "Whether properties that held are reported." true)
(def ^:dynamic *trial-report-period* "How many milliseconds trial-report-periodic waits between reports." 10000)

(defn with-test-out* "Calls f with *out* being where clojure.test reports." [f]
  (test/with-test-out (f)))

(defn- property-name [{property ::property}]
  (or (:name (meta property)) "<no name>"))

(def ^:private last-report (atom 0))

(defn trial-report-periodic
  "A function for *report-trials* that prints how far the trials have come, every *trial-report-period* milliseconds."
  [m]
  (let [now (System/currentTimeMillis)]
    (when (> (- now *trial-report-period*) @last-report)
      (let [[so-far total] (::trial m)]
        (with-test-out*
          (fn [] (println "Passing trial" so-far "/" total "for" (property-name m)))))
      (reset! last-report now))))

(defn trial-report-dots "A function for *report-trials* that prints a dot for every thousand trials." [{[so-far total] ::trial}]
  (when (pos? so-far)
    (with-test-out*
      (fn []
        (when (zero? (mod so-far 1000)) (print ".") (flush))
        (when (= so-far total) (println))))))

(defmethod test/report ::trial [m]
  (when *report-trials*
    ((if (true? *report-trials*) trial-report-dots *report-trials*) m)))

(defmethod test/report ::shrinking [m]
  (when *report-shrinking*
    (with-test-out*
      (fn [] (println "Shrinking" (property-name m) "starting with parameters" (pr-str (::params m)))))))

(defmethod test/report ::complete [m]
  (when *report-completion*
    (with-test-out* (fn [] (prn (::complete m))))))

(defn default-reporter-fn "The :reporter-fn of defspec: hands what quick-check reports to clojure.test." [{:keys [type] :as args}]
  (case type
    :complete (let [name (-> args :property meta :name)]
                (test/report {:type ::complete
                              ::property (:property args)
                              ::complete (cond-> (select-keys args [:result :num-tests :seed :time-elapsed-ms])
                                           (and name (seq test/*testing-vars*)) (assoc :test-var (str name)))}))
    :trial (test/report {:type ::trial
                         ::property (:property args)
                         ::trial [(:num-tests args) (:num-tests-total args)]})
    :failure (test/report {:type ::shrinking
                           ::property (:property args)
                           ::params (vec (:fail args))})
    :shrunk (test/report {:type ::shrunk
                          ::property (:property args)
                          ::params (-> args :shrunk :smallest vec)})
    nil))

;; Tests

(def ^:dynamic *default-test-count* "How many times a property is checked that does not say." 100)

(def ^:dynamic *default-opts* "The options of quick-check for properties that give none."
  {:reporter-fn default-reporter-fn})

(defn process-options
  "The options of quick-check in a map, from what a defspec gives: nil, a number of times, or a map."
  [options]
  (cond
    (nil? options) (process-options {})
    (number? options) (assoc *default-opts* :num-tests options)
    (map? options) (merge {:num-tests *default-test-count*} *default-opts* options)
    :else (throw (ex-info (str "Invalid defspec options: " (pr-str options)) {:bad-options options}))))

(defn assert-check
  "Reports to clojure.test whether the property held, going by what quick-check gave. Where it threw, throws that again."
  [{:keys [result result-data pass?] :as m}]
  (let [error (::properties/error result-data)]
    (cond
      pass? (test/do-report {:type :pass :message (dissoc m :result)})
      error (throw error)
      :else (test/do-report {:type :fail :expected {:result true} :actual m}))))

(defmacro defspec
  "Defines a test that checks a property: as a function it gives what quick-check gives, with the number of times and
  further options as its arguments. options is a number of times, or a map of options of quick-check with :num-tests."
  {:arglists '([name property] [name num-tests? property] [name options? property])}
  ([name property] `(defspec ~name nil ~property))
  ([name options property]
   `(defn ~(vary-meta name assoc
                      ::defspec true
                      :test `(fn []
                               (assert-check (assoc (~name) :test-var (str '~name)))))
      {:arglists '([] ~'[num-tests & {:keys [seed max-size reporter-fn]}])}
      ([] (let [options# (process-options ~options)]
            (apply ~name (:num-tests options#) (apply concat options#))))
      ([times# & {:as given#}]
       (let [options# (merge (process-options ~options) given#)]
         (apply check/quick-check times# (vary-meta ~property assoc :name '~name) (apply concat options#)))))))
