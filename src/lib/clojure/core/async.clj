(ns clojure.core.async
  "Channels, and processes that put values to them and take values from them. A process is a fiber: it may wait in any
  function that it calls, so <! is <!!, and go and thread differ in nothing but their names."
  (:refer-clojure :exclude [reduce transduce into merge map take partition partition-by])
  (:require [clojure.core.async.impl.protocols :as impl]
            [clojure.core.async.impl.channels :as channels]
            [clojure.core.async.impl.buffers :as buffers]
            [clojure.core.async.impl.dispatch :as dispatch]
            [clojure.core.async.impl.timers :as timers])
  (:import [clojure.core.async.impl.channels ManyToManyChannel]))

;; Channels

(defn buffer
  "A buffer of n values. Puts wait while it is full."
  [n]
  (when (nil? n) (throw (new java.lang.NullPointerException)))
  (assert (pos? n) "fixed buffers must have size > 0")
  (buffers/fixed-buffer n))

(defn dropping-buffer "A buffer of n values. Puts never wait; while it is full, what is put is lost." [n] (buffers/dropping-buffer n))

(defn sliding-buffer "A buffer of n values. Puts never wait; while it is full, the oldest value is lost." [n] (buffers/sliding-buffer n))

(defn unblocking-buffer?
  "Whether puts to a channel with that buffer never wait."
  [buff]
  (extends? impl/UnblockingBuffer (class buff)))

(defn chan
  "A channel, with a buffer or a buffer of so many values; without one, a put waits for a take. What is put goes through the
  transducer xform, for which there must be a buffer. When it throws, ex-handler is called with the exception; what that
  gives is put instead, unless it is nil."
  ([] (channels/chan nil))
  ([buf-or-n] (chan buf-or-n nil))
  ([buf-or-n xform] (chan buf-or-n xform nil))
  ([buf-or-n xform ex-handler]
   (when xform (assert buf-or-n "buffer must be supplied when transducer is"))
   (channels/chan (if (number? buf-or-n) (buffer buf-or-n) buf-or-n) xform ex-handler)))

(defn promise-chan
  "A channel whose first value is given to all that take, for ever. What is put later is lost."
  ([] (promise-chan nil))
  ([xform] (promise-chan xform nil))
  ([xform ex-handler] (chan (buffers/promise-buffer) xform ex-handler)))

(defn timeout "A channel that closes after so many milliseconds." [msecs] (timers/timeout msecs))

(defn close!
  "Closes a channel: it takes no more values, and when those have been taken that it has, takes give nil. nil."
  [chan]
  (impl/close! chan))

;; Waiting for one port

(defn- waking [waiter]
  (reify impl/Handler
    (active? [_] (clojure.core/-waiting? waiter))
    (blockable? [_] true)
    (lock-id [_] 0)
    (commit [_] (fn [x] (clojure.core/-wake! waiter x)))))

(defn <!!
  "The next value of a port, nil once it is closed. Waits until there is one."
  [port]
  (if (instance? ManyToManyChannel port)
    (let [waiter (clojure.core/-waiter)
          x (channels/take-now port waiter)]
      (if (identical? x channels/later) (clojure.core/-wait! waiter) x))
    (let [waiter (clojure.core/-waiter)
          answer (impl/take! port (waking waiter))]
      (if answer (deref answer) (clojure.core/-wait! waiter)))))

(defn >!!
  "Puts a value, which must not be nil, to a port; false where it is closed, else true. Waits until it is taken, or there is
  room for it."
  [port val]
  (if (instance? ManyToManyChannel port)
    (let [waiter (clojure.core/-waiter)
          taken (channels/put-now port val waiter)]
      (if (identical? taken channels/later) (clojure.core/-wait! waiter) taken))
    (let [waiter (clojure.core/-waiter)
          answer (impl/put! port val (waking waiter))]
      (if answer (deref answer) (clojure.core/-wait! waiter)))))

(defn <!
  "The next value of a port, nil once it is closed. Waits until there is one."
  [port]
  (<!! port))

(defn >!
  "Puts a value, which must not be nil, to a port; false where it is closed, else true. Waits until it is taken, or there is
  room for it."
  [port val]
  (>!! port val))

(defn fn-handler
  "A handler that has f called."
  ([f] (fn-handler f true))
  ([f blockable]
   (reify impl/Handler
     (active? [_] true)
     (blockable? [_] blockable)
     (lock-id [_] 0)
     (commit [_] f))))

