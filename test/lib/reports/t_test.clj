(ns t-test (:require [clojure.test :refer :all] [clojure.string :as s]))
(use-fixtures :once (fn [f] (println "once in") (f) (println "once out")))
(use-fixtures :each (fn [f] (println "each in") (f) (println "each out")) (fn [f] (println "  e2") (f)))
(defn helper [x]
  (is (= 1
         x) "helped"))
(deftest simple
  (is (= 1 1))
  (is (= 1 2))
  (is (= 1 (+ 1
               1)) "message"))
(deftest nested
  (testing "outer"
    (testing "inner" (is (pos? -1)) (is (< 3 2 1)))
    (is false)
    (is nil)
    (is (nil? 3))))
(deftest errors
  (is (thrown? ArithmeticException (/ 1 0)))
  (is (thrown? ArithmeticException (+ 1 0)))
  (is (thrown-with-msg? clojure.lang.ExceptionInfo #"abc" (throw (ex-info "xabcx" {}))))
  (is (thrown-with-msg? ArithmeticException #"abc" (+ 1 2)))
  (is (instance? String 1))
  (is (instance? Long 1))
  (is (contains? #{1 2} 3) "set")
  (is (every? odd? [1 2]))
  (is (let [x 1] (= x 2)))
  (is (and 1 nil))
  (is (not (= 1 1)))
  (is (s/starts-with? "abc" "b")))
(deftest helped (helper 2) (helper 1))
(deftest tables
  (are [x y] (= x (inc y))
    1 0
    2 2
    3 2))
(deftest inner (is (= 1 2)))
(deftest outer (inner) (simple))
(defmethod assert-expr 'approx [msg form]
  `(let [r# (= ~@(rest form))] (do-report {:type (if r# :pass :fail) :message ~msg :expected '~form :actual "nope"}) r#))
(deftest custom (is (approx 1 2)) (is (approx 1 1)))
(deftest- priv (is true))
(deftest loops (doseq [x [1 2]] (testing (str "x" x) (is (= x 1)))))
(deftest values (println (is (= 1 1)) (is (+ 1 2)) (is (= 1 2)) (class (is (thrown? Exception (throw (Exception. "1")))))))
(with-test (defn wt [x] (inc x)) (is (= 2 (wt 1))) (is (= 3 (wt 1))))
(defn other [] 1)
(set-test other (is (= (other) 1)))
(binding [*test-out* *out*] (println (run-tests)))
(println (run-test inner))
(run-test nosuch)
(run-test helper)
(test-vars [#'priv])
(println (successful? {:type :summary :fail 0 :error 0}) (testing-vars-str {:file "a" :line 2}) (function? 'inc) (function? 'when) (function? inc))
(println (try (macroexpand-1 '(are [x] (= x) )) (catch Throwable e (.getMessage (or (.getCause e) e)))))
(println (test #'priv) (test #'helper))
(println (with-out-str (binding [*test-out* *out*] (report {:type :foo :a 1}))))
(println (with-out-str (binding [*test-out* *out*] (run-all-tests #"t-.*st"))))
(defn test-ns-hook [] (println "hook") (priv))
(run-tests 't-test)
