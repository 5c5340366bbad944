;; A configuration described with clojure.spec: conformed, explained, and instrumented functions that use it.

(ns spec-config
  (:require [clojure.spec.alpha :as s]
            [clojure.spec.test.alpha :as st]
            [clojure.string :as str]))

(s/def ::host (s/and string? (complement str/blank?)))
(s/def ::port (s/int-in 1 65536))
(s/def ::address (s/or :unix (s/and string? #(str/starts-with? % "/"))
                       :tcp (s/keys :req-un [::host ::port])))
(s/def ::level #{:debug :info :warn :error})
(s/def ::log (s/keys :req-un [::level] :opt-un [::file]))
(s/def ::file string?)
(s/def ::listen (s/coll-of ::address :kind vector? :min-count 1))
(s/def ::limits (s/map-of keyword? pos-int?))
(s/def ::ratio (s/double-in :min 0.0 :max 1.0 :NaN? false))
(s/def ::route (s/cat :method #{:get :post} :path string? :options (s/* (s/cat :key keyword? :value any?)) :handler symbol?))
(s/def ::routes (s/coll-of (s/spec ::route)))
(s/def ::config (s/keys :req-un [::listen ::log] :opt-un [::limits ::ratio ::routes]))

(def good
  {:listen ["/tmp/app.sock" {:host "localhost" :port 8080}]
   :log {:level :info}
   :limits {:requests 100 :megabytes 5}
   :ratio 0.5
   :routes [[:get "/" 'home] [:post "/users" :auth true :csrf false 'create]]})

(println (s/valid? ::config good))
(let [conformed (s/conform ::config good)]
  (println (:listen conformed))
  (run! println (:routes conformed))
  (println "and back:" (= good (s/unform ::config conformed))))

(def bad
  {:listen [{:host "" :port 8080} {:host "x" :port 70000}]
   :log {:level :loud}
   :limits {"requests" 100 :megabytes 0}
   :routes [[:get 'home]]})

(println (s/conform ::config bad))
(doseq [{:keys [path in val via]} (sort-by (comp pr-str (juxt :in :path)) (::s/problems (s/explain-data ::config bad)))]
  (println (pr-str in) (pr-str val) path (name (last via))))
(println (s/explain-str ::config (dissoc good :log)))
(print (s/explain-str ::port "80"))

(s/fdef url
  :args (s/cat :config ::config :path string? :secure (s/? boolean?))
  :ret string?
  :fn (fn [{:keys [args ret]}] (str/ends-with? ret (:path args))))

(defn url
  ([config path] (url config path false))
  ([config path secure?]
   (if-let [{:keys [host port]} (first (filter map? (:listen config)))]
     (str (if secure? "https" "http") "://" host ":" port path)
     (str "unix:" (first (:listen config)) path))))

(println (url good "/a") (url good "/b" true))

(st/instrument `url)
(println (url good "/c"))
(println (try (url good :d)
              (catch clojure.lang.ExceptionInfo e
                [(ex-message e) (map (juxt :path :val) (::s/problems (ex-data e)))])))
(st/unstrument `url)
(println (url good :d))

(s/def ::args (s/cat :command #{"start" "stop"} :flags (s/* (s/and string? #(str/starts-with? % "-"))) :rest (s/* string?)))
(println (s/conform ::args ["start" "-v" "--fast" "a" "b"]) (s/conform ::args ["jump"]))

(defmulti event-type :type)
(defmethod event-type :click [_] (s/keys :req-un [::x ::y]))
(defmethod event-type :key [_] (s/keys :req-un [::code]))
(s/def ::x int?)
(s/def ::y int?)
(s/def ::code (s/nilable string?))
(s/def ::event (s/multi-spec event-type :type))
(println (map #(s/valid? ::event %) [{:type :click :x 1 :y 2} {:type :key :code nil} {:type :click :x 1} {:type :other}]))
(println (s/form ::ratio) (s/describe ::limits))
