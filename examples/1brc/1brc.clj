;; The one billion row challenge: reads lines `name;temperature` and prints the lowest, the mean and the highest
;; temperature of every station, in the order of their names.
;;
;;   ./clove examples/1brc/1brc.clj measurements.txt

(ns one-brc
  (:require [clojure.java.io :as io]
            [clojure.string :as str]))

;; All temperatures are whole numbers of tenths of a degree.
(defrecord Stats [low high total rows])

(defn parse-tenths
  "The temperature that begins at index `start` of `line` and ends with it, in tenths: \"-1.2\" is -12."
  [line start]
  (let [end (count line)
        minus? (= \- (nth line start))]
    (loop [i (if minus? (inc start) start)
           tenths 0]
      (if (< i end)
        (let [c (nth line i)]
          (recur (inc i)
                 (if (= c \.) tenths (+ (* 10 tenths) (- (int c) 48)))))
        (if minus? (- tenths) tenths)))))

(defn add-row
  "Counts the temperature of one line into the transient map of stations."
  [stations line]
  (let [separator (str/index-of line ";")
        station (subs line 0 separator)
        tenths (parse-tenths line (inc separator))]
    (if-let [stats (get stations station)]
      (assoc! stations station
              (->Stats (min (:low stats) tenths)
                       (max (:high stats) tenths)
                       (+ (:total stats) tenths)
                       (inc (:rows stats))))
      (assoc! stations station (->Stats tenths tenths tenths 1)))))

(defn read-stations [path]
  (with-open [reader (io/reader path)]
    (persistent! (reduce add-row (transient {}) (line-seq reader)))))

(defn floor-div [n divisor]
  (quot (- n (mod n divisor)) divisor))

(defn mean
  "The mean in tenths; a half is rounded up, also below zero."
  [{:keys [total rows]}]
  (floor-div (+ (* 2 total) rows) (* 2 rows)))

(defn format-tenths [tenths]
  (let [size (if (neg? tenths) (- tenths) tenths)]
    (str (when (neg? tenths) "-") (quot size 10) "." (rem size 10))))

(defn format-station [[station stats]]
  (str station "="
       (format-tenths (:low stats)) "/"
       (format-tenths (mean stats)) "/"
       (format-tenths (:high stats))))

(let [[path] *command-line-args*]
  (when-not path
    (throw (ex-info "usage: 1brc.clj FILE" {})))
  (println (str "{" (str/join ", " (map format-station (sort-by key (read-stations path)))) "}")))
