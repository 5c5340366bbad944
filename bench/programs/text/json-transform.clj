;; Orders as data, of which a report is made: the part of B11 between reading and writing JSON.
(ns bench.json-transform
  (:require [clojure.string :as str]))

(defn make-orders [n]
  (mapv (fn [i]
          {:id i
           :customer {:name (str "customer " (rem i 17)) :vip (zero? (rem i 5))}
           :lines (mapv (fn [j] {:sku (str "sku-" (rem (+ i j) 29)) :price (+ 100 (rem (* i j) 37)) :quantity (inc (rem j 3))})
                        (range 4))})
        (range n)))

(defn line-total [{:keys [price quantity]}]
  (* price quantity))

(defn order-total [{:keys [lines]}]
  (reduce + (map line-total lines)))

(defn report [orders]
  (->> orders
       (filter (fn [order] (get-in order [:customer :vip])))
       (map (fn [{:keys [id customer] :as order}]
              {:order (str "#" id)
               :name (str/upper-case (:name customer))
               :total (order-total order)
               :skus (mapv :sku (:lines order))}))
       (sort-by :total)
       vec))

(defn run [n]
  (let [rows (report (make-orders n))]
    (str (count rows) " " (:name (first rows)) " " (reduce + (map :total rows)) " " (str/join "," (:skus (last rows))))))
