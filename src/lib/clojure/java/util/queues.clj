(in-ns 'clojure.java.util)

;; Queues

;; Neither Java's deques nor its concurrent queues take nil, which to poll means that there is nothing.
(deftype ^:private WithoutNil [a ^:unsynchronized-mutable head]
  java.util.Deque
  (add [_ x]
    (clojure.core/-push! a (required x))
    true)
  (addFirst [_ x]
    (required x)
    (if (zero? head)
      (clojure.core/-splice! a 0 0 (clojure.core/-push! (clojure.core/-new-array) x))
      (do (set! head (dec head))
          (clojure.core/-aset! a head x)
          nil))
    nil))

(defn- queue-maker [name]
  (list-maker (clojure.core/-java-class name Basics Items Chained WithoutNil Queued ByIdentity)))

(clojure.core/-provide! "new java.util.ArrayDeque" (queue-maker "java.util.ArrayDeque"))
(clojure.core/-provide! "new java.util.concurrent.ConcurrentLinkedQueue" (queue-maker "java.util.concurrent.ConcurrentLinkedQueue"))
(clojure.core/-provide! "new java.util.concurrent.ConcurrentLinkedDeque" (queue-maker "java.util.concurrent.ConcurrentLinkedDeque"))

;; A heap as Java's PriorityQueue keeps it, so that its elements come in the same order when it is walked.

(defn- sift-up [a compare i x]
  (loop [i i]
    (let [parent (quot (dec i) 2)]
      (if (and (pos? i) (neg? (compare x (clojure.core/-aget a parent))))
        (do (clojure.core/-aset! a i (clojure.core/-aget a parent))
            (recur parent))
        (clojure.core/-aset! a i x)))))

(defn- sift-down [a compare i x]
  (let [n (clojure.core/-alength a)]
    (loop [i i]
      (let [left (inc (* 2 i)) right (inc left)]
        (if (< left n)
          (let [least (if (and (< right n) (pos? (compare (clojure.core/-aget a left) (clojure.core/-aget a right)))) right left)]
            (if (pos? (compare x (clojure.core/-aget a least)))
              (do (clojure.core/-aset! a i (clojure.core/-aget a least))
                  (recur least))
              (clojure.core/-aset! a i x)))
          (clojure.core/-aset! a i x))))))

(deftype ^:private Heap [a compare comparator]
  java.util.Queue
  (size [_] (clojure.core/-alength a))
  (add [_ x]
    (let [i (clojure.core/-alength a)]
      ;; Java asks whether the first element can be compared.
      (when (zero? i) (compare (required x) x))
      (clojure.core/-push! a (required x))
      (sift-up a compare i x)
      true))
  (offer [this x] (.add this x))
  (peek [_] (clojure.core/-aget a 0))
  (element [this] (if (.isEmpty this) (nothing-there) (.peek this)))
  (poll [this] (if (.isEmpty this) nil (.takeAt this 0)))
  (takeAt [_ i]
    (let [end (dec (clojure.core/-alength a)) x (clojure.core/-aget a i) moved (clojure.core/-aget a end)]
      (clojure.core/-splice! a end 1 no-elements)
      (when (< i end)
        (sift-down a compare i moved)
        (when (identical? moved (clojure.core/-aget a i)) (sift-up a compare i moved)))
      x))
  (remove [this] (if (.isEmpty this) (nothing-there) (.takeAt this 0)))
  (remove [this x]
    (let [i (clojure.core/-index-of a x)]
      (if (neg? i) false (do (.takeAt this i) true))))
  (clear [_]
    (clojure.core/-splice! a 0 (clojure.core/-alength a) no-elements)
    nil)
  (comparator [_] comparator)
  (iterator [this] (walk-of (aclone a) (fn [x] (.remove this x)))))

(def ^:private make-heap (clojure.core/-java-class "java.util.PriorityQueue" Basics ByIdentity Heap))

(defn- new-priority-queue
  ([] (new-priority-queue 11 nil))
  ([from]
   (cond
     (number? from) (new-priority-queue)
     (comparator-like? from) (new-priority-queue 11 from)
     :else
     (let [a (copy-of from) comparator (if (clojure.core/-has-method? from 'comparator) (.comparator from) nil) compare (comparing comparator)]
       (loop [i (dec (quot (clojure.core/-alength a) 2))]
         (when-not (neg? i)
           (sift-down a compare i (clojure.core/-aget a i))
           (recur (dec i))))
       (make-heap a compare comparator))))
  ([size comparator] (make-heap (clojure.core/-new-array) (comparing comparator) comparator)))

(clojure.core/-provide! "new java.util.PriorityQueue" new-priority-queue)

;; Fibers that wait for each other

(defn- wake-all
  "Ends the waits in an array, which is empty afterwards."
  [waiters]
  (let [woken (clojure.core/-take-array! waiters)]
    (dotimes [i (clojure.core/-alength woken)] (clojure.core/-wake! (clojure.core/-aget woken i) nil))))

(defn- wait-until
  "Waits until ready? answers true, which whoever changes what it asks tells the waiters; false where ms passed before, if not nil."
  [waiters ready? ms]
  (let [deadline (if ms (clojure.core/-waiter) nil)]
    (when deadline (clojure.core/-wake-after! ms deadline nil))
    (loop []
      (cond
        (ready?) true
        (and deadline (not (clojure.core/-waiting? deadline))) false
        :else (let [waiter (clojure.core/-waiter)]
                (clojure.core/-push! waiters waiter)
                (when deadline (clojure.core/-wake-after! ms waiter nil))
                (clojure.core/-wait! waiter)
                (recur))))))

(deftype ^:private Latch [^:unsynchronized-mutable n waiters]
  java.util.concurrent.Callable
  (getCount [_] n)
  (countDown [_]
    (when (pos? n)
      (set! n (dec n))
      (when (zero? n) (wake-all waiters)))
    nil)
  (await [this]
    (wait-until waiters (fn [] (zero? (.getCount this))) nil)
    nil)
  (await [this time unit] (wait-until waiters (fn [] (zero? (.getCount this))) (.toMillis unit time)))
  (toString [this] (str "java.util.concurrent.CountDownLatch@" (clojure.core/-identity-text this) "[Count = " n "]")))

(deftype ^:private Permits [^:unsynchronized-mutable n waiters]
  java.util.concurrent.Callable
  (availablePermits [_] n)
  (change [_ by]
    (set! n (+ n by))
    (when (pos? by) (wake-all waiters))
    nil)
  (release [this] (.change this 1))
  (release [this k] (.change this k))
  (acquire [this] (.acquire this 1))
  (acquire [this k]
    (wait-until waiters (fn [] (<= k (.availablePermits this))) nil)
    (.change this (- k)))
  (tryAcquire [this] (.tryAcquire this 1))
  (tryAcquire [this k]
    (if (<= k n)
      (do (.change this (- k)) true)
      false))
  (tryAcquire [this time unit]
    (if (wait-until waiters (fn [] (pos? (.availablePermits this))) (.toMillis unit time))
      (do (.change this -1) true)
      false)))

;; What makes a queue one that fibers wait at: limit is how many elements it takes, nil for any number.
(deftype ^:private Blocking [queue limit waiters]
  java.util.concurrent.BlockingQueue
  (size [_] (.size queue))
  (isFull [_] (and limit (<= limit (.size queue))))
  (remainingCapacity [_] (if limit (- limit (.size queue)) Integer/MAX_VALUE))
  (changed [_ x]
    (wake-all waiters)
    x)
  (put [this x]
    (required x)
    (wait-until waiters (fn [] (not (.isFull this))) nil)
    (.add queue x)
    (.changed this nil))
  (take [this]
    (wait-until waiters (fn [] (not (.isEmpty queue))) nil)
    (.changed this (.poll queue)))
  (offer [this x]
    (required x)
    (if (.isFull this)
      false
      (do (.add queue x) (.changed this true))))
  (offer [this x time unit]
    (wait-until waiters (fn [] (not (.isFull this))) (.toMillis unit time))
    (.offer this x))
  (add [this x] (if (.offer this x) true (throw (IllegalStateException. "Queue full"))))
  (poll [this] (.changed this (.poll queue)))
  (poll [this time unit]
    (wait-until waiters (fn [] (not (.isEmpty queue))) (.toMillis unit time))
    (.poll this))
  (peek [_] (.peek queue))
  (element [_] (.element queue))
  (remove [this] (.changed this (.remove queue)))
  (remove [this x] (.changed this (.remove queue x)))
  (clear [this]
    (.clear queue)
    (.changed this nil))
  (drainTo [this other]
    (let [all (vec queue)]
      (.clear this)
      (.addAll other all)
      (count all)))
  (putFirst [this x]
    (wait-until waiters (fn [] (not (.isFull this))) nil)
    (.addFirst queue x)
    (.changed this nil))
  (putLast [this x] (.put this x))
  (takeFirst [this] (.take this))
  (takeLast [this]
    (wait-until waiters (fn [] (not (.isEmpty queue))) nil)
    (.changed this (.pollLast queue)))
  (addFirst [this x] (.putFirst this x))
  (addLast [this x]
    (.add this x)
    nil)
  (pollFirst [this] (.poll this))
  (pollLast [this] (.changed this (.pollLast queue)))
  (peekFirst [_] (.peekFirst queue))
  (peekLast [_] (.peekLast queue))
  (iterator [_] (.iterator queue)))

(defn- blocking-maker [name]
  (let [make (clojure.core/-java-class name Basics ByIdentity Blocking)]
    (fn
      ([] (make (java.util.ArrayDeque.) nil (clojure.core/-new-array)))
      ([from]
       (if (number? from)
         (make (java.util.ArrayDeque.) from (clojure.core/-new-array))
         (make (java.util.ArrayDeque. from) nil (clojure.core/-new-array)))))))

(doseq [name ["java.util.concurrent.LinkedBlockingQueue" "java.util.concurrent.ArrayBlockingQueue" "java.util.concurrent.LinkedBlockingDeque"]]
  (clojure.core/-provide! (str "new " name) (blocking-maker name)))
(let [make (clojure.core/-java-class "java.util.concurrent.CountDownLatch" Latch)]
  (clojure.core/-provide! "new java.util.concurrent.CountDownLatch"
    (fn [n]
      (when (neg? n) (throw (IllegalArgumentException. "count < 0")))
      (make n (clojure.core/-new-array)))))
(let [make (clojure.core/-java-class "java.util.concurrent.Semaphore" Permits)]
  (clojure.core/-provide! "new java.util.concurrent.Semaphore"
    (fn
      ([n] (make n (clojure.core/-new-array)))
      ([n fair] (make n (clojure.core/-new-array))))))
