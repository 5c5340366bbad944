(ns clojure.template
  "Expressions with holes, each filled in several ways."
  (:require [clojure.walk :as walk]))

(defn apply-template
  "The expression with every symbol of argv replaced by the value at the same place in values."
  [argv expr values]
  (assert (vector? argv))
  (assert (every? symbol? argv))
  (walk/postwalk-replace (zipmap argv values) expr))

(defmacro do-template
  "Evaluates the expression once for each run of as many values as argv has symbols, with the symbols replaced by them
  in the text of the expression. A last run that is too short is dropped."
  [argv expr & values]
  (let [width (count argv)]
    `(do ~@(map (fn [run] (apply-template argv expr run)) (partition width values)))))
