(in-ns 'clojure.core)

;; Printing. Data is printed by a native; where print-method has methods of its own, or guest types stand in the
;; way, the walk through the data is done here.

(def ^{:dynamic true :doc "How many elements of each collection are printed; nil for all."} *print-length* nil)
(def ^{:dynamic true :doc "How many collections deep is printed; nil for all."} *print-level* nil)
(def ^{:dynamic true :doc "Whether strings and characters are printed as they are read."} *print-readably* true)
(def ^{:dynamic true :doc "Whether metadata is printed."} *print-meta* false)
(def ^{:dynamic true :doc "Whether objects are printed so that they read as the same type again."} *print-dup* false)
(def ^{:dynamic true :doc "Whether a map whose keys share a namespace is printed as #:ns{…}."} *print-namespace-maps* false)
(def ^{:dynamic true :doc "Whether each newline that prn and println write flushes the output."} *flush-on-newline* true)

(defn type
  "The :type of the metadata of x if there is one, else its class."
  [x]
  (or (get (meta x) :type) (class x)))

(defmulti print-method
  "Writes x to a writer as pr prints it, by its :type keyword or its class."
  (fn [x writer]
    (let [t (get (meta x) :type)]
      (if (keyword? t) t (class x)))))

(defmulti print-dup
  "Writes x to a writer so that it reads as the same type again."
  (fn [x writer] (class x)))

(declare print-on)

(defn- plain-text
  "x as pr prints it, or as print does where not readably; nil where that takes guest code."
  ([x] (plain-text x *print-readably*))
  ([x readably]
   (if *print-dup*
     nil
     (-plain-text x readably *print-length* *print-level* *print-meta* *print-namespace-maps*
                  (-multi-method-table print-method)))))

(defn- print-meta [x writer]
  (let [m (meta x)]
    (when (and m (pos? (count m)) (or *print-dup* (and *print-meta* *print-readably*)))
      (-write-to writer "^")
      (print-on (if (and (= 1 (count m)) (:tag m)) (:tag m) m) writer)
      (-write-to writer " "))))

;; As Clojure does, these look for the next element before they write one: lazy seqs may print while they are realised.
(defn- print-some [writer between write s n]
  (let [x (first s) more (next s)]
    (if (zero? n)
      (-write-to writer "...")
      (do (write x writer)
          (when more
            (-write-to writer between)
            (recur writer between write more (dec n)))))))

(defn- print-all [writer between write s]
  (let [x (first s) more (next s)]
    (write x writer)
    (when more
      (-write-to writer between)
      (recur writer between write more))))

(defn- print-between [writer open between close write coll]
  (-write-to writer open)
  (let [s (seq coll)]
    (when s
      (if (and *print-length* (not *print-dup*))
        (print-some writer between write s *print-length*)
        (print-all writer between write s))))
  (-write-to writer close))

(defn- print-elements
  "Writes the elements of a seq between two texts, each by `write`, with `between` in between, as the settings allow."
  [writer open between close write coll]
  (if (and *print-level* (not *print-dup*))
    (let [level *print-level*]
      (if (pos? level)
        (binding [*print-level* (dec level)]
          (print-between writer open between close write coll))
        (-write-to writer "#")))
    (print-between writer open between close write coll)))

(defn- print-entry [e writer]
  (print-on (key e) writer)
  (-write-to writer " ")
  (print-on (val e) writer))

(defn- shared-namespace
  "The namespace that all keys of a map share, where maps are printed by it; else nil."
  [m]
  (if *print-namespace-maps*
    (loop [shared nil ks (keys m)]
      (if ks
        (let [k (first ks) n (if (ident? k) (namespace k) nil)]
          (if (and n (or (nil? shared) (= n shared)))
            (recur n (next ks))
            nil))
        shared))
    nil))

(defn- print-bare-entry [e writer]
  (-write-to writer (if (keyword? (key e)) (str ":" (name (key e))) (name (key e))))
  (-write-to writer " ")
  (print-on (val e) writer))

(defn- print-map [x writer]
  (let [shared (shared-namespace x)]
    (if shared
      (print-elements writer (str "#:" shared "{") ", " "}" print-bare-entry x)
      (print-elements writer "{" ", " "}" print-entry x))))

(defn- print-collection [x writer]
  (print-meta x writer)
  (cond
    (record? x) (print-elements writer (str "#" (.getName (class x)) "{") ", " "}" print-entry x)
    (map? x) (print-map x writer)
    (set? x) (print-elements writer "#{" " " "}" print-on x)
    (vector? x) (print-elements writer "[" " " "]" print-on x)
    :else (print-elements writer "(" " " ")" print-on x)))

(declare print-instance)

(defn- print-java-collection
  "Writes a collection of Java's as data; as an object where it is printed for people, as Clojure does."
  [x writer]
  (cond
    (not *print-readably*) (print-instance x writer)
    (instance? java.util.Map x) (print-map x writer)
    (instance? java.util.Set x) (print-elements writer "#{" " " "}" print-on x)
    (instance? java.util.RandomAccess x) (print-elements writer "[" " " "]" print-on x)
    (instance? java.util.List x) (print-elements writer "(" " " ")" print-on x)
    :else (print-instance x writer)))

(defn- print-head [x writer]
  (-write-to writer (str "#object[" (-object-class x) " 0x" (-identity-text x) " ")))

(defn- prints-as-collection? [x]
  (or (seq? x) (map? x) (set? x) (vector? x)
      (= "clojure.core.Eduction" (.getName (class x)))))

(defn- print-instance [x writer]
  (print-head x writer)
  (if (instance? clojure.lang.IDeref x)
    (let [pending? (and (instance? clojure.lang.IPending x) (not (.isRealized x)))]
      (print-on {:status (if pending? :pending :ready) :val (if pending? nil (.deref x))} writer))
    (print-on (str x) writer))
  (-write-to writer "]"))

(defn- print-reference [x writer]
  (print-head x writer)
  (let [pending (and (-pending-reference? x) (not (realized? x)))
        error (cond
                (-reference-of? "future" x) (-reference-state x)
                (-reference-of? "agent" x) (:error (-reference-state x))
                :else nil)]
    (print-on {:status (cond error :failed pending :pending :else :ready)
               :val (cond (and error (-pending-reference? x)) error pending nil :else (-reference-value x))}
              writer))
  (-write-to writer "]"))

(defn- print-parts
  "Writes what the native makes of x, which is texts, with the values that stand between them."
  [x writer]
  (let [parts (-print-parts x (or *print-dup* *print-readably*))
        n (-alength parts)]
    (loop [i 0]
      (-write-to writer (-aget parts i))
      (when (< (inc i) n)
        (print-on (-aget parts (inc i)) writer)
        (recur (+ i 2))))))

(defn- print-default
  "Writes x as pr prints what has no print-method of its own."
  [x writer]
  (let [text (plain-text x)]
    (cond
      text (-write-to writer text)
      (-instance? x) (cond
                       (prints-as-collection? x) (print-collection x writer)
                       (or (instance? java.util.Collection x) (instance? java.util.Map x)) (print-java-collection x writer)
                       :else (print-instance x writer))
      (-reference? x) (print-reference x writer)
      (and (or (coll? x) (sequential? x)) (not (instance? clojure.lang.PersistentQueue x))) (print-collection x writer)
      :else (do (print-meta x writer)
                (print-parts x writer)))))

(defn- print-on
  "Writes x to a writer as the settings say."
  [x writer]
  (if *print-dup*
    (print-dup x writer)
    (let [text (plain-text x)]
      (cond
        text (-write-to writer text)
        (-custom-print? (-multi-method-table print-method) x) (print-method x writer)
        :else (print-default x writer)))))

(defmethod print-method :default [x writer] (print-default x writer))

(defn print-simple
  "Writes x, after its metadata where that is printed, as str gives it."
  [o w]
  (print-meta o w)
  (-write-to w (str o)))

(defn print-ctor
  "Writes a form that makes o by its constructor; print-args writes the arguments."
  [o print-args w]
  (-write-to w (str "#=(" (.getName (class o)) ". "))
  (print-args o w)
  (-write-to w ")"))

;; What print-dup writes

(defn- print-as-ever [x writer] (print-method x writer))

(defn- print-created [x writer text]
  (print-meta x writer)
  (-write-to writer (str "#=(" (.getName (class x)) "/create "))
  (-write-to writer text)
  (-write-to writer ")"))

(defn- dup-text [write x]
  (let [writer (-string-writer)]
    (write x writer)
    (-written writer)))

(defn- dup-map [x writer]
  (print-created x writer (dup-text (fn [x w] (print-elements w "{" ", " "}" print-entry x)) x)))
(defn- dup-vector [x writer]
  (print-created x writer (dup-text (fn [x w] (print-elements w "[" " " "]" print-on x)) x)))

(defmethod print-dup nil [x writer] (print-as-ever x writer))
(defmethod print-dup java.lang.Number [x writer] (print-as-ever x writer))
(defmethod print-dup java.lang.Boolean [x writer] (print-as-ever x writer))
(defmethod print-dup java.lang.String [x writer] (print-as-ever x writer))
(defmethod print-dup java.lang.Character [x writer] (print-as-ever x writer))
(defmethod print-dup java.util.regex.Pattern [x writer] (print-as-ever x writer))
(defmethod print-dup java.util.Date [x writer] (print-as-ever x writer))
(defmethod print-dup java.util.UUID [x writer] (print-as-ever x writer))
(defmethod print-dup clojure.lang.Keyword [x writer] (print-as-ever x writer))
(defmethod print-dup clojure.lang.Symbol [x writer] (print-as-ever x writer))
(defmethod print-dup clojure.lang.PersistentQueue [x writer] (print-as-ever x writer))
(defmethod print-dup clojure.lang.Fn [x writer] (print-ctor x (fn [_ _] nil) writer))
(defmethod print-dup clojure.lang.Var [x writer] (-write-to writer (str "#=(var " (.toSymbol x) ")")))
(defmethod print-dup clojure.lang.Namespace [x writer] (-write-to writer (str "#=(find-ns " (ns-name x) ")")))
(defmethod print-dup java.lang.Class [x writer] (-write-to writer (str "#=" (.getName x))))
(defmethod print-dup clojure.lang.ISeq [x writer] (print-collection x writer))
(defmethod print-dup clojure.lang.IPersistentList [x writer] (print-collection x writer))
(defmethod print-dup clojure.lang.IPersistentVector [x writer]
  (if (= clojure.lang.PersistentVector (class x)) (print-collection x writer) (dup-vector x writer)))
(defmethod print-dup clojure.lang.IPersistentSet [x writer]
  (if (sorted? x) (dup-vector x writer) (print-collection x writer)))
(defmethod print-dup clojure.lang.IPersistentMap [x writer]
  (if (= clojure.lang.PersistentHashMap (class x)) (print-collection x writer) (dup-map x writer)))
(defmethod print-dup clojure.lang.IRecord [x writer]
  (print-meta x writer)
  (print-elements writer (str "#" (.getName (class x)) "[") ", " "]" print-on (vals x)))
(-multi-prefers! print-dup {clojure.lang.IRecord #{clojure.lang.IPersistentMap}, clojure.lang.ISeq #{clojure.lang.IPersistentList}})

;; What programs call

(defn- print-line
  "Prints the arguments to *out* with spaces between them, and an end after them. What needs no guest code goes out in
  one piece; the rest is written while it is walked."
  [xs end readably]
  (loop [out (-new-array) s (seq xs)]
    (if s
      (let [x (first s) text (plain-text x readably) more (next s)]
        (if text
          (recur (if more (-push! (-push! out text) " ") (-push! out text)) more)
          (do (-write (-join out))
              (binding [*print-readably* readably]
                (print-on x *out*))
              (recur (if more (-push! (-new-array) " ") (-new-array)) more))))
      (-write (-join (-push! out end))))))

(defn pr
  "Prints the arguments to *out*, separated by spaces, so that the reader reads them again."
  ([] nil)
  ([x] (print-on x *out*) nil)
  ([x & more] (print-line (cons x more) "" *print-readably*) nil))

(defn newline "Prints a newline to *out*." [] (-write "\n") nil)

(defn flush "Has *out* write what it still holds." [] (-flush) nil)

(defn- flush-line []
  (when *flush-on-newline* (-flush))
  nil)

(defn prn
  "pr and a newline."
  [& more]
  (print-line more "\n" *print-readably*)
  (flush-line))

(defn print
  "Prints the arguments to *out*, separated by spaces, for people: strings and characters as they are."
  [& more]
  (when more (print-line more "" nil))
  nil)

(defn println
  "print and a newline."
  [& more]
  (print-line more "\n" nil)
  (flush-line))

(defn- text-of
  "What a function prints when it is called with these arguments."
  [f xs]
  (let [writer (-string-writer)]
    (binding [*out* writer]
      (apply f xs))
    (-written writer)))

(defn pr-str
  "The text that pr would print."
  {:arglists '([& xs])}
  ([] "")
  ([x] (or (plain-text x) (text-of pr [x])))
  ([x & more] (text-of pr (cons x more))))
(defn prn-str "The text that prn would print." [& xs] (text-of prn xs))
(defn print-str "The text that print would print." [& xs] (text-of print xs))
(defn println-str "The text that println would print." [& xs] (text-of println xs))

(defn printf "Prints what format makes of the arguments." [fmt & args] (print (apply format fmt args)))

(defmacro with-out-str
  "The text that the body prints to *out*."
  [& body]
  (let [writer (gensym "writer__")]
    (list 'let* [writer '(clojure.core/-string-writer)]
          (list* 'clojure.core/binding ['clojure.core/*out* writer] body)
          (list 'clojure.core/-written writer))))

(defn- -str-guest
  "str of what the native cannot make a text of."
  [x]
  (cond
    (-has-to-string? x) (.toString x)
    (-instance? x) (pr-str x)
    (-throwable? x) (str (.getName (class x)) ": " (or (ex-message x) "null") " " (str (ex-data x)))
    (or (not (coll? x)) (record? x) (instance? clojure.lang.LazySeq x))
    (do (-realise x)
        (if (-plain-data? x) (str x) (pr-str x)))
    :else (let [writer (-string-writer)]
            (print-on x writer)
            (-written writer))))

(defn- -make-caused
  "An exception of a class that another one caused, whose text is its message."
  [type cause]
  (-construct type [(str cause) cause]))

(-set-twin! format
  (fn format-twin [fmt & args]
    (loop [known (-new-array)]
      (let [made (-format-knowing fmt (-array args) known)]
        (if (string? made)
          made
          (let [x (-aget made 0)]
            (recur (-push! (-push! known x) (str x)))))))))

(defn StackTraceElement->vec "The frame of a stack trace as a vector." [o] o)

(defn Throwable->map
  "An exception as data: :via, :trace, :cause, :data."
  [o]
  (when-not (-throwable? o) (-refuse-cast o "java.lang.Throwable"))
  (let [chain (loop [out [] e o] (if e (recur (conj out e) (ex-cause e)) out))
        root (peek chain)
        describe (fn [e]
                   (let [base {:type (symbol (.getName (class e)))}
                         base (if (ex-message e) (assoc base :message (ex-message e)) base)]
                     (if (ex-data e) (assoc base :data (ex-data e)) base)))
        m {:via (mapv describe chain)
           :trace (mapv (fn [frame] [(symbol (str (-aget frame 0))) (-aget frame 1) (-aget frame 2)]) (-trace root))}
        m (if (ex-message root) (assoc m :cause (ex-message root)) m)
        phase (:clojure.error/phase (ex-data o))
        m (if phase (assoc m :phase phase) m)]
    (if (ex-data root) (assoc m :data (ex-data root)) m)))

(defn- -print-throwable
  "Prints an exception, its data and its frames, at most depth of them where that is not nil, and those of its causes."
  [e depth]
  (println (str (.getName (class e)) ": " (ex-message e)))
  (when (ex-data e) (prn (ex-data e)))
  (print " at ")
  (let [frames (seq (-trace e))]
    (if frames
      (loop [s (if depth (take depth frames) frames) n 0]
        (when (seq s)
          (when (pos? n) (print "    "))
          (let [frame (first s)]
            (println (str (-aget frame 0) " (" (-aget frame 1) ":" (-aget frame 2) ")")))
          (recur (rest s) (inc n))))
      (println "[empty stack trace]")))
  (when (ex-cause e)
    (print "Caused by: " )
    (-print-throwable (ex-cause e) depth)))
