(in-ns 'clojure.core)

(def ^{:dynamic true :doc "The reader that read-line reads from: the standard input, unless bound."}
  *in* (-stdin))

(def ^{:dynamic true :doc "The writer for errors and warnings: the standard error output, unless bound."}
  *err* (-stderr))

(defn read-line
  "The next line of *in*, without its end; nil where there is none."
  []
  (-read-line *in*))

(defn slurp
  "All text of f: a path, a file or a reader, which is closed. :encoding names an encoding, UTF-8 without it."
  [f & {:keys [encoding]}]
  (-slurp f encoding))

(defn spit
  "Writes content, as str shows it, to f: a path, a file or a writer, which is closed. With :append true it comes after
  what is there; :encoding names an encoding, UTF-8 without it."
  [f content & {:keys [append encoding]}]
  (-spit f (str content) append encoding))

(defmacro with-in-str
  "Evaluates the body with *in* bound to a reader on the string."
  [s & body]
  (list* 'clojure.core/binding ['clojure.core/*in* (list 'new 'java.io.StringReader s)] body))

(defn file-seq
  "The file dir and all below it, depth first, as a lazy seq of files."
  [dir]
  (tree-seq (fn [f] (. f isDirectory)) (fn [f] (seq (. f listFiles))) dir))
