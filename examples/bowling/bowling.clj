;; The bowling kata with clojure.test: fixtures, a custom assertion, and a report that counts.

(ns bowling
  (:require [clojure.test :as t :refer [are deftest is testing use-fixtures]]))

(defn frames
  "The rolls split into frames; each has the rolls that count for it."
  [rolls]
  (lazy-seq
   (when-let [[a b c] (seq rolls)]
     (cond
       (= 10 a) (cons [a b c] (frames (rest rolls)))
       (= 10 (+ a (or b 0))) (cons [a b c] (frames (drop 2 rolls)))
       :else (cons [a b] (frames (drop 2 rolls)))))))

(defn score [rolls]
  (transduce (comp (take 10) cat (remove nil?)) + (frames rolls)))

(defn parse
  "The rolls of a score sheet such as \"X 9/ 5- 72\"."
  [sheet]
  (reduce (fn [rolls c]
            (case c
              \X (conj rolls 10)
              \/ (conj rolls (- 10 (peek rolls)))
              \- (conj rolls 0)
              \space rolls
              (conj rolls (- (int c) 48))))
          []
          sheet))

(defn running-totals [rolls]
  (reductions + (map #(reduce + (remove nil? %)) (take 10 (frames rolls)))))

(defn valid? [rolls]
  (and (every? #(<= 0 % 10) rolls)
       (every? (fn [[a b c]] (or (= a 10) (some? c) (<= (+ a (or b 0)) 10))) (take 10 (frames rolls)))))

(def log (atom []))

(use-fixtures :once (fn [run] (swap! log conj :begin) (run) (swap! log conj :end)))
(use-fixtures :each (fn [run] (swap! log conj :test) (run)))

(defmethod t/assert-expr 'scores? [message [_ sheet expected :as form]]
  `(let [actual# (score (parse ~sheet))]
     (t/do-report {:type (if (= actual# ~expected) :pass :fail)
                   :message ~message
                   :expected '~form
                   :actual actual#})))

(deftest games
  (are [sheet total] (scores? sheet total)
    "-- -- -- -- -- -- -- -- -- --" 0
    "9- 9- 9- 9- 9- 9- 9- 9- 9- 9-" 90
    "5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/5" 150
    "X X X X X X X X X X X X" 300
    "X 7/ 9- X -8 8/ -6 X X X81" 167))

(deftest parsing
  (is (= [10 7 3 9 0] (parse "X 7/ 9-")))
  (testing "of what is no sheet"
    (is (not (valid? [11])))
    (is (not (valid? [6 5])))
    (is (valid? (parse "X 7/ 9-")))))

(deftest wrong-on-purpose
  (is (scores? "X X" 31) "two strikes"))

(deftest totals
  (is (= [20 39 48 66 74 84 90 120 148 167] (running-totals (parse "X 7/ 9- X -8 8/ -6 X X X81"))))
  (is (thrown-with-msg? ArithmeticException #"zero" (/ (score []) 0))))

;; A report of our own: one sign for each assertion.
(def signs (atom {}))

(binding [t/report (fn [{:keys [type] :as event}]
                     (case type
                       (:pass :fail :error) (swap! signs update (first (map (comp :name meta) t/*testing-vars*)) str
                                                   ({:pass ".", :fail "F", :error "E"} type))
                       nil)
                     (when (= type :fail)
                       (println "failed:" (:message event) "expected" (:expected event) "was" (:actual event))))]
  (t/run-tests 'bowling))

(run! println (sort @signs))
(println @log)
