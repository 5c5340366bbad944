;; Joins two files of comma separated values and reports: clojure.data.csv reads and writes, clojure.set joins.

(ns csv-report
  (:require [clojure.data.csv :as csv]
            [clojure.java.io :as io]
            [clojure.pprint :refer [print-table]]
            [clojure.set :as set]
            [clojure.string :as str]))

(def folder "examples/csv-report/")

(defn read-rows
  "The rows of a file as maps by the names in its first line."
  [file & options]
  (with-open [reader (io/reader (str folder file))]
    (let [[header & rows] (apply csv/read-csv reader options)]
      (mapv (partial zipmap (map keyword header)) rows))))

(defn blank->nil [row]
  (update-vals row not-empty))

(def staff
  (->> (read-rows "staff.csv")
       (map blank->nil)
       (map #(update % :salary (fn [s] (some-> s parse-long))))
       (map #(assoc % :year (parse-long (subs (:since %) 0 4))))))

(def departments
  (set (read-rows "departments.csv" :separator \;)))

(def joined
  (set/join (set staff) departments {:department :code}))

(defn mean [xs]
  (when (seq xs) (/ (reduce + xs) (count xs))))

(defn summary [[title people]]
  (let [salaries (keep :salary people)]
    {:department title
     :people (count people)
     :mean (mean salaries)
     :top (:name (apply max-key :salary people))
     :oldest (apply min (map :year people))}))

(print-table [:name :title :salary] (sort-by :name joined))
(print-table (sort-by :department (map summary (group-by :title joined))))

(println)
(println "without a department we know:"
         (str/join ", " (sort (set/difference (set (map :name staff)) (set (map :name joined))))))
(println "departments without staff:"
         (map :title (set/select #(not (contains? (set (map :department staff)) (:code %))) departments)))
(println "mean salary:" (format "%.2f" (double (mean (keep :salary staff)))))

(println "as a file:")
(csv/write-csv *out*
               (cons ["name" "monthly" "title"]
                     (for [{:keys [name salary title]} (sort-by (juxt :title :name) joined)]
                       [name (quot salary 12) title])))

(println "everything quoted:")
(csv/write-csv *out* [["a" "b\nc" nil] [1 2.5 :k]] :quote? (constantly true) :separator \tab)
