;; Small functions loaded from their text; cold, with 500 of them, this is the bar of the table.
(ns bench.load-functions
  (:require [clojure.string :as str]))

(defn function-text [i]
  (str "(defn f" i " [x y]\n"
       "  (let [z (* x " i ")]\n"
       "    (if (> z y)\n"
       "      (+ z (count [x y z]))\n"
       "      {:sum (+ x y) :text (str x \"-\" y)})))\n"))

(defn text [n]
  (str "(ns bench.loaded)\n"
       (str/join (map function-text (range n)))
       "(f" (dec n) " 3 4)\n"))

(defn run [n]
  (load-string (text n)))
