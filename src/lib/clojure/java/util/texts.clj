(in-ns 'clojure.java.util)

;; What reads texts: Scanner takes them apart, Properties are tables of them.

(defn- reader-on
  "A reader of lines: what is one already, or what clojure.java.io, which is loaded only then, makes of it."
  [source & options]
  (if (instance? java.io.Reader source)
    source
    (do (require 'clojure.java.io)
        (apply (resolve 'clojure.java.io/reader) source options))))


(defn- as-pattern [x] (if (string? x) (re-pattern x) x))

(defn- whole-number
  "A function of a token to the number between two that it writes, or to nil where it writes none."
  [least most]
  (fn [token]
    (when (re-matches #"[-+]?\d+" token)
      (let [n (bigint token)]
        (if (<= least n most) (long n) (throw (java.util.InputMismatchException. (str "For input string: \"" token "\""))))))))

(def ^:private int-of (whole-number Integer/MIN_VALUE Integer/MAX_VALUE))
(def ^:private long-of (whole-number Long/MIN_VALUE Long/MAX_VALUE))
(defn- double-of [token] (when (re-matches #"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|NaN|[-+]?Infinity" token) (parse-double token)))
(defn- boolean-of [token] (get {"true" true "false" false} (clojure.string/lower-case token)))
(defn- big-integer-of [token] (when (re-matches #"[-+]?\d+" token) (biginteger (bigint token))))
(defn- decimal-of [token] (when (re-matches #"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?" token) (bigdec token)))

(defn- is-such? [of token]
  (and (some? token)
       (some? (try (of token) (catch java.util.InputMismatchException _ nil)))))

;; `text` is what has been read of the source, a reader or nil; `at` is the place in it that comes next.
(deftype ^:private Scan [source ^:unsynchronized-mutable text ^:unsynchronized-mutable at ^:unsynchronized-mutable gap
                         ^:unsynchronized-mutable closed]
  java.util.Iterator
  (more [_]
    (when closed (throw (IllegalStateException. "Scanner closed")))
    (let [line (when source (.readLine source))]
      (when line
        (set! text (str (subs text at) line "\n"))
        (set! at 0))
      (some? line)))
  (afterGap [this]
    ;; One gap at the most is skipped; where it goes up to the end of what was read, it may go on in the next line.
    (let [m (re-matcher gap text)
          begins? (and (.find m at) (= at (.start m)) (< at (.end m)))
          start (if begins? (.end m) at)]
      (if (and (= start (count text)) (.more this)) (recur) start)))
  (token [this]
    (let [start (.afterGap this) m (re-matcher gap text)]
      (cond
        (= start (count text)) nil
        (and (.find m start) (or (< start (.start m)) (< (.start m) (.end m)))) [(subs text start (.start m)) (.start m)]
        (.more this) (recur)
        :else (let [start (.afterGap this)] [(subs text start) (count text)]))))
  (take [this of]
    (let [[token end] (.token this)]
      (when (nil? token) (nothing-there))
      (let [x (of token)]
        (when (nil? x) (throw (java.util.InputMismatchException.)))
        (set! at end)
        x)))
  (hasNext [this] (some? (.token this)))
  (hasNext [this pattern] (is-such? (fn [s] (re-matches (as-pattern pattern) s)) (first (.token this))))
  (next [this] (.take this identity))
  (next [this pattern] (.take this (fn [s] (when (re-matches (as-pattern pattern) s) s))))
  (nextInt [this] (.take this int-of))
  (nextLong [this] (.take this long-of))
  (nextDouble [this] (.take this double-of))
  (nextBoolean [this] (.take this boolean-of))
  (nextBigInteger [this] (.take this big-integer-of))
  (nextBigDecimal [this] (.take this decimal-of))
  (hasNextInt [this] (is-such? int-of (first (.token this))))
  (hasNextLong [this] (is-such? long-of (first (.token this))))
  (hasNextDouble [this] (is-such? double-of (first (.token this))))
  (hasNextBoolean [this] (is-such? boolean-of (first (.token this))))
  (hasNextBigInteger [this] (is-such? big-integer-of (first (.token this))))
  (hasNextBigDecimal [this] (is-such? decimal-of (first (.token this))))
  (lineEnd [this]
    (let [m (re-matcher #"\r\n|[\n\r\u2028\u2029\u0085]" text)]
      (cond
        (.find m at) [(.start m) (.end m)]
        (.more this) (recur)
        (< at (count text)) [(count text) (count text)]
        :else nil)))
  (hasNextLine [this] (some? (.lineEnd this)))
  (nextLine [this]
    (let [[end after] (.lineEnd this)]
      (when (nil? end) (throw (java.util.NoSuchElementException. "No line found")))
      (let [line (subs text at end)]
        (set! at after)
        line)))
  (findInLine [this pattern]
    (when-let [[end] (.lineEnd this)]
      (let [m (re-matcher (as-pattern pattern) (subs text at end))]
        (when (.find m)
          (set! at (+ at (.end m)))
          (.group m)))))
  (useDelimiter [this pattern]
    (set! gap (as-pattern pattern))
    this)
  (delimiter [_] gap)
  java.io.Closeable
  (close [_]
    (when (and source (not closed)) (.close source))
    (set! closed true)
    nil))

(let [make (clojure.core/-java-class "java.util.Scanner" Scan)]
  (clojure.core/-provide! "new java.util.Scanner"
    (fn
      ([source] (if (string? source) (make nil source 0 #"\p{javaWhitespace}+" false) (make (reader-on source) "" 0 #"\p{javaWhitespace}+" false)))
      ([source charset] (make (reader-on source :encoding charset) "" 0 #"\p{javaWhitespace}+" false)))))

;; Properties

(def ^:private escaped {"t" "\t" "n" "\n" "r" "\r" "f" "\f"})

(defn- unescaped [text]
  (clojure.string/replace text #"\\(?:u([0-9a-fA-F]{4})|(.))"
    (fn [[_ code c]] (if code (str (char (Long/parseLong code 16))) (get escaped c c)))))

(defn- entries-of
  "The keys and values of lines as Java's files of properties have them."
  [lines]
  (loop [lines (seq lines) out []]
    (if lines
      (let [line (clojure.string/replace (first lines) #"^[ \t\f]+" "")]
        (if (or (= line "") (contains? #{\# \!} (nth line 0)))
          (recur (next lines) out)
          ;; An odd number of backslashes at the end has the line go on in the next one.
          (if (and (odd? (count (re-find #"\\*$" line))) (next lines))
            (recur (cons (str (subs line 0 (dec (count line))) (clojure.string/replace (fnext lines) #"^[ \t\f]+" "")) (nnext lines)) out)
            (let [[_ k v] (re-matches #"((?:\\.|[^\\:= \t\f])*)[ \t\f]*[:=]?[ \t\f]*(.*)" line)]
              (recur (next lines) (conj out [(unescaped k) (unescaped v)]))))))
      out)))

(deftype ^:private Settings []
  java.util.Map
  (getProperty [this k] (.getProperty this k nil))
  (getProperty [this k otherwise]
    (let [v (.get this k)]
      (if (string? v) v otherwise)))
  (setProperty [this k v] (.put this k v))
  (stringPropertyNames [this] (set (filter string? (keys this))))
  (propertyNames [this] (java.util.Collections/enumeration (or (keys this) [])))
  (load [this from] (doseq [[k v] (entries-of (line-seq (reader-on from)))] (.put this k v))))

(let [make (clojure.core/-java-class "java.util.Properties" Mapped Table Settings)]
  (clojure.core/-provide! "new java.util.Properties" (fn [] (make (clojure.core/-new-array 16) 0 nil nil :no-nil))))
