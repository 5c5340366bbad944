(in-ns 'clojure.core)

;; Objects of the host.

(defn js->clj
  "A value of the host with all that is in it as data: arrays become vectors, plain objects maps with strings as keys, or
  with keywords where the option :keywordize-keys is true. All else stays as it is."
  [x & {:keys [keywordize-keys]}]
  (-js->clj x (boolean keywordize-keys)))

(-set-twin! -clj->js
  (fn clj->js-twin [x full?]
    (-clj->js (-realise x) full?)))

(defn- named-keys
  "x with the keys of all maps in it, where they are keywords or symbols, replaced by what f gives for them."
  [f x]
  (cond
    (map? x) (reduce-kv (fn [m k v]
                          (assoc m (if (or (keyword? k) (symbol? k)) (f k) k) (named-keys f v)))
                        {} x)
    (coll? x) (mapv (fn [item] (named-keys f item)) x)
    :else x))

(defn clj->js
  "Data as the host has it: maps become objects, other collections arrays, keywords and symbols their names; doubles and
  ratios become numbers, and functions functions. The option :keyword-fn gives names to keywords and symbols that are keys,
  instead of name."
  [x & {:keys [keyword-fn] :or {keyword-fn name}}]
  (if (identical? keyword-fn name)
    (-clj->js x false)
    (-clj->js (named-keys keyword-fn x) false)))

(defn- -host-function
  "The function that a program calls for one of the host: the host is given its own kind of data, and what it answers becomes
  Clojure's. Waits where it answers a promise."
  [f]
  (fn [& args]
    (let [answer (apply f (map clj->js args))]
      (-js->clj (if (-host-promise? answer) (-wait-for-host! answer) answer) true))))

(defn- -call-later
  "A function without arguments that calls f with these."
  [f & args]
  (fn [] (apply f args)))


;; In Clojure, so that a fiber can wait in it.
(defn- -close-outgoing
  "The method close of a stream that bytes go out to."
  [out]
  (-end-outgoing out))
