;; The JavaScript around us, which Clojure does not have: objects, arrays, Map and Set, callbacks, errors, generators of the
;; host, and Clojure's own data on the way there and back.

(ns js-interop
  (:require [clojure.string :as str]))

;; Data that comes as text of JSON, as objects, and goes back.

(def answer
  (js/JSON.parse "{\"user\": {\"name\": \"Ada\", \"langs\": [\"en\", \"fr\"]}, \"score\": 9.5, \"visits\": 12, \"note\": null}"))

(let [{:keys [user score visits]} answer
      {:keys [name langs]} user]
  (println name (vec langs) score visits (:nothing answer :none)))

(def data (js->clj answer :keywordize-keys true))
(println data)
(println (js/JSON.stringify (clj->js (-> data
                                         (update :visits inc)
                                         (assoc-in [:user :tags] #{:vip})
                                         (assoc :ratio 1/4)))))

;; Objects are changed in place; Clojure's values are not.

(let [point #js {:x 1 :y 2}]
  (set! (.-x point) 10)
  (js-delete point "y")
  (js/Object.assign point #js {:z 3})
  (println point (vec (js-keys point)) (.hasOwnProperty point "y")))

;; Functions go both ways.

(def words #js ["pear" "fig" "banana" "kiwi"])
(println (.map words (fn [word i] (str i ":" word))))
(println (.sort (.slice words) (fn [a b] (- (count a) (count b)))))
(println (.reduce words (fn [total word] (+ total (count word))) 0))
(println (sort-by count > words) (map str/upper-case words))

;; Collections of the host.

(let [stock (js/Map.)
      seen (js/Set. words)]
  (doto stock
    (.set "tea" 3)
    (.set "cup" 7))
  (.forEach stock (fn [n item] (println item n)))
  (println (into (sorted-map) stock) (get stock "tea") (.-size seen) (.has seen "fig")))

(let [numbers (js/Float64Array. 4)]
  (dotimes [i 4] (aset numbers i (* i i 0.5)))
  (println (vec numbers) (reduce + numbers) (alength numbers)))

;; Everything that JavaScript can iterate is a seq.

(println (map (fn [match] [(aget match 0) (.-index match)])
              (.matchAll "a1b22c333" (js/RegExp. "\\d+" "g"))))

;; Protocols on classes of the host.

(defprotocol Shape
  (area [shape])
  (describe [shape]))

(extend-protocol Shape
  js/Map
  (area [m] (* (get m "w") (get m "h")))
  (describe [_] "map")

  js/Array
  (area [[w h]] (* w h))
  (describe [_] "array")

  js/Object
  (area [{:keys [w h]}] (* w h))
  (describe [_] "object"))

(doseq [shape [#js {:w 2 :h 3} #js [4 5] (js/Map. #js [#js ["w" 6] #js ["h" 7]])]]
  (println (describe shape) (area shape)))

;; Errors.

(defn try-host [f]
  (try (f)
       (catch js/RangeError e (str "range: " (.-message e)))
       (catch js/SyntaxError _ "syntax")
       (catch :default e (str (ex-message e) " of " (class e)))))

(println (try-host #(.toFixed 1.5 200)))
(println (try-host #(js/JSON.parse "{oops")))
(println (try-host #(throw (js/TypeError. "wrong kind"))))
(println (try-host #(throw (ex-info "ours" {}))))
(println (.-message (js/Error. "made here")) (instance? js/Error (js/RangeError. "x")))

;; Dates, numbers and text as the host writes them.

(println (.toISOString (js/Date. 86400000)) (.getUTCFullYear #inst "2024-02-29"))
(println (.format (js/Intl.NumberFormat. "en-US" #js {:style "currency" :currency "EUR"}) 1234567.891))
(println (.toString 255 16) (.padStart "7" 3 "0") (js/parseInt "ff" 16) (js/Math.hypot 3 4))
(println (js/encodeURIComponent "a b&c") (.join (.reverse (js/Array.from "Clojure")) ""))

;; One program for here and for the JVM.

(defn now-in #?(:clove [^js/Date d] :default [d])
  #?(:clove (.getTime d)
     :default (.getTime ^java.util.Date d)))

(println (now-in #inst "1970-01-01T00:00:01Z"))
