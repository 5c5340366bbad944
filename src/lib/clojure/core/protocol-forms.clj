(in-ns 'clojure.core)

;; Protocols, types and records, over deftype*, reify* and the natives that make and extend protocols.

(defn- protocol-parts
  "The docstring, the options and the method signatures of a defprotocol."
  [forms]
  (loop [s (seq forms) doc nil options {} sigs []]
    (if s
      (let [form (first s)]
        (cond
          (string? form) (recur (next s) form options sigs)
          (keyword? form) (recur (nnext s) doc (assoc options form (second s)) sigs)
          (seq? form) (recur (next s) doc options (conj sigs form))
          :else (throw (new java.lang.IllegalArgumentException (str "Malformed protocol: unexpected " (pr-str form))))))
      {:doc doc :options options :sigs sigs})))

(defn- signature
  "The name, arglists and docstring of one method of a defprotocol."
  [sig]
  (let [parts (rest sig)
        doc (if (string? (last parts)) (last parts) nil)
        arglists (filter vector? parts)]
    (when (or (not (symbol? (first sig))) (zero? (count arglists)))
      (throw (new java.lang.IllegalArgumentException
                  (str "Definition of function " (first sig) " in protocol must take at least one arg."))))
    (doseq [a arglists]
      (when (zero? (count a))
        (throw (new java.lang.IllegalArgumentException
                    (str "Definition of function " (first sig) " in protocol must take at least one arg.")))))
    {:name (first sig) :arglists arglists :doc doc}))

(defmacro defprotocol
  "Defines a protocol: named functions without bodies, each given as (name [this args*]+ docstring?), which call the
  method that deftype, defrecord, reify or extend gave for the class of their first argument. A docstring and
  :extend-via-metadata true may come first."
  [name & opts+sigs]
  (let [parts (protocol-parts opts+sigs)
        sigs (map signature (:sigs parts))
        named (vary-meta name (fn [m] (if (:doc parts) (assoc m :doc (:doc parts)) m)))]
    (when-not (= (count sigs) (count (into #{} (map :name) sigs)))
      (throw (new java.lang.IllegalArgumentException
                  (str "Function in protocol " name " was redefined. Specify all arities in single definition."))))
    (concat
      (list 'do
            (list 'def named
                  (list 'clojure.core/-make-protocol
                        (list 'quote (-name-in-ns name))
                        (list 'quote (into {} (map (fn [s] [(keyword (clojure.core/name (:name s)))
                                                            {:name (:name s) :arglists (:arglists s) :doc (:doc s)}]))
                                           sigs))
                        (get (:options parts) :extend-via-metadata false))))
      (map (fn [s]
             (list 'def
                   (vary-meta (:name s) merge
                              {:arglists (list 'quote (:arglists s))
                               :doc (:doc s)
                               :protocol (list 'var name)})
                   (list 'clojure.core/-protocol-fn name (clojure.core/name (:name s)))))
           sigs)
      (list (list 'quote name)))))

(defn extend
  "Gives a class (or nil) the methods of protocols: each protocol is followed by a map from method keyword to function."
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
  "The map form of methods for extend; bodies of one name are the arities of one function."
  [bodies]
  (let [by-name (reduce (fn [acc body]
                          (let [k (keyword (name (first body)))]
                            (assoc acc k (conj (get acc k []) (if (vector? (second body)) [(rest body)] (rest body))))))
                        {}
                        bodies)]
    (into {} (map (fn [e] [(key e) (cons 'clojure.core/fn (mapcat identity (val e)))])) by-name)))

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

(defmacro reify
  "Makes an object with the methods of protocols and interfaces, which close over the locals around them."
  [& opts+specs]
  (cons 'reify* opts+specs))

(defn- checked-fields [kind name fields]
  (when-not (vector? fields)
    (throw (new java.lang.AssertionError "No fields vector given.")))
  (doseq [f fields]
    (when-not (symbol? f)
      (throw (new java.lang.IllegalArgumentException (str kind " fields must be symbols, " name " had: " (pr-str f))))))
  (let [double-field (some (fn [e] (if (> (val e) 1) (key e) nil)) (frequencies fields))]
    (when double-field
      (throw (new java.lang.IllegalArgumentException (str "Two fields of " name " have the same name: " double-field)))))
  fields)

(defn- without-options [specs]
  (if (keyword? (first specs)) (recur (nnext specs)) specs))

(defn- plain-names [fields] (mapv (fn [f] (with-meta f nil)) fields))

(defn- factory-form [name fields]
  (let [args (plain-names fields)]
    (list 'clojure.core/defn (symbol (str "->" name))
          (str "Makes a " name " from the values of its fields, in order.")
          (if (> (count args) 20) ['& 'args] args)
          (if (> (count args) 20)
            (list 'clojure.core/-construct name 'args)
            (list* 'new name args)))))

(defmacro deftype
  "Defines a class with these fields and the methods of protocols and interfaces, in whose bodies the fields are in
  scope, and the function ->name that makes an instance. A field marked ^:unsynchronized-mutable may be set! there."
  {:arglists '([name [& fields] & opts+specs])}
  [name fields & opts+specs]
  (checked-fields "deftype" name fields)
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
  (checked-fields "defrecord" name fields)
  (doseq [f fields]
    (when (contains? #{'__meta '__extmap '__hash '__hasheq} f)
      (throw (new java.lang.AssertionError (str "The names in #{__meta __hash __hasheq __extmap} are currently reserved.")))))
  (list 'do
        (list 'clojure.core/declare (symbol (str "->" name)) (symbol (str "map->" name)))
        (list* 'deftype* name fields true (without-options opts+specs))
        (factory-form name fields)
        (list 'clojure.core/defn (symbol (str "map->" name))
              (str "Makes a " name " from a map; keys that are no fields are kept.")
              '[m]
              (list 'clojure.core/-record-from-map name 'm))
        name))

(defmacro definterface
  "Defines an interface: names of methods that types may then give bodies for."
  [name & sigs]
  (list 'do (list 'clojure.core/-make-interface (list 'quote (-name-in-ns name))) name))

(defn satisfies? "Whether x has the methods of a protocol." [protocol x] (-satisfies? protocol x))

(defn extends?
  "Whether the class was given the methods of a protocol, itself or by a class above it."
  [protocol atype]
  (boolean (some (fn [c] (if c (and atype (-assignable? c atype)) (nil? atype))) (-protocol-classes protocol))))

(defn extenders "A seq of the classes that were given the methods of a protocol; nil where none was." [protocol]
  (seq (-protocol-classes protocol)))

(defn find-protocol-method "The function of a protocol for x, by the keyword of its name." [protocol methodk x]
  (-find-method protocol (name methodk) x))

(defn find-protocol-impl "x where its class has the methods of a protocol; else nil." [protocol x]
  (if (-satisfies? protocol x) x nil))