(def ^:private unheard (fn-handler (fn [_] nil)))
(def ^:private impatient (fn-handler (fn [_] nil) false))

(defn take!
  "Has fn1 called with the next value of a port, nil once it is closed; nil. Where the value is there, fn1 is called at once,
  unless on-caller? is false."
  ([port fn1] (take! port fn1 true))
  ([port fn1 on-caller?]
   (when-let [answer (impl/take! port (fn-handler fn1))]
     (let [x (deref answer)]
       (if on-caller? (fn1 x) (dispatch/run (fn [] (fn1 x))))))
   nil))

(defn put!
  "Puts a value, which must not be nil, to a port, without waiting; false where it is closed, else true. fn1 is called with that
  once it is known: at once where it is so, unless on-caller? is false."
  ([port val]
   (if-let [answer (impl/put! port val unheard)] (deref answer) true))
  ([port val fn1] (put! port val fn1 true))
  ([port val fn1 on-caller?]
   (if-let [answer (impl/put! port val (fn-handler fn1))]
     (let [taken (deref answer)]
       (when fn1
         (if on-caller? (fn1 taken) (dispatch/run (fn [] (fn1 taken)))))
       taken)
     true)))

(defn offer!
  "Puts a value to a port if that can be done at once: true, or false where it is closed; nil where it would have to wait."
  [port val]
  (when-let [answer (impl/put! port val impatient)] (deref answer)))

(defn poll!
  "The next value of a port, if it is there; else nil."
  [port]
  (when-let [answer (impl/take! port impatient)] (deref answer)))

;; Waiting for one of several ports

(defn- puts? [operation] (and (vector? operation) (nth operation 0)))

(defn- try-port
  "The value of [port val] or port, if it is there; else later."
  [operation handler]
  (if (puts? operation)
    (let [[port x] operation]
      (if (instance? ManyToManyChannel port)
        (channels/put-now port x handler)
        (if-let [answer (impl/put! port x handler)] (deref answer) channels/later)))
    (if (instance? ManyToManyChannel operation)
      (channels/take-now operation handler)
      (if-let [answer (impl/take! operation handler)] (deref answer) channels/later))))

(defn- port-of [operation] (if (puts? operation) (nth operation 0) operation))

(defn- first-ready
  "[value port] of the first operation that can be done at once. handler-of makes the handler that others keep for a port."
  [ports order handler-of]
  (loop [i 0]
    (when (< i (count ports))
      (let [operation (nth ports (if order (nth order i) i))
            port (port-of operation)
            x (try-port operation (handler-of port))]
        (if (identical? x channels/later)
          (recur (inc i))
          [x port])))))

(defn- check-ports [ports]
  (assert (pos? (count ports)) "alts must have at least one channel operation"))

(def ^:private seed (volatile! 1))

(defn- below
  "A number below n by chance that is the same in each run (Park and Miller, 1988): alternatives need nothing of the host."
  [n]
  (rem (vreset! seed (rem (* 16807 @seed) 2147483647)) n))

(defn- order-of
  "The indices of the operations in the order in which they are tried; nil: that of the vector."
  [ports opts]
  (when-not (or (:priority opts) (= 1 (count ports)))
    (loop [i (dec (count ports)) order (vec (range (count ports)))]
      (if (pos? i)
        (let [j (below (inc i))]
          (recur (dec i) (assoc order i (nth order j) j (nth order i))))
        order))))

(defn- alts [ports opts]
  (check-ports ports)
  (let [order (order-of ports opts)]
    (if (contains? opts :default)
      (or (first-ready ports order (fn [_] impatient))
          [(:default opts) :default])
      (let [waiter (clojure.core/-waiter)]
        (or (first-ready ports order (fn [port] (channels/alternative waiter port)))
            (clojure.core/-wait! waiter))))))

(defn do-alts
  "A reference to [value port] of one of the operations, where one can be done at once; else nil, and fret is called with that
  later. ports and opts are those of alts!!."
  [fret ports opts]
  (check-ports ports)
  (let [order (order-of ports opts)
        open (atom true)
        answer (first-ready
                 ports order
                 (if (contains? opts :default)
                   (fn [_] impatient)
                   (fn [port]
                     (reify impl/Handler
                       (active? [_] @open)
                       (blockable? [_] true)
                       (lock-id [_] 0)
                       (commit [_] (reset! open false) (fn [x] (fret [x port])))))))]
    (cond
      answer (channels/box answer)
      (contains? opts :default) (channels/box [(:default opts) :default])
      :else nil)))

