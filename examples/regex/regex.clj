;; A matcher of regular expressions by derivatives: what must still match after one character has been read. Literals,
;; `.`, `[a-z]`, `*`, `+`, `?`, `|` and groups.

(ns regex)

(defprotocol Regex
  (nullable? [r] "Does it match the empty text?")
  (derive-by [r c] "What must match the rest of a text that begins with `c`."))

(defrecord Nothing []
  Regex
  (nullable? [_] false)
  (derive-by [r _] r))

(defrecord Empty []
  Regex
  (nullable? [_] true)
  (derive-by [_ _] (->Nothing)))

(defrecord One [label accepts]
  Regex
  (nullable? [_] false)
  (derive-by [_ c] (if (accepts c) (->Empty) (->Nothing))))

(def nothing? (partial instance? Nothing))

(declare alt)

(defrecord Both [a b]
  Regex
  (nullable? [_] (and (nullable? a) (nullable? b)))
  (derive-by [_ c]
    (let [left (derive-by a c)
          left (cond (nothing? left) left
                     (instance? Empty left) b
                     :else (->Both left b))]
      (if (nullable? a) (alt left (derive-by b c)) left))))

(defrecord Either [a b]
  Regex
  (nullable? [_] (or (nullable? a) (nullable? b)))
  (derive-by [_ c] (alt (derive-by a c) (derive-by b c))))

(defrecord Star [r]
  Regex
  (nullable? [_] true)
  (derive-by [this c]
    (let [d (derive-by r c)]
      (if (nothing? d) d (->Both d this)))))

(defn alt [a b]
  (cond (nothing? a) b
        (nothing? b) a
        (= a b) a
        :else (->Either a b)))

;; The parser: each function returns a regex and the characters after it.

(declare parse-alternatives)

(defn parse-class [cs]
  (let [[body [_ & more]] (split-with (complement #{\]}) cs)
        chars (loop [[a b c :as body] body, chars #{}]
                (cond (nil? a) chars
                      (and (= b \-) c) (recur (drop 3 body) (into chars (map char) (range (int a) (inc (int c)))))
                      :else (recur (rest body) (conj chars a))))]
    [(->One (apply str body) chars) more]))

(defn parse-atom [[c & more]]
  (case c
    \( (let [[r [_ & more]] (parse-alternatives more)] [r more])
    \[ (parse-class more)
    \. [(->One "." some?) more]
    \\ [(->One (first more) #{(first more)}) (rest more)]
    [(->One c #{c}) more]))

(defn parse-repeats [[r [c & more :as cs]]]
  (case c
    \* (recur [(->Star r) more])
    \+ (recur [(->Both r (->Star r)) more])
    \? (recur [(alt r (->Empty)) more])
    [r cs]))

(defn parse-sequence [cs]
  (loop [acc (->Empty), cs cs]
    (if (contains? #{nil \| \)} (first cs))
      [acc cs]
      (let [[r cs] (parse-repeats (parse-atom cs))]
        (recur (if (instance? Empty acc) r (->Both acc r)) cs)))))

(defn parse-alternatives [cs]
  (let [[left [c & more :as cs]] (parse-sequence cs)]
    (if (= c \|)
      (let [[right cs] (parse-alternatives more)] [(alt left right) cs])
      [left cs])))

(defn regex [pattern] (first (parse-alternatives (seq pattern))))

(defn matches? [pattern text]
  (nullable? (reduce (fn [r c]
                       (let [d (derive-by r c)]
                         (if (nothing? d) (reduced d) d)))
                     (regex pattern)
                     text)))

(def cases
  {"abc" ["abc" "ab" "abcd"]
   "a*b" ["b" "aaab" "aaa"]
   "(ab)+" ["" "ab" "abab" "aba"]
   "colou?r" ["color" "colour" "colouur"]
   "cat|dog|" ["cat" "dog" "" "cow"]
   "[a-c]+[0-9]" ["abc7" "abd7" "7"]
   "a.c" ["abc" "a.c" "ac"]
   "a\\.c" ["a.c" "abc"]
   "(a|b)*abb" ["abb" "babaabb" "abab"]
   "(a*)*b" ["aaaaaaaaaaaaaaaaaaaaaaaab" "aaaaaaaaaaaaaaaaaaaaaaaac"]})

(doseq [[pattern texts] (sort-by key cases)
        text texts
        :let [answer (matches? pattern text)]]
  (println (format "%-12s %-26s %s" pattern (pr-str text) answer)
           (if (= answer (some? (re-matches (re-pattern pattern) text))) "" "differs from re-matches")))
