(in-ns 'clojure.java.util)

(deftype ^:private Tokens [s delimiters ^:unsynchronized-mutable i]
  java.util.Enumeration
  (skip [_ from wanted]
    (loop [i from]
      (if (and (< i (count s)) (= wanted (contains? delimiters (nth s i))))
        (recur (inc i))
        i)))
  (hasMoreTokens [this] (< (.skip this i true) (count s)))
  (hasMoreElements [this] (.hasMoreTokens this))
  (nextToken [this]
    (let [start (.skip this i true)]
      (if (< start (count s))
        (let [end (.skip this start false)]
          (set! i end)
          (subs s start end))
        (nothing-there))))
  (nextElement [this] (.nextToken this))
  (countTokens [this]
    (loop [at (.skip this i true) n 0]
      (if (< at (count s))
        (recur (.skip this (.skip this at false) true) (inc n))
        n))))

(let [make (clojure.core/-java-class "java.util.StringTokenizer" Tokens)]
  (clojure.core/-provide! "new java.util.StringTokenizer"
    (fn
      ([s] (make s (set " \t\n\r\f") 0))
      ([s delimiters] (make s (set delimiters) 0)))))

;; The elements of a collection, one after another, as Java's first collections gave them.
(deftype ^:private Elements [walk]
  java.util.Enumeration
  (hasMoreElements [_] (.hasNext walk))
  (nextElement [_] (.next walk)))

(let [make (clojure.core/-java-class "java.util.Collections$3" Elements)]
  (clojure.core/-provide! "Collections/enumeration" (fn [coll] (make (.iterator (required coll))))))
(clojure.core/-provide! "Collections/list" (fn [elements] (java.util.ArrayList. (or (enumeration-seq elements) []))))

(declare make-optional make-bits)

(deftype ^:private Present [value]
  java.util.function.Supplier
  (isPresent [_] (some? value))
  (isEmpty [_] (nil? value))
  (get [_] (if (nil? value) (throw (java.util.NoSuchElementException. "No value present")) value))
  (orElseThrow [this] (.get this))
  (orElse [_ other] (if (nil? value) other value))
  (orElseGet [_ f] (if (nil? value) (if (fn? f) (f) (.get f)) value))
  (ifPresent [_ f] (when (some? value) (call f value)) nil)
  (map [this f] (if (nil? value) this (make-optional (call f value))))
  (flatMap [this f] (if (nil? value) this (call f value)))
  (filter [this pred] (if (or (nil? value) (call pred value)) this (make-optional nil)))
  (equals [_ other] (and (instance? java.util.Optional other) (= value (.orElse other nil))))
  (hashCode [_] (clojure.core/-java-hash value))
  (toString [_] (if (nil? value) "Optional.empty" (str "Optional[" value "]"))))

(def ^:private make-optional (clojure.core/-java-class "java.util.Optional" Present))

(clojure.core/-provide! "Optional/of" (fn [x] (make-optional (required x))))
(clojure.core/-provide! "Optional/ofNullable" (fn [x] (make-optional x)))
(clojure.core/-provide! "Optional/empty" (fn [] (make-optional nil)))

;; A set of small numbers, kept in order.
(deftype ^:private Bits [^:unsynchronized-mutable on]
  java.lang.Cloneable
  (get [_ i] (contains? on i))
  (set [_ i]
    (set! on (conj on i))
    nil)
  (set [this i x] (if (integer? x) (run! (fn [j] (.set this j)) (range i x)) (if x (.set this i) (.clear this i))))
  (clear [_]
    (set! on (sorted-set))
    nil)
  (clear [_ i]
    (set! on (disj on i))
    nil)
  (clear [this from to] (run! (fn [i] (.clear this i)) (range from to)))
  (flip [this i] (if (.get this i) (.clear this i) (.set this i)))
  (flip [this from to] (run! (fn [i] (.flip this i)) (range from to)))
  (cardinality [_] (count on))
  (isEmpty [_] (zero? (count on)))
  (length [_] (if (zero? (count on)) 0 (inc (first (rseq on)))))
  (size [this] (* 64 (max 1 (quot (+ 63 (.length this)) 64))))
  (nextSetBit [_ from] (or (first (subseq on >= from)) -1))
  (nextClearBit [_ from] (loop [i from] (if (contains? on i) (recur (inc i)) i)))
  (previousSetBit [_ from] (or (first (rsubseq on <= from)) -1))
  (members [_] on)
  (change [_ members]
    (set! on (into (sorted-set) members))
    nil)
  (and [this other] (.change this (filter (fn [i] (.get other i)) on)))
  (or [this other] (.change this (concat on (.members other))))
  (xor [this other] (.change this (concat (remove (fn [i] (.get other i)) on) (remove (fn [i] (contains? on i)) (.members other)))))
  (andNot [this other] (.change this (remove (fn [i] (.get other i)) on)))
  (intersects [_ other] (boolean (some (fn [i] (.get other i)) on)))
  (clone [_] (make-bits on))
  (equals [_ other] (and (instance? java.util.BitSet other) (= on (.members other))))
  (hashCode [_]
    (let [words (reduce (fn [m i] (update m (quot i 64) (fnil bit-or 0) (bit-shift-left 1 (rem i 64)))) {} on)
          h (reduce (fn [h [i word]] (bit-xor h (unchecked-multiply word (inc i)))) 1234 words)]
      (unchecked-int (bit-xor (bit-shift-right h 32) h))))
  (toString [_] (texts "{" "}" on)))

(def ^:private make-bits (clojure.core/-java-class "java.util.BitSet" Bits))

(clojure.core/-provide! "new java.util.BitSet"
  (fn
    ([] (make-bits (sorted-set)))
    ([size] (make-bits (sorted-set)))))
