;; Rules of a shop: each is a condition and an effect; the first effects that fit are all applied, in order.
(ns rules
  (:require [prices]))

(defn total [{:keys [lines]}]
  (reduce + (for [{:keys [item count]} lines
                  :let [price (or (prices/of item)
                                  (throw (ex-info (str "nobody sells " item) {:item item})))]]
              (* price count))))

(def rules
  [{:name "large orders have 10 % off"
    :when (fn [_ sum] (> sum 500))
    :then (fn [decision] (update decision :discount + 10))}
   {:name "members have 5 % off"
    :when (fn [order _] (:member order))
    :then (fn [decision] (update decision :discount + 5))}
   {:name "new customers above 1000 are looked at"
    :when (fn [order sum] (and (not (:member order)) (> sum 1000)))
    :then (fn [decision] (assoc decision :review true))}])

(defn decide [order]
  (let [sum (total order)
        fitting (filter (fn [rule] ((:when rule) order sum)) rules)
        decision (reduce (fn [decision rule] ((:then rule) decision)) {:discount 0 :review false} fitting)]
    (doseq [rule fitting] (println (:name rule)))
    (assoc decision
           :sum sum
           :pay (double (* sum (- 1 (/ (:discount decision) 100)))))))
