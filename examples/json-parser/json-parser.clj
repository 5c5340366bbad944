;; A parser of JSON by recursive descent, and a printer. Each parse function takes the text and an index, and returns
;; the value with the index behind it.

(ns json-parser
  (:require [clojure.string :as str]))

(declare parse-value)

(defn fail [text i wanted]
  (throw (ex-info (str "Expected " wanted " at " i)
                  {:index i, :found (get text i :end)})))

(defn skip-blanks [text i]
  (if (contains? #{\space \newline \tab \return} (get text i))
    (recur text (inc i))
    i))

(defn expect [text i c]
  (if (= c (get text i)) (inc i) (fail text i (pr-str c))))

(def escapes {\n \newline, \t \tab, \r \return, \b \backspace, \f \formfeed, \" \", \\ \\, \/ \/})

(defn parse-string [text start]
  (loop [i (expect text start \"), sb (StringBuilder.)]
    (let [c (get text i)]
      (case c
        nil (fail text i "the end of a string")
        \" [(str sb) (inc i)]
        \\ (let [e (get text (inc i))]
             (if (= e \u)
               (let [code (subs text (+ i 2) (+ i 6))]
                 (recur (+ i 6) (.append sb (char (Integer/parseInt code 16)))))
               (recur (+ i 2) (.append sb (char (or (escapes e) (fail text (inc i) "an escape")))))))
        (recur (inc i) (.append sb (char c)))))))

(defn parse-number [text i]
  (if-let [number (re-find #"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?" (subs text i))]
    [(if (re-find #"[.eE]" number) (parse-double number) (parse-long number))
     (+ i (count number))]
    (fail text i "a value")))

(defn parse-items
  "Items up to the character `close`, each read by `parse-item` and collected into `to`."
  [text start close parse-item to]
  (let [i (skip-blanks text start)]
    (if (= close (get text i))
      [to (inc i)]
      (loop [i i, items to]
        (let [[item i] (parse-item text i)
              i (skip-blanks text i)
              items (conj items item)]
          (condp = (get text i)
            \, (recur (skip-blanks text (inc i)) items)
            close [items (inc i)]
            (fail text i (str "',' or '" close "'"))))))))

(defn parse-entry [text i]
  (let [[k i] (parse-string text i)
        i (expect text (skip-blanks text i) \:)
        [v i] (parse-value text i)]
    [[(keyword k) v] i]))

(defn parse-word [text i]
  (or (some (fn [[word value]]
              (when (str/starts-with? (subs text i) word)
                [value (+ i (count word))]))
            {"true" true, "false" false, "null" nil})
      (parse-number text i)))

(defn parse-value [text start]
  (let [i (skip-blanks text start)]
    (case (get text i)
      \{ (parse-items text (inc i) \} parse-entry {})
      \[ (parse-items text (inc i) \] parse-value [])
      \" (parse-string text i)
      (parse-word text i))))

(defn parse [text]
  (let [[value i] (parse-value text 0)
        end (skip-blanks text i)]
    (if (= end (count text)) value (fail text end "the end"))))

(defn write [x]
  (cond
    (map? x) (str "{" (str/join "," (for [[k v] x] (str (write (name k)) ":" (write v)))) "}")
    (sequential? x) (str "[" (str/join "," (map write x)) "]")
    (string? x) (str \" (str/escape x {\" "\\\"", \\ "\\\\", \newline "\\n"}) \")
    (nil? x) "null"
    :else (str x)))

(def document "
{ \"name\": \"Ada \\\"Countess\\\" Lovelace\",
  \"born\": 1815, \"height\": 1.65, \"tiny\": -2.5e-3,
  \"fields\": [\"mathematics\", \"computing\", [], {}],
  \"alive\": false, \"spouse\": null, \"smile\": \"\\u263a\" }")

(prn (parse document))
(println (write (parse document)))
(println "round trip:" (= (parse document) (parse (write (parse document)))))

(doseq [bad ["[1, 2" "{\"a\" 1}" "nope" "[1] 2" "\"open"]]
  (try
    (prn (parse bad))
    (catch clojure.lang.ExceptionInfo e
      (println (format "%-8s" bad) "->" (ex-message e) (ex-data e)))))
