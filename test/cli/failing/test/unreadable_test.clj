(ns unreadable-test
  (:require [clojure.test :refer [deftest is]]))

(deftest never
  (is (= 1 1))
