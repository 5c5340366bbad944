(in-ns 'clojure.java.util)

;; Maps. A table is that of Java's HashMap, so that entries come in the order in which they come there: buckets by the hash, and in
;; each what was added first. A node is an array: hash, key, value, the next node of its bucket, and, where the order of
;; adding counts, the nodes before and after it.

(deftype ^:private Pair [node]
  java.util.Map$Entry
  (getKey [_] (clojure.core/-aget node 1))
  (getValue [_] (clojure.core/-aget node 2))
  (setValue [_ x]
    (let [before (clojure.core/-aget node 2)]
      (clojure.core/-aset! node 2 x)
      before))
  (nth [this i] (case (int i) 0 (.getKey this) 1 (.getValue this) (throw (IndexOutOfBoundsException.))))
  (nth [this i not-found] (case (int i) 0 (.getKey this) 1 (.getValue this) not-found))
  (equals [this other]
    (and (instance? java.util.Map$Entry other) (= (.getKey this) (key other)) (= (.getValue this) (val other))))
  (hashCode [this]
    (bit-xor (clojure.core/-java-hash (.getKey this)) (clojure.core/-java-hash (.getValue this))))
  (toString [this] (str (text (.getKey this) nil) "=" (text (.getValue this) nil))))

(deftype ^:private Fixed []
  java.util.Map$Entry
  (setValue [_ x] (refuse)))

(def ^:private make-hash-entry (clojure.core/-java-class "java.util.HashMap$Node" Pair))
(def ^:private make-tree-entry (clojure.core/-java-class "java.util.TreeMap$Entry" Pair))
(def ^:private make-simple-entry (clojure.core/-java-class "java.util.AbstractMap$SimpleEntry" Pair))
(def ^:private make-fixed-entry (clojure.core/-java-class "java.util.AbstractMap$SimpleImmutableEntry" Pair Fixed))

(defn- node-of [k v]
  (let [node (clojure.core/-new-array 3)]
    (clojure.core/-aset! node 1 k)
    (clojure.core/-aset! node 2 v)
    node))

(defn- fixed-entry
  "A copy of an entry that nobody changes; nil of nil."
  [e]
  (if e (make-fixed-entry (node-of (key e) (val e))) nil))

(declare make-key-view make-value-view make-entry-view make-tree turned sorted-set-over)

;; What all maps do, by get, put, remove, containsKey, size, clear and entries, an array of their entries.
(deftype ^:private Mapped []
  java.util.Map
  (isEmpty [this] (zero? (.size this)))
  (count [this] (.size this))
  (valAt [this k] (.get this k))
  (valAt [this k not-found] (if (.containsKey this k) (.get this k) not-found))
  (entryAt [this k] (if (.containsKey this k) (first {k (.get this k)}) nil))
  (getOrDefault [this k other] (if (.containsKey this k) (.get this k) other))
  (putIfAbsent [this k v]
    (let [before (.get this k)]
      (if (nil? before) (do (.put this k v) nil) before)))
  (putAll [this m] (run! (fn [e] (.put this (key e) (val e))) (seq m)))
  (containsValue [this x] (boolean (some (fn [e] (= x (val e))) (seq this))))
  (remove [this k v]
    (if (and (.containsKey this k) (= v (.get this k)))
      (do (.remove this k) true)
      false))
  (replace [this k v] (if (.containsKey this k) (.put this k v) nil))
  (replace [this k before v]
    (if (and (.containsKey this k) (= before (.get this k)))
      (do (.put this k v) true)
      false))
  (replaceAll [this f] (run! (fn [e] (.put this (key e) (call f (key e) (val e)))) (vec (seq this))))
  (computeIfAbsent [this k f]
    (let [before (.get this k)]
      (if (nil? before)
        (let [made (call f k)]
          (when-not (nil? made) (.put this k made))
          made)
        before)))
  (computeIfPresent [this k f] (if (nil? (.get this k)) nil (.compute this k f)))
  (compute [this k f]
    (let [made (call f k (.get this k))]
      (if (nil? made) (.remove this k) (.put this k made))
      made))
  (merge [this k v f]
    (let [before (.get this k) made (if (nil? before) v (call f before v))]
      (if (nil? made) (.remove this k) (.put this k made))
      made))
  (forEach [this f] (run! (fn [e] (call f (key e) (val e))) (seq this)))
  (seq [this] (if (zero? (.size this)) nil (clojure.core/-seq-of-array (.entries this))))
  (kvreduce [this f init] (reduce (fn [acc e] (f acc (key e) (val e))) init (seq this)))
  (keySet [this] (make-key-view this :keys))
  (values [this] (make-value-view this :values))
  (entrySet [this] (make-entry-view this :entries))
  (equals [this other]
    (or (identical? this other)
        (and (instance? java.util.Map other)
             (= (.size this) (count other))
             (every? (fn [e] (and (contains? other (key e)) (= (val e) (get other (key e))))) (seq this)))))
  (hashCode [this] (reduce (fn [h e] (unchecked-add-int h (.hashCode e))) 0 (seq this)))
  (toString [this] (texts "{" "}" (map (fn [e] (str (text (key e) this) "=" (text (val e) this))) (seq this)))))

;; The keys, values or entries of a map as they are at any time; what is taken out of them is taken out of the map.
(deftype ^:private View [m part]
  java.util.Collection
  (size [_] (.size m))
  (clear [_] (.clear m))
  (iterator [_]
    (let [entries (.entries m) n (clojure.core/-alength entries)]
      (walk-of (case part
                 :entries entries
                 :keys (amap entries i _ (key (clojure.core/-aget entries i)))
                 :values (amap entries i _ (val (clojure.core/-aget entries i))))
               (case part
                 :entries (fn [e] (.remove m (key e)))
                 :keys (fn [k] (.remove m k))
                 :values (fn [v] (.remove m (key (first (filter (fn [e] (identical? v (val e))) (seq m))))))))))
  (contains [_ x]
    (case part
      :entries (and (instance? java.util.Map$Entry x) (.containsKey m (key x)) (= (val x) (.get m (key x))))
      :keys (.containsKey m x)
      :values (.containsValue m x)))
  (remove [this x]
    (let [found (.contains this x)]
      (when found
        (case part
          :entries (.remove m (key x))
          :keys (.remove m x)
          :values (.remove m (key (first (filter (fn [e] (= x (val e))) (seq m)))))))
      found)))

(def ^:private make-key-view (clojure.core/-java-class "java.util.HashMap$KeySet" Basics AsSet View))
(def ^:private make-value-view (clojure.core/-java-class "java.util.HashMap$Values" Basics ByIdentity View))
(def ^:private make-entry-view (clojure.core/-java-class "java.util.HashMap$EntrySet" Basics AsSet View))

;; Tables

(defn- hash-in [flavour k]
  (let [h (if (identical? flavour :identity) (clojure.core/-identity-hash k) (clojure.core/-java-hash k))]
    (bit-xor h (bit-shift-right (bit-and h 0xffffffff) 16))))

(defn- find-node [slots flavour h k]
  (loop [node (clojure.core/-aget slots (bit-and h (dec (clojure.core/-alength slots))))]
    (cond
      (nil? node) nil
      (and (= h (clojure.core/-aget node 0))
           (if (identical? flavour :identity) (identical? k (clojure.core/-aget node 1)) (= k (clojure.core/-aget node 1))))
      node
      :else (recur (clojure.core/-aget node 3)))))

(defn- add-node
  "Puts a node at the end of its bucket."
  [slots node]
  (let [i (bit-and (clojure.core/-aget node 0) (dec (clojure.core/-alength slots)))]
    (clojure.core/-aset! node 3 nil)
    (if (nil? (clojure.core/-aget slots i))
      (clojure.core/-aset! slots i node)
      (loop [before (clojure.core/-aget slots i)]
        (let [after (clojure.core/-aget before 3)]
          (if (nil? after)
            (clojure.core/-aset! before 3 node)
            (recur after)))))))

(defn- take-node
  "Takes a node out of its bucket."
  [slots node]
  (let [i (bit-and (clojure.core/-aget node 0) (dec (clojure.core/-alength slots)))]
    (if (identical? node (clojure.core/-aget slots i))
      (clojure.core/-aset! slots i (clojure.core/-aget node 3))
      (loop [before (clojure.core/-aget slots i)]
        (if (identical? node (clojure.core/-aget before 3))
          (clojure.core/-aset! before 3 (clojure.core/-aget node 3))
          (recur (clojure.core/-aget before 3)))))))

(defn- nodes-of [slots]
  (let [out (clojure.core/-new-array) n (clojure.core/-alength slots)]
    (loop [i 0 node nil]
      (cond
        node (do (clojure.core/-push! out node) (recur i (clojure.core/-aget node 3)))
        (< i n) (recur (inc i) (clojure.core/-aget slots i))
        :else out))))

(defn- nodes-from [oldest]
  (let [out (clojure.core/-new-array)]
    (loop [node oldest]
      (if (nil? node)
        out
        (do (clojure.core/-push! out node) (recur (clojure.core/-aget node 5)))))))

(defn- grown [slots]
  (let [larger (clojure.core/-new-array (* 2 (clojure.core/-alength slots))) nodes (nodes-of slots)]
    (dotimes [i (clojure.core/-alength nodes)] (add-node larger (clojure.core/-aget nodes i)))
    larger))

(deftype ^:private Table [^:unsynchronized-mutable slots ^:unsynchronized-mutable n
                          ^:unsynchronized-mutable oldest ^:unsynchronized-mutable newest flavour]
  java.util.Map
  (size [_] n)
  (get [_ k]
    (let [node (find-node slots flavour (hash-in flavour k) k)]
      (if (nil? node) nil (clojure.core/-aget node 2))))
  (containsKey [_ k] (some? (find-node slots flavour (hash-in flavour k) k)))
  (put [_ k v]
    (when (identical? flavour :no-nil) (required k) (required v))
    (let [h (hash-in flavour k) known (find-node slots flavour h k)]
      (if (nil? known)
        (let [node (node-of k v)]
          (clojure.core/-aset! node 0 h)
          (add-node slots node)
          (when (identical? flavour :linked)
            (clojure.core/-aset! node 4 newest)
            (clojure.core/-aset! node 5 nil)
            (if (nil? newest) (set! oldest node) (clojure.core/-aset! newest 5 node))
            (set! newest node))
          (set! n (inc n))
          (when (< (* 3 (clojure.core/-alength slots)) (if (identical? flavour :no-nil) (inc (* 4 n)) (* 4 n)))
            (set! slots (grown slots)))
          nil)
        (let [before (clojure.core/-aget known 2)]
          (clojure.core/-aset! known 2 v)
          before))))
  (remove [_ k]
    (let [node (find-node slots flavour (hash-in flavour k) k)]
      (if (nil? node)
        nil
        (do (take-node slots node)
            (set! n (dec n))
            (when (identical? flavour :linked)
              (let [before (clojure.core/-aget node 4) after (clojure.core/-aget node 5)]
                (if (nil? before) (set! oldest after) (clojure.core/-aset! before 5 after))
                (if (nil? after) (set! newest before) (clojure.core/-aset! after 4 before))))
            (clojure.core/-aget node 2)))))
  (clear [_]
    (set! slots (clojure.core/-new-array (clojure.core/-alength slots)))
    (set! n 0)
    (set! oldest nil)
    (set! newest nil)
    nil)
  (entries [_]
    (let [nodes (if (identical? flavour :linked) (nodes-from oldest) (nodes-of slots))]
      (amap nodes i _ (make-hash-entry (clojure.core/-aget nodes i))))))

(defn- power-of-two
  "The least power of two that is not below n."
  [n]
  (loop [size 1] (if (< size n) (recur (* 2 size)) size)))

(defn- room-for
  "How long the array of a table is into which n entries are put at once."
  [n]
  (power-of-two (inc (quot (* 4 n) 3))))

(defn- table-maker
  "The constructors of a table: an empty one, one with the entries of a map, or an empty one of a size."
  [name flavour]
  (let [make (clojure.core/-java-class name Mapped Table)
        concurrent (identical? flavour :no-nil)
        sized (fn [n] (make (clojure.core/-new-array n) 0 nil nil flavour))]
    (fn
      ([] (sized 16))
      ([from]
       (if (number? from)
         (sized (power-of-two (if concurrent (+ from (quot from 2) 1) from)))
         (let [n (count (required from)) made (sized (if concurrent (max 16 (power-of-two (+ n (quot n 2) 1))) (room-for n)))]
           (.putAll made from)
           made)))
      ([size load-factor] (sized (power-of-two size))))))

(def ^:private new-hash-map (table-maker "java.util.HashMap" :plain))
(def ^:private new-linked-map (table-maker "java.util.LinkedHashMap" :linked))
(def ^:private new-concurrent-map (table-maker "java.util.concurrent.ConcurrentHashMap" :no-nil))

;; Sorted maps: a persistent one that is replaced

(defn- part-of
  "The entries of a sorted map for which the tests hold of their keys, as a sorted map of the same order."
  ([m test k] (into (empty m) (subseq m test k)))
  ([m from k to l] (into (empty m) (subseq m from k to l))))

(deftype ^:private Tree [^:unsynchronized-mutable m comparator]
  java.util.NavigableMap
  (size [_] (count m))
  (get [_ k] (get m k))
  (containsKey [_ k] (contains? m k))
  (put [_ k v]
    (when (nil? comparator) (required k))
    (let [before (get m k)]
      (set! m (assoc m k v))
      before))
  (remove [_ k]
    (let [before (get m k)]
      (set! m (dissoc m k))
      before))
  (clear [_]
    (set! m (empty m))
    nil)
  (entries [_]
    (clojure.core/-array (map (fn [e] (make-tree-entry (node-of (key e) (val e)))) m)))
  (comparator [_] comparator)
  (sorted [_] m)
  (firstEntry [_] (fixed-entry (first m)))
  (lastEntry [_] (fixed-entry (first (rseq m))))
  (firstKey [_] (if (zero? (count m)) (nothing-there) (key (first m))))
  (lastKey [_] (if (zero? (count m)) (nothing-there) (key (first (rseq m)))))
  (floorEntry [_ k] (fixed-entry (first (rsubseq m <= k))))
  (lowerEntry [_ k] (fixed-entry (first (rsubseq m < k))))
  (ceilingEntry [_ k] (fixed-entry (first (subseq m >= k))))
  (higherEntry [_ k] (fixed-entry (first (subseq m > k))))
  (floorKey [_ k] (some-> (first (rsubseq m <= k)) key))
  (lowerKey [_ k] (some-> (first (rsubseq m < k)) key))
  (ceilingKey [_ k] (some-> (first (subseq m >= k)) key))
  (higherKey [_ k] (some-> (first (subseq m > k)) key))
  (pollFirstEntry [this]
    (let [e (.firstEntry this)]
      (when e (.remove this (key e)))
      e))
  (pollLastEntry [this]
    (let [e (.lastEntry this)]
      (when e (.remove this (key e)))
      e))
  (headMap [this k] (.headMap this k false))
  (headMap [_ k inclusive] (make-tree (part-of m (if inclusive <= <) k) comparator))
  (tailMap [this k] (.tailMap this k true))
  (tailMap [_ k inclusive] (make-tree (part-of m (if inclusive >= >) k) comparator))
  (subMap [this from to] (.subMap this from true to false))
  (subMap [_ from with-from to with-to]
    (make-tree (part-of m (if with-from >= >) from (if with-to <= <) to) comparator))
  (descendingMap [_] (let [turned (turned comparator)] (make-tree (into (sorted-map-by turned) m) turned)))
  (navigableKeySet [this] (sorted-set-over this))
  (descendingKeySet [this] (sorted-set-over (.descendingMap this))))

(defn- turned
  "The comparator of the opposite order."
  [comparator]
  (let [compare (comparing comparator)]
    (fn [a b] (compare b a))))

(def ^:private make-tree (clojure.core/-java-class "java.util.TreeMap" Mapped Tree))

(defn- new-tree-map
  ([] (make-tree (sorted-map) nil))
  ([from]
   (cond
     (nil? from) (new-tree-map)
     (comparator-like? from) (make-tree (sorted-map-by (comparing from)) from)
     (clojure.core/-has-method? from 'sorted) (make-tree (.sorted from) (.comparator from))
     :else (make-tree (into (sorted-map) (map (fn [e] [(key e) (val e)])) from) nil))))

(clojure.core/-provide! "new java.util.HashMap" new-hash-map)
(clojure.core/-provide! "new java.util.LinkedHashMap" new-linked-map)
(clojure.core/-provide! "new java.util.WeakHashMap" (table-maker "java.util.WeakHashMap" :plain))
(clojure.core/-provide! "new java.util.IdentityHashMap" (table-maker "java.util.IdentityHashMap" :identity))
(clojure.core/-provide! "new java.util.Hashtable" (table-maker "java.util.Hashtable" :no-nil))
(clojure.core/-provide! "new java.util.concurrent.ConcurrentHashMap" new-concurrent-map)
(clojure.core/-provide! "new java.util.TreeMap" new-tree-map)
(clojure.core/-provide! "new java.util.AbstractMap$SimpleEntry" (fn [k v] (make-simple-entry (node-of k v))))
(clojure.core/-provide! "new java.util.AbstractMap$SimpleImmutableEntry" (fn [k v] (make-fixed-entry (node-of k v))))
