;; Lines of text split, trimmed, changed, joined and counted.
(ns s19.string-pipeline
  (:require [clojure.string :as str]))

(defn make-line [i]
  (str "  item-" i ", colour=" (nth ["red" "green" "blue"] (rem i 3)) ", size=" (* i i) "  "))

(defn parse-line [line]
  (let [[item colour size] (map str/trim (str/split (str/trim line) #","))]
    {:item (str/upper-case item)
     :colour (keyword (subs colour (inc (str/index-of colour "="))))
     :size (parse-long (str/replace size "size=" ""))}))

(defn show [{:keys [item colour size]}]
  (str item "/" (name colour) "/" size))

(defn run [n]
  (let [text (str/join "\n" (map make-line (range n)))
        rows (map parse-line (str/split-lines text))
        line (->> rows
                  (filter (fn [row] (not= :green (:colour row))))
                  (map show)
                  (str/join ";"))
        letters (frequencies line)]
    (assert (= "ITEM-0/red/0;ITEM-2/blue/4;ITEM-3/red/9" (subs line 0 39)))
    (assert (str/ends-with? line (show (last (filter (fn [row] (not= :green (:colour row))) rows)))))
    (assert (= (- n (quot (inc n) 3)) (get letters \I)))
    (assert (= (count line) (reduce + (vals letters))))
    (assert (= line (str/reverse (str/reverse line))))
    (assert (= (count (str/split line #";")) (get letters \I)))
    (count line)))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 100)]
  (println "string-pipeline" n (run n)))
