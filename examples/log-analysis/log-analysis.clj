;; Reads the log of a web server line by line and answers what its owner wants to know, with one transducer for all.

(ns log-analysis
  (:require [clojure.string :as str]))

(def log "
10.0.0.1 - - [12/Mar/2024:08:00:01 +0000] \"GET /index.html HTTP/1.1\" 200 5120 0.012
10.0.0.2 - - [12/Mar/2024:08:00:07 +0000] \"GET /style.css HTTP/1.1\" 200 812 0.003
10.0.0.1 - - [12/Mar/2024:08:01:10 +0000] \"POST /login HTTP/1.1\" 302 0 0.250
10.0.0.3 - - [12/Mar/2024:08:01:11 +0000] \"GET /admin HTTP/1.1\" 403 199 0.004
10.0.0.3 - - [12/Mar/2024:08:01:12 +0000] \"GET /admin.php HTTP/1.1\" 404 199 0.002
10.0.0.3 - - [12/Mar/2024:08:01:13 +0000] \"GET /wp-admin HTTP/1.1\" 404 199 0.002
not a line of the log
10.0.0.2 - - [12/Mar/2024:08:59:59 +0000] \"GET /report?year=2023 HTTP/1.1\" 500 64 4.801
10.0.0.4 - - [12/Mar/2024:09:12:00 +0000] \"GET /report?year=2022 HTTP/1.1\" 200 90122 2.113
10.0.0.1 - - [12/Mar/2024:09:12:44 +0000] \"GET /index.html HTTP/1.1\" 304 - 0.001
10.0.0.4 - - [12/Mar/2024:10:30:00 +0000] \"DELETE /report HTTP/1.1\" 405 12 0.001
")

(def line-pattern
  #"(\S+) \S+ \S+ \[([^:]+):(\d\d):(\d\d):(\d\d) [^\]]+\] \"(\S+) ([^ ?]+)(?:\?(\S+))? [^\"]+\" (\d{3}) (\d+|-) ([\d.]+)")

(defn parse-line [line]
  (when-let [[_ ip date h m s method path query status size seconds] (re-matches line-pattern line)]
    {:ip ip
     :date date
     :second (reduce #(+ (* 60 %1) %2) (map parse-long [h m s]))
     :hour (parse-long h)
     :method (keyword (str/lower-case method))
     :path path
     :query query
     :status (parse-long status)
     :size (or (parse-long size) 0)
     :millis (long (* 1000 (parse-double seconds)))}))

(def entries (into [] (keep parse-line) (str/split-lines log)))

(defn top [n f entries]
  (->> (frequencies (map f entries))
       (sort-by (juxt (comp - val) key))
       (take n)))

(defn percentile [p xs]
  (let [sorted (vec (sort xs))]
    (sorted (min (dec (count sorted)) (long (* p (count sorted)))))))

(defn suspicious
  "Addresses with `n` refused requests or more within `seconds`."
  [n seconds entries]
  (for [[ip refused] (group-by :ip (filter #(<= 400 (:status %) 499) entries))
        :when (some (fn [window] (<= (- (:second (last window)) (:second (first window))) seconds))
                    (partition n 1 (sort-by :second refused)))]
    ip))

(defn bar [n] (str/join (repeat n "=")))

(println (count entries) "of" (count (remove str/blank? (str/split-lines log))) "lines understood")
(prn (first entries))
(println "paths:" (top 3 :path entries))
(println "by class:" (into (sorted-map) (map (fn [[k v]] [(str k "xx") (count v)])) (group-by #(quot (:status %) 100) entries)))
(println "bytes:" (transduce (map :size) + entries) "to" (count (into #{} (map :ip) entries)) "addresses")
(println "times: median" (percentile 0.5 (map :millis entries)) "ms, 90 %" (percentile 0.9 (map :millis entries)) "ms")
(println "slow:" (sequence (comp (filter #(> (:millis %) 1000)) (map (juxt :path :query :millis))) entries))
(println "suspicious:" (suspicious 3 10 entries))
(doseq [[hour es] (sort-by key (group-by :hour entries))]
  (println (format "%02d:00 %-8s %d" hour (bar (count es)) (count es))))
(println "sessions of 10.0.0.1:"
         (map count (->> (filter #(= "10.0.0.1" (:ip %)) entries)
                         (reduce (fn [sessions e]
                                   (if-let [previous (peek (peek sessions))]
                                     (if (< (- (:second e) (:second previous)) 1800)
                                       (conj (pop sessions) (conj (peek sessions) e))
                                       (conj sessions [e]))
                                     [[e]]))
                                 []))))
