(ns portable.validation
  "A validation library: schemas as data, and macros that look at &form and &env."
  (:require [clojure.string :as str]
            [clojure.walk :as walk :refer [postwalk]])
  #?(:cljs (:require-macros [portable.validation :refer [defschema check! spy]])))

(defprotocol Schema
  (problems [schema path value] "A seq of maps that say what is wrong with value."))

(defn problem [path value message] (list {:path path :value value :message message}))

(extend-protocol Schema
  nil
  (problems [_ path value] (when (some? value) (problem path value "must be nil")))
  #?(:clj clojure.lang.Fn :cljs function)
  (problems [f path value]
    (when-not (try (f value) (catch #?(:clj Throwable :cljs :default) _ false))
      (problem path value "is refused")))
  #?(:clj clojure.lang.APersistentMap :cljs PersistentArrayMap)
  (problems [m path value]
    (if (map? value)
      (concat
        (mapcat (fn [[k s]]
                  (cond
                    (contains? value k) (problems s (conj path k) (get value k))
                    (:optional (meta s)) nil
                    :else (problem (conj path k) nil "is missing")))
                m)
        (for [k (sort (remove (set (keys m)) (keys value)))
              p (problem (conj path k) (get value k) "is not known")]
          p))
      (problem path value "must be a map")))
  #?(:clj clojure.lang.APersistentVector :cljs PersistentVector)
  (problems [[item] path value]
    (if (sequential? value)
      (mapcat (fn [i x] (problems item (conj path i) x)) (range) value)
      (problem path value "must be sequential")))
  #?(:clj clojure.lang.APersistentSet :cljs PersistentHashSet)
  (problems [options path value]
    (when-not (contains? options value)
      (problem path value (str "must be one of " (str/join ", " (sort-by str options))))))
  #?(:clj Class :cljs default)
  (problems [c path value]
    (when-not (instance? c value)
      (problem path value (str "must be a " #?(:clj (.getSimpleName ^Class c) :cljs (.-name c)))))))

(defrecord And [schemas]
  Schema
  (problems [_ path value] (first (filter seq (map #(problems % path value) schemas)))))

(defrecord Labelled [schema message]
  Schema
  (problems [_ path value] (when (seq (problems schema path value)) (problem path value message))))

(defn both [& schemas] (->And schemas))
(defn label [schema message] (->Labelled schema message))
(defn optional [schema] (vary-meta schema assoc :optional true))

(defonce registry (atom {}))

(defmacro defschema
  "Defines a schema and remembers it, with the form that it was made of."
  [sym schema]
  (let [full (symbol (str *ns*) (str sym))]
    `(do
       (def ~(with-meta sym {:schema-form (list 'quote schema)}) ~schema)
       (swap! registry assoc '~full ~sym)
       '~full)))

(defmacro check!
  "The value, or an exception that names the form and the locals that were in scope."
  [schema form]
  (let [locals (sort (filter symbol? (keys &env)))
        text (pr-str &form)]
    `(let [value# ~form
           found# (seq (problems ~schema [] value#))]
       (if found#
         (throw (ex-info (str "Invalid: " ~text)
                         {:locals '~(vec (remove #(re-find #"__" (name %)) locals))
                          :problems (vec found#)}))
         value#))))

(defmacro spy [form]
  `(let [v# ~form]
     (println '~form "on line" ~(if (:line (meta &form)) "known" "unknown") "=>" (pr-str v#))
     v#))

(defschema Name (both String (label #(not (str/blank? %)) "must not be blank")))
(defschema Age (both #?(:clj Long :cljs js/Number) (label #(<= 0 % 150) "must be an age")))
(defschema Person {:name Name
                   :age Age
                   :role #{:admin :guest}
                   :emails [(both String (label #(re-matches #"[^@\s]+@[^@\s]+" %) "must be an address"))]
                   :nickname (optional (both String))})

(defn report [value]
  (doseq [{:keys [path message value]} (sort-by (comp str :path) (problems Person [] value))]
    (println (str/join "." (map #(if (keyword? %) (name %) %) path)) message (pr-str value)))
  (println "--"))

(report {:name "Ann" :age 33 :role :admin :emails ["ann@example.org"]})
(report {:name "  " :age 233 :role :king :emails ["ann" "b@c" 7] :extra 1})
(report {:age "x" :emails {} :nickname nil})
(report [1 2])

(let [limit 3 other :x]
  (try
    (check! [Age] [1 2 (* limit 100)])
    (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e
      (println (ex-message e))
      (prn (ex-data e)))))

(spy (+ 1 (spy (* 2 3))))
(prn (sort (keys @registry)))
(prn (map first (map :schema-form (map meta (vals (select-keys (ns-publics 'portable.validation) '[Age Name]))))))
(prn (postwalk #(if (number? %) (inc %) %) {:a [1 {:b 2}]}))
(prn (satisfies? Schema {}) (satisfies? Schema 1) (satisfies? Schema nil))
