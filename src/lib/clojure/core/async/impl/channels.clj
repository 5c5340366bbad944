(ns clojure.core.async.impl.channels
  "Channels. Those who wait for one are handlers, or waits of fibers themselves, which are quicker to tell."
  (:require [clojure.core.async.impl.protocols :as impl]
            [clojure.core.async.impl.buffers :as buffers]
            [clojure.core.async.impl.dispatch :as dispatch]))

(deftype ^:private Box [value]
  clojure.lang.IDeref
  (deref [_] value))

(defn box "A reference to a value that is there." [val] (->Box val))

(def ^{:doc "What take-now and put-now give where the handler has to wait, or no longer waits."} later (Object.))

;; One wait of a fiber for one of several ports: it wakes with the value and the port.
(deftype ^:private Alternative [waiter port]
  impl/Handler
  (active? [_] (clojure.core/-waiting? waiter))
  (blockable? [_] true)
  (lock-id [_] 0)
  (commit [_] (fn [x] (clojure.core/-wake! waiter [x port]))))

(defn alternative "A handler that wakes a waiter with the value and the port." [waiter port] (->Alternative waiter port))

(defn- live? [h]
  (cond
    (nil? h) true
    (clojure.core/-waiter? h) (clojure.core/-waiting? h)
    :else (impl/active? h)))

(defn- claim!
  "Ends the wait of a handler that has its answer at once; false where another port has ended it."
  [h]
  (cond
    (nil? h) true
    (clojure.core/-waiter? h) true
    (instance? Alternative h) (clojure.core/-wake! (.-waiter h) nil)
    :else (do (impl/commit h) true)))

(defn- tell!
  "Tells a handler what it waited for; false where it no longer waits."
  [h x]
  (cond
    (clojure.core/-waiter? h) (clojure.core/-wake! h x)
    (instance? Alternative h) (clojure.core/-wake! (.-waiter h) [x (.-port h)])
    (impl/active? h) (let [f (impl/commit h)]
                       (when f (dispatch/run (fn [] (f x))))
                       true)
    :else false))

(defn- may-wait? [h]
  (cond
    (nil? h) false
    (clojure.core/-waiter? h) true
    :else (impl/blockable? h)))

(def ^:private nobody clojure.lang.PersistentQueue/EMPTY)

(defn- refuse-waiting [what]
  (throw (new java.lang.AssertionError (str "Assert failed: No more than " impl/MAX-QUEUE-SIZE " pending " what))))

(defn- with-taker [takes h]
  (let [takes (if (< (count takes) impl/MAX-QUEUE-SIZE) takes (into nobody (filter live?) takes))]
    (when (= (count takes) impl/MAX-QUEUE-SIZE)
      (refuse-waiting "takes are allowed on a single channel.\n(< (.size takes) impl/MAX-QUEUE-SIZE)"))
    (conj takes h)))

(defn- with-putter [puts h x]
  (let [puts (if (< (count puts) impl/MAX-QUEUE-SIZE) puts (into nobody (filter (fn [[h]] (live? h))) puts))]
    (when (= (count puts) impl/MAX-QUEUE-SIZE)
      (refuse-waiting "puts are allowed on a single channel. Consider using a windowed buffer.\n(< (.size puts) impl/MAX-QUEUE-SIZE)"))
    (conj puts [h x])))

(defprotocol ^:private Port
  (take-now [c h] "The next value, nil where the channel is closed, or later. h is who waits; nil: nobody does.")
  (put-now [c x h] "Whether the channel took the value, or later. h is who waits; nil: nobody does.")
  (-take [c h])
  (-put [c x h])
  (-add [c] [c x])
  (-feed [c])
  (-end [c])
  (-close [c]))

(defn- tell-uncaught [e]
  (clojure.core/-tell-uncaught! e)
  nil)

