;; Converts between units with exact ratios: a unit knows its factor to the base unit of its kind; temperatures have an
;; offset too. Requests are written as people write them.

(ns unit-converter
  (:require [clojure.string :as str]))

(def units
  {:length {:m 1, :km 1000, :cm 1/100, :mm 1/1000, :in 254/10000, :ft 3048/10000, :mi 1609344/1000}
   :mass {:kg 1, :g 1/1000, :lb 45359237/100000000, :oz 45359237/1600000000}
   :time {:s 1, :min 60, :h 3600, :d 86400}
   :temperature {:K [1 0], :C [1 27315/100], :F [5/9 229835/900]}})

(def kind-of
  (into {} (for [[kind us] units, unit (keys us)] [unit kind])))

(defn scale [unit]
  (let [s (get-in units [(kind-of unit) unit])]
    (if (vector? s) s [s 0])))

(defn convert [n from to]
  (when-not (and (kind-of from) (kind-of to))
    (throw (ex-info "unknown unit" {:unit (first (remove kind-of [from to]))})))
  (when-not (= (kind-of from) (kind-of to))
    (throw (ex-info (format "cannot turn %s into %s" (name (kind-of from)) (name (kind-of to))) {})))
  (let [[fa oa] (scale from)
        [fb ob] (scale to)]
    (/ (- (+ (* n fa) oa) ob) fb)))

(defn exact [text]
  (rationalize (bigdec text)))

(defn show [x]
  (if (integer? x) (str x) (format "%.4f" (double x))))

(defn answer [request]
  (try
    (if-let [[_ n from to] (re-matches #"\s*(-?[\d.]+)\s*([A-Za-z]+) (?:in|to) ([A-Za-z]+)\s*" request)]
      (let [result (convert (exact n) (keyword from) (keyword to))]
        (str (show result) " " to (when (ratio? result) (str " (" result " exactly)"))))
      "say: 3 km in mi")
    (catch clojure.lang.ExceptionInfo e
      (str/join " " (cons (ex-message e) (map name (vals (ex-data e))))))))

(doseq [request ["26.2 mi in km" "1 km in ft" "100 C to F" "-40 F to C" "0 K in F" "98.6 F in C" "12 oz to g"
                 "1.5 d in min" "5 lb in m" "7 parsec in km" "hello"]]
  (println (format "%-16s" request) (answer request)))

(println "there and back:"
         (every? true? (for [[_ us] units, a (keys us), b (keys us)]
                         (== 7 (convert (convert 7 a b) b a)))))

(defn in-parts
  "Seconds as days, hours, minutes and seconds."
  [seconds]
  (let [[parts _] (reduce (fn [[parts left] unit]
                            (let [size (get-in units [:time unit])]
                              [(conj parts [(quot left size) unit]) (rem left size)]))
                          [[] seconds]
                          [:d :h :min :s])]
    (str/join " " (for [[n unit] parts :when (pos? n)] (str n " " (name unit))))))

(println (map in-parts [59 3600 86399 1000000]))
