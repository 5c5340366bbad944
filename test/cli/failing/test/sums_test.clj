(ns sums-test
  (:require [clojure.test :refer [deftest is]]))

(deftest wrong
  (is (= 5 (+ 2 2))))

(deftest right
  (is (= 4 (+ 2 2))))
