(ns clojure.core.async.impl.dispatch
  "Where the functions run that hear of puts and takes.")

(defn run "Has a function without arguments called in a fiber of its own." [r] (clojure.core/-spawn-daemon (fn [] (r))) nil)

(defn in-dispatch-thread? "false: a fiber may wait wherever it runs." [] false)

(defn check-blocking-in-dispatch "nil: a fiber may wait wherever it runs." [] nil)
