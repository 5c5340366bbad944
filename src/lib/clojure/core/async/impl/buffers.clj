(ns clojure.core.async.impl.buffers
  "What channels keep values in."
  (:require [clojure.core.async.impl.protocols :as impl]))

(def ^:private none clojure.lang.PersistentQueue/EMPTY)

(defn- refuse-empty [] (throw (new java.util.NoSuchElementException)))

(deftype FixedBuffer [^:unsynchronized-mutable items n]
  impl/Buffer
  (full? [_] (>= (count items) n))
  (remove! [_]
    (when (zero? (count items)) (refuse-empty))
    (let [x (peek items)]
      (set! items (pop items))
      x))
  (add!* [this x]
    (set! items (conj items x))
    this)
  (close-buf! [_] nil)
  clojure.lang.Counted
  (count [_] (count items)))

(defn fixed-buffer "A buffer of n values, which is full then." [n] (->FixedBuffer none (long n)))

(deftype DroppingBuffer [^:unsynchronized-mutable items n]
  impl/UnblockingBuffer
  impl/Buffer
  (full? [_] false)
  (remove! [_]
    (when (zero? (count items)) (refuse-empty))
    (let [x (peek items)]
      (set! items (pop items))
      x))
  (add!* [this x]
    (when (< (count items) n) (set! items (conj items x)))
    this)
  (close-buf! [_] nil)
  clojure.lang.Counted
  (count [_] (count items)))

(defn dropping-buffer "A buffer of n values, which forgets what comes then." [n] (->DroppingBuffer none (long n)))

(deftype SlidingBuffer [^:unsynchronized-mutable items n]
  impl/UnblockingBuffer
  impl/Buffer
  (full? [_] false)
  (remove! [_]
    (when (zero? (count items)) (refuse-empty))
    (let [x (peek items)]
      (set! items (pop items))
      x))
  (add!* [this x]
    (when (= (count items) n) (impl/remove! this))
    (set! items (conj items x))
    this)
  (close-buf! [_] nil)
  clojure.lang.Counted
  (count [_] (count items)))

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
