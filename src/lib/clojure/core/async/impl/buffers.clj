(ns clojure.core.async.impl.buffers
  "What channels keep values in."
  (:require [clojure.core.async.impl.protocols :as impl]))

(def ^:private none clojure.lang.PersistentQueue/EMPTY)

(defn- refuse-empty [] (throw (new java.util.NoSuchElementException)))

(defmacro ^:private defbuffer
  "A type of buffers that keep values in a queue of n: whether it is full, given its items, and how it adds x."
  [name markers full? add]
  (let [[items n this x] '[items n this x]]
    `(deftype ~name [~(with-meta items {:unsynchronized-mutable true}) ~n]
       ~@markers
       impl/Buffer
       (~'full? [_#] ~full?)
       (~'remove! [_#]
         (when (zero? (count ~items)) (refuse-empty))
         (let [taken# (peek ~items)]
           (set! ~items (pop ~items))
           taken#))
       (~'add!* [~this ~x]
         ~add
         ~this)
       (~'close-buf! [_#] nil)
       clojure.lang.Counted
       (~'count [_#] (count ~items)))))

(defbuffer FixedBuffer []
  (>= (count items) n)
  (set! items (conj items x)))

(defn fixed-buffer "A buffer of n values, which is full then." [n] (->FixedBuffer none (long n)))

(defbuffer DroppingBuffer [impl/UnblockingBuffer]
  false
  (when (< (count items) n) (set! items (conj items x))))

(defn dropping-buffer "A buffer of n values, which forgets what comes then." [n] (->DroppingBuffer none (long n)))

(defbuffer SlidingBuffer [impl/UnblockingBuffer]
  false
  (set! items (conj (if (= (count items) n) (pop items) items) x)))

(defn sliding-buffer "A buffer of n values, which forgets the oldest for what comes then." [n] (->SlidingBuffer none (long n)))

(def ^:private undelivered (Object.))

(deftype PromiseBuffer [^:unsynchronized-mutable value]
  impl/UnblockingBuffer
  impl/Buffer
  (full? [_] false)
  (remove! [_] value)
  (add!* [this x]
    (when (identical? value undelivered) (set! value x))
    this)
  (close-buf! [_] (when (identical? value undelivered) (set! value nil)))
  clojure.lang.Counted
  (count [_] (if (identical? value undelivered) 0 1)))

(defn promise-buffer "A buffer of one value, which it keeps for all that take." [] (->PromiseBuffer undelivered))
