(in-ns 'clojure.core)

;; Agents: references that change by actions, one after the other, each in a fiber of its own.

(defn agent
  "A reference that changes by the actions that are sent to it. Options: :meta, :validator, :error-handler, :error-mode."
  {:arglists '([state & options])}
  ([state] (agent state :meta nil))
  ([state & options]
   (let [a (-reference "agent" state) options (-map-from options)]
     (-reference-state! a {:error nil
                           :handler (:error-handler options)
                           :mode (or (:error-mode options) (if (:error-handler options) :continue :fail))
                           :busy false
                           :waiting clojure.lang.PersistentQueue/EMPTY})
     (when (:validator options) (set-validator! a (:validator options)))
     (when (:meta options) (reset-meta! a (:meta options)))
     a)))

(defn- change-agent! [a k x] (-reference-state! a (assoc (-reference-state a) k x)))

(defn- take-turn
  "Waits until the agent has nothing else to do."
  [a]
  (let [{:keys [busy waiting]} (-reference-state a)]
    (if busy
      (let [waiter (-waiter)]
        (change-agent! a :waiting (conj waiting waiter))
        (-wait! waiter))
      (change-agent! a :busy true))))

(defn- end-turn
  "Lets the next action run. A failed agent stays busy until it is restarted."
  [a]
  (let [{:keys [error waiting]} (-reference-state a)]
    (when-not error
      (if-let [waiter (peek waiting)]
        (do (change-agent! a :waiting (pop waiting))
            (-wake! waiter true))
        (change-agent! a :busy false)))))

(defn- dispatch [a f args]
  (-spawn
    (fn []
      (when (take-turn a)
        (let [old (-reference-value a)
              error (try
                      (-set-fiber-local! "sends" [])
                      (let [new (binding [*agent* a] (apply f old args))]
                        (check-value (get-validator a) new)
                        (-reference-set! a new)
                        (-notify a old new)
                        (let [sends (-fiber-local "sends")]
                          (-set-fiber-local! "sends" nil)
                          (doseq [send sends] (send)))
                        nil)
                      (catch Throwable e e))]
          (when error
            (let [{:keys [handler mode]} (-reference-state a)]
              (when (= mode :fail) (change-agent! a :error error))
              (when handler
                (try (handler a error) (catch Throwable _ nil)))))
          (end-turn a))))))

(defn- send-action [a f args]
  (when-not (-reference-of? "agent" a) (-refuse-cast a "clojure.lang.Agent"))
  (when-let [error (:error (-reference-state a))]
    (throw (new java.lang.RuntimeException "Agent is failed, needs restart" error)))
  (let [send (fn [] (dispatch a f args))
        t (-fiber-local "transaction")
        held (-fiber-local "sends")]
    (cond
      t (-send-later! t send)
      held (-set-fiber-local! "sends" (conj held send))
      :else (send))
    a))

(defn send
  "Has the agent's value set to (f value args…), after the actions that were sent before; the agent. Within a transaction
  or an action, the action is sent when that has succeeded."
  [a f & args]
  (send-action a f args))

(defn send-off
  "Like send: all actions run in fibers of their own."
  [a f & args]
  (send-action a f args))

(defn send-via
  "Like send: all actions run in fibers of their own, and need no executor."
  [executor a f & args]
  (send-action a f args))

(defn- await-all [ms agents]
  (io! "await in transaction"
    (when *agent*
      (throw (new java.lang.Exception "Can't await in agent action")))
    (let [waiter (-waiter) left (atom (count agents))
          arrived (fn [x] (when (zero? (swap! left dec)) (-wake! waiter true)) x)]
      (doseq [a agents] (send a arrived))
      (cond
        (zero? (count agents)) true
        ms (do (-wake-after! ms waiter false) (-wait! waiter))
        :else (-wait! waiter)))))

(defn await
  "Waits until all actions have run that were sent to the agents so far; nil. Of a single promise of the host: waits for it,
  and answers its value or throws what it was rejected with."
  [& agents]
  (if (-host-promise? (first agents))
    (-wait-for-host! (first agents))
    (do (await-all nil agents)
        nil)))

(defn await1
  "The agent, once all actions have run that were sent to it so far."
  [a]
  (await a)
  a)

(defn await-for
  "Waits until all actions have run that were sent to the agents so far, up to that many milliseconds; whether they have."
  [timeout-ms & agents]
  (await-all timeout-ms agents))

(defn agent-error "The exception that an agent failed with, or nil." [a] (:error (-reference-state a)))

(defn agent-errors
  "A list of the exception that an agent failed with, or nil."
  [a]
  (let [e (agent-error a)] (if e (list e) nil)))

(defn restart-agent
  "Gives a failed agent a new state, so that it takes actions again. With :clear-actions true, those that wait are forgotten."
  [a new-state & options]
  (when-not (agent-error a)
    (throw (new java.lang.RuntimeException "Agent does not need a restart")))
  (check-value (get-validator a) new-state)
  (when (:clear-actions (-map-from options))
    (doseq [waiter (:waiting (-reference-state a))] (-wake! waiter false))
    (change-agent! a :waiting clojure.lang.PersistentQueue/EMPTY))
  (change-agent! a :error nil)
  (-reference-set! a new-state)
  (end-turn a)
  new-state)

(defn clear-agent-errors "Has a failed agent take actions again." [a] (restart-agent a (-reference-value a)))

(defn set-error-handler!
  "Has (handler-fn agent exception) called when an action fails."
  [a handler-fn]
  (change-agent! a :handler handler-fn)
  nil)

(defn error-handler "The error handler of an agent, or nil." [a] (:handler (-reference-state a)))

(defn set-error-mode!
  "Sets what an agent does when an action fails: :fail or :continue."
  [a mode-keyword]
  (change-agent! a :mode mode-keyword)
  nil)

(defn error-mode "What an agent does when an action fails." [a] (:mode (-reference-state a)))

(defn release-pending-sends
  "Sends at once what this action has sent so far, instead of after it; how many there were. 0 outside of actions."
  []
  (let [sends (-fiber-local "sends")]
    (when sends
      (-set-fiber-local! "sends" [])
      (doseq [send sends] (send)))
    (count sends)))

(defn shutdown-agents "nil: there are no threads to end." [] nil)
(defn set-agent-send-executor! "nil: there are no executors." [executor] nil)
(defn set-agent-send-off-executor! "nil: there are no executors." [executor] nil)

(defn seque
  "coll as a seq, of which another fiber computes up to n (100) elements ahead."
  ([s] (seque 100 s))
  ([n-or-q s]
   (when (and (number? n-or-q) (< n-or-q 1)) (throw (new java.lang.IllegalArgumentException)))
   (let [n (if (number? n-or-q) n-or-q 100)
         ahead (atom {:items clojure.lang.PersistentQueue/EMPTY :end false :taker nil :giver nil})
         wake (fn [who]
                (when-let [waiter (get (deref ahead) who)]
                  (swap! ahead assoc who nil)
                  (-wake! waiter nil)))
         pause (fn [who]
                 (let [waiter (-waiter)]
                   (swap! ahead assoc who waiter)
                   (-wait! waiter)))
         give (fn [s]
                (cond
                  (nil? s) nil
                  (>= (count (:items (deref ahead))) n) (do (pause :giver) (recur s))
                  :else (do (swap! ahead update :items conj (first s))
                            (wake :taker)
                            (recur (next s)))))
         taken (fn taken []
                 (lazy-seq
                   (let [{:keys [items end]} (deref ahead)]
                     (cond
                       (seq items) (do (swap! ahead update :items pop)
                                       (wake :giver)
                                       (cons (peek items) (taken)))
                       end nil
                       :else (do (pause :taker) (taken))))))]
     (-spawn (fn []
               ;; As in Clojure, an exception just ends the seq.
               (try (give (seq s)) (catch Throwable _ nil))
               (swap! ahead assoc :end true)
               (wake :taker)))
     (taken))))
