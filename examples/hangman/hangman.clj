;; Hangman: one player is a script of letters, the other a program that keeps the words that still fit.

(ns hangman
  (:require [clojure.string :as str]))

(def dictionary
  ["closure" "keyword" "lambda" "macro" "parser" "prelude" "process" "program" "promise" "symbol" "syntax" "vector"])

(defn new-game [word] {:word word, :tried (sorted-set), :lives 6})

(defn pattern [{:keys [word tried]}]
  (str/join (map #(if (tried %) % "_") word)))

(defn status [{:keys [lives] :as game}]
  (cond (not (str/includes? (pattern game) "_")) :won
        (zero? lives) :lost
        :else :open))

(defn guess [{:keys [word tried] :as game} letter]
  (cond
    (tried letter) (assoc game :note "tried before")
    (str/includes? word (str letter)) (-> game (update :tried conj letter) (dissoc :note))
    :else (-> game (update :tried conj letter) (update :lives dec) (assoc :note "no"))))

(defn play [game letters]
  (->> letters
       (reductions guess game)
       (reduce (fn [shown game]
                 ((if (= :open (status game)) identity reduced) (conj shown game)))
               [])))

(defn fits? [shown tried word]
  (and (= (count shown) (count word))
       (every? (fn [[s c]] (if (= s \_) (not (tried c)) (= s c))) (map vector shown word))))

(defn solver-guess [dictionary {:keys [tried] :as game}]
  (let [shown (pattern game)
        possible (filter #(fits? shown tried %) dictionary)]
    (->> (mapcat set possible)
         (remove tried)
         frequencies
         (sort-by (juxt (comp - val) key))
         ffirst)))

(defn solve [dictionary word]
  (loop [game (new-game word), guesses []]
    (if (= :open (status game))
      (let [letter (solver-guess dictionary game)]
        (recur (guess game letter) (conj guesses letter)))
      {:word word, :status (status game), :guesses (str/join guesses), :lives (:lives game)})))

(defn gallows [lives]
  (let [parts ["/" "O" "\\" "|" "/ " "\\"]]
    (str/join (take (- 6 lives) parts))))

(doseq [[word letters] [["macro" "eaocrm"] ["syntax" "eiouzqj"] ["parser" "aa1 sper"]]]
  (doseq [{:keys [note lives] :as game} (play (new-game word) letters)]
    (println (format "%-8s %d %-8s" (pattern game) lives (gallows lives)) (or note "")))
  (println "=>" (name (status (peek (play (new-game word) letters))))))

(let [results (map #(solve dictionary %) dictionary)]
  (run! println (map (juxt :word :status :guesses :lives) results))
  (println (frequencies (map :status results))
           "guesses:" (double (/ (reduce + (map (comp count :guesses) results)) (count results)))))
