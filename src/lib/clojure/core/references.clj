(in-ns 'clojure.core)

;; References: atoms, volatiles, delays, watches and validators.

(declare -deref-reference -deref-reference-within force)

(defn- -monitor-enter
  "Takes the lock of x, once no other fiber has it."
  [x]
  (if (-monitor-try x)
    nil
    (do (-wait! (-monitor-waiter x))
        (recur x))))

(defmacro locking
  "Evaluates x, then the body while no other fiber is in a body that locks the same object."
  [x & body]
  (let [lockee (gensym "lockee__")]
    (list 'clojure.core/let [lockee x]
          (list 'try
                (list 'monitor-enter lockee)
                (cons 'do body)
                (list 'finally (list 'monitor-exit lockee))))))

(-set-twin! deref
  (fn deref-twin
    ([ref]
     (cond
       (delay? ref) (force ref)
       (-reference? ref) (-deref-reference ref)
       (instance? clojure.lang.IDeref ref) (.deref ref)
       :else (throw (new java.lang.ClassCastException
                         (str "class " (.getName (class ref)) " cannot be cast to class java.util.concurrent.Future")))))
    ([ref ms timeout-value]
     (cond
       (-pending-reference? ref) (-deref-reference-within ref ms timeout-value)
       (instance? clojure.lang.IBlockingDeref ref) (.deref ref ms timeout-value)
       :else (throw (new java.lang.ClassCastException
                         (str "class " (.getName (class ref)) " cannot be cast to class java.util.concurrent.Future")))))))

(defn force
  "The value of a delay, computed now if it was not yet; x itself where it is no delay."
  [x]
  (if (delay? x)
    (if (realized? x)
      (-delay-value x)
      (locking x
        (if (realized? x)
          (-delay-value x)
          (let [value (try ((-delay-thunk x))
                           (catch Throwable e
                             (-delay-settle! x e true)
                             (throw e)))]
            (-delay-settle! x value false)
            value))))
    x))

(defn- check-value [validator value]
  (when validator
    (when-not (validator value)
      (throw (new java.lang.IllegalStateException "Invalid reference state")))))

(defn- -notify
  "Calls the watches of a reference after its value went from old to new."
  [ref old new]
  (let [watches (-watches ref)]
    (when watches
      (loop [s (seq watches)]
        (when s
          ((val (first s)) (key (first s)) ref old new)
          (recur (next s)))))))

(-set-twin! reset!
  (fn reset!-twin [ref value]
    (if (-instance? ref)
      (if (-has-method? ref 'reset) (.reset ref value) (-refuse-cast ref "clojure.lang.IAtom"))
      (do (check-value (get-validator ref) value)
          (let [old (deref ref)]
            (-atom-set! ref value)
            (-notify ref old value)
            value)))))

(-set-twin! compare-and-set!
  (fn compare-and-set!-twin [ref old value]
    (if (-instance? ref)
      (if (-has-method? ref 'compareAndSet) (.compareAndSet ref old value) (-refuse-cast ref "clojure.lang.IAtom"))
      (do (check-value (get-validator ref) value)
          (if (-atom-swap! ref old value)
            (do (-notify ref old value)
                true)
            false)))))

(-set-twin! realized?
  (fn realized?-twin [x]
    (if (-has-method? x 'isRealized) (.isRealized x) (-refuse-cast x "clojure.lang.IPending"))))

(defn- -meta-map
  "m, which must be a map or nil."
  [m]
  (if (or (nil? m) (map? m)) m (-refuse-cast m "clojure.lang.IPersistentMap")))

(defn atom
  "A reference to a value that swap! and reset! change. Options are :meta and :validator."
  ([x] (-atom x nil nil))
  ([x & options]
   (let [options (-map-from options) validator (get options :validator)]
     (check-value validator x)
     (-atom x (-meta-map (get options :meta)) validator))))

(defn- -swap-instance
  "swap! of an instance of a guest type."
  [a f & args]
  (if (-has-method? a 'swap)
    (apply (-instance-method a "swap" (inc (count args))) a f args)
    (-refuse-cast a "clojure.lang.IAtom")))

(defn- -vals-atom
  "a, where swap-vals! and reset-vals! can do their work themselves."
  [a]
  (if (-atom? a) a (-refuse-cast a "clojure.lang.IAtom2")))

(defn swap!
  "Sets the atom to (f value args…); the new value."
  ([a f]
   (if (-instance? a)
     (-swap-instance a f)
     (let [old (-atom-value a) value (f old)]
       (if (compare-and-set! a old value) value (recur a f)))))
  ([a f x]
   (if (-instance? a)
     (-swap-instance a f x)
     (let [old (-atom-value a) value (f old x)]
       (if (compare-and-set! a old value) value (recur a f x)))))
  ([a f x y]
   (if (-instance? a)
     (-swap-instance a f x y)
     (let [old (-atom-value a) value (f old x y)]
       (if (compare-and-set! a old value) value (recur a f x y)))))
  ([a f x y & args]
   (if (-instance? a)
     (-swap-instance a f x y args)
     (let [old (-atom-value a) value (apply f old x y args)]
       (if (compare-and-set! a old value) value (recur a f x y args))))))

(defn swap-vals!
  "Like swap!, but gives the vector of the value before and the value after."
  ([a f]
   (if (-has-method? a 'swapVals)
     (.swapVals a f)
     (let [old (-atom-value (-vals-atom a)) value (f old)]
       (if (compare-and-set! a old value) [old value] (recur a f)))))
  ([a f x]
   (if (-has-method? a 'swapVals)
     (.swapVals a f x)
     (swap-vals! a (fn [old] (f old x)))))
  ([a f x y]
   (if (-has-method? a 'swapVals)
     (.swapVals a f x y)
     (swap-vals! a (fn [old] (f old x y)))))
  ([a f x y & args]
   (if (-has-method? a 'swapVals)
     (.swapVals a f x y args)
     (swap-vals! a (fn [old] (apply f old x y args))))))

(defn reset-vals!
  "Like reset!, but gives the vector of the value before and the value after."
  [a value]
  (if (-has-method? a 'resetVals)
    (.resetVals a value)
    (let [old (-atom-value (-vals-atom a))]
      (if (compare-and-set! a old value) [old value] (recur a value)))))

(defn add-watch
  "Has (f key reference old new) called after each change of the reference. A watch is known by its key."
  [reference key f]
  (-add-watch! reference key f)
  reference)

(defn remove-watch
  "Takes the watch with that key away."
  [reference key]
  (let [left (dissoc (-watches reference) key)]
    (-set-watches! reference (if (zero? (count left)) nil left)))
  reference)

(defn set-validator!
  "Makes f, a predicate, the validator of a reference: values for which it does not hold are refused. nil takes it away."
  [reference f]
  (get-validator reference)
  (check-value f (deref reference))
  (-set-validator! reference f)
  nil)

(defmacro vswap!
  "Sets the volatile to (f value args…); the new value."
  [vol f & args]
  (list 'clojure.core/vreset! vol (list* f (list 'clojure.core/deref vol) args)))

(defn alter-meta!
  "Sets the metadata of a var, atom or namespace to (f metadata args…); the new metadata."
  [reference f & args]
  (-check-reference reference)
  (reset-meta! reference (apply f (meta reference) args)))

(defn- -alter-meta-with
  "alter-meta!, as a method that takes the arguments as a seq."
  [reference f args]
  (apply alter-meta! reference f args))

(defn vary-meta
  "x with (f metadata args…) as its metadata."
  [x f & args]
  (with-meta x (apply f (meta x) args)))

(defn- -change-root!
  "Gives a var a root that its validator accepts, and tells its watches; the root."
  [v value]
  (check-value (get-validator v) value)
  (let [old (-root v)]
    (-set-root! v value)
    (-notify v old value)
    value))

(defn- -define
  "What def does to a var that has watches or a validator."
  [v value metadata]
  (-change-root! v value)
  (-var-flags! v metadata)
  v)

(-set-twin! intern
  (fn intern-twin [ns name value]
    (let [v (intern ns name)]
      (-change-root! v value)
      v)))

(defn- -bind-root
  "The method bindRoot of a var."
  [v value]
  (-change-root! v value)
  nil)

(defn- -ns-of-var "The namespace of a var." [v] (:ns (meta v)))

(defn- -alter-root
  "The method alterRoot of a var."
  [v f args]
  (-change-root! v (apply f (-root v) args)))

(defn alter-var-root
  "Sets the root value of a var to (f value args…); the new value."
  [v f & args]
  (-change-root! v (apply f (-root v) args)))

(defn memoize
  "f with its results kept, by argument list, for ever."
  [f]
  (let [known (atom {})]
    (fn [& args]
      (let [entry (find (deref known) args)]
        (if entry
          (val entry)
          (let [value (apply f args)]
            (swap! known assoc args value)
            value))))))

;; Taps

(def ^:private taps (atom #{}))

(defn add-tap "Has f called with every value that is given to tap>." [f] (swap! taps conj f) nil)

(defn remove-tap "Takes a function that add-tap put in away." [f] (swap! taps disj f) nil)

(defn tap>
  "Gives x to all functions of add-tap; true."
  [x]
  (doseq [f (deref taps)]
    (try (f x) (catch Throwable _ nil)))
  true)
