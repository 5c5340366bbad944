;; Strings put together piece by piece, and joined.
(ns bench.string-building
  (:require [clojure.string :as str]))

(defn by-str [n]
  (loop [i 0 text ""]
    (if (< i n)
      (recur (inc i) (str text i ","))
      text)))

(defn by-join [n]
  (str/join "," (map (fn [i] (str "<" i ">")) (range n))))

(defn run [n]
  (let [a (by-str n)
        b (by-join n)]
    (+ (count a) (count b) (str/index-of a (str "," (dec n) ",")))))
