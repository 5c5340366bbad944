(ns clove.fiber
  "Fibers that belong together. A scope waits for the fibers that were forked in it, and none outlives it: where one of them, or
  the body, throws, the others are cancelled, their finally clauses run, and the scope throws what was thrown first.")

(def ^:dynamic ^:private *scope* nil)

(defn- cancellation [] (new java.util.concurrent.CancellationException "The scope was cancelled"))

(defn- interrupt
  "Has the exception thrown in a fiber that a scope is waiting for."
  [fiber error]
  (clojure.core/-cancel! fiber error))

(defn- cancel-all [scope]
  (let [{:keys [owner busy running]} (deref scope)
        error (cancellation)]
    (doseq [fiber (vals running) :when fiber] (interrupt fiber error))
    (when (and busy (not (identical? owner (clojure.core/-fiber)))) (interrupt owner error))))

(defn- fail
  "The scope ends with the error, unless it has one."
  [scope error]
  (swap! scope (fn [s] (if (:error s) s (assoc s :error error))))
  (cancel-all scope))

(defn- end-child [scope id]
  (let [{:keys [running waiter]} (swap! scope update :running dissoc id)]
    (when (and waiter (zero? (count running)))
      (clojure.core/-wake! waiter nil))))

(defn- hopeless?
  "Whether the exception says that all fibers wait."
  [e]
  (and (instance? java.lang.IllegalStateException e) (not (instance? java.util.concurrent.CancellationException e))))

(defn- await-children
  "Waits until all children have ended, whatever is thrown in the fiber that waits."
  [scope]
  (when (pos? (count (:running (deref scope))))
    (let [waiter (clojure.core/-waiter)]
      (swap! scope assoc :waiter waiter)
      (try
        (when (pos? (count (:running (deref scope)))) (clojure.core/-wait! waiter))
        (catch Throwable e
          ;; Where they wait for what cannot come although they were cancelled, nobody can help them.
          (when (and (:error (deref scope)) (hopeless? e)) (throw e))
          (fail scope e))))
    (recur scope)))

(defn cancelled?
  "Whether the scope that the caller runs in, or one around it, has been cancelled. A long computation that never waits may ask."
  []
  (loop [scope *scope*]
    (cond
      (nil? scope) false
      (:error (deref scope)) true
      :else (recur (:parent (deref scope))))))

(defn check
  "Throws a CancellationException where the scope that the caller runs in, or one around it, has been cancelled; else nil."
  []
  (when (cancelled?) (throw (cancellation))))

(defn scope-call
  "Calls f, without arguments, as the body of a new scope: see scope."
  [f]
  (let [scope (atom {:owner (clojure.core/-fiber) :busy true :running {} :error nil :waiter nil :parent *scope*})
        value (try
                (binding [*scope* scope] (f))
                (catch Throwable e (fail scope e)))]
    (swap! scope assoc :busy false)
    (await-children scope)
    (if-let [error (:error (deref scope))]
      (do
        (clojure.core/-forget-cancel!)
        ;; What was thrown here to cancel this scope is not what cancels one around it.
        (check)
        (throw error))
      value)))

(defmacro scope
  "Evaluates the body in a new scope, and waits for all that was forked in it; the value of the body. Where the body or a child
  throws, all others are cancelled: a CancellationException is thrown where they wait, or where their turn begins. Once all have
  ended, what was thrown first is thrown."
  [& body]
  (list 'clove.fiber/scope-call (list* (with-meta 'fn* {:once true}) [] body)))

(defn fork-call
  "Calls f, without arguments, in a fiber of its own, as a child of the scope: see fork."
  [f]
  (let [scope *scope*]
    (when-not scope (throw (new java.lang.IllegalStateException "fork needs a scope around it: (scope … (fork …))")))
    (let [id (new java.lang.Object)
          task (clojure.core/-reference "future" nil)
          end (fn [error value]
                (when-not (realized? task)
                  (clojure.core/-reference-state! task error)
                  (clojure.core/-reference-set! task value)))
          run (fn []
                (try
                  ;; One that future-cancel has ended ends alone, and may not even begin.
                  (when-not (realized? task)
                    (check)
                    (end nil (f)))
                  (catch Throwable e
                    (when-not (realized? task) (fail scope e))
                    (end (new java.util.concurrent.ExecutionException (str e) e) nil))
                  (finally (end-child scope id))))]
      (swap! scope assoc-in [:running id] nil)
      (let [fiber (clojure.core/-spawn run)]
        (clojure.core/-set-reference-fiber! task fiber)
        (swap! scope (fn [s] (if (contains? (:running s) id) (assoc-in s [:running id] fiber) s)))
        task))))

(defmacro fork
  "A future of the value of the body, which is evaluated in a fiber of its own. The scope that the call stands in waits for it. One that
  is ended by future-cancel ends alone."
  [& body]
  (list 'clove.fiber/fork-call (list* (with-meta 'fn* {:once true}) [] body)))

(defn cancel
  "Cancels the scope that the caller runs in, which then throws a CancellationException."
  []
  (when-not *scope* (throw (new java.lang.IllegalStateException "cancel needs a scope around it")))
  (let [error (cancellation)]
    (fail *scope* error)
    (throw error)))

(defn timeout-call
  "Calls f, without arguments, for so many milliseconds at the most: see timeout."
  [ms f]
  (scope-call
    (fn []
      (let [scope *scope*
            timer (clojure.core/-spawn-daemon
                    (fn []
                      (try
                        (Thread/sleep ms)
                        (fail scope (new java.util.concurrent.TimeoutException (str "The scope took longer than " ms " ms")))
                        (catch java.util.concurrent.CancellationException _ nil))))]
        (try
          (let [value (f)]
            (await-children scope)
            value)
          (finally (interrupt timer (cancellation))))))))

(defmacro timeout
  "As scope, for so many milliseconds at the most: then all that runs in it is cancelled, and a TimeoutException is thrown."
  [ms & body]
  (list 'clove.fiber/timeout-call ms (list* (with-meta 'fn* {:once true}) [] body)))

(defn all-of
  "A vector of the values of the functions, called without arguments in fibers of their own."
  [fs]
  (scope (mapv deref (mapv fork-call fs))))

(defmacro all
  "A vector of the values of the expressions, each evaluated in a fiber of its own. Where one throws, the others are cancelled, and so is
  what it threw."
  [& exprs]
  (list 'clove.fiber/all-of (mapv (fn [e] (list 'clojure.core/fn [] e)) exprs)))

(defn first-of
  "The value of that function which ends first, called without arguments in fibers of their own; the others are cancelled."
  [fs]
  (let [found (atom nil)
        end (cancellation)]
    (try
      (scope
        (let [scope *scope*]
          (doseq [f fs]
            (fork-call (fn []
                         (let [value (f)]
                           (swap! found (fn [known] (or known [value])))
                           (fail scope end)))))
          (await-children scope)))
      (catch java.util.concurrent.CancellationException e
        (when-not (and (identical? e end) (deref found)) (throw e))))
    (first (deref found))))

(defmacro race
  "The value of that expression which ends first, each evaluated in a fiber of its own; the others are cancelled. Where one throws first, that
  is thrown."
  [& exprs]
  (list 'clove.fiber/first-of (mapv (fn [e] (list 'clojure.core/fn [] e)) exprs)))
