/**
 * The namespace `p` that every generated program may use. `tick` counts the turns of all loops together, so that
 * nested ones cannot take for ever; it throws an Error, which `(catch Exception …)` does not stop.
 * `limit` keeps values that grow in a loop small, and lets nothing through whose text is of another length in Clojure.
 */
export const prelude = `
(ns p)
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
  (hash x)
  x)
(defn limiting [f]
  (fn [& args] (limit (apply f args))))
(defn say [x]
  (print (pr-str x) "")
  x)
(defn boom [x]
  (throw (ex-info "boom" {:x x})))
`;
