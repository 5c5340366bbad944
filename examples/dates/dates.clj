;; Calculating with dates, without a library: days since 1970, weekdays, leap years, Easter, and a calendar page.

(ns dates
  (:require [clojure.string :as str]))

(defn leap? [year]
  (and (zero? (mod year 4))
       (or (pos? (mod year 100)) (zero? (mod year 400)))))

(defn month-days [year month]
  (case (int month)
    2 (if (leap? year) 29 28)
    (4 6 9 11) 30
    31))

(defn date->days
  "Days from 1970-01-01 to a date, after the civil calendar of Howard Hinnant: years begin in March."
  [[year month day]]
  (let [y (if (<= month 2) (dec year) year)
        era (Math/floorDiv (long y) 400)
        yoe (- y (* era 400))
        doy (+ (quot (+ (* 153 (mod (+ month 9) 12)) 2) 5) (dec day))
        doe (+ (* yoe 365) (quot yoe 4) (- (quot yoe 100)) doy)]
    (+ (* era 146097) doe -719468)))

(defn days->date [days]
  (let [z (+ days 719468)
        era (Math/floorDiv (long z) 146097)
        doe (- z (* era 146097))
        yoe (quot (- doe (quot doe 1460) (- (quot doe 36524)) (quot doe 146096)) 365)
        doy (- doe (- (+ (* 365 yoe) (quot yoe 4)) (quot yoe 100)))
        mp (quot (+ (* 5 doy) 2) 153)
        month (if (< mp 10) (+ mp 3) (- mp 9))]
    [(+ yoe (* era 400) (if (<= month 2) 1 0)) month (inc (- doy (quot (+ (* 153 mp) 2) 5)))]))

(def weekday-names ["Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday" "Sunday"])

(defn weekday [date] (mod (+ 3 (date->days date)) 7))
(defn plus-days [date n] (days->date (+ n (date->days date))))
(defn days-between [a b] (- (date->days b) (date->days a)))

(defn parse [text]
  (let [[_ & parts] (re-matches #"(\d{4})-(\d\d)-(\d\d)" text)
        [year month day :as date] (mapv parse-long parts)]
    (when (and year (<= 1 month 12) (<= 1 day (month-days year month)))
      date)))

(defn show [[y m d]] (format "%04d-%02d-%02d" y m d))

(defn easter [year]
  (let [a (mod year 19), b (quot year 100), c (mod year 100)
        h (mod (+ (* 19 a) (- b (quot b 4) (quot (- b (quot (+ b 8) 25) -1) 3)) 15) 30)
        l (mod (- (+ 32 (* 2 (mod b 4)) (* 2 (quot c 4))) h (mod c 4)) 7)
        m (quot (+ a (* 11 h) (* 22 l)) 451)
        n (+ h l (* -7 m) 114)]
    [year (quot n 31) (inc (mod n 31))]))

(defn workdays [from to]
  (->> (iterate #(plus-days % 1) from)
       (take-while #(neg? (compare % to)))
       (remove #(>= (weekday %) 5))
       count))

(defn calendar [year month]
  (let [cells (concat (repeat (weekday [year month 1]) "")
                      (range 1 (inc (month-days year month))))]
    (str/join "\n" (cons "Mo Tu We Th Fr Sa Su"
                         (for [week (partition-all 7 cells)]
                           (str/join " " (map #(format "%2s" %) week)))))))

(println (map leap? [1900 2000 2023 2024]))
(println (map date->days [[1970 1 1] [2000 1 1] [1969 12 31] [2024 2 29]]))
(println "there and back:" (every? #(= % (date->days (days->date %))) (range -200000 200000 777)))
(println (show (plus-days [2024 2 28] 2)) (show (plus-days [2023 12 31] 1)) (show (plus-days [2000 3 1] -1)))
(println "to the moon:" (weekday-names (weekday [1969 7 20])) (days-between [1969 7 20] [2024 7 20]))
(println (map #(some-> % parse show) ["2024-02-29" "2023-02-29" "2023-13-01" "23-1-1"]))
(println "Easter:" (map (comp show easter) [1999 2000 2008 2024 2038]))
(println "workdays in 2024:" (workdays [2024 1 1] [2025 1 1]))
(println "Fridays the 13th in 2026:" (for [m (range 1 13) :when (= 4 (weekday [2026 m 13]))] m))
(println (calendar 2024 2))
