(ns clojure.java.io
  "Readers, writers and files.")

(defn file
  "The file that a path names; with more arguments, each a name in the folder before it. Nothing need be there."
  ([arg] (as-file arg))
  ([parent child] (-child parent child))
  ([parent child & more] (reduce file (file parent child) more)))

(defn reader
  "A buffered reader on x: a path, a file or a reader. :encoding names an encoding, UTF-8 without it."
  [x & {:keys [encoding]}]
  (-reader x encoding))

(defn writer
  "A buffered writer on x: a path, a file or a writer. With :append true it writes after what is there; :encoding names
  an encoding, UTF-8 without it."
  [x & {:keys [append encoding]}]
  (-writer x append encoding))

(defn copy
  "Copies all text of the input (a path as a file, a reader, or a string, which is the text itself) to the output.
  :encoding names an encoding, UTF-8 without it."
  [input output & {:keys [encoding]}]
  (-copy (if (string? input) (new java.io.StringReader input) input) output encoding))

(defn delete-file
  "Deletes the file f. Where that fails, throws an IOException, or answers `silently` where that is given and true."
  {:arglists '([f & [silently]])}
  ([f] (delete-file f false))
  ([f silently]
   (or (-delete f)
       silently
       (throw (new java.io.IOException (str "Couldn't delete " f))))))

(defn make-parents
  "Makes the folders above the file that the arguments name, as `file` takes them; whether there was one to make."
  [f & more]
  (if-let [parent (. (apply file f more) getParentFile)]
    (. parent mkdirs)
    nil))
