;; A spelling corrector after Peter Norvig's idea: of the known words that are one or two edits away, the most frequent.

(ns spell-checker
  (:require [clojure.string :as str]))

(def text
  "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was
   the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of Darkness, it
   was the spring of hope, it was the winter of despair, we had everything before us, we had nothing before us, we were
   all going direct to Heaven, we were all going direct the other way.")

(defn words [text] (re-seq #"[a-z]+" (str/lower-case text)))

(def counts (frequencies (words text)))

(def alphabet (map char (range (int \a) (inc (int \z)))))

(defn edits
  "All texts that one deletion, exchange, replacement or insertion makes of a word."
  [word]
  (let [splits (for [i (range (inc (count word)))] [(subs word 0 i) (subs word i)])]
    (into #{}
          cat
          [(for [[a b] splits :when (seq b)] (str a (subs b 1)))
           (for [[a b] splits :when (next b)] (str a (nth b 1) (nth b 0) (subs b 2)))
           (for [[a b] splits, c alphabet :when (seq b)] (str a c (subs b 1)))
           (for [[a b] splits, c alphabet] (str a c b))])))

(defn known [words] (not-empty (set (filter counts words))))

(defn candidates [word]
  (or (known [word])
      (known (edits word))
      (known (mapcat edits (edits word)))
      #{word}))

(defn correct [word]
  (first (sort-by (juxt (comp - #(counts % 0)) identity) (candidates word))))

(defn correct-text
  "Corrects the words of a text and leaves its signs and capitals."
  [text]
  (str/replace text #"[A-Za-z]+"
               (fn [word]
                 (let [right (correct (str/lower-case word))]
                   (if (Character/isUpperCase (first word)) (str/capitalize right) right)))))

(println (count counts) "words known, most frequent:" (take 4 (sort-by (juxt (comp - val) key) counts)))
(println "edits of one word:" (count (edits "age")))

(doseq [word ["the" "teh" "seazon" "wisdm" "foolishnes" "eopch" "dirkness" "hpo" "zzz"]]
  (println (format "%-12s -> %-12s" word (correct word)) (sort (candidates word))))

(println (correct-text "It ws teh bset of tims, Wintr!"))
