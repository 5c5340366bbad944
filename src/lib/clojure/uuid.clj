(ns clojure.uuid
  "The data reader of #uuid.")

(defn- default-uuid-reader [form]
  (when-not (string? form)
    (throw (new java.lang.IllegalArgumentException "#uuid data reader expected string")))
  (java.util.UUID/fromString form))
