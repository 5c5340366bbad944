;; Configuration files: a parser for a part of TOML that grows out of INI, errors with line numbers, layers of settings.

(ns ini-parser
  (:require [clojure.edn :as edn]
            [clojure.string :as str]))

(defn strip-comment [line]
  (str/trim (second (re-find #"^((?:[^\"#;]|\"[^\"]*\")*)" line))))

(defn parse-value [text]
  (condp re-matches text
    #"true|false" :>> parse-boolean
    #"[-+]?\d+(_\d+)*" :>> (fn [[all]] (parse-long (str/replace all "_" "")))
    #"[-+]?\d+\.\d+" :>> parse-double
    #"\"(.*)\"" :>> (fn [[_ inner]] (edn/read-string (str \" inner \")))
    #"\[(.*)\]" :>> (fn [[_ inner]]
                      (mapv (comp parse-value str/trim) (re-seq #"\"[^\"]*\"|[^,\s][^,]*" inner)))
    #"\d{4}-\d\d-\d\d" :>> (fn [date] {:date (mapv parse-long (str/split date #"-"))})
    (throw (ex-info (str "no value: " text) {}))))

(defn key-path [text] (mapv keyword (str/split (str/trim text) #"\s*\.\s*")))

(defn parse-line [{:keys [section] :as state} line]
  (let [line (strip-comment line)]
    (condp re-matches line
      #"" state
      #"\[([\w. -]+)\]" :>> (fn [[_ path]]
                              (let [path (key-path path)]
                                (-> state
                                    (assoc :section path)
                                    (update-in (cons :config path) #(or % {})))))
      #"([\w. -]+?)\s*=\s*(.*)" :>> (fn [[_ k v]]
                                      (let [path (into section (key-path k))]
                                        (when (some? (get-in (:config state) path))
                                          (throw (ex-info (str "twice: " (str/join "." (map name path))) {})))
                                        (assoc-in state (cons :config path) (parse-value v))))
      (throw (ex-info "neither section nor setting" {})))))

(defn parse [text]
  (:config
   (reduce (fn [state [n line]]
             (try
               (parse-line state line)
               (catch clojure.lang.ExceptionInfo e
                 (throw (ex-info (str "line " n ": " (ex-message e)) {:line n, :text line} e)))))
           {:section [], :config {}}
           (map-indexed (fn [i line] [(inc i) line]) (str/split-lines text)))))

(defn deep-merge [a b]
  (if (and (map? a) (map? b)) (merge-with deep-merge a b) b))

(defn flatten-keys
  ([config] (into (sorted-map) (flatten-keys config [])))
  ([config path]
   (if (and (map? config) (not (:date config)))
     (mapcat (fn [[k v]] (flatten-keys v (conj path k))) config)
     [[(str/join "." (map name path)) config]])))

(def defaults (parse "
title = \"Clove # not a comment\"   # but this is
debug = false

[server]
host = \"localhost\"
port = 8_080
timeout.read = 2.5
timeout.write = 10
[server.tls]
enabled = true
ciphers = [\"aes, gcm\", \"chacha\"]
; old style
[release]
date = 2024-02-29
sizes = [1, -2, 3]
empty = []
"))

(def local (parse "debug = true\n[server]\nport = 9000\ntimeout.read = 1.0\n[user]\nname = \"ada \\\"x\\\"\""))

(run! prn (flatten-keys defaults))
(println "--")
(let [merged (reduce deep-merge [defaults local])]
  (prn (get-in merged [:server :timeout]) (:debug merged) (get-in merged [:server :tls :enabled]))
  (println "changed:" (for [[k v] (flatten-keys merged) :when (not= v ((flatten-keys defaults) k))] k)))

(doseq [bad ["a = 1\na = 2" "[x]\n\nnonsense" "a = maybe" "[a\nb = 1"]]
  (try
    (parse bad)
    (catch clojure.lang.ExceptionInfo e
      (println (ex-message e) (ex-data e) (some? (ex-cause e))))))
