(ns clojure.test.check.properties
  "Properties: what must hold for all values of generators."
  (:require [clojure.test.check.generators :as gen]
            [clojure.test.check.results :as results]))

(defrecord ErrorResult [error]
  results/Result
  (pass? [_] false)
  (result-data [_] {::error error}))

(defn for-all*
  "The property that function, called with a value of each of the generators in args, gives a true value."
  [args function]
  (gen/fmap (fn [arguments]
              {:result (try
                         (apply function arguments)
                         (catch Throwable t (->ErrorResult t)))
               :function function
               :args arguments})
            (apply gen/tuple args)))

(defmacro for-all
  "The property that the body gives a true value, where each name stands for a value of the generator after it."
  [bindings & body]
  (let [pairs (partition 2 bindings)]
    `(for-all* [~@(map second pairs)]
               (fn [~@(map first pairs)] ~@body))))
