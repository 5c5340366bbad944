(ns clojure.edn
  "Reads EDN: data, and nothing but data. No code of the text is run."
  (:refer-clojure :exclude [read read-string]))

(defn- at-end
  "What natives want to know of the end of the text: nil for an error, else an array of the value to answer."
  [opts]
  (if (contains? opts :eof)
    (object-array [(:eof opts)])
    nil))

(defn read
  "The next form of a reader, *in* unless given. Options: :eof is what to answer at the end of the text, where there is
  an error without it; :readers is a map from tag to the function that reads the form after it; :default is a function
  of tag and form for all other tags."
  ([] (read *in*))
  ([stream] (read {} stream))
  ([opts stream]
   (-read stream (:readers opts) (:default opts) (at-end opts))))

(defn read-string
  "The first form of a text; nil where it has none, or is nil. With options, which are those of read, the end of the
  text is an error unless :eof says otherwise."
  ([s] (read-string {:eof nil} s))
  ([opts s]
   (when s
     (-read-string s (:readers opts) (:default opts) (at-end opts)))))
