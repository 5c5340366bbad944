(in-ns 'clojure.core)

;; Protocols, types and records, over deftype*, reify* and the natives that make and extend protocols.

(defn- protocol-parts
  "The options and the method signatures of a defprotocol."
  [forms]
  (loop [s (seq forms) options {} sigs []]
    (if s
      (let [form (first s)]
        (cond
          (string? form) (recur (next s) (assoc options :doc form) sigs)
          (keyword? form) (recur (nnext s) (assoc options form (second s)) sigs)
          :else (do (seq form)
                    (recur (next s) options (conj sigs form)))))
      {:options options :sigs sigs})))

(defn- signature
  "The :sigs entry of one method of a defprotocol: its name, arglists and docstring."
  [protocol sig]
  (let [[method & parts] sig
        arglists (take-while vector? parts)
        more (drop (count arglists) parts)]
    (when (or (zero? (count arglists)) (some (fn [a] (zero? (count a))) arglists))
      (throw (new java.lang.IllegalArgumentException
                  (str "Definition of function " method " in protocol " protocol " must take at least one arg."))))
    {:tag (:tag (meta method))
     :name (vary-meta method dissoc :tag)
     :arglists (apply list arglists)
     :doc (if (string? (first more)) (first more) nil)}))

(defn- signatures
  "The :sigs of a protocol."
  [protocol sigs]
  (reduce
    (fn [acc sig]
      (let [s (signature protocol sig) k (keyword (:name s))]
        (when (contains? acc k)
          (throw (new java.lang.IllegalArgumentException
                      (str "Function " (:name s) " in protocol " protocol
                           " was redefined. Specify all arities in single definition."))))
        (assoc acc k s)))
    {}
    sigs))

(defmacro defprotocol
  "Defines a protocol: named functions without bodies, each given as (name [this args*]+ docstring?), which call the
  method that deftype, defrecord, reify or extend gave for the class of their first argument. A docstring and
  :extend-via-metadata true may come first."
  [name & opts+sigs]
  (let [{:keys [options sigs]} (protocol-parts opts+sigs)
        sigs (signatures name sigs)
        named (if (and (symbol? name) (:doc options)) (vary-meta name assoc :doc (:doc options)) name)]
    (concat
      (list 'do
            (list 'def named)
            (list 'def named
                  (list 'clojure.core/-make-protocol
                        (list 'var name)
                        (list 'quote (-name-in-ns name))
                        options
                        (list 'quote sigs))))
      (map (fn [{method :name :keys [arglists doc]}]
             (list 'def
                   (vary-meta method assoc
                              :arglists (list 'quote arglists)
                              :doc doc
                              :protocol (list 'var name))
                   (list 'clojure.core/-protocol-fn name (clojure.core/name method))))
           (vals sigs))
      (list (list 'quote name)))))

(defn extend
  "Gives a class (or nil) the methods of protocols: each protocol is followed by a map from method keyword to function,
  which takes the place of the one that the class had."
  [atype & proto+mmaps]
  (doseq [[proto methods] (partition 2 proto+mmaps)]
    (-extend! proto atype methods)))

(defn- implementations
  "The forms after extend-type and its kin as pairs of a name and its forms, in order."
  [forms]
  (loop [s (seq forms) out []]
    (if s
      (let [body (take-while seq? (next s))]
        (recur (seq (drop (inc (count body)) s)) (conj out [(first s) body])))
      out)))

(defn- method-map
  "The map form of methods for extend. All arities of a method stand in one form, as in fn: of two the last counts."
  [bodies]
  (into {}
        (map (fn [body] [(keyword (name (first body))) (if (vector? (second body))
                                                                  (list 'clojure.core/fn (rest body))
                                                                  (cons 'clojure.core/fn (rest body)))]))
        bodies))

(defmacro extend-type
  "Gives a class the methods of protocols: each protocol is followed by its methods, (name [this args*] body*)."
  [t & specs]
  (list* 'clojure.core/extend t
         (mapcat (fn [[proto bodies]] [proto (method-map bodies)]) (implementations specs))))

(defmacro extend-protocol
  "Gives several classes the methods of one protocol: each class is followed by its methods."
  [p & specs]
  (cons 'do
        (map (fn [[t bodies]] (list* 'clojure.core/extend-type t p bodies))
             (implementations specs))))

(defn- plain-methods
  "The specs of deftype and its kin with the patterns among the parameters of methods taken apart in their bodies."
  [specs]
  (map (fn [spec]
         (if (seq? spec)
           (cons (first spec) (-plain-parameters (second spec) (nnext spec)))
           spec))
       specs))

(defn- checked-methods [specs]
  (doseq [spec specs]
    (when-not (or (symbol? spec) (seq? spec)) (-refuse-cast spec "clojure.lang.Symbol")))
  (plain-methods specs))

(defmacro reify
  "Makes an object with the methods of protocols and interfaces, which close over the locals around them."
  [& opts+specs]
  (with-meta (cons 'reify* (checked-methods opts+specs)) (meta &form)))

(defn- checked-fields [name fields]
  (when-not (vector? fields)
    (throw (new java.lang.AssertionError "No fields vector given.")))
  (when-not (every? symbol? fields)
    (throw (new java.lang.AssertionError
                (str "defrecord and deftype fields must be symbols, " (-class-name-in-ns name) " had: "
                     (apply str (interpose ", " (remove symbol? fields)))))))
  (when-let [reserved (seq (filter '#{__meta __hash __hasheq __extmap} fields))]
    (throw (new java.lang.AssertionError
                "The names in #{__hash __meta __hasheq __extmap} cannot be used as field names for types or records.")))
  (let [double-field (some (fn [e] (if (> (val e) 1) (key e) nil)) (frequencies fields))]
    (when double-field
      (throw (new java.lang.ClassFormatError
                  (str "Duplicate field name \"" (-munge (str double-field))
                       "\" with signature \"Ljava.lang.Object;\" in class file compile__stub/"
                       (apply str (replace {\. \/} (-class-name-in-ns name))))))))
  fields)

(defn- without-options [specs]
  (if (keyword? (first specs)) (recur (nnext specs)) (checked-methods specs)))

(defn- plain-names [fields] (mapv (fn [f] (with-meta f nil)) fields))

(defn- factory-form [name fields]
  (let [args (plain-names fields)]
    (list 'clojure.core/defn (symbol (str "->" name))
          (str "Makes a " (-class-name-in-ns name) " from the values of its fields, in order.")
          (if (> (count args) 20) (into (subvec args 0 20) '[& overage]) args)
          (if (> (count args) 20)
            (list 'clojure.core/-construct name (list* 'clojure.core/list* (conj (subvec args 0 20) 'overage)))
            (list* 'new name args)))))

(defmacro deftype
  "Defines a class with these fields and the methods of protocols and interfaces, in whose bodies the fields are in
  scope, and the function ->name that makes an instance. A field marked ^:unsynchronized-mutable may be set! there."
  {:arglists '([name [& fields] & opts+specs])}
  [name fields & opts+specs]
  (checked-fields name fields)
  (list 'do
        (list 'clojure.core/declare (symbol (str "->" name)))
        (list* 'deftype* name fields false (without-options opts+specs))
        (factory-form name fields)
        name))

(defmacro defrecord
  "Defines a class of maps with these fields as keys (and any others), and methods of protocols and interfaces, in
  whose bodies the fields are in scope. Makes the functions ->name, from values, and map->name, from a map."
  {:arglists '([name [& fields] & opts+specs])}
  [name fields & opts+specs]
  (checked-fields name fields)
  (list 'do
        (list 'clojure.core/declare (symbol (str "->" name)) (symbol (str "map->" name)))
        (list* 'deftype* name fields true (without-options opts+specs))
        (factory-form name fields)
        (list 'clojure.core/defn (symbol (str "map->" name))
              (str "Makes a " name " from a map; keys that are no fields are kept.")
              '[m]
              (list 'clojure.core/-record-from-map name '(if (clojure.core/map? m) m (clojure.core/into {} m))))
        name))

(defmacro definterface
  "Defines an interface: names of methods that types may then give bodies for."
  [name & sigs]
  (list 'do
        (list 'clojure.core/-make-interface
              (list 'quote (symbol (-class-name-in-ns name)))
              (list 'quote (mapv (fn [[method params]] [(clojure.core/name method) (inc (count params))]) sigs)))
        name))

(defmacro gen-interface
  "Defines an interface of a full name: (gen-interface :name a.b.Name :methods [[method [classes*] class]*]); :extends is
  accepted where the interfaces above have no methods of their own."
  [& options]
  (let [{:keys [name methods]} (apply hash-map options)]
    (list 'clojure.core/-make-interface
          (list 'quote (symbol (str name)))
          (list 'quote (mapv (fn [[method params]] [(clojure.core/name method) (inc (count params))]) methods)))))

(defn satisfies? "Whether x has the methods of a protocol." [protocol x] (some? (-find-impl protocol x)))

(defn extends?
  "Whether the class was given the methods of a protocol, or gives them itself."
  [protocol atype]
  (or (-inline? protocol atype) (contains? (:impls protocol) atype)))

(defn extenders "A seq of the classes that were given the methods of a protocol; nil where none was." [protocol]
  (keys (:impls protocol)))

(defn find-protocol-impl
  "The map of methods that a protocol has for x; x itself where its class gives them; nil where there is neither."
  [protocol x]
  (-find-impl protocol x))

(defn find-protocol-method "The function of a protocol for x, by the keyword of its name." [protocol methodk x]
  (get (-find-impl protocol x) methodk))
