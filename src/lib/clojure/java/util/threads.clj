(in-ns 'clojure.java.util)

;; Threads and what runs tasks on them: all of them are fibers, which take turns.

(defn- task
  "A Runnable, a Callable or a function as a function without arguments."
  [x]
  (cond
    (nil? x) (throw (NullPointerException.))
    (clojure.core/-has-method? x 'call) (fn [] (.call x))
    (clojure.core/-has-method? x 'run) (fn [] (.run x) nil)
    (ifn? x) (fn [] (x))
    :else (clojure.core/-refuse-cast x "java.lang.Runnable")))

(def ^:private uncaught-handler (atom nil))

(defn- tell-uncaught
  "What a thread does with an exception that nobody catches: it asks its handler, or that of all threads, and else tells of it."
  [thread e]
  (let [handler (or (.getUncaughtExceptionHandler thread) @uncaught-handler)]
    (cond
      (nil? handler) (clojure.core/-tell-uncaught! e)
      (clojure.core/-has-method? handler 'uncaughtException) (.uncaughtException handler thread e)
      :else (handler thread e))))

(defn- as-thread
  "Calls f in the fiber that runs, of which `thread` is the thread from now on."
  [thread f]
  (clojure.core/-set-fiber-local! "thread" thread)
  (try
    (f)
    (catch Throwable e (tell-uncaught thread e))
    (finally (.ended thread))))

(deftype ^:private Line [work id waiters
                         ^:unsynchronized-mutable name ^:unsynchronized-mutable state ^:unsynchronized-mutable fiber
                         ^:unsynchronized-mutable daemon ^:unsynchronized-mutable priority
                         ^:unsynchronized-mutable handler ^:unsynchronized-mutable interrupted]
  java.lang.Runnable
  (run [_]
    (when work (work))
    nil)
  (start [this]
    (when state (throw (IllegalThreadStateException.)))
    (set! state :running)
    (let [body (fn [] (as-thread this (fn [] (.run this))))]
      (set! fiber (if daemon (clojure.core/-spawn-daemon body) (clojure.core/-spawn body))))
    nil)
  (ended [_]
    (set! state :ended)
    (wake-all waiters))
  (isAlive [_] (= state :running))
  (join [this]
    (wait-until waiters (fn [] (not (.isAlive this))) nil)
    nil)
  (join [this ms]
    (wait-until waiters (fn [] (not (.isAlive this))) (if (zero? ms) nil ms))
    nil)
  (interrupt [_]
    (set! interrupted true)
    (when (= state :running) (clojure.core/-interrupt! fiber (InterruptedException.)))
    nil)
  (isInterrupted [_] interrupted)
  (getName [_] name)
  (setName [_ s]
    (set! name s)
    nil)
  (getId [_] id)
  (isDaemon [_] daemon)
  (setDaemon [_ on]
    (when state (throw (IllegalThreadStateException.)))
    (set! daemon on)
    nil)
  (getPriority [_] priority)
  (setPriority [_ n]
    (set! priority n)
    nil)
  (getContextClassLoader [_] nil)
  (getStackTrace [_] (clojure.core/-new-array))
  (getUncaughtExceptionHandler [_] handler)
  (setUncaughtExceptionHandler [_ h]
    (set! handler h)
    nil)
  (toString [_] (str "Thread[" name "," priority "," (if (= state :ended) "" "main") "]")))

(def ^:private make-line (clojure.core/-java-class "java.lang.Thread" Line))
(def ^:private threads (atom -1))

(defn- new-thread
  "A thread for a task, or for none; one without a name is given the next of Java's names."
  [x name]
  (let [n (swap! threads inc)]
    (make-line (if (nil? x) nil (task x)) (+ 20 n) (clojure.core/-new-array) (or name (str "Thread-" n)) nil nil false 5 nil false)))

(clojure.core/-provide! "new java.lang.Thread"
  (fn
    ([] (new-thread nil nil))
    ([x]
     (cond
       (string? x) (new-thread nil x)
       (or (fn? x) (clojure.core/-has-method? x 'run)) (new-thread x nil)
       :else (throw (IllegalArgumentException. "No matching ctor found for class java.lang.Thread"))))
    ([x name] (new-thread x name))
    ([group x name] (new-thread x name))))
(clojure.core/-provide! "Thread/yield"
  (fn []
    (let [waiter (clojure.core/-waiter)]
      (clojure.core/-wake-after! 0 waiter nil)
      (clojure.core/-wait! waiter))))
(clojure.core/-provide! "Thread/setDefaultUncaughtExceptionHandler"
  (fn [handler]
    (reset! uncaught-handler handler)
    nil))
(clojure.core/-provide! "Thread/getDefaultUncaughtExceptionHandler" (fn [] @uncaught-handler))

;; What each fiber has a value of its own of

(deftype ^:private Local [initial key]
  java.util.function.Supplier
  (get [this]
    (let [held (clojure.core/-fiber-local key)]
      (if held
        (nth held 0)
        (let [value (if initial (initial) nil)]
          (.set this value)
          value))))
  (set [_ value]
    (clojure.core/-set-fiber-local! key [value])
    nil)
  (remove [_]
    (clojure.core/-set-fiber-local! key nil)
    nil))

(def ^:private locals (atom 0))

(let [make (clojure.core/-java-class "java.lang.ThreadLocal" Local)
      new-local (fn [initial] (make initial (str "thread-local " (swap! locals inc))))]
  (clojure.core/-provide! "new java.lang.ThreadLocal" (fn [] (new-local nil)))
  (clojure.core/-provide! "ThreadLocal/withInitial"
    (fn [supplier] (new-local (if (clojure.core/-has-method? supplier 'get) (fn [] (.get supplier)) supplier)))))

;; Locks

(deftype ^:private Lock [waiters ^:unsynchronized-mutable owner ^:unsynchronized-mutable holds]
  java.util.concurrent.locks.Lock
  (tryLock [_]
    (let [me (clojure.core/-fiber)]
      (if (or (nil? owner) (identical? owner me))
        (do (set! owner me)
            (set! holds (inc holds))
            true)
        false)))
  (tryLock [this time unit]
    (wait-until waiters (fn [] (or (not (.isLocked this)) (.isHeldByCurrentThread this))) (.toMillis unit time))
    (.tryLock this))
  (lock [this]
    (wait-until waiters (fn [] (.tryLock this)) nil)
    nil)
  (lockInterruptibly [this] (.lock this))
  (unlock [this]
    (when-not (.isHeldByCurrentThread this) (throw (IllegalMonitorStateException.)))
    (set! holds (dec holds))
    (when (zero? holds)
      (set! owner nil)
      (wake-all waiters))
    nil)
  (isLocked [_] (some? owner))
  (isHeldByCurrentThread [_] (identical? owner (clojure.core/-fiber)))
  (getHoldCount [this] (if (.isHeldByCurrentThread this) holds 0)))

(let [make (clojure.core/-java-class "java.util.concurrent.locks.ReentrantLock" Lock)
      new-lock (fn [& fair] (make (clojure.core/-new-array) nil 0))]
  (clojure.core/-provide! "new java.util.concurrent.locks.ReentrantLock" new-lock))

;; Pools: `queue` holds the tasks that no thread is free for, `names` the numbers of the threads that are

(deftype ^:private Pool [id limit queue free waiters ^:unsynchronized-mutable running ^:unsynchronized-mutable shut]
  java.util.concurrent.ExecutorService
  (begin [this work]
    (set! running (inc running))
    (let [number (or (.pollFirst free) running)
          thread (new-thread work (str "pool-" id "-thread-" number))]
      (clojure.core/-spawn
        (fn []
          (as-thread thread work)
          (.finished this number)))))
  (finished [this number]
    (.add free number)
    (set! running (dec running))
    (let [next-work (.poll queue)]
      (if next-work
        (.begin this next-work)
        (when (zero? running) (wake-all waiters)))))
  (take [this work]
    (when shut (throw (java.util.concurrent.RejectedExecutionException. "The executor has been shut down")))
    (if (or (nil? limit) (< running limit))
      (.begin this work)
      (do (.add queue work) nil)))
  (execute [this x]
    (.take this (task x))
    nil)
  (submit [this x]
    (let [[f work] (clojure.core/-future-to-run (task x))]
      (.take this work)
      f))
  (submit [this x result]
    (let [f (task x)]
      (.submit this (fn [] (f) result))))
  (invokeAll [this tasks]
    (let [futures (mapv (fn [x] (.submit this x)) tasks)]
      (doseq [f futures] (try (deref f) (catch Throwable _ nil)))
      (java.util.ArrayList. futures)))
  (invokeAny [this tasks] (deref (first (.invokeAll this tasks))))
  (schedule [this x delay unit]
    (let [[f work] (clojure.core/-future-to-run (task x)) ms (.toMillis unit delay)]
      (.take this (fn [] (clojure.core/-sleep ms) (work)))
      f))
  (repeatedly [this x initial pause]
    (let [f (task x)
          [future work] (clojure.core/-future-to-run
                          (fn []
                            (clojure.core/-sleep initial)
                            (loop []
                              (when-not (.isShutdown this)
                                (f)
                                (clojure.core/-sleep pause)
                                (recur)))))]
      (.take this work)
      future))
  (scheduleAtFixedRate [this x initial period unit] (.repeatedly this x (.toMillis unit initial) (.toMillis unit period)))
  (scheduleWithFixedDelay [this x initial pause unit] (.repeatedly this x (.toMillis unit initial) (.toMillis unit pause)))
  (shutdown [_]
    (set! shut true)
    nil)
  (shutdownNow [this]
    (.shutdown this)
    (let [left (java.util.ArrayList. queue)]
      (.clear queue)
      left))
  (close [this]
    (.shutdown this)
    (wait-until waiters (fn [] (.isTerminated this)) nil)
    nil)
  (isShutdown [_] shut)
  (isTerminated [_] (and shut (zero? running) (.isEmpty queue)))
  (awaitTermination [this time unit] (wait-until waiters (fn [] (.isTerminated this)) (.toMillis unit time))))

(def ^:private pools (atom 0))

(let [make (clojure.core/-java-class "java.util.concurrent.ThreadPoolExecutor" Pool)
      pool (fn [limit]
             (when (and limit (not (pos? limit))) (throw (IllegalArgumentException.)))
             (make (swap! pools inc) limit (java.util.ArrayDeque.) (java.util.TreeSet.) (clojure.core/-new-array) 0 false))
      sized (fn ([n] (pool n)) ([n factory] (pool n)))
      unbounded (fn [& factory] (pool nil))
      single (fn [& factory] (pool 1))]
  (doseq [[name maker] {"newFixedThreadPool" sized
                        "newCachedThreadPool" unbounded
                        "newSingleThreadExecutor" single
                        "newScheduledThreadPool" sized
                        "newSingleThreadScheduledExecutor" single
                        "newWorkStealingPool" unbounded}]
    (clojure.core/-provide! (str "Executors/" name) maker)))
