;; Orders as JSON come in, a report as JSON goes out.

(ns json-pipeline
  (:require [clojure.data.json :as json]
            [clojure.set :as set]
            [clojure.string :as str]))

(def input
  "{\"orders\": [
     {\"id\": 1, \"customer\": \"ada\", \"date\": \"2024-01-15\", \"lines\": [{\"sku\": \"tea\", \"qty\": 2, \"price\": 4.50}, {\"sku\": \"cup\", \"qty\": 1, \"price\": 7}]},
     {\"id\": 2, \"customer\": \"bob\", \"date\": \"2024-01-20\", \"lines\": [{\"sku\": \"tea\", \"qty\": 10, \"price\": 4.25}]},
     {\"id\": 3, \"customer\": \"ada\", \"date\": \"2024-02-02\", \"lines\": [], \"note\": \"cancelled \\u2013 caf\\u00e9 closed\"},
     {\"id\": 4, \"customer\": \"eve\", \"date\": \"2024-02-11\", \"lines\": [{\"sku\": \"pot\", \"qty\": 1, \"price\": 31.75}]}],
    \"customers\": {\"ada\": {\"name\": \"Ada L.\", \"vip\": true}, \"bob\": {\"name\": \"Bob\"}}}")

(defn read-orders [text]
  (json/read-str text :key-fn keyword :bigdec true))

(defn total [{:keys [lines]}]
  (reduce + 0M (map #(* (:qty %) (:price %)) lines)))

(defn month [{:keys [date]}] (subs date 0 7))

(defn report [{:keys [orders customers]}]
  (let [orders (map #(assoc % :total (total %)) orders)
        known (set (map name (keys customers)))
        buyers (set (map :customer orders))]
    {:months (into (sorted-map)
                   (for [[m os] (group-by month orders)]
                     [m {:orders (count os), :sum (reduce + (map :total os))}]))
     :best (-> (apply max-key (comp double :total) orders)
               (select-keys [:id :customer :total])
               (set/rename-keys {:total :sum}))
     :skus (->> (mapcat :lines orders)
                (map #(hash-map (:sku %) (:qty %)))
                (apply merge-with +)
                (into (sorted-map)))
     :unknown (sort (set/difference buyers known))
     :vips (keep (fn [[_ {:keys [name vip]}]] (when vip (str/upper-case name))) customers)
     :notes (keep :note orders)
     :nothing nil}))

(def data (read-orders input))

(json/pprint (report data))
(println (json/write-str (report data) :escape-unicode false))
(println (json/write-str {:when "today" :amount 12.5 :half 1/2 :path "/a/b"}
                         :key-fn (comp str/upper-case name)
                         :value-fn (fn [k v] (if (= k :amount) (long v) v))
                         :escape-slash false))

(println (= data (read-orders (json/write-str data))))

(doseq [text ["{\"a\": }" "[1, 2" "{\"a\" 1}" ""]]
  (println (pr-str text) "->" (try (json/read-str text)
                                   (catch Exception e (ex-message e)))))
