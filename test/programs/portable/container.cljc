(ns portable.container
  "A container for parts of a system: dependencies in order, lifecycle, scopes, replacement, and errors that say where."
  (:require [clojure.set :as set]
            [clojure.string :as str]
            [clojure.spec.alpha :as s]))

(s/def ::needs (s/or :list (s/coll-of keyword?) :renamed (s/map-of keyword? keyword?)))
(s/def ::definition (s/keys :opt-un [::needs ::start ::stop ::scope]))
(s/def ::start fn?)
(s/def ::stop fn?)
(s/def ::scope #{:single :each})

(defprotocol Lifecycle
  (start [part] "The part, running.")
  (stop [part] "The part, at rest."))

(extend-protocol Lifecycle
  #?(:clj Object :cljs default)
  (start [x] x)
  (stop [x] x)
  nil
  (start [_] nil)
  (stop [_] nil))

(def ^:dynamic *log* (atom []))
(defn note [& xs] (swap! *log* conj (vec xs)))

;; The order of starting

(defn needs-of [{:keys [needs]}]
  (if (map? needs) needs (zipmap needs needs)))

(defn graph [system]
  (into (sorted-map) (for [[k d] system] [k (into (sorted-set) (vals (needs-of d)))])))

(defn- cycle-from [edges from]
  (loop [path [from]]
    (let [next-key (first (edges (peek path)))]
      (if-let [i (first (keep-indexed (fn [i k] (when (= k next-key) i)) path))]
        (conj (subvec path i) next-key)
        (recur (conj path next-key))))))

(defn order [system]
  (let [edges (graph system)]
    (doseq [[k needs] edges
            :let [missing (set/difference needs (set (keys edges)))]
            :when (seq missing)]
      (throw (ex-info (str k " needs " (str/join ", " missing) (if (next missing) ", which are" ", which is") " not there")
                      {:part k :missing (set missing)})))
    (loop [left edges done []]
      (if (empty? left)
        done
        (let [ready (for [[k needs] left :when (empty? (set/intersection needs (set (keys left))))] k)]
          (when (empty? ready)
            (let [circle (cycle-from (fn [k] (set/intersection (left k) (set (keys left)))) (ffirst left))]
              (throw (ex-info (str "Parts need each other: " (str/join " -> " circle)) {:cycle circle}))))
          (recur (reduce dissoc left ready) (into done ready)))))))

;; Building

(defrecord Assembly [definitions parts running]
  Lifecycle
  (start [this]
    (reduce (fn [{:keys [parts] :as sys} k]
              (let [{make :start :as definition} (get definitions k)
                    given (into {} (map (fn [[own other]] [own (get parts other)])) (needs-of definition))]
                (try
                  (let [part (start (if make (make given) given))]
                    (note :started k)
                    (-> sys (assoc-in [:parts k] part) (update :running conj k)))
                  (catch #?(:clj Exception :cljs :default) e
                    (throw (ex-info (str "Could not start " k) {:part k :system sys :reason ::failed} e))))))
            this (order definitions)))
  (stop [this]
    (reduce (fn [sys k]
              (let [part (get-in sys [:parts k])]
                (if-let [f (get-in definitions [k :stop])] (f part) (stop part))
                (note :stopped k)
                (-> sys (update :parts dissoc k) (update :running pop))))
            this (rseq running))))

(defn system [definitions]
  (doseq [[k d] definitions
          :when (not (s/valid? ::definition d))]
    (throw (ex-info (str "Bad definition of " k) {:problems (map (juxt :path :val) (::s/problems (s/explain-data ::definition d)))})))
  (->Assembly definitions {} []))

(defmulti part (fn [_ k] k))
(defmethod part :default [sys k]
  (if-let [[_ x] (find (:parts sys) k)] x (throw (ex-info (str "No part " k) {:known (set (keys (:parts sys)))}))))

(defn replace-part [sys k f]
  (assoc-in sys [:definitions k] {:start f}))

(defmacro with-system [[sym definitions] & body]
  `(let [~sym (start (system ~definitions))]
     (try ~@body (finally (stop ~sym)))))

;; Parts

(defrecord Database [url rows]
  Lifecycle
  (start [this] (note :connect url) (assoc this :rows (atom {})))
  (stop [this] (note :disconnect url) (assoc this :rows nil)))

(defprotocol Repository
  (save! [r id x])
  (fetch [r id]))

(deftype Rows [db ^:unsynchronized-mutable hits]
  Repository
  (save! [this id x] (swap! (:rows db) assoc id x) this)
  (fetch [_ id] (set! hits (inc hits)) [hits (get @(:rows db) id)])
  Lifecycle
  (start [this] this)
  (stop [_] (note :rows-read hits)))

(def definitions
  {:config {:start (fn [_] {:url "db:mem" :greeting "Hello"})}
   :db {:needs [:config] :start (fn [{:keys [config]}] (->Database (:url config) nil))}
   :rows {:needs [:db] :start (fn [{:keys [db]}] (->Rows db 0))}
   :greeter {:needs {:store :rows :settings :config}
             :start (fn [{:keys [store settings]}]
                      (fn [id] (str (:greeting settings) ", " (second (fetch store id)) "!")))
             :stop (fn [f] (note :bye (fn? f)))}
   :idle {}})

(defmacro show [title & body]
  `(println ~title (pr-str (try ~@body (catch #?(:clj Exception :cljs :default) e# [(ex-message e#) (some-> (ex-cause e#) ex-message) (dissoc (ex-data e#) :system)])))))

(show "graph" (graph definitions))
(show "order" (order definitions))
(show "run" (with-system [sys definitions]
              (save! (part sys :rows) 1 "Ann")
              [((part sys :greeter) 1) ((part sys :greeter) 2) (fetch (part sys :rows) 1) (:running sys)]))
(doseq [line @*log*] (println " " line))
(show "fake" (binding [*log* (atom [])]
               (let [sys (start (replace-part (system definitions) :db (constantly {:rows (atom {7 "Fake"})})))]
                 (stop sys)
                 [((part sys :greeter) 7) (count @*log*)])))
(show "missing" (start (system {:a {:needs [:b :c]} :c {}})))
(show "cycle" (start (system {:a {:needs [:b]} :b {:needs [:c]} :c {:needs [:a]} :d {}})))
(show "bad" (system {:a {:scope :often :start 5}}))
(show "failed" (start (system {:a {} :b {:needs [:a] :start (fn [_] (throw (ex-info "no disk" {})))}})))
(show "partial" (try (start (system {:a {:start (fn [_] :ok)} :b {:needs [:a] :start (fn [_] (/ 1 0))}}))
                     (catch #?(:clj Exception :cljs :default) e (:parts (:system (ex-data e))))))
(show "unknown" (part (start (system {:x {}})) :y))
(defmethod part :both [sys _] (mapv #(part sys %) [:x :y]))
(show "both" (part (start (system {:x {:start (fn [_] 1)} :y {:start (fn [_] nil)}})) :both))
(show "record" [(= (system {}) (system {})) (:definitions (system {:z {}})) (record? (system {})) (start nil) (stop 5)])
(show "conformed" (s/conform ::definition {:needs {:a :b} :scope :each}))
(show "log" (binding [*log* (atom [])] (with-system [s {:a {} :b {:needs [:a]}}] (note :body (keys (:parts s)))) @*log*))
