(ns clojure.data.csv
  "Reads and writes comma separated values, as RFC 4180 has them, and kin of that with other separators and quotes.")

;; Reading

(defn- records [parser]
  (lazy-seq
    (when-let [record (-next-record parser)]
      (cons record (records parser)))))

(defprotocol Read-CSV-From
  "Things that hold comma separated values."
  (read-csv-from [input sep quote] "A lazy seq of the records of the input. sep and quote are the codes of characters."))

(extend-protocol Read-CSV-From
  String
  (read-csv-from [s sep quote] (records (-parser s sep quote)))
  java.io.Reader
  (read-csv-from [reader sep quote] (records (-parser reader sep quote))))

(defn read-csv
  "A lazy seq of the records of a string or reader, each a vector of strings. A reader must stay open until the seq has been
  read. Options:
  :separator  the character between cells, \\, unless given
  :quote      the character around cells that contain separators, quotes or line ends, \\\" unless given"
  [input & options]
  (let [{:keys [separator quote] :or {separator \, quote \"}} options]
    (read-csv-from input (int separator) (int quote))))

;; Writing

(defn- line-end [newline]
  (case newline
    (nil :lf) "\n"
    :cr+lf "\r\n"
    (throw (new java.lang.IllegalArgumentException (str "No such newline: " newline ". It is :lf or :cr+lf")))))

(defn write-csv
  "Writes records, collections of cells, to a writer. Cells are written as str gives them. Options:
  :separator  the character between cells, \\, unless given
  :quote      the character around cells, \\\" unless given
  :quote?     a function of the text of a cell that tells whether it is quoted; unless given, those are that need it
  :newline    what ends a line, :lf unless given, or :cr+lf"
  [writer data & options]
  (let [{:keys [separator quote quote? newline] :or {separator \, quote \"}} options
        separator (int separator)
        quote (int quote)
        end (line-end newline)]
    (loop [s (seq data)]
      (when s
        (let [cells (mapv str (first s))
              quoted (when quote? (to-array (mapv (comp boolean quote?) cells)))]
          (.write writer (str (-line (to-array cells) quoted separator quote) end))
          (recur (next s)))))))
