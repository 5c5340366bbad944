(ns clojure.data.json
  "Reads and writes JSON. Objects become maps and arrays vectors; any map, and any collection of Clojure's, can be written."
  (:refer-clojure :exclude [read])
  (:require [clojure.pprint]))

;; Reading

(def ^{:doc "What read and read-str do where an option is not given."} default-read-options
  {:bigdec false, :eof-error? true, :eof-value nil, :key-fn nil, :value-fn nil})

(defn- same-value [_ v] v)

(defn- built
  "The data of a node: names of properties and values go through the functions in the order of the text."
  [node key-fn value-fn]
  (let [kind (-node-kind node)]
    (if (= kind 0)
      node
      (let [items (-node-items node)
            n (clojure.core/-alength items)]
        (if (= kind 1)
          (loop [i 0 out (transient [])]
            (if (< i n)
              (recur (inc i) (conj! out (built (clojure.core/-aget items i) key-fn value-fn)))
              (persistent! out)))
          (loop [i 0 out (transient {})]
            (if (< i n)
              (let [node (clojure.core/-aget items i)
                    _ (-node-kind node)
                    k (key-fn node)
                    v (value-fn k (built (clojure.core/-aget items (inc i)) key-fn value-fn))]
                (recur (+ i 2) (if (identical? v value-fn) out (assoc! out k v))))
              (persistent! out))))))))

(defn- read-with
  "Reads by the native, which knows strings and keywords as keys; other functions are called on what it found."
  [native from options]
  (let [{:keys [key-fn value-fn bigdec eof-error? eof-value]} (merge default-read-options options)
        at-end (when-not eof-error? (object-array [eof-value]))
        keywords? (identical? key-fn keyword)]
    (if (and (nil? value-fn) (or (nil? key-fn) keywords? (identical? key-fn identity)))
      (native from (if keywords? :keywords nil) bigdec at-end)
      (built (native from :raw bigdec at-end) (or key-fn identity) (or value-fn same-value)))))

(defn read
  "Reads one value from a reader; what follows it stays there. Options:
  :eof-error?  whether to throw where the text is at its end, true unless given
  :eof-value   what to answer there otherwise
  :bigdec      whether numbers with a fraction or an exponent are BigDecimals rather than doubles
  :key-fn      a function that makes keys of the names of properties, such as keyword
  :value-fn    a function of a key and its value that gives the value; where it gives itself, the property is left out"
  [reader & {:as options}]
  (read-with -read-from reader options))

(defn read-str
  "Reads one value from a string; what follows it is not looked at. Options as for read."
  [string & {:as options}]
  (read-with -read-text string options))

(defn read-json
  "Superseded by read-str. Reads one value from a string or reader; keys become keywords unless keywordize? is false."
  ([input] (read-json input true true nil))
  ([input keywordize?] (read-json input keywordize? true nil))
  ([input keywordize? eof-error? eof-value]
   (let [options {:key-fn (if keywordize? keyword identity) :eof-error? eof-error? :eof-value eof-value}]
     (cond
       (string? input) (read-with -read-text input options)
       (instance? java.io.Reader input) (read-with -read-from input options)
       :else (throw (new java.lang.IllegalArgumentException (str "No matching clause: " input)))))))

;; Writing

(defprotocol JSONWriter
  "Things that can be written as JSON."
  (-write [object out options] "Writes the object to a writer. The options are a map, as write has it."))

(defn- default-write-key-fn [k]
  (cond
    (instance? clojure.lang.Named k) (name k)
    (nil? k) (throw (new java.lang.Exception "JSON object properties may not be nil"))
    :else (str k)))

(defn- default-value-fn [_ v] v)

(def ^{:doc "What write and write-str do where an option is not given."} default-write-options
  {:escape-unicode true
   :escape-js-separators true
   :escape-slash true
   :key-fn default-write-key-fn
   :value-fn default-value-fn})

(declare write-data write-other)

