(ns clojure.pprint
  "Data over several lines where one is too short, in the layout of Clojure's own printer: a collection that does not
  fit in the line has each element, and a map each entry, on a line of its own.")

(def ^{:dynamic true :doc "How many columns a line may take; nil for any number."} *print-right-margin* 72)
(def ^{:dynamic true :doc "Kept for programs that set it; no layout depends on it."} *print-miser-width* 40)
(def ^{:dynamic true :doc "Whether write breaks lines."} *print-pretty* true)
(def ^{:dynamic true :doc "Whether namespaces of symbols are left out."} *print-suppress-namespaces* nil)
(def ^{:dynamic true :doc "The base in which write prints integers."} *print-base* 10)
(def ^{:dynamic true :doc "Whether write shows the base of integers."} *print-radix* nil)

;; A thing to print is a node: a string, or [:block open items close], or [:pair key value].

(declare node-of)

(defn- limited
  "The nodes of the elements of coll, as *print-length* allows, each made by f."
  [f coll]
  (if *print-length*
    (let [shown (mapv f (take *print-length* coll))]
      (if (seq (drop *print-length* coll)) (conj shown "...") shown))
    (mapv f coll)))

(defn- block [open close separator f coll]
  (if (and *print-level* (neg? (dec *print-level*)))
    "#"
    (binding [*print-level* (if *print-level* (dec *print-level*) nil)]
      [:block open (limited f coll) close separator])))

(def ^:private reader-macros {'quote "'" 'clojure.core/deref "@" 'var "#'" 'clojure.core/unquote "~"})

(defn- pair-node [e] [:pair (node-of (key e)) (node-of (val e))])

(defn- map-node [m]
  (let [names (if (and *print-namespace-maps* (seq m) (every? qualified-ident? (keys m))) (set (map namespace (keys m))) nil)]
    (if (= 1 (count names))
      (block (str "#:" (first names) "{") "}" "," 
             (fn [e] [:pair (node-of ((if (keyword? (key e)) keyword symbol) (name (key e)))) (node-of (val e))])
             m)
      (block "{" "}" "," pair-node m))))

(defn- reference-node [x]
  (block (str "#<" (.getSimpleName (class x)) "@" (clojure.core/-identity-text x) ": ") ">" "" node-of [(deref x)]))

(defn- node-of [x]
  (cond
    (map? x) (map-node x)
    (vector? x) (block "[" "]" "" node-of x)
    (set? x) (block "#{" "}" "" node-of x)
    (and (seq? x) (= 2 (bounded-count 3 x)) (contains? reader-macros (first x)))
    [:block (reader-macros (first x)) [(node-of (second x))] "" ""]
    (or (seq? x) (sequential? x)) (block "(" ")" "" node-of x)
    (clojure.core/-array? x) (block "[" "]" "" node-of x)
    (or (instance? clojure.lang.Atom x) (delay? x) (future? x)) (reference-node x)
    :else (pr-str x)))

(defn- flat
  "A node on one line."
  [node]
  (if (string? node)
    node
    (let [[kind a b close separator] node]
      (if (= kind :pair)
        (str (flat a) " " (flat b))
        (str a (apply str (interpose (str separator " ") (map flat b))) close)))))

(defn- spaces [n] (apply str (repeat n " ")))

(declare lay-out)

(defn- last-column [column text]
  (let [at (.lastIndexOf text "\n")]
    (if (neg? at)
      (+ column (count text))
      (- (count text) at 1))))

(defn- fits? [column text trailing]
  (or (nil? *print-right-margin*)
      (< (+ column (count text) trailing) *print-right-margin*)))

(defn- lay-out-items
  "The elements of a block that is broken, each on a line that begins in column."
  [column items separator trailing]
  (loop [s (seq items) out []]
    (if s
      (let [more (next s)
            text (lay-out (first s) column (if more (count separator) trailing))]
        (recur more (conj out (if more (str text separator "\n" (spaces column)) text))))
      (apply str out))))

(defn- lay-out
  "The text of a node that begins in a column and has so many characters right after it."
  [node column trailing]
  (if (string? node)
    node
    (let [line (flat node)]
      (if (and (fits? column line trailing) (not (.contains line "\n")))
        line
        (let [[kind a b close separator] node]
          (if (= kind :pair)
            (str (lay-out a column 0) "\n" (spaces column) (lay-out b column trailing))
            (str a (lay-out-items (+ column (count a)) b separator (+ trailing (count close))) close)))))))

(defn -pretty "x as pprint prints it, without the newline." [x]
  (lay-out (node-of x) 0 0))

(defn pprint
  "Prints x to *out*, or to a writer, over as many lines as it needs."
  ([x] (pprint x *out*))
  ([x writer]
   (binding [*out* writer]
     (println (-pretty x)))))

(defmacro pp "pprint of *1." [] '(clojure.pprint/pprint *1))

(defn simple-dispatch "Prints x as pprint does, without the newline." [x] (print (-pretty x)))
(defn code-dispatch "Prints x as pprint does, without the newline." [x] (print (-pretty x)))
(def ^{:dynamic true :doc "Kept for programs that name it."} *print-pprint-dispatch* simple-dispatch)

(defmacro with-pprint-dispatch "Evaluates the body; there is one layout for data and code." [function & body]
  (cons 'do body))

(defn set-pprint-dispatch "nil; there is one layout for data and code." [function] nil)

(defn write
  "Prints x, as :pretty and :right-margin say, to :stream, which may be nil for a string, or true, or *out*."
  [x & {:keys [stream pretty right-margin length level readably] :or {stream true pretty *print-pretty* right-margin *print-right-margin* length *print-length* level *print-level* readably *print-readably*}}]
  (binding [*print-right-margin* right-margin *print-length* length *print-level* level *print-readably* readably]
    (let [text (if pretty (-pretty x) (pr-str x))]
      (cond
        (nil? stream) text
        (true? stream) (do (print text) nil)
        :else (do (.write stream text) nil)))))

(defn print-table
  "Prints a table of maps, a column for each key: those of the first map unless given."
  ([ks rows]
   (when (seq rows)
     (let [cell (fn [row k] (str (get row k)))
           widths (map (fn [k] (apply max (count (str k)) (map (fn [row] (count (cell row k))) rows))) ks)
           dashes (map (fn [w] (apply str (repeat w "-"))) widths)
           right (fn [w text] (str (spaces (- w (count text))) text))
           line (fn [left between end texts]
                  (str left (apply str (interpose between (map right widths texts))) end))]
       (println)
       (println (line "| " " | " " |" (map str ks)))
       (println (line "|-" "-+-" "-|" dashes))
       (doseq [row rows]
         (println (line "| " " | " " |" (map (fn [k] (cell row k)) ks)))))))
  ([rows] (print-table (keys (first rows)) rows)))
