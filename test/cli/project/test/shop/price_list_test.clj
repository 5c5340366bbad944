(ns shop.price-list-test
  (:require [clojure.test :refer [deftest is testing]]
            [shop.price-list :as prices]))

(deftest totals
  (testing "of items that have a price"
    (is (= 10 (prices/total [:tea :cup])))
    (is (= 0 (prices/total [])))))
