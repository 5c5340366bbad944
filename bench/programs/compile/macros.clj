;; Functions whose bodies are mostly macros, compiled from their text.
(ns bench.macros
  (:require [clojure.string :as str]))

(defn function-text [i]
  (str "(defmacro unless" i " [test & body] `(if ~test nil (do ~@body)))\n"
       "(defn g" i " [{:keys [a b] :or {b 2} :as m} [c & more]]\n"
       "  (unless" i " (nil? a)\n"
       "    (let [total (-> a (+ b) (* c) inc)\n"
       "          evens (->> more (filter even?) (map inc) (reduce + total))]\n"
       "      (cond\n"
       "        (neg? evens) :negative\n"
       "        (zero? evens) (when-let [x (get m :x)] (dec x))\n"
       "        :else (+ (case (rem evens 3) 0 10 1 20 30)\n"
       "                 (count (for [p [1 2] q [3 4] :when (odd? (+ p q))] [p q]))\n"
       "                 (loop [k 0 s evens] (if (and (< k 3) (or (pos? s) (= k 0))) (recur (inc k) (dec s)) s)))))))\n"))

(defn text [n]
  (str "(ns bench.expanded)\n"
       (str/join (map function-text (range n)))
       "(g" (dec n) " {:a 1} [2 3 4])\n"))

(defn run [n]
  (load-string (text n)))
