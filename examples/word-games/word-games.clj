;; Games with words: anagrams, ladders from word to word, palindromes, and the Caesar cipher broken by frequencies.

(ns word-games
  (:require [clojure.set :as set]
            [clojure.string :as str]))

(def dictionary
  (str/split "ales bake bald bale ball bell belt bird bite bolt cold cord coat corm dorm evil gold good head heal live
              malt melt mold sale seal silt tale tall teal tell veil vile warm ward word wood worm" #"\s+"))

;; Anagrams

(defn anagrams [words]
  (->> (group-by sort words)
       vals
       (filter next)
       (sort-by (juxt (comp - count) first))))

;; Ladders

(defn one-apart? [a b]
  (= 1 (count (filter false? (map = a b)))))

(def neighbours
  (into {} (for [a dictionary] [a (set (filter #(one-apart? a %) dictionary))])))

(defn ladder
  "A shortest way from word to word, one letter at a time."
  [from to]
  (loop [paths [[from]], seen #{from}]
    (when (seq paths)
      (or (first (filter #(= to (peek %)) paths))
          (let [longer (for [path paths, word (sort (set/difference (neighbours (peek path)) seen))]
                         (conj path word))
                ;; Of several ways to a word the first is enough.
                longer (vals (reduce (fn [by-end path] (merge {(peek path) path} by-end)) (sorted-map) longer))]
            (recur longer (into seen (map peek) longer)))))))

;; The Caesar cipher

(defn shift [n c]
  (letfn [(turn [base] (char (+ base (mod (+ n (- (int c) base)) 26))))]
    (cond (<= 97 (int c) 122) (turn 97)
          (<= 65 (int c) 90) (turn 65)
          :else c)))

(defn caesar [n text] (str/join (map (partial shift n) text)))

(def english
  (zipmap "etaoinshrdlu" [12.7 9.1 8.2 7.5 7.0 6.7 6.3 6.1 6.0 4.3 4.0 2.8]))

(defn likelihood [text]
  (transduce (map #(english % 0)) + (str/lower-case text)))

(defn crack [text]
  (apply max-key likelihood (map #(caesar % text) (range 26))))

(defn palindrome? [text]
  (let [letters (re-seq #"[a-z]" (str/lower-case text))]
    (= letters (reverse letters))))

(defn pig-latin [word]
  (if-let [[_ consonants more] (re-matches #"([^aeiou]+|.*qu)(.*)" word)]
    (str more consonants "ay")
    (str word "way")))

(run! println (anagrams dictionary))
(doseq [[from to] [["cold" "warm"] ["head" "tall"] ["bake" "worm"] ["evil" "good"]]]
  (println from "to" (str to ":") (if-let [words (ladder from to)] (str/join " - " words) "no way")))

(let [secret (caesar 11 "Meet me at the old mill, after sunset!")]
  (println secret)
  (println (crack secret)))

(println (map palindrome? ["A man, a plan, a canal: Panama" "Clojure" ""]))
(println (map pig-latin ["string" "apple" "quiet" "square"]))
(println "most neighbours:" (take 3 (sort-by (juxt (comp - second) first) (update-vals neighbours count))))
