(ns clojure.test.check.results
  "What a property gives for its arguments: any value, where only whether it is true counts, or something that says more.")

(defprotocol Result
  "What a property can give."
  (pass? [result] "Whether it says that the property held.")
  (result-data [result] "A map of what else it says; nil where there is nothing."))

(extend-protocol Result
  java.lang.Object
  (pass? [result] (boolean result))
  (result-data [result] nil)
  nil
  (pass? [result] false)
  (result-data [result] nil))
