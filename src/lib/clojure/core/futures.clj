(in-ns 'clojure.core)

;; Promises and futures: values that other fibers bring.

(defn- value-of-future [r]
  (if (-reference-state r)
    (throw (-reference-state r))
    (-reference-value r)))

(defn- -deref-reference [r]
  (cond
    (-reference-of? "ref" r) (let [t (-fiber-local "transaction")] (if t (-read-ref t r) (-reference-value r)))
    (-reference-of? "agent" r) (-reference-value r)
    (realized? r) (value-of-future r)
    :else (do (-wait! (-reference-waiter r))
              (recur r))))

(defn- -deref-reference-within [r ms timeout-value]
  (when-not (realized? r)
    (let [waiter (-reference-waiter r)]
      (-wake-after! ms waiter nil)
      (-wait! waiter)))
  (if (realized? r) (value-of-future r) timeout-value))

(defn promise
  "A reference that deliver gives a value, once. deref waits for it; so does deref with a time limit, up to that."
  []
  (-reference "promise" nil))

(defn deliver
  "Gives a promise its value, unless it has one; the promise, or nil where it had one."
  [promise val]
  (if (realized? promise)
    nil
    (do (-reference-set! promise val) promise)))

(defn- end-future [r error value]
  (when-not (realized? r)
    (-reference-state! r error)
    (-reference-set! r value)))

(defn- -future-to-run
  "A future of a call of f, and the function that makes the call in the fiber that calls it."
  [f]
  (let [r (-reference "future" nil)]
    [r
     (fn []
       (when-not (realized? r)
         (-set-reference-fiber! r (-fiber))
         (try
           (let [value (f)] (end-future r nil value))
           (catch Throwable e
             (end-future r (new java.util.concurrent.ExecutionException (str e) e) nil)))))]))

(defn future-call
  "A future of a call of f, without arguments, in a fiber of its own. deref waits for its value."
  [f]
  (let [future (-future-to-run f)]
    (-set-reference-fiber! (nth future 0) (-spawn (nth future 1)))
    (nth future 0)))

(defmacro future
  "A future of the value of the body, which is evaluated in a fiber of its own."
  [& body]
  (list 'clojure.core/future-call (list* (with-meta 'fn* {:once true}) [] body)))

(defn future? "Whether x is a future." [x] (-reference-of? "future" x))

(defn- the-future
  "f, which must be a future."
  [f]
  (if (future? f) f (-refuse-cast f "java.util.concurrent.Future")))

(defn future-done? "Whether a future has come to its end." [f] (realized? (the-future f)))

(defn future-cancel
  "Ends a future that has not come to its end: where it waits, an InterruptedException is thrown in it. Whether it could."
  [f]
  (if (realized? (the-future f))
    false
    (do (end-future f (new java.util.concurrent.CancellationException) nil)
        ;; One that waits for a thread of a pool has no fiber yet.
        (when (-reference-fiber f) (-interrupt! (-reference-fiber f) (new java.lang.InterruptedException)))
        true)))

(defn- -cancel
  "The method cancel of a future, which interrupts it in any case."
  [f interrupts?]
  (future-cancel f))

(defn future-cancelled?
  "Whether a future was ended by future-cancel."
  [f]
  (instance? java.util.concurrent.CancellationException (-reference-state (the-future f))))

(defn- -get
  "The method get of a future, which throws after the time limit that it may be given."
  ([f] (deref f))
  ([f time unit]
   (let [value (deref f (.toMillis unit time) -get)]
     (if (identical? value -get) (throw (new java.util.concurrent.TimeoutException)) value))))

(defn- -current-thread
  "The thread that the fiber is of; that of the program, where it was not started as one."
  [main]
  (or (-fiber-local "thread") main))

(defn- -sleep [ms]
  (when (neg? ms) (throw (new java.lang.IllegalArgumentException "timeout value is negative")))
  (let [waiter (-waiter)]
    (-wake-after! ms waiter nil)
    (-wait! waiter)))

(defn pmap
  "A lazy seq like that of map, whose calls of f run in fibers of their own, a few ahead of what is asked for."
  ([f coll]
   (let [results (map (fn [x] (future (f x))) coll)
         step (fn step [waiting ahead]
                (lazy-seq
                  (let [s (seq ahead)]
                    (if s
                      (cons (deref (first waiting)) (step (rest waiting) (rest s)))
                      (map deref waiting)))))]
     (step results (drop 4 results))))
  ([f coll & colls]
   (let [step (fn step [cs]
                (lazy-seq
                  (let [ss (map seq cs)]
                    (when (every? identity ss)
                      (cons (map first ss) (step (map rest ss)))))))]
     (pmap (fn [args] (apply f args)) (step (cons coll colls))))))

(defn pcalls
  "A lazy seq of the values of the functions, called without arguments, in fibers of their own."
  [& fns]
  (pmap (fn [f] (f)) fns))

(defmacro pvalues
  "A lazy seq of the values of the expressions, evaluated in fibers of their own."
  [& exprs]
  (cons 'clojure.core/pcalls (map (fn [e] (list 'clojure.core/fn [] e)) exprs)))
