(ns clojure.string
  "Text. Most of it is native; here is what calls functions or walks lazy seqs."
  (:refer-clojure :exclude [replace reverse]))

(clojure.core/-set-twin! join
  (fn join-twin
    ([coll] (join (mapv str coll)))
    ([separator coll] (join separator (mapv str coll)))))

(defn- replace-by
  "Text in which what f makes of a match stands in the place of each, or of the first only."
  [s re f all?]
  (when-not (instance? java.util.regex.Pattern re)
    (throw (new java.lang.ClassCastException
                (str "class " (.getName (class f)) " cannot be cast to class java.lang.CharSequence"))))
  (let [pieces (-pieces re s all?)
        n (alength pieces)
        out (new java.lang.StringBuilder (aget pieces 0))]
    (loop [i 1]
      (when (< i n)
        (.append out (f (aget pieces i)))
        (.append out (aget pieces (inc i)))
        (recur (+ i 2))))
    (str out)))

(clojure.core/-set-twin! replace (fn replace-twin [s match f] (replace-by s match f true)))
(clojure.core/-set-twin! replace-first (fn replace-first-twin [s match f] (replace-by s match f false)))

(clojure.core/-set-twin! -escape
  (fn -escape-twin [s cmap]
    (let [out (new java.lang.StringBuilder)]
      (doseq [c s]
        (.append out (if-some [text (cmap c)] (str text) c)))
      (str out))))

(defn escape
  "The text with each character c for which (cmap c) is not nil replaced by the text of that."
  [s cmap]
  (-escape s cmap))