(defn alts!!
  "Does one of the operations, as soon as one can be done: a port to take from, or [port val] to put; [value port], where the
  value is whether the port took it for a put. Of several that can be done, one is taken by chance, or the first with
  :priority true. With :default, [default :default] where none can be done at once."
  [ports & opts]
  (alts ports (apply hash-map opts)))

(defn alts!
  "Does one of the operations, as soon as one can be done: a port to take from, or [port val] to put; [value port], where the
  value is whether the port took it for a put. Of several that can be done, one is taken by chance, or the first with
  :priority true. With :default, [default :default] where none can be done at once."
  [ports & {:as opts}]
  (alts ports opts))

(defn ioc-alts!
  "Throws: there are no state machines, since a fiber waits anywhere."
  [state cont-block ports & {:as opts}]
  (throw (new java.lang.UnsupportedOperationException "ioc-alts! is for the state machines of go blocks, which are fibers here")))

(defn do-alt
  "The form that alt! and alt!! stand for, a choice by alts: clauses of ports and what to do, and options."
  [alts clauses]
  (assert (even? (count clauses)) "unbalanced clauses")
  (let [pairs (clojure.core/partition 2 clauses)
        options (mapcat identity (filter (comp keyword? first) pairs))
        clauses (remove (comp keyword? first) pairs)
        result (gensym "result")
        value (gensym "value")
        chosen (gensym "port")
        names (volatile! [])
        named (fn [form]
                (let [name (gensym "p")]
                  (vswap! names conj name form)
                  name))
        operations (mapv (fn [[ports _]]
                           (mapv (fn [p] (if (vector? p) [(named (p 0)) (named (p 1))] (named p)))
                                 (if (vector? ports) ports [ports])))
                         clauses)]
    `(let [~@@names
           ~result (~alts ~(vec (apply concat operations)) ~@options)
           ~value (nth ~result 0)
           ~chosen (nth ~result 1)]
       (cond
         ~@(mapcat (fn [[_ action] operations]
                     [`(or ~@(clojure.core/map (fn [op] `(= ~chosen ~(if (vector? op) (op 0) op))) operations))
                      (if (and (seq? action) (vector? (first action)))
                        `(let [~(first action) ~result] ~@(rest action))
                        action)])
                   clauses operations)
         (= ~chosen :default) ~value))))

(defmacro alt!!
  "Does one of several operations, as alts!! does, and evaluates what stands beside it. A clause is an operation, or a vector of
  operations, which are ports, or [port val] within a vector; and an expression, or ([val port] body…), where the names
  stand for what alts!! gives. The options are those of alts!!; :default is an expression."
  [& clauses]
  (do-alt `alts!! clauses))

(defmacro alt!
  "Does one of several operations, as alts! does, and evaluates what stands beside it. A clause is an operation, or a vector of
  operations, which are ports, or [port val] within a vector; and an expression, or ([val port] body…), where the names
  stand for what alts! gives. The options are those of alts!; :default is an expression."
  [& clauses]
  (do-alt `alts! clauses))

;; Processes

(defn thread-call
  "Calls f, without arguments, in a fiber of its own. A channel that gets what it gives, unless that is nil, and closes then."
  [f]
  (let [c (chan 1)]
    (clojure.core/-spawn-daemon
      (fn []
        (try
          (let [x (f)]
            (when-not (nil? x) (channels/put-now c x nil)))
          (finally (impl/close! c)))))
    c))

(defmacro thread
  "Evaluates the body in a fiber of its own. A channel that gets its value, unless that is nil, and closes then."
  [& body]
  `(thread-call (fn [] ~@body)))

(defmacro go
  "Evaluates the body in a fiber of its own. A channel that gets its value, unless that is nil, and closes then."
  [& body]
  `(thread-call (fn [] ~@body)))

(defmacro go-loop
  "A go block of a loop."
  [bindings & body]
  `(go (loop ~bindings ~@body)))

(defmacro defblockingop
  "Defines a function that waits."
  [op doc arglist & body]
  `(defn ~op ~doc ~arglist ~@body))
