(ns portable.messages
  "Texts in several languages: dictionaries as nested maps, a locale that falls back to wider ones, plurals, numbers and dates."
  (:require [clojure.string :as string]))

(def ^:dynamic *locale* :en)
(def ^:dynamic *on-missing* (fn [locale path] (str "{" (name locale) "/" (string/join "." (map name path)) "}")))

(defmacro with-locale [locale & body] `(binding [*locale* ~locale] ~@body))

(defn fallbacks
  "de-AT, de, and then the default."
  [locale]
  (let [parts (string/split (name locale) #"-")]
    (distinct (concat (map #(keyword (string/join "-" %)) (take-while seq (iterate butlast parts))) [:en]))))

;; Which form of a word a number asks for.
(defmulti plural (fn [locale n] (first (string/split (name locale) #"-"))))
(defmethod plural :default [_ n] (if (= n 1) :one :other))
(defmethod plural "fr" [_ n] (if (< n 2) :one :other))
(defmethod plural "ja" [_ _] :other)
(defmethod plural "pl" [_ n]
  (let [ten (rem n 10) hundred (rem n 100)]
    (cond
      (= n 1) :one
      (and (<= 2 ten 4) (not (<= 12 hundred 14))) :few
      :else :many)))

(def separators {:en ["," "."] :de ["." ","] :fr [" " ","] :pl [" " ","] :ja ["," "."]})

(defn number
  ([n] (number n 0))
  ([n places]
   (let [[thousands point] (some separators (fallbacks *locale*))
         factor (reduce * (repeat places 10))
         scaled (let [x (* (abs n) factor)] (long (+ x 1/2)))
         whole (str (quot scaled factor))
         groups (->> whole reverse (partition-all 3) (map #(apply str (reverse %))) reverse (string/join thousands))
         part (str (rem scaled factor))]
     (str (when (neg? n) "-") groups
          (when (pos? places) (str point (apply str (repeat (- places (count part)) "0")) part))))))

(defn date [[y m d]]
  (case (first (string/split (name *locale*) #"-"))
    "de" (string/join "." (map #(if (< % 10) (str "0" %) (str %)) [d m y]))
    "en" (str m "/" d "/" y)
    (string/join "-" (cons (str y) (map #(if (< % 10) (str "0" %) (str %)) [m d])))))

(declare tr)
(defmulti argument "A value in a text, by the word after its name." (fn [kind _ _] kind))
(defmethod argument :default [kind value _] (if kind (str value "?" (name kind)) (str value)))
(defmethod argument :number [_ n _] (number n))
(defmethod argument :money [_ n _] (number n 2))
(defmethod argument :date [_ d _] (date d))
(defmethod argument :upper [_ s _] (string/upper-case s))
(defmethod argument :ref [_ path args] (tr (mapv keyword (string/split path #"\.")) args))

(defn fill [text args]
  (string/replace text #"\{(\w+)(?::(\w+))?\}|\{\{"
                  (fn [[whole arg kind]]
                    (if (= whole "{{")
                      "{"
                      (if-let [[_ value] (find args (keyword arg))]
                        (argument (some-> kind keyword) value args)
                        whole)))))

(def dictionaries
  {:en {:cart {:items {:zero "Your cart is empty" :one "One item" :other "{n:number} items"}
               :total "Total: {amount:money}"}
        :greeting "Hello, {who}!"
        :shout "{who:upper}, {{look}: {what:ref}"
        :since "Member since {day:date}"
        :fn (fn [{:keys [n]}] (apply str (repeat n "ho ")))}
   :de {:cart {:items {:one "Ein Artikel" :other "{n:number} Artikel"} :total "Summe: {amount:money} €"}
        :greeting "Hallo {who}!"
        :since "Mitglied seit {day:date}"}
   :de-AT {:greeting "Servus {who}!"}
   :fr {:cart {:items {:one "{n} article" :other "{n:number} articles"}}}
   :pl {:cart {:items {:one "jeden artykuł" :few "{n} artykuły" :many "{n:number} artykułów"}}}
   :ja {:cart {:items {:other "{n}点"}}}})

(defn- find-text [path]
  (some (fn [locale] (when-some [t (get-in dictionaries (cons locale path))] [locale t])) (fallbacks *locale*)))

(defn tr
  ([path] (tr path {}))
  ([path args]
   (let [path (if (keyword? path) [path] path)
         [locale text] (find-text path)]
     (cond
       (nil? text) (*on-missing* *locale* path)
       (fn? text) (string/trim (text args))
       (map? text) (fill (or (when (zero? (:n args)) (:zero text)) (get text (plural locale (:n args))) (:other text)) args)
       :else (fill text args)))))

(doseq [locale [:en :de :de-AT :fr :pl :ja :it]]
  (with-locale locale
    (println (name locale) (fallbacks locale))
    (println " " (tr :greeting {:who "Ann"}))
    (println " " (string/join ", " (map #(tr [:cart :items] {:n %}) [0 1 2 5 12 22 1234567])))
    (println " " (tr [:cart :total] {:amount 1234.5}) (tr [:cart :total] {:amount -0.056M}))
    (println " " (tr :since {:day [2024 3 9]}))))

(println (tr :shout {:who "bob" :what "greeting"}))
(println (tr :shout {:who "bob" :what "cart.nothing"}))
(println (tr [:not :there]) (tr :fn {:n 3}))
(println (binding [*on-missing* (fn [_ path] (throw (ex-info "missing" {:path path})))]
           (try (tr [:a :b]) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e (ex-data e)))))
(println (map number [0 7 -1000 12345 123456789 1/3]) (map #(number % 2) [0 0.005 1/3 2/3 99.999 1000000]))

(defn missing-texts
  "What a dictionary lacks that the default one has."
  [locale]
  (let [paths (fn paths [m] (mapcat (fn [[k v]] (if (and (map? v) (not (contains? v :other))) (map #(cons k %) (paths v)) [(list k)])) m))]
    (->> (paths (:en dictionaries)) (remove #(get-in dictionaries (cons locale %))) (map #(string/join "." (map name %))) sort)))
(doseq [locale [:de :ja]] (println locale (missing-texts locale)))
(let [f (bound-fn [] (tr :greeting {:who "you"}))] (println (with-locale :de (f)) (with-locale :de ((bound-fn [] (tr :greeting {:who "you"}))))))
(println (with-locale :de @(future (tr :greeting {:who "future"}))))
