;; Prints, as JSON, the public vars of the namespaces that Clojure ships, and of test.check, each with its arglists: what record.mjs keeps.
(def namespaces
  '[clojure.core clojure.core.protocols clojure.core.reducers clojure.core.specs.alpha clojure.data clojure.datafy clojure.edn
    clojure.inspector clojure.instant clojure.java.browse clojure.java.io clojure.java.javadoc clojure.java.shell clojure.main
    clojure.math clojure.pprint clojure.reflect clojure.repl clojure.set clojure.spec.alpha clojure.spec.gen.alpha
    clojure.spec.test.alpha clojure.stacktrace clojure.string clojure.template clojure.test clojure.test.check clojure.test.check.clojure-test
    clojure.test.check.generators clojure.test.check.properties clojure.test.check.random clojure.test.check.results
    clojure.test.check.rose-tree clojure.test.junit clojure.test.tap
    clojure.uuid clojure.walk clojure.xml clojure.zip])

(doseq [n namespaces] (require n))

(println "{")
(doseq [[i n] (map-indexed vector namespaces)]
  (println (str (if (pos? i) ",\n" "") (pr-str (str n)) ": {"))
  (println (apply str (interpose ",\n" (for [[s v] (sort-by key (ns-publics n))]
                                         (str (pr-str (str s)) ": " (pr-str (pr-str (:arglists (meta v)))))))))
  (print "}"))
(println "}")
