(ns clojure.java.dates
  "java.sql.Timestamp and java.util.GregorianCalendar, as far as they are made of texts: points in time that print as #inst.
  Programs know them by the names of Java's classes: src/lib/natives/java/in-clojure.ts lists them.")

(defn- written
  "A point in time, of so many milliseconds since 1970, as #inst has it, up to the milliseconds."
  [millis]
  (subs (pr-str (java.util.Date. millis)) 7 30))

(deftype ^:private Timestamp [millis nanos]
  java.lang.Comparable
  (getTime [_] millis)
  (getNanos [_] nanos)
  (before [this other] (neg? (.compareTo this other)))
  (after [this other] (pos? (.compareTo this other)))
  (compareTo [_ other]
    (if (instance? java.sql.Timestamp other)
      (compare [millis nanos] [(.getTime other) (.getNanos other)])
      (compare millis (.getTime other))))
  (equals [_ other]
    (and (instance? java.sql.Timestamp other) (= millis (.getTime other)) (= nanos (.getNanos other))))
  (hashCode [_] (.hashCode (java.util.Date. millis)))
  (toString [_]
    (let [fraction (clojure.string/replace (format "%09d" nanos) #"0{1,8}$" "")]
      (str (clojure.string/replace (subs (written millis) 0 19) "T" " ") "." fraction))))

(def ^:private make-timestamp (clojure.core/-java-class "java.sql.Timestamp" Timestamp))

(clojure.core/-provide! "new java.sql.Timestamp" (fn [millis] (make-timestamp millis (* 1000000 (mod millis 1000)))))

(defn timestamp-of
  "The java.sql.Timestamp of a second, given in milliseconds since 1970, and so many nanoseconds after it."
  [millis nanos]
  (make-timestamp (+ millis (quot nanos 1000000)) nanos))

(def ^:private fields
  "Where the text of a point in time has the parts that Calendar numbers, and by what they are less."
  {1 [0 4 0], 2 [5 7 1], 5 [8 10 0], 11 [11 13 0], 12 [14 16 0], 13 [17 19 0], 14 [20 23 0]})

(deftype ^:private Calendar [millis offset]
  java.lang.Comparable
  (getTimeInMillis [_] millis)
  (getTime [_] (java.util.Date. millis))
  (zoneOffset [_] offset)
  (get [_ field]
    (if-let [[from to less] (get fields field)]
      (- (Long/parseLong (subs (written (+ millis (* 60000 offset))) from to)) less)
      (throw (UnsupportedOperationException. (str "Of the fields of a Calendar there are YEAR to MILLISECOND, not " field)))))
  (before [_ other] (< millis (.getTimeInMillis other)))
  (after [_ other] (> millis (.getTimeInMillis other)))
  (compareTo [_ other] (compare millis (.getTimeInMillis other)))
  (equals [_ other]
    (and (instance? java.util.Calendar other) (= millis (.getTimeInMillis other)) (= offset (.zoneOffset other))))
  (hashCode [_] (bit-xor (.hashCode (java.util.Date. millis)) offset)))

(def calendar-of
  "The java.util.GregorianCalendar of a point in time, in milliseconds since 1970, and of so many minutes that its zone is ahead of UTC."
  (clojure.core/-java-class "java.util.GregorianCalendar" Calendar))

(defn- print-timestamp [t writer]
  (.write writer (str "#inst \"" (subs (written (.getTime t)) 0 20) (format "%09d" (.getNanos t)) "-00:00\"")))

(defn- print-calendar [c writer]
  (let [offset (.zoneOffset c) minutes (abs offset)]
    (.write writer (str "#inst \"" (written (+ (.getTimeInMillis c) (* 60000 offset)))
                        (if (neg? offset) "-" "+") (format "%02d:%02d" (quot minutes 60) (rem minutes 60)) "\""))))

(defmethod print-method java.sql.Timestamp [t writer] (print-timestamp t writer))
(defmethod print-dup java.sql.Timestamp [t writer] (print-timestamp t writer))
(defmethod print-method java.util.Calendar [c writer] (print-calendar c writer))
(defmethod print-dup java.util.Calendar [c writer] (print-calendar c writer))

(extend-protocol Inst
  java.sql.Timestamp
  (inst-ms* [t] (.getTime t)))
