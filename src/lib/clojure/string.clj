(ns clojure.string
  "Strings. What needs no function of the program is native; the rest is here."
  (:refer-clojure :exclude [reverse replace]))

(defn- replace-by
  "s with the matches of a pattern replaced by what f gives for each."
  [s re f all]
  (let [pieces (-pieces re s all)
        n (clojure.core/-alength pieces)]
    (loop [i 1 out (clojure.core/-push! (clojure.core/-new-array) (clojure.core/-aget pieces 0))]
      (if (< i n)
        (recur (+ i 2)
               (clojure.core/-push! (clojure.core/-push! out (str (f (clojure.core/-aget pieces i))))
                                    (clojure.core/-aget pieces (inc i))))
        (clojure.core/-join out)))))

(clojure.core/-set-twin! replace (fn replace [s re f] (replace-by s re f true)))
(clojure.core/-set-twin! replace-first (fn replace-first [s re f] (replace-by s re f false)))

(clojure.core/-set-twin! join
  (fn join
    ([coll] (join (clojure.core/-array (map str coll))))
    ([separator coll] (join separator (clojure.core/-array (map str coll))))))

(clojure.core/-set-twin! -escape
  (fn -escape [s f]
    (loop [chars (seq s) out (clojure.core/-new-array)]
      (if chars
        (let [c (first chars) by (f c)]
          (recur (next chars) (clojure.core/-push! out (if (nil? by) (str c) (str by)))))
        (clojure.core/-join out)))))

(defn escape
  "s with each character for which cmap, a map or a function, has a value replaced by the text of that."
  [s cmap]
  (-escape s cmap))
