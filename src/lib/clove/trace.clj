(ns clove.trace
  "Calls of functions, shown with their arguments and what they return. A var that is traced holds a function that tells of its
  calls, so that what is not traced costs nothing.")

(def ^:dynamic *depth*
  "How many traced calls are under way around this one."
  0)

(defn- tell [& parts]
  (println (apply str (apply str (repeat *depth* "| ")) parts)))

(defn- shown [args]
  (apply str (map (fn [x] (str " " (pr-str x))) args)))

(defn- telling
  "A function that does what f does, and tells of it under that name."
  [name f]
  (fn [& args]
    (tell "(" name (shown args) ")")
    (let [value (try
                  (binding [*depth* (inc *depth*)]
                    (apply f args))
                  (catch Throwable e
                    (tell "=> throws " (.getName (class e)) ": " (ex-message e))
                    (throw e)))]
      (tell "=> " (pr-str value))
      value)))

(defn traced? "Whether calls of what a var holds are shown." [v] (contains? (meta v) ::original))

(defn trace-var!
  "Shows calls of the function that a var holds; the var. What holds no function, or a macro, stays as it is."
  [v]
  (when (and (bound? v) (fn? @v) (not (traced? v)) (not (:macro (meta v))))
    (let [f @v]
      (alter-meta! v assoc ::original f)
      (alter-var-root v (fn [_] (telling (str (symbol v)) f)))))
  v)

(defn untrace-var!
  "Shows calls of it no longer; the var."
  [v]
  (when (traced? v)
    (let [f (::original (meta v))]
      (alter-meta! v dissoc ::original)
      (alter-var-root v (fn [_] f))))
  v)

(defn trace-ns! "Shows calls of all functions of a namespace." [ns] (doseq [v (vals (ns-interns ns))] (trace-var! v)))

(defn untrace-ns! "Shows them no longer." [ns] (doseq [v (vals (ns-interns ns))] (untrace-var! v)))

(defn trace-named!
  "Shows calls of functions and namespaces by their names, texts as my.ns and my.ns/f. What is not there, or no longer is what was
  traced, is looked for again the next time."
  [names]
  (doseq [name names]
    (let [sym (symbol name)
          ns (find-ns (symbol (or (namespace sym) name)))
          vars (cond (nil? ns) nil
                     (namespace sym) (remove nil? [(ns-resolve ns (symbol (clojure.core/name sym)))])
                     :else (vals (ns-interns ns)))]
      (doseq [v vars] (trace-var! v)))))

(defmacro with-trace
  "Evaluates the body with calls of these functions shown, symbols that name them."
  [fns & body]
  (let [vars (mapv (fn [f] (list 'var f)) fns)]
    `(let [vars# ~vars]
       (doseq [v# vars#] (trace-var! v#))
       (try ~@body
            (finally (doseq [v# vars#] (untrace-var! v#)))))))
