(in-ns 'clojure.core)

;; Input, output and what else meets the host.

(def ^{:dynamic true :doc "The arguments of the command line, a seq of strings; nil where there are none."} *command-line-args* nil)
(def ^{:dynamic true :doc "The last value that the REPL printed."} *1 nil)
(def ^{:dynamic true :doc "The value before the last that the REPL printed."} *2 nil)
(def ^{:dynamic true :doc "The value before that."} *3 nil)
(def ^{:dynamic true :doc "The last exception that the REPL met."} *e nil)
(def ^{:dynamic true :doc "Whether the reader may evaluate; it never does."} *read-eval* false)
(def ^{:dynamic true :doc "Kept for programs that set it; nothing reflects here."} *warn-on-reflection* false)
(def ^{:dynamic true :doc "Whether the arithmetic of the code that is compiled next wraps longs around instead of throwing."} *unchecked-math* false)
(def ^{:dynamic true :doc "Kept for programs that read it."} *compile-files* false)
(def ^{:dynamic true :doc "Kept for programs that read it."} *compile-path* "classes")
(def ^{:dynamic true :doc "Kept for programs that read it."} *compiler-options* nil)
(def ^{:dynamic true :doc "Kept for programs that read it."} *source-path* "NO_SOURCE_FILE")
(def ^{:dynamic true :doc "Kept for programs that read it."} *agent* nil)
(def ^{:dynamic true :doc "Kept for programs that bind it: a symbol that means nothing is always an error."} *allow-unresolved-vars* false)
(def ^{:dynamic true :doc "Kept for programs that bind it; there are no class loaders."} *fn-loader* nil)
(def ^{:dynamic true :doc "Kept for programs that bind it; there are no class loaders."} *use-context-classloader* true)
(def ^{:dynamic true :doc "Kept for programs that bind it: the reader resolves names in the current namespace."} *reader-resolver* nil)
(def ^{:dynamic true :doc "Kept for programs that bind it: the reader skips what a conditional rules out by itself."} *suppress-read* nil)
(def ^{:dynamic true :doc "Whether print-dup writes records with the names of their fields."} *verbose-defrecords* false)

;; Their values come from the runtime, which also keeps them.
(def ^{:dynamic true :doc "The current namespace: where names are looked up, and where def makes vars."} *ns*)
(def ^{:dynamic true :doc "The path of the file that is loaded now, as text; NO_SOURCE_PATH where there is none."} *file*)
(def ^{:dynamic true :doc "The reader that read-line and read take their text from."} *in*)
(def ^{:dynamic true :doc "The writer that print and its kin write to."} *out*)
(def ^{:dynamic true :doc "The writer for messages about errors."} *err*)

(defn read-line
  "The next line of *in*, without its end; nil where there is none."
  []
  (-read-line *in*))

(defn- -at-end
  "What the natives that read take for the :eof of options: an array of the value to answer, or nil for an error."
  [opts]
  (let [eof (get opts :eof :eofthrow)]
    (if (= :eofthrow eof) nil (object-array [eof]))))

(defn read
  "The next form of a reader, *in* unless given. At its end: eof-value where eof-error? is false or the options have
  :eof with anything but :eofthrow, else an error. Options also say what becomes of reader conditionals: :read-cond :allow
  or :preserve, and :features, a set of keywords that hold beside Clove's own."
  {:arglists '([] [stream] [stream eof-error? eof-value] [stream eof-error? eof-value recursive?] [opts stream])}
  ([] (read *in*))
  ([stream] (read stream true nil))
  ([opts stream] (-read stream (-at-end opts) opts))
  ([stream eof-error? eof-value] (read stream eof-error? eof-value false))
  ([stream eof-error? eof-value recursive?]
   (-read stream (if eof-error? nil (object-array [eof-value])) nil)))

(defn read+string
  "The next form of a reader and the text that it was read from, without the blanks around it, in a vector. Takes what
  read takes."
  {:arglists '([] [stream] [stream eof-error? eof-value] [stream eof-error? eof-value recursive?] [opts stream])}
  ([] (read+string *in*))
  ([stream] (read+string stream true nil))
  ([opts stream] (-read+string stream (-at-end opts) opts))
  ([stream eof-error? eof-value] (read+string stream eof-error? eof-value false))
  ([stream eof-error? eof-value recursive?]
   (-read+string stream (if eof-error? nil (object-array [eof-value])) nil)))

(defn read-string
  "The first form of a text. With options, as read has them: what to answer where there is none."
  ([s] (-read-string s nil nil))
  ([opts s] (-read-string s (-at-end opts) opts)))

(defn PrintWriter-on
  "A writer that gives its text to flush-fn whenever it is flushed, and calls close-fn when it is closed."
  [flush-fn close-fn]
  (-callback-writer flush-fn
                    (fn [left]
                      (when-not (= left "") (flush-fn left))
                      (when close-fn (close-fn)))))

(defn- -eval-all
  "Evaluates one form after the other, as the parts of a `do` at the top; the value of the last."
  [forms]
  (reduce (fn [_ form] (eval form)) nil forms))

(defn load-reader
  "Evaluates all forms of a reader; the value of the last."
  [rdr]
  (let [end (new java.lang.Object)
        rdr (new clojure.lang.LineNumberingPushbackReader rdr)]
    (loop [value nil]
      (let [form (read rdr false end)]
        (if (identical? form end)
          value
          (recur (eval form)))))))

(defn slurp
  "All text of a path, a file, a reader, a stream or an array of bytes, or of what clojure.java.io/reader opens otherwise.
  :encoding names an encoding, UTF-8 without it."
  [f & opts]
  (let [opts (-map-from opts)]
    (-slurp f (get opts :encoding) opts)))

(defn spit
  "Writes the text of content to a path, a file, a writer, a stream of bytes, or what clojure.java.io/writer opens
  otherwise, and closes that: anew, or after what is there with :append true. :encoding names an encoding, UTF-8 without it."
  [f content & options]
  (let [options (-map-from options)]
    (-spit f (str content) (get options :encoding) options)))

(defmacro with-in-str
  "Evaluates the body with *in* reading the string."
  [s & body]
  (list* 'clojure.core/binding ['clojure.core/*in* (list 'new 'clojure.lang.LineNumberingPushbackReader (list 'new 'java.io.StringReader s))] body))

(defn file-seq
  "A lazy seq of a file and, where it is a folder, of all that is below it."
  [dir]
  (tree-seq (fn [f] (.isDirectory f)) (fn [d] (seq (.listFiles d))) dir))

(defn xml-seq
  "A lazy seq of the elements of an XML tree as clojure.xml has it."
  [root]
  (tree-seq (complement string?) (comp seq :content) root))

(defn enumeration-seq
  "A seq over an enumeration with hasMoreElements and nextElement."
  [e]
  (if (or (nil? e) (instance? java.util.Enumeration e)) nil (-refuse-cast e "java.util.Enumeration"))
  (when (.hasMoreElements e)
    ((fn walk [] (lazy-seq (when (.hasMoreElements e) (cons (.nextElement e) (walk))))))))

(defn- -map-hash
  "The hash of what is a map by its entries: the one of =, or that of Java."
  [m by-value]
  (if by-value
    (hash-unordered-coll (seq m))
    (reduce (fn [h e] (unchecked-add-int h (bit-xor (clojure.lang.Util/hash (key e)) (clojure.lang.Util/hash (val e))))) 0 (seq m))))

(-set-twin! re-matcher (fn re-matcher-twin [re s] (re-matcher re (.toString s))))

(defn- -seq-iterator
  "An iterator in Java's manner over the elements of a collection, a seq at a time."
  [coll]
  (let [left (volatile! (seq coll))]
    (reify java.util.Iterator
      (hasNext [_] (boolean @left))
      (next [_]
        (let [s @left]
          (when-not s (throw (new java.util.NoSuchElementException)))
          (vreset! left (next s))
          (first s))))))

(defn- -text-up-to-quote
  "The text of a reader from where it stands, after the opening quote, to the next quote, as it is written."
  [rdr]
  (loop [parts [] escaped false]
    (let [c (.read rdr)]
      (cond
        (neg? c) (throw (new java.lang.RuntimeException "EOF while reading string"))
        escaped (recur (conj parts (char c)) false)
        (= c 34) (apply str parts)
        :else (recur (conj parts (char c)) (= c 92))))))

(defn- -string-after-quote
  "Reads what is left of a string literal: what Clojure's reader of strings is to those who call it by itself."
  [rdr & _]
  (read-string (str \" (-text-up-to-quote rdr) \")))

(defn- -regex-after-quote
  "Reads what is left of a literal of a regular expression."
  [rdr & _]
  (re-pattern (-text-up-to-quote rdr)))

(defn- -writer-print
  "The method print of a writer."
  [writer x]
  (.write writer (if (nil? x) "null" (str x))))

(defn- -writer-println
  "The method println of a writer."
  ([writer] (.newLine writer))
  ([writer x]
   (-writer-print writer x)
   (.newLine writer)))

(defn- -writer-printf
  "The method printf of a writer, which takes the arguments as an array, after a Locale where one is given."
  ([writer fmt] (-writer-printf writer fmt nil))
  ([writer fmt args] (.append writer (apply format fmt (seq args))))
  ([writer locale fmt args] (-writer-printf writer fmt args)))

(defn- -print-stack-trace
  "The method printStackTrace of an exception, to *err* or to a writer."
  ([e] (-print-stack-trace e *err*))
  ([e writer]
   (loop [e e lead ""]
     (-writer-println writer (str lead e))
     (doseq [frame (.getStackTrace e)] (-writer-println writer (str "\tat " frame)))
     (when-let [cause (.getCause e)] (recur cause "Caused by: ")))))

(defn- -stack-of-caller
  "The frames of the stack as an exception has them, an array of strings."
  []
  (try
    (throw (new java.lang.Exception ""))
    (catch java.lang.Exception e (.getStackTrace e))))

(defn rand
  "A double of chance, from 0 to just below n, 1 unless given."
  ([] (-random))
  ([n] (* n (-random))))

(defn rand-int "A long of chance, from 0 to just below n." [n] (int (rand n)))

(defn tagged-literal "The data of a tagged literal: a tag and a form." [tag form] (-tagged-literal tag form))
(defn reader-conditional "The data of a reader conditional." [form splicing?] (-reader-conditional form splicing?))
