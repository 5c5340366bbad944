;; A Forth: words work on a stack, `:` defines new ones, and `if else then`, `do loop` and `begin until` steer.

(ns forth
  (:require [clojure.string :as str]))

(defn fail [message]
  (throw (ex-info message {:type ::error})))

(defn pop-n
  "The state without its top `n` values, and those values in the order in which they were pushed."
  [{:keys [stack] :as state} n]
  (if (< (count stack) n)
    (fail "stack underflow")
    (let [at (- (count stack) n)]
      [(assoc state :stack (subvec stack 0 at)) (subvec stack at)])))

(defn stack-word [n f]
  (fn [state]
    (let [[state args] (pop-n state n)]
      (update state :stack into (apply f args)))))

(defn output-word [n f]
  (fn [state]
    (let [[state args] (pop-n state n)]
      (update state :out str (apply f args)))))

(def truth {true -1, false 0})

(def builtins
  {"+" (stack-word 2 #(vector (+ %1 %2)))
   "-" (stack-word 2 #(vector (- %1 %2)))
   "*" (stack-word 2 #(vector (* %1 %2)))
   "/mod" (stack-word 2 (fn [a b] (if (zero? b) (fail "division by zero") [(mod a b) (quot a b)])))
   "mod" (stack-word 2 #(vector (mod %1 %2)))
   "=" (stack-word 2 #(vector (truth (= %1 %2))))
   "<" (stack-word 2 #(vector (truth (< %1 %2))))
   ">" (stack-word 2 #(vector (truth (> %1 %2))))
   "dup" (stack-word 1 #(vector % %))
   "drop" (stack-word 1 (constantly []))
   "swap" (stack-word 2 #(vector %2 %1))
   "over" (stack-word 2 #(vector %1 %2 %1))
   "rot" (stack-word 3 #(vector %2 %3 %1))
   "i" (fn [{:keys [loops] :as state}] (update state :stack conj (peek loops)))
   "." (output-word 1 #(str % " "))
   "emit" (output-word 1 #(str (char %)))
   "cr" (output-word 0 (constantly "\n"))})

(defn split-block
  "The tokens before the word that closes a block, by the words at its own level, and the tokens behind it."
  [tokens opens closes]
  (loop [[token & more :as tokens] tokens, depth 0, part [], parts []]
    (cond
      (empty? tokens) (fail (str "missing " (first closes)))
      (and (zero? depth) (= token (first closes))) [(conj parts part) more]
      (and (zero? depth) (= opens "if") (= token "else")) (recur more depth [] (conj parts part))
      (= token opens) (recur more (inc depth) (conj part token) parts)
      (some #{token} closes) (recur more (dec depth) (conj part token) parts)
      :else (recur more depth (conj part token) parts))))

(declare run)

(defn run-do [state body]
  (let [[state [limit start]] (pop-n state 2)]
    (reduce (fn [state i]
              (-> (assoc state :loops (conj (:loops state) i))
                  (run body)
                  (assoc :loops (:loops state))))
            state
            (range start limit))))

(defn run-until [state body]
  (let [[state [flag]] (pop-n (run state body) 1)]
    (if (zero? flag) (recur state body) state)))

(defn step [{:keys [words] :as state} token]
  (cond
    (words token) (let [word (words token)]
                    (if (fn? word) (word state) (run state word)))
    (parse-long token) (update state :stack conj (parse-long token))
    :else (fail (str token " ?"))))

(defn run [state tokens]
  (if-let [[token & more] (seq tokens)]
    (case token
      ":" (let [[[[word & body]] more] (split-block more ":" [";"])]
            (recur (assoc-in state [:words word] body) more))
      "if" (let [[[yes no] more] (split-block more "if" ["then"])
                 [state [flag]] (pop-n state 1)]
             (recur (run state (if (zero? flag) no yes)) more))
      "do" (let [[[body] more] (split-block more "do" ["loop"])]
             (recur (run-do state body) more))
      "begin" (let [[[body] more] (split-block more "begin" ["until"])]
                (recur (run-until state body) more))
      (recur (step state token) more))
    state))

(defn evaluate [text]
  (run {:stack [], :words builtins, :out "", :loops ()} (str/split (str/trim text) #"\s+")))

(doseq [text ["1 2 3 rot . . ."
              ": square dup * ; 7 square ."
              ": fact dup 2 < if drop 1 else dup 1 - fact * then ; 10 fact ."
              "11 1 do i dup * . loop"
              ": stars 0 do 42 emit loop ; 4 1 do i stars cr loop"
              "10 begin dup . 3 - dup 0 < until drop"
              ": gcd begin swap over mod dup 0 = until drop ; 48 36 gcd ."
              ": fizz dup 15 mod 0 = if drop 70 emit 66 emit else dup 3 mod 0 = if drop 70 emit else dup 5 mod 0 = if drop 66 emit else . then then then ; 16 1 do i fizz loop"
              "17 5 /mod"
              "1 +" "1 0 /mod" "fly" "1 if 2"]]
  (println text)
  (println "  =>" (try
                    (let [{:keys [stack out]} (evaluate text)]
                      (str (pr-str out) (when (seq stack) (str " stack " stack))))
                    (catch clojure.lang.ExceptionInfo e
                      (str "error: " (ex-message e))))))
