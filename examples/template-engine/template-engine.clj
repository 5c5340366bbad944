;; A template engine: a text is parsed once into a function of the data. {{x.y}} inserts, {{x|filter}} changes,
;; {% if %}, {% else %} and {% for %} steer.

(ns template-engine
  (:require [clojure.string :as str]))

(defn tokenize [text]
  (map (fn [[all insert tag]]
         (cond insert [:insert (str/trim insert)]
               tag (into [:tag] (str/split (str/trim tag) #"\s+"))
               :else [:text all]))
       (re-seq #"(?s)\{\{(.*?)\}\}|\{%(.*?)%\}|(?:(?!\{\{|\{%).)+" text)))

(defn escape [x]
  (str/escape (str x) {\< "&lt;", \> "&gt;", \& "&amp;", \" "&quot;"}))

(defn lookup [data path]
  (get-in data (map #(or (parse-long %) (keyword %)) (str/split path #"\."))))

(def filters
  {"upper" str/upper-case
   "title" #(str/join " " (map str/capitalize (str/split % #" ")))
   "count" count
   "join" (partial str/join ", ")
   "money" #(format "%.2f" (double %))})

(defn compile-insert [expression]
  (let [[path & names] (str/split expression #"\|")
        raw? (some #{"raw"} names)
        fs (mapv (fn [n]
                   (or (filters n) (throw (ex-info (str "no filter " n) {:known (sort (keys filters))}))))
                 (remove #{"raw"} names))]
    (fn [data]
      (let [value (reduce (fn [v f] (f v)) (lookup data path) fs)]
        (if raw? (str value) (escape value))))))

(declare compile-until)

(defn compile-tag [[_ kind a _ b] tokens]
  (case kind
    "if" (let [[yes end tokens] (compile-until #{"else" "endif"} tokens)
               [no _ tokens] (if (= end "else")
                               (compile-until #{"endif"} tokens)
                               [(constantly "") end tokens])]
           [(fn [data] (if (lookup data a) (yes data) (no data))) tokens])
    "for" (let [[body _ tokens] (compile-until #{"endfor"} tokens)]
            [(fn [data]
               (let [items (lookup data b)]
                 (str/join (map-indexed (fn [i item]
                                          (body (assoc data (keyword a) item
                                                       :loop {:index (inc i), :first (zero? i), :last (= (inc i) (count items))})))
                                        items))))
             tokens])
    (throw (ex-info (str "unknown tag " kind) {}))))

(defn compile-until [ends tokens]
  (loop [[[kind value :as token] & tokens] tokens, parts []]
    (let [render (fn [data] (str/join (map #(% data) parts)))]
      (cond
        (nil? token) (if (ends :eof) [render :eof nil] (throw (ex-info (str "missing " (str/join " or " (sort ends))) {})))
        (= kind :text) (recur tokens (conj parts (constantly value)))
        (= kind :insert) (recur tokens (conj parts (compile-insert value)))
        (ends value) [render value tokens]
        :else (let [[part tokens] (compile-tag token tokens)]
                (recur tokens (conj parts part)))))))

(defn template [text]
  (first (compile-until #{:eof} (tokenize text))))

(def invoice
  (template
   "Dear {{customer.name|title}},{% if customer.vip %} our most valued customer,{% endif %}
{% for line in lines %}{{loop.index}}. {{line.text}}: {{line.price|money}}{% if loop.last %}.{% else %};
{% endif %}{% endfor %}
{% if notes %}Notes: {{notes|join|raw}} ({{notes|count}}){% else %}No notes.{% endif %}
First: {{lines.0.text|upper}}, unknown: [{{nobody.home}}]"))

(println (invoice {:customer {:name "ada lovelace", :vip true}
                   :lines [{:text "tea & milk", :price 4.5} {:text "<b>cups</b>", :price 12} {:text "pot", :price 63/2}]
                   :notes ["fragile" "a < b"]}))
(println "--")
(println (invoice {:customer {:name "bob"}, :lines [{:text "nothing", :price 0}]}))
(println "--")
(println ((template "{% for row in rows %}{% for x in row %}{{x}} {% endfor %}/ {% endfor %}") {:rows [[1 2] [] [3]]}))

(doseq [bad ["{% if a %}open" "{% while x %}" "{{x|shout}}"]]
  (println (try (template bad) (catch clojure.lang.ExceptionInfo e (str (ex-message e) " " (or (seq (:known (ex-data e))) ""))))))
