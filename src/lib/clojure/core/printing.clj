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

(declare -text pr-str print-within -realised-plain?)

(defn- print-elements
  "Writes the elements of a seq between two texts, each by `write`, with `between` in between, as *print-length* allows."
  [writer open between close write coll]
  (-write-to writer open)
  (loop [s (seq coll) n 0]
    (when s
      (when (pos? n) (-write-to writer between))
      (if (and *print-length* (>= n *print-length*))
        (-write-to writer "...")
        (do (write (first s) writer)
            (recur (next s) (inc n))))))
  (-write-to writer close))

(defn- print-entry [e writer]
  (print-within (key e) writer)
  (-write-to writer " ")
  (print-within (val e) writer))

(defn- print-collection [writer x]
  (if (and *print-level* (zero? *print-level*))
    (-write-to writer "#")
    (binding [*print-level* (if *print-level* (dec *print-level*) nil)]
      (cond
        (record? x) (do (-write-to writer (str "#" (.getName (class x))))
                        (print-elements writer "{" ", " "}" print-entry x))
        (map? x) (print-elements writer "{" ", " "}" print-entry x)
        (set? x) (print-elements writer "#{" " " "}" print-within x)
        (vector? x) (print-elements writer "[" " " "]" print-within x)
        :else (print-elements writer "(" " " ")" print-within x)))))

(defn- print-instance [writer x]
  (-write-to writer
             (str "#object[" (-object-class x) " 0x" (-identity-text x) " "
                  (pr-str (str x)) "]")))

(defn- print-reference [writer x]
  (-write-to writer (str "#object[" (-object-class x) " 0x" (-identity-text x) " "))
  (print-within {:status (if (or (realized? x) (not (-pending-reference? x))) :ready :pending)
                 :val (if (and (-pending-reference? x) (not (realized? x))) nil (-reference-value x))}
                writer)
  (-write-to writer "]"))

(defn- print-default [x writer]
  (cond
    (or (coll? x) (sequential? x)) (print-collection writer x)
    (-reference? x) (print-reference writer x)
    (-instance? x) (print-instance writer x)
    :else (-write-to writer (-text x))))

(defn- print-within [x writer]
  (let [f (if (-custom-print? (-multi-method-table print-method) x) (get-method print-method (let [t (get (meta x) :type)] (if (keyword? t) t (class x)))) nil)]
    (if f
      (f x writer)
      (print-default x writer))))

(defmethod print-method :default [x writer] (print-default x writer))
(defmethod print-dup :default [x writer] (print-method x writer))

(-set-twin! -print-string
  (fn -print-string-twin [x readably length level meta-too namespace-maps table]
    (if (and (= 1 (count table)) (nil? length) (-realised-plain? x))
      (-print-string x readably length level meta-too namespace-maps table)
      (let [writer (-string-writer)]
        (binding [*print-readably* readably *print-length* length *print-level* level
                  *print-meta* meta-too *print-namespace-maps* namespace-maps]
          (print-within x writer))
        (-written writer)))))

(defn- -realised-plain?
  "Realises the lazy seqs in x; whether the native can print it then."
  [x]
  (-realise x)
  (-plain-data? x))

(defn- -text
  "x as pr prints it."
  [x]
  (-print-string x *print-readably* *print-length* *print-level* *print-meta* *print-namespace-maps*
                 (-multi-method-table print-method)))

(defn- -text-plain [x]
  (-print-string x false *print-length* *print-level* *print-meta* *print-namespace-maps*
                 (-multi-method-table print-method)))

(defn- texts [text xs]
  (loop [parts (-push! (-new-array) (text (first xs))) s (next xs)]
    (if s
      (recur (-push! (-push! parts " ") (text (first s))) (next s))
      (-join parts))))

(defn pr
  "Prints the arguments to *out*, separated by spaces, so that the reader reads them again."
  ([] nil)
  ([x] (-write (-text x)) nil)
  ([x & more] (-write (texts -text (cons x more))) nil))

(defn newline "Prints a newline to *out*." [] (-write "\n") nil)

(defn flush "Has *out* write what it still holds." [] (-flush) nil)

(defn- end-line [text]
  (-write text)
  (when *flush-on-newline* (-flush))
  nil)

(defn prn
  "pr and a newline."
  [& more]
  (end-line (if more (str (texts -text more) "\n") "\n")))

(defn print
  "Prints the arguments to *out*, separated by spaces, for people: strings and characters as they are."
  [& more]
  (when more (-write (texts -text-plain more)))
  nil)

(defn println
  "print and a newline."
  [& more]
  (end-line (if more (str (texts -text-plain more) "\n") "\n")))

(defn pr-str "The text that pr would print." [& xs] (if xs (texts -text xs) ""))
(defn prn-str "The text that prn would print." [& xs] (str (if xs (texts -text xs) "") "\n"))
(defn print-str "The text that print would print." [& xs] (if xs (texts -text-plain xs) ""))
(defn println-str "The text that println would print." [& xs] (str (if xs (texts -text-plain xs) "") "\n"))

(defn printf "Prints what format makes of the arguments." [fmt & args] (print (apply format fmt args)))

(defn print-simple "Writes x with its metadata to a writer." [o w] (-write-to w (str o)))

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
    (-instance? x) (-text x)
    (-plain-data? (-realise x)) (str x)
    :else (binding [*print-readably* true] (-text x))))

(-set-twin! format (fn format-twin [fmt & args] (apply format fmt (map (fn [x] (if (and (coll? x) (not (-plain-data? x))) (str x) x)) args))))

(defn StackTraceElement->vec "The frame of a stack trace as a vector." [o] o)

(defn Throwable->map
  "An exception as data: :via, :trace, :cause, :data."
  [o]
  (let [chain (loop [out [] e o] (if e (recur (conj out e) (ex-cause e)) out))
        root (peek chain)
        describe (fn [e]
                   (let [base {:type (symbol (.getName (class e)))}
                         base (if (ex-message e) (assoc base :message (ex-message e)) base)]
                     (if (ex-data e) (assoc base :data (ex-data e)) base)))
        m {:via (mapv describe chain)
           :trace (mapv (fn [frame] [(symbol (str (-aget frame 0))) (-aget frame 1) (-aget frame 2)]) (-trace root))}
        m (if (ex-message root) (assoc m :cause (ex-message root)) m)]
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
