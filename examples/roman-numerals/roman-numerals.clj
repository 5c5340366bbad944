;; The kata of the roman numerals, with its tests.

(ns roman-numerals
  (:require [clojure.string :as str]
            [clojure.test :refer [are deftest is run-tests testing]]))

(def numerals
  [[1000 "M"] [900 "CM"] [500 "D"] [400 "CD"] [100 "C"] [90 "XC"] [50 "L"] [40 "XL"] [10 "X"] [9 "IX"] [5 "V"] [4 "IV"]
   [1 "I"]])

(defn ->roman [n]
  {:pre [(pos-int? n) (< n 4000)]}
  (let [[value text] (first (filter #(<= (first %) n) numerals))]
    (if (= n value)
      text
      (str text (->roman (- n value))))))

(defn <-roman [text]
  (let [value (into {} (for [[n s] numerals :when (= 1 (count s))] [(first s) n]))]
    (->> (map value text)
         (partition 2 1 [0])
         (map (fn [[a b]] (if (< a b) (- a) a)))
         (reduce +))))

(defn valid? [text]
  (boolean (and (seq text)
                (re-matches #"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})" text))))

(deftest to-roman
  (are [n text] (= text (->roman n))
    1 "I"
    4 "IV"
    9 "IX"
    14 "XIV"
    1666 "MDCLXVI"
    1994 "MCMXCIV"
    2024 "MMXXIV"
    3999 "MMMCMXCIX"))

(deftest from-roman
  (is (= 1990 (<-roman "MCMXC")))
  (testing "every number survives"
    (is (every? #(= % (<-roman (->roman %))) (range 1 4000)))))

(deftest limits
  (is (thrown? AssertionError (->roman 0)))
  (is (thrown? AssertionError (->roman 4000))))

(deftest validity
  (testing "of what we write"
    (is (every? valid? (map ->roman (range 1 4000)))))
  (testing "of other texts"
    (is (not-any? valid? ["" "IIII" "VX" "IC" "hello" "MCMXCC"]))))

(binding [clojure.test/*test-out* *out*]
  (let [{:keys [test pass fail error]} (run-tests 'roman-numerals)]
    (println test "tests," pass "assertions passed," (+ fail error) "did not")))

(println "longest:" (str/join " " (let [all (group-by (comp count ->roman) (range 1 4000))]
                                    (map ->roman (all (apply max (keys all)))))))
(println "palindromes:" (take 8 (filter #(let [r (->roman %)] (and (next r) (= r (str/reverse r)))) (range 1 4000))))
