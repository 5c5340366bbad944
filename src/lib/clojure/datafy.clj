(ns clojure.datafy
  "Things as data, and the way from data back to things."
  (:require [clojure.core.protocols :as p]))

(defn- carries-meta? [x]
  (or (coll? x) (symbol? x) (fn? x)))

(defn datafy
  "x as data, by the protocol Datafiable. Where that makes another value that can carry metadata, the metadata has x and
  its class as ::obj and ::class."
  [x]
  (let [data (p/datafy x)]
    (if (or (identical? data x) (not (carries-meta? data)))
      data
      (vary-meta data assoc ::obj x ::class (symbol (.getName (class x)))))))

(defn nav
  "What the value v, found under the key k of the data coll, leads to, by the protocol Navigable: v unless that says
  otherwise."
  [coll k v]
  (p/nav coll k v))
