(in-ns 'clojure.core)

;; The Clojure halves of the natives of clojure.string. They are part of the core, since programs use that namespace
;; without asking for it.

(-set-twin! clojure.string/join
  (fn join-twin
    ([coll] (clojure.string/join (mapv str coll)))
    ([separator coll] (clojure.string/join separator (mapv str coll)))))

(defn- replacement-text [x]
  (cond
    (string? x) x
    (nil? x) (throw (new java.lang.NullPointerException))
    :else (throw (new java.lang.ClassCastException
                      (str "class " (.getName (class x)) " cannot be cast to class java.lang.String")))))

(defn- replace-by
  "Text in which what f makes of a match stands in the place of each, or of the first only."
  [s re f all?]
  (when-not (-regex? re)
    (throw (new java.lang.ClassCastException
                (str "class " (.getName (class f)) " cannot be cast to class java.lang.CharSequence"))))
  (let [pieces (#'clojure.string/-pieces re s all?)
        n (-alength pieces)]
    (when (and (nil? f) (< 1 n))
      (throw (new java.lang.NullPointerException)))
    (loop [i 1 out (-push! (-new-array) (-aget pieces 0))]
      (if (< i n)
        (recur (+ i 2)
               (-push! (-push! out (replacement-text (f (-aget pieces i)))) (-aget pieces (inc i))))
        (-join out)))))

(-set-twin! clojure.string/upper-case (fn upper-case-twin [x] (clojure.string/upper-case (str x))))
(-set-twin! clojure.string/lower-case (fn lower-case-twin [x] (clojure.string/lower-case (str x))))
(-set-twin! clojure.string/capitalize (fn capitalize-twin [x] (clojure.string/capitalize (str x))))

(-set-twin! clojure.string/replace (fn replace-twin [s match f] (replace-by s match f true)))
(-set-twin! clojure.string/replace-first (fn replace-first-twin [s match f] (replace-by s match f false)))

(-set-twin! clojure.string/escape
  (fn escape-twin [s cmap]
    (when (and (nil? cmap) (seq s))
      (throw (new java.lang.NullPointerException)))
    (-join (reduce (fn [out c] (let [text (cmap c)] (-push! out (str (if text text c))))) (-new-array) s))))
