(in-ns 'clojure.core)

;; Refs, agents, promises and futures. There is one thread: a transaction never meets another one, an action of an
;; agent runs when it is sent, after the one that runs now, and a future has run when it is made.

(def ^:private ^:dynamic *transaction* nil)

(defn- -in-transaction? [] (some? *transaction*))

(defn ref
  "A reference that changes within transactions only. Options: :meta, :validator."
  {:arglists '([x] [x & options])}
  [x & options]
  (let [r (-reference "ref" x) options (-map-from options)]
    (when (:validator options) (set-validator! r (:validator options)))
    (when (:meta options) (reset-meta! r (:meta options)))
    r))

(defn- -deref-reference [r]
  (cond
    (-reference-of? "ref" r)
    (if *transaction*
      (get (:values (deref *transaction*)) r (-reference-value r))
      (-reference-value r))
    (-reference-of? "agent" r) (-reference-value r)
    (-reference-of? "future" r)
    (if (-reference-state r) (throw (-reference-state r)) (-reference-value r))
    (realized? r) (-reference-value r)
    :else (throw (new java.lang.IllegalStateException "The promise has no value yet, and nothing can deliver one while this waits"))))

(defn- transaction []
  (or *transaction* (throw (new java.lang.IllegalStateException "No transaction running"))))

(defn ref-set "Sets a ref within a transaction; the value." [r x]
  (let [t (transaction)]
    (check-value (get-validator r) x)
    (vreset! t (assoc-in (deref t) [:values r] x))
    x))

(defn alter "Sets a ref within a transaction to (f value args…); the new value." [r f & args]
  (transaction)
  (ref-set r (apply f (deref r) args)))

(defn commute "Sets a ref within a transaction to (f value args…); the new value." [r f & args]
  (apply alter r f args))

(defn ensure "The value of a ref, within a transaction." [r] (transaction) (deref r))

(defn- commit [t]
  (let [changes (:values t)
        before (mapv (fn [e] [(key e) (-reference-value (key e)) (val e)]) changes)]
    (doseq [[r _ x] before] (-reference-set! r x))
    (doseq [[r old x] before] (-notify r old x))
    (doseq [send (:sends t)] (send))))

(defn- -run-in-transaction [f]
  (if *transaction*
    (f)
    (let [t (volatile! {:values {} :sends []})
          value (binding [*transaction* t] (f))]
      (commit (deref t))
      value)))

(defmacro sync
  "Evaluates the body as a transaction: if it throws, no ref has changed."
  [flags-ignored-for-now & body]
  (list 'clojure.core/-run-in-transaction (list* 'fn* [] body)))

(defmacro dosync
  "Evaluates the body as a transaction: if it throws, no ref has changed."
  [& exprs]
  (list* 'clojure.core/sync nil exprs))

(defn ref-history-count "0: no history is kept, since no transaction meets another one." [r] 0)
(defn ref-min-history "The least history of a ref: 0." ([r] 0) ([r n] r))
(defn ref-max-history "The greatest history of a ref: 10." ([r] 10) ([r n] r))

(def ^:private actions (volatile! []))
(def ^:private acting (volatile! false))

(defn agent
  "A reference that changes by the actions that are sent to it. Options: :meta, :validator, :error-handler, :error-mode."
  [state & options]
  (let [a (-reference "agent" state) options (-map-from options)]
    (-reference-state! a {:error nil
                          :handler (:error-handler options)
                          :mode (or (:error-mode options) (if (:error-handler options) :continue :fail))})
    (when (:validator options) (set-validator! a (:validator options)))
    (when (:meta options) (reset-meta! a (:meta options)))
    a))

(defn- act [a f args]
  (try
    (let [old (-reference-value a)
          new (binding [*agent* a] (apply f old args))]
      (check-value (get-validator a) new)
      (-reference-set! a new)
      (-notify a old new))
    (catch Throwable e
      (let [{:keys [handler mode] :as state} (-reference-state a)]
        (when (= mode :fail) (-reference-state! a (assoc state :error e)))
        (when handler (handler a e))))))

(defn- run-actions []
  (when-not (deref acting)
    (vreset! acting true)
    (try
      (loop []
        (let [waiting (deref actions)]
          (when (pos? (count waiting))
            (vreset! actions (subvec waiting 1))
            ((nth waiting 0))
            (recur))))
      (finally (vreset! acting false)))))

(defn send
  "Has the agent set to (f state args…), after the action that runs now; the agent."
  [a f & args]
  (let [error (:error (-reference-state a))]
    (when error
      (throw (new java.lang.RuntimeException "Agent is failed, needs restart" error)))
    (let [action (fn [] (vreset! actions (conj (deref actions) (fn [] (act a f args)))) (run-actions))]
      (if *transaction*
        (vreset! *transaction* (update (deref *transaction*) :sends conj action))
        (action)))
    a))

(defn send-off "send." [a f & args] (apply send a f args))
(defn send-via "send; the executor is not needed." [executor a f & args] (apply send a f args))
(defn await "nil: all actions that were sent have run." [& agents] nil)
(defn await-for "true: all actions that were sent have run." [timeout-ms & agents] true)
(defn agent-error "The exception that an agent failed with, or nil." [a] (:error (-reference-state a)))
(defn agent-errors "A list of the exception that an agent failed with, or nil." [a]
  (let [e (agent-error a)] (if e (list e) nil)))
(defn restart-agent "Gives a failed agent a new state, so that it takes actions again." [a new-state & options]
  (when-not (agent-error a)
    (throw (new java.lang.RuntimeException "Agent does not need a restart")))
  (-reference-state! a (assoc (-reference-state a) :error nil))
  (-reference-set! a new-state)
  new-state)
(defn clear-agent-errors "Has a failed agent take actions again." [a] (restart-agent a (deref a)))
(defn set-error-handler! "Has (f agent exception) called when an action fails." [a f]
  (-reference-state! a (assoc (-reference-state a) :handler f)) nil)
(defn error-handler "The error handler of an agent, or nil." [a] (:handler (-reference-state a)))
(defn set-error-mode! "Sets what an agent does when an action fails: :fail or :continue." [a mode]
  (-reference-state! a (assoc (-reference-state a) :mode mode)) nil)
(defn error-mode "What an agent does when an action fails." [a] (:mode (-reference-state a)))
(defn release-pending-sends "0: nothing is held back." [] 0)
(defn shutdown-agents "nil: there are no threads to end." [] nil)
(defn set-agent-send-executor! "nil: there are no executors." [executor] nil)
(defn set-agent-send-off-executor! "nil: there are no executors." [executor] nil)

(defn promise "A reference that deliver gives a value, once." [] (-reference "promise" nil))

(defn deliver "Gives a promise its value, unless it has one; the promise, or nil where it had one." [p x]
  (if (realized? p)
    nil
    (do (-reference-set! p x) p)))

(defn future-call "A future of a call of f." [f]
  (let [r (-reference "future" nil)]
    (try (-reference-set! r (f))
         (catch Throwable e
           (-reference-set! r nil)
           (-reference-state! r (new java.util.concurrent.ExecutionException (str e) e))))
    r))

(defmacro future "A future of the value of the body, which deref gives." [& body]
  (list 'clojure.core/future-call (list* 'fn* [] body)))

(defn future? "Whether x is a future." [x] (-reference-of? "future" x))
(defn future-done? "Whether a future has its value." [f] (realized? f))
(defn future-cancel "false: a future has run when it is made." [f] false)
(defn future-cancelled? "false: a future has run when it is made." [f] false)
