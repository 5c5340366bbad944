(in-ns 'clojure.core)

;; Refs: references that change together, in transactions, or not at all.

(defn- -in-transaction? [] (some? (-fiber-local "transaction")))

(defn ref
  "A reference that changes within transactions only. Options: :meta, :validator, :min-history, :max-history."
  ([x] (-reference "ref" x))
  ([x & options]
   (let [r (-reference "ref" x) options (-map-from options)]
     (when (:validator options) (set-validator! r (:validator options)))
     (when (:meta options) (reset-meta! r (:meta options)))
     (when (:min-history options) (ref-min-history r (:min-history options)))
     (when (:max-history options) (ref-max-history r (:max-history options)))
     r)))

(defn- transaction
  "The transaction that runs, for a change of a ref."
  [ref]
  (when-not (-reference-of? "ref" ref) (-refuse-cast ref "clojure.lang.Ref"))
  (or (-fiber-local "transaction") (throw (new java.lang.IllegalStateException "No transaction running"))))

(defn- -invoke-ref
  "Calls the value of a ref with the arguments in an array."
  [ref args]
  (apply (deref ref) args))

(defn ref-set
  "Sets a ref within a transaction; the value."
  [ref val]
  (-write-ref! (transaction ref) ref val))

(defn alter
  "Sets a ref within a transaction to (fun value args…); the new value."
  [ref fun & args]
  (let [t (transaction ref)]
    (-lock-ref! t ref)
    (-write-ref! t ref (apply fun (-read-ref t ref) args))))

(defn commute
  "Sets a ref within a transaction to (fun value args…), for a fun whose calls may be made in any order: it is called
  again on the newest value when the transaction commits, so that others may change the ref meanwhile. The value."
  [ref fun & args]
  (let [t (transaction ref)]
    (-commute-ref! t ref
                   (apply fun (-read-newest t ref) args)
                   (fn [x] (apply fun x args)))))

(defn- -alter-with
  "alter, as a method that takes the arguments as a seq."
  [ref f args]
  (apply alter ref f args))

(defn- -commute-with
  "commute, as a method that takes the arguments as a seq."
  [ref f args]
  (apply commute ref f args))

(defn ensure
  "The value of a ref, which no other transaction changes before this one ends."
  [ref]
  (let [t (transaction ref)]
    (-ensure-ref! t ref)
    (-read-ref t ref)))

(defn- commit [t]
  (doseq [[r calls] (seq (-prepare t))]
    (-set-newest-ref! t r (reduce (fn [x call] (call x)) (-newest-ref t r) calls)))
  (let [changes (-changes t)]
    (doseq [[r _ x] changes] (check-value (get-validator r) x))
    (-commit! t)
    changes))

(defn- try-transaction
  "Runs f as the transaction; a vector of its value, the changes and the sends. nil where it must begin again."
  [t f]
  (try
    (-restart t)
    (-set-fiber-local! "transaction" t)
    (let [value (f)]
      [value (commit t) (-sends t)])
    (catch Throwable e
      (if (-retry? e) nil (throw e)))
    (finally
      (-set-fiber-local! "transaction" nil)
      (-end-transaction! t))))

(def ^:private retry-limit 10000)

(defn- -run-in-transaction [f]
  (if (-fiber-local "transaction")
    (f)
    (let [t (-transaction)]
      (loop [tries retry-limit]
        (when (zero? tries)
          (throw (new java.lang.RuntimeException "Transaction failed after reaching retry limit")))
        (let [done (try-transaction t f)]
          (if done
            (do (doseq [[r old x] (nth done 1)] (-notify r old x))
                (doseq [send (nth done 2)] (send))
                (nth done 0))
            (let [waiter (-transaction-waiter t)]
              (when waiter (-wait! waiter))
              (recur (dec tries)))))))))

(defmacro sync
  "Evaluates the body as a transaction: all refs change together at its end, or none where it throws. It may be evaluated
  several times, when another transaction was quicker."
  [flags-ignored-for-now & body]
  (list 'clojure.core/-run-in-transaction (list* 'clojure.core/fn [] body)))

(defmacro dosync
  "Evaluates the body as a transaction: all refs change together at its end, or none where it throws. It may be evaluated
  several times, when another transaction was quicker."
  [& exprs]
  (list* 'clojure.core/sync nil exprs))
