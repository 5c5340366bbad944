(in-ns 'clojure.java.util)

;; Lists and double-ended queues: an array whose elements begin at `head`, so that what is taken off the front costs no more than
;; what is taken off the end.

(defn- outside [i n]
  (throw (IndexOutOfBoundsException. (str "Index " i " out of bounds for length " n))))

;; The iterator of a list, both ways; what is changed through it is changed in the list.
(deftype ^:private Cursor [coll ^:unsynchronized-mutable i ^:unsynchronized-mutable given]
  java.util.ListIterator
  (hasNext [_] (< i (.size coll)))
  (next [_]
    (if (< i (.size coll))
      (do (set! given i)
          (set! i (inc i))
          (.get coll given))
      (nothing-there)))
  (hasPrevious [_] (pos? i))
  (previous [_]
    (if (pos? i)
      (do (set! i (dec i))
          (set! given i)
          (.get coll i))
      (nothing-there)))
  (nextIndex [_] i)
  (previousIndex [_] (dec i))
  (remove [_]
    (when (neg? given) (throw (IllegalStateException.)))
    (.takeAt coll given)
    (set! i given)
    (set! given -1)
    nil)
  (set [_ x]
    (when (neg? given) (throw (IllegalStateException.)))
    (.set coll given x)
    nil)
  (add [_ x]
    (.add coll i x)
    (set! i (inc i))
    (set! given -1)
    nil)
  (forEachRemaining [this f]
    (while (.hasNext this) (call f (.next this)))))

(def ^:private make-cursor (clojure.core/-java-class "java.util.ArrayList$Itr" Cursor))

(deftype ^:private Items [a ^:unsynchronized-mutable head]
  java.util.List
  (size [_] (- (clojure.core/-alength a) head))
  (get [this i]
    (if (and (<= 0 i) (< i (.size this)))
      (clojure.core/-aget a (+ head i))
      (outside i (.size this))))
  (nth [this i] (.get this i))
  (nth [this i not-found] (if (and (<= 0 i) (< i (.size this))) (clojure.core/-aget a (+ head i)) not-found))
  (set [this i x]
    (let [before (.get this i)]
      (clojure.core/-aset! a (+ head i) x)
      before))
  (add [_ x]
    (clojure.core/-push! a x)
    true)
  (add [this i x]
    (when-not (<= 0 i (.size this)) (throw (IndexOutOfBoundsException. (str "Index: " i ", Size: " (.size this)))))
    (clojure.core/-splice! a (+ head i) 0 (clojure.core/-push! (clojure.core/-new-array) x))
    nil)
  (addAll [_ more]
    (let [more (clojure.core/-array more)]
      (clojure.core/-splice! a (clojure.core/-alength a) 0 more)
      (pos? (clojure.core/-alength more))))
  (addAll [this i more]
    (when-not (<= 0 i (.size this)) (throw (IndexOutOfBoundsException. (str "Index: " i ", Size: " (.size this)))))
    (let [more (clojure.core/-array more)]
      (clojure.core/-splice! a (+ head i) 0 more)
      (pos? (clojure.core/-alength more))))
  (takeAt [this i]
    (let [x (.get this i)]
      (clojure.core/-splice! a (+ head i) 1 no-elements)
      x))
  (takeFirst [_]
    (let [x (clojure.core/-aget a head)]
      (clojure.core/-aset! a head nil)
      (set! head (inc head))
      (when (or (= head (clojure.core/-alength a)) (and (< 32 head) (< (clojure.core/-alength a) (* 2 head))))
        (clojure.core/-splice! a 0 head no-elements)
        (set! head 0))
      x))
  (takeLast [_]
    (let [end (dec (clojure.core/-alength a)) x (clojure.core/-aget a end)]
      (clojure.core/-splice! a end 1 no-elements)
      x))
  (indexOf [this x]
    (let [n (.size this)]
      (loop [i 0]
        (cond
          (= i n) -1
          (= x (clojure.core/-aget a (+ head i))) i
          :else (recur (inc i))))))
  (lastIndexOf [this x]
    (loop [i (dec (.size this))]
      (cond
        (neg? i) -1
        (= x (clojure.core/-aget a (+ head i))) i
        :else (recur (dec i)))))
  (contains [this x] (<= 0 (.indexOf this x)))
  ;; A long stands for Java's int here: the index of what is removed.
  (remove [this] (.removeFirst this))
  (remove [this x] (if (integer? x) (.takeAt this x) (.removeFirstOccurrence this x)))
  (removeFirstOccurrence [this x]
    (let [i (.indexOf this x)]
      (if (neg? i) false (do (.takeAt this i) true))))
  (removeLastOccurrence [this x]
    (let [i (.lastIndexOf this x)]
      (if (neg? i) false (do (.takeAt this i) true))))
  (clear [_]
    (clojure.core/-splice! a 0 (clojure.core/-alength a) no-elements)
    (set! head 0)
    nil)
  (iterator [this] (make-cursor this 0 -1))
  (listIterator [this] (make-cursor this 0 -1))
  (listIterator [this i] (make-cursor this i -1))
  (sort [this comparator]
    (let [sorted (clojure.core/-sort-array (clojure.core/order comparator) (clojure.core/-array this))]
      (.clear this)
      (.addAll this (clojure.core/-seq-of-array sorted))
      nil))
  (replaceAll [this f]
    (dotimes [i (.size this)] (.set this i (call f (.get this i)))))
  (ensureCapacity [_ n] nil)
  (trimToSize [_] nil)

  java.util.Deque
  (addFirst [_ x]
    (when (zero? head)
      (let [room (+ 8 (clojure.core/-alength a))]
        (clojure.core/-splice! a 0 0 (clojure.core/-new-array room))
        (set! head room)))
    (set! head (dec head))
    (clojure.core/-aset! a head x)
    nil)
  (addLast [this x] (.add this x) nil)
  (push [this x] (.addFirst this x))
  (offer [this x] (.add this x))
  (offerLast [this x] (.add this x))
  (offerFirst [this x] (.addFirst this x) true)
  (peekFirst [this] (if (.isEmpty this) nil (clojure.core/-aget a head)))
  (peekLast [this] (if (.isEmpty this) nil (clojure.core/-aget a (dec (clojure.core/-alength a)))))
  (peek [this] (.peekFirst this))
  (getFirst [this] (if (.isEmpty this) (nothing-there) (clojure.core/-aget a head)))
  (getLast [this] (if (.isEmpty this) (nothing-there) (.peekLast this)))
  (element [this] (.getFirst this))
  (pollFirst [this] (if (.isEmpty this) nil (.takeFirst this)))
  (pollLast [this] (if (.isEmpty this) nil (.takeLast this)))
  (poll [this] (.pollFirst this))
  (removeFirst [this] (if (.isEmpty this) (nothing-there) (.takeFirst this)))
  (removeLast [this] (if (.isEmpty this) (nothing-there) (.takeLast this)))
  (pop [this] (.removeFirst this))
  (descendingIterator [this]
    (walk-of (clojure.core/-array (reverse (vec this))) (fn [x] (.removeLastOccurrence this x)))))

;; A stack has its top at the end.
(deftype ^:private Stacked []
  java.util.List
  (push [this x] (.add this x) x)
  (pop [this] (if (.isEmpty this) (throw (java.util.EmptyStackException.)) (.takeLast this)))
  (peek [this] (if (.isEmpty this) (throw (java.util.EmptyStackException.)) (.peekLast this)))
  (empty [this] (.isEmpty this))
  (search [this x]
    (let [i (.lastIndexOf this x)]
      (if (neg? i) -1 (- (.size this) i)))))

(deftype ^:private Elements []
  java.util.List
  (addElement [this x] (.add this x) nil)
  (elementAt [this i] (.get this i))
  (firstElement [this] (.getFirst this))
  (lastElement [this] (.getLast this))
  (removeAllElements [this] (.clear this)))

;; What stands in no array in Java is not asked for the elements at its places.
(deftype ^:private Chained []
  java.util.List
  (nth [this i] (throw (UnsupportedOperationException. (str "nth not supported on this type: " (.getSimpleName (class this))))))
  (nth [this i not-found] (.nth this i)))

;; Of a queue that is no list, every x is an element.
(deftype ^:private Queued []
  java.util.Deque
  (remove [this] (.removeFirst this))
  (remove [this x] (.removeFirstOccurrence this x)))


;; A part of a list: what is changed in it is changed there.
(deftype ^:private Window [coll from ^:unsynchronized-mutable n]
  java.util.List
  (size [_] n)
  (get [_ i] (if (and (<= 0 i) (< i n)) (.get coll (+ from i)) (outside i n)))
  (nth [this i] (.get this i))
  (nth [this i not-found] (if (and (<= 0 i) (< i n)) (.get coll (+ from i)) not-found))
  (set [_ i x] (if (and (<= 0 i) (< i n)) (.set coll (+ from i) x) (outside i n)))
  (add [this x]
    (.add this n x)
    true)
  (add [_ i x]
    (.add coll (+ from i) x)
    (set! n (inc n))
    nil)
  (takeAt [_ i]
    (if (and (<= 0 i) (< i n))
      (do (set! n (dec n))
          (.takeAt coll (+ from i)))
      (outside i n)))
  (remove [this x]
    (let [i (if (integer? x) x (.indexOf this x))]
      (cond
        (integer? x) (.takeAt this x)
        (neg? i) false
        :else (do (.takeAt this i) true))))
  (clear [this] (while (pos? n) (.takeAt this (dec n))))
  (indexOf [this x] (clojure.core/-index-of this x))
  (lastIndexOf [this x] (clojure.core/-last-index-of this x))
  (iterator [this] (make-cursor this 0 -1))
  (listIterator [this] (make-cursor this 0 -1))
  (listIterator [this i] (make-cursor this i -1)))

(def ^:private make-window (clojure.core/-java-class "java.util.ArrayList$SubList" Basics AsList Window))

(deftype ^:private Parted []
  java.util.List
  (subList [this from to]
    (cond
      (neg? from) (throw (IndexOutOfBoundsException. (str "fromIndex = " from)))
      (< (.size this) to) (throw (IndexOutOfBoundsException. (str "toIndex = " to)))
      (< to from) (throw (IllegalArgumentException. (str "fromIndex(" from ") > toIndex(" to ")")))
      :else (make-window this from (- to from)))))

(defn- list-class [name & types]
  (apply clojure.core/-java-class name Basics AsList Items Parted types))

(defn- copy-of [coll] (aclone (clojure.core/-array (required coll))))

(defn- list-maker
  "The constructors of a list or queue: an empty one, one with the elements of a collection, or an empty one for which so much
  room was asked."
  [make]
  (fn
    ([] (make (clojure.core/-new-array) 0))
    ([from] (make (if (integer? from) (clojure.core/-new-array) (copy-of from)) 0))))

(def ^:private new-array-list (list-maker (list-class "java.util.ArrayList")))
(def ^:private make-view-of-array (list-class "java.util.Arrays$ArrayList"))

(clojure.core/-provide! "new java.util.ArrayList" new-array-list)
(clojure.core/-provide! "new java.util.LinkedList" (list-maker (list-class "java.util.LinkedList" Chained)))
(clojure.core/-provide! "new java.util.Vector" (list-maker (list-class "java.util.Vector" Elements)))
(clojure.core/-provide! "new java.util.Stack" (list-maker (list-class "java.util.Stack" Elements Stacked)))
(clojure.core/-provide! "new java.util.concurrent.CopyOnWriteArrayList"
                        (list-maker (list-class "java.util.concurrent.CopyOnWriteArrayList")))
