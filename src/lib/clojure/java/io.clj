(ns clojure.java.io
  "Files, and readers, writers and streams of bytes on them and on other things. Other types take part by way of the protocols
  IOFactory and Coercions.")

(defprotocol Coercions
  "What names a file."
  (as-file [x] "The file that x names: a path, a file, or a URL of one. nil is nil.")
  (as-url [x] "The URL of x: a text that is one, a file, or a URL. nil is nil."))

(defn as-relative-path
  "The path of the file that x names, which must be relative."
  [x]
  (let [f (as-file x)]
    (if (.isAbsolute f)
      (throw (new java.lang.IllegalArgumentException (str f " is not a relative path")))
      (.getPath f))))

(defn file
  "The file that a path names; with more arguments, each a name in the folder before it. Nothing need be there."
  ([arg] (as-file arg))
  ([parent child] (-child (as-file parent) (as-relative-path child)))
  ([parent child & more] (reduce file (file parent child) more)))

(extend-protocol Coercions
  nil
  (as-file [_] nil)
  (as-url [_] nil)
  java.lang.String
  (as-file [s] (-file s))
  (as-url [s] (-url s))
  java.io.File
  (as-file [f] f)
  (as-url [f] (-file-url f))
  java.net.URL
  (as-file [u] (-file u))
  (as-url [u] u))

(defprotocol IOFactory
  "What can be opened. The options are a map: :encoding and :append mean something here."
  (make-reader [x opts] "A buffered reader of the text of x.")
  (make-writer [x opts] "A buffered writer of text to x.")
  (make-input-stream [x opts] "A buffered stream of the bytes of x.")
  (make-output-stream [x opts] "A buffered stream that writes bytes to x."))

(defn reader
  "A buffered reader on x: a path, a file, a URL of one, a reader, a stream or an array of bytes, an array of characters, or
  what else IOFactory knows. :encoding names an encoding, UTF-8 without it. Close it after use, with with-open."
  [x & opts]
  (make-reader x (when opts (apply hash-map opts))))

(defn writer
  "A buffered writer on x: a path, a file, a URL of one, a writer, a stream of bytes, or what else IOFactory knows. With
  :append true it writes after what is there; :encoding names an encoding, UTF-8 without it. Close it after use, with with-open."
  [x & opts]
  (make-writer x (when opts (apply hash-map opts))))

(defn input-stream
  "A buffered stream of the bytes of x: a path, a file, a URL of one, a stream or an array of bytes, or what else IOFactory
  knows. Close it after use, with with-open."
  [x & opts]
  (make-input-stream x (when opts (apply hash-map opts))))

(defn output-stream
  "A buffered stream that writes bytes to x: a path, a file, a URL of one, a stream, or what else IOFactory knows. With
  :append true it writes after what is there. Close it after use, with with-open."
  [x & opts]
  (make-output-stream x (when opts (apply hash-map opts))))

(defn- refuse [x kind]
  (throw (new java.lang.IllegalArgumentException (str "Cannot open <" (pr-str x) "> as " kind "."))))

(def default-streams-impl
  "What a type that is extended to IOFactory may begin with: readers are made of its streams of bytes, which cannot be opened."
  {:make-reader (fn [x opts] (make-reader (make-input-stream x opts) opts))
   :make-writer (fn [x opts] (make-writer (make-output-stream x opts) opts))
   :make-input-stream (fn [x opts] (refuse x "an InputStream"))
   :make-output-stream (fn [x opts] (refuse x "an OutputStream"))})

(def ^:private paths
  {:make-reader (fn [x opts] (-open-reader x (:encoding opts)))
   :make-writer (fn [x opts] (-open-writer x (:append opts) (:encoding opts)))
   :make-input-stream (fn [x opts] (-buffered (-open-input x)))
   :make-output-stream (fn [x opts] (-buffered (-open-output x (:append opts))))})

(extend java.lang.Object IOFactory default-streams-impl)
(extend java.lang.String IOFactory paths)
(extend java.io.File IOFactory paths)
(extend java.net.URL IOFactory paths)

(extend java.io.InputStream IOFactory
  (assoc default-streams-impl
         :make-input-stream (fn [x opts] (-buffered x))
         :make-reader (fn [x opts] (-buffered (-stream-reader x (:encoding opts))))))

(extend java.io.OutputStream IOFactory
  (assoc default-streams-impl
         :make-output-stream (fn [x opts] (-buffered x))
         :make-writer (fn [x opts] (-stream-writer x (:encoding opts)))))

(extend java.io.Reader IOFactory (assoc default-streams-impl :make-reader (fn [x opts] (-buffered x))))
(extend java.io.Writer IOFactory (assoc default-streams-impl :make-writer (fn [x opts] x)))

(extend (class (byte-array 0)) IOFactory
  (assoc default-streams-impl
         :make-input-stream (fn [x opts] (-buffered (new java.io.ByteArrayInputStream x)))))

(extend (class (char-array 0)) IOFactory
  (assoc default-streams-impl
         :make-reader (fn [x opts] (-buffered (new java.io.StringReader (new java.lang.String x))))))

(extend nil IOFactory
  {:make-reader (fn [x opts] (refuse x "a Reader"))
   :make-writer (fn [x opts] (refuse x "a Writer"))
   :make-input-stream (fn [x opts] (refuse x "an InputStream"))
   :make-output-stream (fn [x opts] (refuse x "an OutputStream"))})

(defmulti ^:private do-copy
  (fn [input output opts] [(type input) (type output)]))

(defmethod do-copy [java.io.InputStream java.io.OutputStream] [in out opts] (-transfer in out))

(defmethod do-copy [java.io.InputStream java.io.Writer] [in out opts]
  (-transfer-text (-stream-reader in (:encoding opts)) out))

(defmethod do-copy [java.io.InputStream java.io.File] [in out opts]
  (with-open [stream (output-stream out)] (-transfer in stream)))

(defmethod do-copy [java.io.Reader java.io.OutputStream] [in out opts]
  (let [w (-stream-writer out (:encoding opts))]
    (-transfer-text in w)
    (.flush w)))

(defmethod do-copy [java.io.Reader java.io.Writer] [in out opts] (-transfer-text in out))

(defmethod do-copy [java.io.Reader java.io.File] [in out opts]
  (with-open [w (make-writer out {:encoding (:encoding opts)})] (-transfer-text in w)))

(doseq [[kind open] [[java.io.File -open-input]
                     [(class (byte-array 0)) (fn [bytes] (new java.io.ByteArrayInputStream bytes))]
                     [java.lang.String (fn [s] (new java.io.StringReader s))]
                     [(class (char-array 0)) (fn [chars] (new java.io.StringReader (new java.lang.String chars)))]]
        to [java.io.OutputStream java.io.Writer java.io.File]]
  (defmethod do-copy [kind to] [in out opts]
    (with-open [in (open in)] (do-copy in out opts))))

(defn copy
  "Copies all of the input (a file, a reader, a stream or an array of bytes, a string, which is the text itself) to the
  output (a file, a writer, a stream of bytes); nil. Neither is closed. Between text and bytes, :encoding names an encoding,
  UTF-8 without it. :buffer-size has no effect."
  [input output & opts]
  (do-copy input output (when opts (apply hash-map opts)))
  nil)

(defn delete-file
  "Deletes the file f; true. Where that fails, throws an IOException, or answers `silently` where that is given and true."
  {:arglists '([f & [silently]])}
  [f & [silently]]
  (or (-delete (file f))
      silently
      (throw (new java.io.IOException (str "Couldn't delete " f)))))

(defn make-parents
  "Makes the folders above the file that the arguments name, as `file` takes them; whether there was one to make."
  [f & more]
  (when-let [parent (.getParentFile (apply file f more))]
    (.mkdirs parent)))

(defn resource
  "The URL of the file of that name below the folders where namespaces are found, or nil where there is none. There is one
  path: a loader is of no effect."
  ([n] (-resource n))
  ([n loader] (-resource n)))