(defn- writer-on [x out options]
  (let [{:keys [escape-unicode escape-js-separators escape-slash key-fn value-fn]} options]
    (-writer x (object-array [out -write write-data write-other escape-unicode escape-js-separators escape-slash
                              (not (identical? key-fn default-write-key-fn))
                              (not (identical? value-fn default-value-fn))
                              value-fn]))))

(defn- write-all [w out options]
  (loop [request (-write-on w nil)]
    (case request
      0 out
      1 (recur (-write-on w ((:key-fn options) (-asked w 0))))
      2 (recur (-write-on w ((:value-fn options) (-asked w 0) (-asked w 1))))
      3 (recur (-write-on w (seq (-asked w 0))))
      4 (recur (-write-on w (-write (-asked w 0) out options))))))

(defn- write-data
  "Writes what JSON has a form for, and all that is inside of it."
  [x out options]
  (let [options (merge default-write-options options)
        w (writer-on x out options)]
    (try
      (write-all w out options)
      (catch :default e
        (-flush-writer w)
        (throw e)))))

(defn- write-other
  "Writes arrays and objects of the host; other things cannot be written."
  [x out options]
  (write-data x out options))

(doseq [c [nil Boolean Number String clojure.lang.Keyword clojure.lang.Symbol java.util.Map java.util.Collection
           java.util.UUID java.util.Date]]
  (extend c JSONWriter {:-write write-data}))
(extend Object JSONWriter {:-write write-other})

(defn write
  "Writes a value to a writer, which is the answer. Options:
  :escape-unicode        whether characters beyond ASCII are escaped, true unless given
  :escape-js-separators  whether U+2028 and U+2029 are, true unless given
  :escape-slash          whether the slash is, true unless given
  :key-fn                a function that makes strings of keys; unless given, the name of keywords and symbols, else str
  :value-fn              a function of a key and its value that gives what is written; where it gives itself, the pair is
                         left out"
  [x writer & {:as options}]
  (-write x writer (merge default-write-options options)))

(defn write-str
  "The JSON of a value as a string. Options as for write."
  [x & {:as options}]
  (let [out (new java.io.StringWriter)]
    (-write x out (merge default-write-options options))
    (str out)))

;; Printing over several lines

(declare write-out)

(defn- write-array [items options]
  (clojure.pprint/pprint-logical-block :prefix "[" :suffix "]"
    (clojure.pprint/print-length-loop [s (seq items)]
      (when s
        (write-out (first s) options)
        (when (next s)
          (print ", ")
          (clojure.pprint/pprint-newline :fill)
          (recur (next s)))))))

(defn- write-key [k options]
  (let [text ((:key-fn options) k)]
    (when-not (string? text)
      (throw (new java.lang.Exception "JSON object keys must be strings")))
    (-write text *out* options)))

(defn- write-object [m options]
  (clojure.pprint/pprint-logical-block :prefix "{" :suffix "}"
    (clojure.pprint/print-length-loop [s (seq m)]
      (when s
        (clojure.pprint/pprint-logical-block
          (write-key (key (first s)) options)
          (print ":")
          (clojure.pprint/pprint-newline :linear)
          (write-out (val (first s)) options))
        (when (next s)
          (print ", ")
          (clojure.pprint/pprint-newline :linear)
          (recur (next s)))))))

(defn- write-out [x options]
  (cond
    (map? x) (write-object x options)
    (or (coll? x) (clojure.core/-array? x)) (write-array x options)
    :else (-write x *out* options)))

(defn pprint
  "Prints a value as JSON to *out*, over several lines where it does not fit into one. Options as for write, apart from
  :value-fn."
  [x & {:as options}]
  (let [options (merge default-write-options options)]
    (clojure.pprint/with-pprint-dispatch (fn [x] (write-out x options))
      (clojure.pprint/pprint x))))

;; Names of earlier versions

(defn json-str "Superseded by write-str." [x & options] (apply write-str x options))
(defn write-json
  "Superseded by write."
  [x out escape-unicode?]
  (write x out :escape-unicode escape-unicode?))
(defn print-json "Superseded by write to *out*." [x & options] (apply write x *out* options))
(defn pprint-json "Superseded by pprint." [x & options] (apply pprint x options))
