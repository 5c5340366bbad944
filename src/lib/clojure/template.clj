(ns clojure.template
  "Forms from templates."
  (:require [clojure.walk :as walk]))

(defn apply-template
  "The expression with the names of argv replaced by the values."
  [argv expr values]
  (assert (vector? argv))
  (assert (every? symbol? argv))
  (walk/postwalk-replace (zipmap argv values) expr))

(defmacro do-template
  "A do of the expression with the names of argv replaced by the values, as many at a time as there are names."
  [argv expr & values]
  (let [n (count argv)]
    (cons 'do (map (fn [group] (apply-template argv expr group)) (partition n values)))))
