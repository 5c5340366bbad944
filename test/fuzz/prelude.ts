/**
 * The namespace `p` that every generated program may use. `tick` counts the turns of all loops together, so that
 * nested ones cannot take for ever; it throws an Error, which `(catch Exception …)` does not stop.
 * What is by nature another thing in Clojure is told in words of our own: `kind` for a class (there is one kind of long, and
 * functions have classes of generated names, and seqs of rest arguments other ones), `message` for a message (the JVM's own words for nil, modules, generated names),
 * `whole` makes a long of an int, whose hash `case` may miss.
 * `hash` for a hash (of classes and functions it is their identity).
 * `same` is there to be redefined; no rule calls it elsewhere, since a new definition that called itself would never end.
 * `limit` keeps values that grow in a loop small, and lets nothing through whose text is of another length in Clojure.
 */
export const prelude = `
(ns p
  (:refer-clojure :exclude [hash]))
(def left (volatile! 0))
(defn start [] (vreset! left 3000) nil)
(defn tick [x]
  (when (neg? (vswap! left dec))
    (throw (Error. "out of fuel")))
  x)
(defn small [x]
  (tick nil)
  (if (int? x) (min 7 (max 0 x)) 3))
(defn limit [x]
  (tick nil)
  (if (or (nil? x) (boolean? x) (keyword? x) (and (int? x) (< -1000000 x 1000000)))
    x
    (let [text (pr-str x)]
      (cond
        (re-find #"@[0-9a-f]|#object|Cannot invoke|#error" text) :opaque
        (< (count text) 200) x
        :else (count text)))))
(defn limit-seq [x]
  (tick nil)
  (let [text (pr-str x)]
    (if (or (re-find #"@[0-9a-f]|#object|Cannot invoke|#error" text) (> (count text) 200)) nil x)))
(defn map-of [x]
  (if (map? x) x {}))
(defn whole [x]
  (clojure.core/hash x)
  (if (int? x) (long x) x))
(defn limiting [f]
  (fn [& args] (limit (apply f args))))
(defn say [x]
  (print (pr-str x) "")
  x)
(defn kind [x]
  (cond
    (nil? x) nil
    (int? x) :int
    (seq? x) :seq
    :else (let [n (.getName (class x))]
            (if (re-find #"[$]|AFn|Native|MapEntry" n) :opaque n))))
(defn message [e]
  (let [m (ex-message e)]
    (cond
      (instance? NullPointerException e) :nil
      (instance? clojure.lang.ArityException e) (re-find #"^[^:]*" m)
      (not (string? m)) m
      (re-find #"[$]|@|--|Native|AFn|ArraySeq|StringSeq|MapEntry|f[0-9]+[./]|AbstractMethod|PersistentList|Range" m) :opaque
      (instance? ClassCastException e) (re-find #"^[^(]*[^ (]" m)
      :else m)))
(defn hash [x]
  (if (re-find #"@|#object|java|clojure|[.]q" (pr-str x)) :opaque (clojure.core/hash x)))
(defn same [x]
  x)
(defn boom [x]
  (throw (ex-info "boom" {:x x})))
`;
