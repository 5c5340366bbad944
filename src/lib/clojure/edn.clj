(ns clojure.edn
  "Reading data."
  (:refer-clojure :exclude [read read-string]))

(defn read-string
  "The first datum in a string; nil for nil. Options: :readers, a map from tag to function; :default, a function of
  tag and form for other tags; :eof, what to give at the end of the text."
  ([s] (read-string {:eof nil} s))
  ([opts s] (if (nil? s) nil (clojure.core/-read-edn opts s))))

(defn read
  "The first datum of a reader. Options as for read-string."
  ([stream] (read {} stream))
  ([opts stream] (clojure.core/-read-edn-from opts stream)))