(deftype ManyToManyChannel
  [^:unsynchronized-mutable takes ^:unsynchronized-mutable puts buf add ^:unsynchronized-mutable closed]
  Port
  (take-now [this h]
    (if add
      (locking this (-take this h))
      (try (clojure.core/-hold-turn! true)
           (-take this h)
           (finally (clojure.core/-hold-turn! false)))))
  (put-now [this x h]
    (when (nil? x) (throw (new java.lang.IllegalArgumentException "Can't put nil on channel")))
    (if add
      (locking this (-put this x h))
      (try (clojure.core/-hold-turn! true)
           (-put this x h)
           (finally (clojure.core/-hold-turn! false)))))
  (-take [this h]
    (cond
      (not (live? h)) later
      (and buf (pos? (count buf)))
      (if (claim! h)
        (let [x (impl/remove! buf)]
          (loop []
            (when (and (pos? (count puts)) (not (impl/full? buf)))
              (let [[putter y] (peek puts)]
                (set! puts (pop puts))
                (if (and (tell! putter true) (-add this y))
                  (-end this)
                  (recur)))))
          x)
        later)
      :else
      (let [found (loop []
                    (if (pos? (count puts))
                      (let [[putter x] (peek puts)]
                        (set! puts (pop puts))
                        (if (tell! putter true) x (recur)))
                      later))]
        (cond
          (not (identical? found later)) (do (claim! h) found)
          closed (if (claim! h)
                   (do (when buf (-add this))
                       (if (and buf (pos? (count buf))) (impl/remove! buf) nil))
                   later)
          (may-wait? h) (do (set! takes (with-taker takes h)) later)
          :else later))))
  (-put [this x h]
    (cond
      (not (live? h)) later
      closed (do (claim! h) false)
      (and buf (not (impl/full? buf)))
      (if (claim! h)
        (let [done (-add this x)]
          (-feed this)
          (when done (-end this))
          true)
        later)
      :else
      (let [told (and (nil? buf)
                      (loop []
                        (if (pos? (count takes))
                          (let [taker (peek takes)]
                            (set! takes (pop takes))
                            (or (tell! taker x) (recur)))
                          false)))]
        (cond
          told (do (claim! h) true)
          (may-wait? h) (do (set! puts (with-putter puts h x)) later)
          :else later))))
  ;; Whether the transducer wants no more.
  (-add [_]
    (if add (add buf) nil))
  (-add [_ x]
    (if add
      (reduced? (add buf x))
      (try (impl/add! buf x)
           false
           (catch Throwable e (tell-uncaught e) false))))
  (-feed [_]
    (loop []
      (when (and (pos? (count takes)) (pos? (count buf)))
        (let [taker (peek takes)]
          (set! takes (pop takes))
          (when (live? taker) (tell! taker (impl/remove! buf)))
          (recur)))))
  (-end [this]
    (let [waiting puts]
      (set! puts nobody)
      (doseq [[putter] waiting] (tell! putter true))
      (-close this)))
  (-close [this]
    (when-not closed
      (set! closed true)
      (when (and buf (zero? (count puts))) (-add this))
      (when buf (-feed this))
      (let [waiting takes]
        (set! takes nobody)
        (doseq [taker waiting] (tell! taker nil)))
      (when buf (impl/close-buf! buf)))
    nil)
  impl/ReadPort
  (take! [this h]
    (let [x (take-now this h)]
      (if (identical? x later) nil (box x))))
  impl/WritePort
  (put! [this x h]
    (let [taken (put-now this x h)]
      (if (identical? taken later) nil (box taken))))
  impl/Channel
  (close! [this]
    (if add
      (locking this (-close this))
      (try (clojure.core/-hold-turn! true)
           (-close this)
           (finally (clojure.core/-hold-turn! false)))))
  (closed? [_] closed))

(defn- added
  "What an exception of the transducer has the buffer become: the handler's value is added, if it is not nil."
  [buf handler e]
  (let [x (handler e)]
    (if (nil? x) buf (impl/add! buf x))))

(defn- adder [xform handler]
  (let [add (if xform (xform impl/add!) impl/add!)
        handler (or handler tell-uncaught)]
    (fn
      ([buf] (try (add buf) (catch Throwable e (added buf handler e))))
      ([buf x] (try (add buf x) (catch Throwable e (added buf handler e)))))))

(defn chan
  "A channel with a buffer, or nil for none; what is put goes through a transducer. exh is called with its exceptions,
  and gives the value to put instead, or nil."
  ([buf] (chan buf nil))
  ([buf xform] (chan buf xform nil))
  ([buf xform exh]
   (->ManyToManyChannel nobody nobody buf (if (or xform exh) (adder xform exh) nil) false)))
