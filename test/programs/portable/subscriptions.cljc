(ns portable.subscriptions
  "State in one place: events that change it through interceptors, effects as data, and queries that are computed once for each
  state and told of only when their value is another."
  (:require [clojure.data :as data]
            [clojure.set :as set]))

(defonce registry (atom {}))
(defn- register! [kind id x]
  (when (get-in @registry [kind id]) (println "again:" kind id))
  (swap! registry assoc-in [kind id] x)
  id)
(defn- registered [kind id]
  (or (get-in @registry [kind id]) (throw (ex-info (str "no " (name kind) " " id) {:kind kind :id id :known (sort (keys (get @registry kind)))}))))

(def db (atom {}))

;; Interceptors: maps with :before and :after over a context.
(defn- run-chain [context interceptors]
  (loop [{:keys [queue stack] :as context} (assoc context :queue (into #?(:clj clojure.lang.PersistentQueue/EMPTY :cljs #queue []) interceptors) :stack ())]
    (if-let [{:keys [before] :as i} (peek queue)]
      (recur (cond-> (assoc context :queue (pop queue) :stack (conj stack i)) before before))
      (reduce (fn [context {:keys [after]}] (cond-> context after after)) context stack))))

(def trim-event {:id :trim :before #(update % :event (comp vec rest))})
(defn path [& ks]
  {:id :path
   :before (fn [c] (-> c (assoc ::whole (:db c)) (update :db get-in ks)))
   :after (fn [c] (let [whole (::whole c)] (cond-> (assoc c :db whole) (contains? (:effects c) :db) (update-in [:effects :db] #(assoc-in whole ks %)))))})
(def debug
  {:id :debug :after (fn [{:keys [db effects event] :as c}]
                       (when (contains? effects :db)
                         (let [[only-before only-after] (data/diff db (:db effects))] (println "  diff" event only-before only-after)))
                       c)})
(defn validate [pred]
  {:id :validate :after (fn [c] (if-let [after (get-in c [:effects :db])]
                                  (if (pred after) c (-> c (update :effects dissoc :db) (assoc-in [:effects :log] ["refused" (:event c)])))
                                  c))})

(defn reg-event-fx [id interceptors handler]
  (register! :event id (conj (vec interceptors) {:id :handler :before (fn [{:keys [db event] :as c}] (assoc c :effects (handler {:db db} event)))})))
(defn reg-event-db [id interceptors handler]
  (reg-event-fx id interceptors (fn [{:keys [db]} event] {:db (handler db event)})))
(defn reg-fx [id f] (register! :effect id f))

(def ^:private queue (atom []))
(declare dispatch-sync)
(defn dispatch [event] (swap! queue conj event) nil)
(defn flush! []
  (loop [n 0]
    (when (and (seq @queue) (< n 100))
      (let [[[event & _]] (swap-vals! queue (comp vec rest))]
        (dispatch-sync event)
        (recur (inc n))))))

;; Queries.
(defprotocol Query
  (value-of [q state])
  (label [q]))
(deftype Root [f id cache]
  Query
  (value-of [_ state] (f state))
  (label [_] id))
(deftype Derived [inputs f id cache computed]
  Query
  (value-of [_ state]
    (let [args (mapv #(value-of % state) inputs)
          [known value] @cache]
      (if (and known (= known args))
        value
        (let [value (apply f args)]
          (vswap! computed inc)
          (vreset! cache [args value])
          value))))
  (label [_] id)
  Object
  (toString [_] (str "#query " id)))

(def queries (atom {}))
(defn reg-sub
  ([id f] (swap! queries assoc id (->Root f id nil)) id)
  ([id inputs f] (swap! queries assoc id (->Derived (mapv @queries inputs) f id (volatile! nil) (volatile! 0))) id))
(defn subscribe [id] (or (get @queries id) (throw (ex-info "no such query" {:id id}))))

(defn on-change [id f]
  (let [q (subscribe id)]
    (add-watch db [::watch id]
               (fn [_ _ before after]
                 (let [a (value-of q before) b (value-of q after)]
                   (when (not= a b) (f b)))))))

(defn dispatch-sync [[id :as event]]
  (let [{:keys [effects]} (run-chain {:db @db :event event} (registered :event id))]
    (doseq [[effect value] (sort-by (fn [[k _]] (if (= k :db) "" (name k))) effects)]
      ((registered :effect effect) value))))

(reg-fx :db #(reset! db %))
(reg-fx :dispatch dispatch)
(reg-fx :dispatch-n #(run! dispatch %))
(reg-fx :log #(apply println "  log" %))

(reg-event-db :init [] (fn [_ _] {:todos (sorted-map) :next 1 :filter :all}))
(reg-event-fx :add [debug trim-event (path :todos)]
              (fn [{todos :db} [title]]
                {:db (assoc todos (inc (count todos)) {:title title :done false}) :log ["added" title]}))
(reg-event-db :toggle [trim-event (path :todos)] (fn [todos [id]] (update-in todos [id :done] not)))
(reg-event-db :filter [(validate #(#{:all :done :active} (:filter %)))] (fn [db [_ which]] (assoc db :filter which)))
(reg-event-fx :toggle-all [] (fn [{:keys [db]} _] {:dispatch-n (map #(vector :toggle %) (keys (:todos db)))}))
(reg-event-fx :lost [] (fn [_ _] {:nowhere 1}))

(reg-sub :todos :todos)
(reg-sub :filter :filter)
(reg-sub :visible [:todos :filter]
         (fn [todos which] (into [] (comp (filter (case which :done :done :active (complement :done) any?)) (map :title)) (vals todos))))
(reg-sub :left [:todos] (fn [todos] (count (remove :done (vals todos)))))
(reg-sub :summary [:left :visible] (fn [left visible] (str left " left, showing " (count visible))))

(on-change :summary #(println "  summary" %))
(on-change :visible #(println "  visible" %))
(doseq [event [[:init] [:add "milk"] [:add "bread"] [:toggle 1] [:filter :done] [:filter :what] [:filter :active] [:toggle-all] [:add "tea"] [:filter :all]]]
  (println event)
  (dispatch-sync event)
  (flush!))
(prn @db)
(prn (value-of (subscribe :summary) @db) (str (subscribe :left)))
(let [computed @(.-computed ^Derived (subscribe :left))] (value-of (subscribe :summary) @db) (prn (= computed @(.-computed ^Derived (subscribe :left)))))
(doseq [bad [[:unknown] [:lost]]]
  (prn (try (dispatch-sync bad) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (:kind (ex-data e))]))))
(prn (set/difference (set (keys (:event @registry))) #{:init :add}))
(reg-sub :filter (comp name :filter))
(reg-event-db :init [] (fn [db _] db))
(prn (label (subscribe :visible)) (value-of (subscribe :filter) @db) (try (subscribe :none) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e (ex-data e))))
