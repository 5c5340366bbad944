;; The words of a text counted, and the ten that are most frequent.
(ns bench.word-count
  (:require [clojure.string :as str]))

(def words ["the" "cat" "sat" "on" "the" "mat" "and" "a" "dog" "lay" "by" "the" "door" "The" "Cat"])

(defn make-text [n]
  (str/join " " (map (fn [i] (str (nth words (rem (* i 7) 15)) (when (zero? (rem i 11)) (rem i 23)))) (range n))))

(defn run [n]
  (let [counts (->> (str/split (make-text n) #"\s+")
                    (map str/lower-case)
                    frequencies)
        top (take 10 (sort-by (fn [[word times]] [(- times) word]) counts))]
    (str/join " " (map (fn [[word times]] (str word "=" times)) top))))
