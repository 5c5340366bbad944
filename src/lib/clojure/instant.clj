(ns clojure.instant
  "Reads points in time: RFC 3339, of which everything after the year may be left out."
  (:require [clojure.java.dates :as dates]))

(def ^:private timestamp
  #"(\d\d\d\d)(?:-(\d\d)(?:-(\d\d)(?:[T](\d\d)(?::(\d\d)(?::(\d\d)(?:[.](\d+))?)?)?)?)?)?(?:[Z]|([-+])(\d\d):(\d\d))?")

(defn parse-timestamp
  "Calls new-instant with the parts of a text: years, months, days, hours, minutes, seconds, nanoseconds, the sign of the
  offset (-1, 0 or 1), its hours and its minutes. They are not checked against any calendar."
  [new-instant cs]
  (if-let [[_ & parts] (re-matches timestamp cs)]
    (let [[years months days hours minutes seconds fraction sign offset-hours offset-minutes] parts
          number (fn [digits otherwise] (if digits (Long/parseLong digits) otherwise))
          nanoseconds (number (when fraction (subs (str fraction "000000000") 0 9)) 0)]
      (new-instant (number years 0) (number months 1) (number days 1)
                   (number hours 0) (number minutes 0) (number seconds 0) nanoseconds
                   (case sign "-" -1 "+" 1 0)
                   (number offset-hours 0) (number offset-minutes 0)))
    (throw (new java.lang.RuntimeException (str "Unrecognized date/time syntax: " cs)))))

(defn- leap-year? [year]
  (and (zero? (mod year 4))
       (or (pos? (mod year 100)) (zero? (mod year 400)))))

(defn- days-in-month [month leap?]
  (case (int month)
    2 (if leap? 29 28)
    (4 6 9 11) 30
    31))

(defmacro ^:private verify [test]
  `(when-not ~test
     (throw (new java.lang.RuntimeException ~(str "failed: " (pr-str test))))))

(defn validated
  "new-instance, a function such as parse-timestamp calls, with the parts checked against the calendar before."
  [new-instance]
  (fn [years months days hours minutes seconds nanoseconds offset-sign offset-hours offset-minutes]
    (verify (<= 1 months 12))
    (verify (<= 1 days (days-in-month months (leap-year? years))))
    (verify (<= 0 hours 23))
    (verify (<= 0 minutes 59))
    (verify (<= 0 seconds (if (= minutes 59) 60 59)))
    (verify (<= 0 nanoseconds 999999999))
    (verify (<= -1 offset-sign 1))
    (verify (<= 0 offset-hours 23))
    (verify (<= 0 offset-minutes 59))
    (new-instance years months days hours minutes seconds nanoseconds offset-sign offset-hours offset-minutes)))

(defn read-instant-date
  "The java.util.Date of a text, exact to the millisecond."
  [cs]
  (clojure.core/-parse-inst cs))

(defn read-instant-calendar
  "The java.util.Calendar of a text, exact to the millisecond, in the zone of its offset from UTC."
  [cs]
  (let [offset (parse-timestamp (fn [_ _ _ _ _ _ _ sign hours minutes] (* sign (+ (* 60 hours) minutes))) cs)]
    (dates/calendar-of (inst-ms (read-instant-date cs)) offset)))

(defn read-instant-timestamp
  "The java.sql.Timestamp of a text, exact to the nanosecond."
  [cs]
  (let [nanos (parse-timestamp (fn [_ _ _ _ _ _ nanos _ _ _] nanos) cs)
        millis (inst-ms (read-instant-date cs))]
    (dates/timestamp-of (- millis (mod millis 1000)) nanos)))
