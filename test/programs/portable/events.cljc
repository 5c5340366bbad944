(ns portable.events
  "Event sourcing: commands decide events, events change what is known, and projections are reductions over the log."
  (:require [clojure.set :as set]
            [clojure.spec.alpha :as s]))

(s/def ::id int?)
(s/def ::amount (s/and int? pos?))
(s/def ::owner (s/and string? seq))
(defmulti command-spec ::command)
(defmethod command-spec :open [_] (s/keys :req [::id ::owner]))
(defmethod command-spec :deposit [_] (s/keys :req [::id ::amount]))
(defmethod command-spec :withdraw [_] (s/keys :req [::id ::amount]))
(defmethod command-spec :close [_] (s/keys :req [::id]))
(s/def ::a-command (s/multi-spec command-spec ::command))

;; What a command leads to.
(defmulti decide (fn [state command] (::command command)))
(defmulti evolve (fn [state event] (:event event)))
(defmethod evolve :default [state _] state)

(defn- refuse [why data] (throw (ex-info why (assoc data :refused true))))

(defmethod decide :open [state {::keys [id owner]}]
  (when (:open? state) (refuse "It is open already" {:id id}))
  [{:event :opened :owner owner}])
(defmethod decide :deposit [state {::keys [id amount]}]
  (when-not (:open? state) (refuse "There is no such account" {:id id}))
  [{:event :deposited :amount amount}])
(defmethod decide :withdraw [{:keys [balance open?]} {::keys [id amount]}]
  (cond
    (not open?) (refuse "There is no such account" {:id id})
    (< balance amount) (if (< (- amount balance) 50)
                         [{:event :withdrawn :amount amount} {:event :overdrawn :by (- amount balance)}]
                         (refuse "There is not enough" {:id id :missing (- amount balance)}))
    :else [{:event :withdrawn :amount amount}]))
(defmethod decide :close [{:keys [balance]} {::keys [id]}]
  (if (zero? balance) [{:event :closed}] (refuse "There is something left" {:id id :balance balance})))

(defmethod evolve :opened [state {:keys [owner]}] (assoc state :open? true :owner owner :balance 0))
(defmethod evolve :deposited [state {:keys [amount]}] (update state :balance + amount))
(defmethod evolve :withdrawn [state {:keys [amount]}] (update state :balance - amount))
(defmethod evolve :overdrawn [state event] (update state :warnings (fnil conj []) (:by event)))
(defmethod evolve :closed [state _] (assoc state :open? false))

;; The store.
(defprotocol Store
  (events-of [store stream from] "The events of a stream from a version on.")
  (append! [store stream expected events] "Appends where the stream is at the expected version.")
  (all-events [store]))

(defrecord MemoryStore [log]
  Store
  (events-of [_ stream from] (into [] (comp (filter #(= stream (:stream %))) (drop from)) @log))
  (append! [_ stream expected events]
    (let [[before] (swap-vals! log
                     (fn [log]
                       (let [version (count (filter #(= stream (:stream %)) log))]
                         (if (= version expected)
                           (into log (map-indexed (fn [i e] (assoc e :stream stream :version (+ version i 1) :at (+ 1000 (count log) i)))) events)
                           (throw (ex-info "Somebody was quicker" {:stream stream :expected expected :found version}))))))]
      (count before)))
  (all-events [_] @log))

(def snapshots (atom {}))
(defn load-state [store id]
  (let [{:keys [version state] :or {version 0 state {}}} (get @snapshots id)
        events (events-of store id version)]
    {:state (reduce evolve state events) :version (+ version (count events)) :replayed (count events)}))

(defn handle! [store command]
  (if-let [problem (s/explain-data ::a-command command)]
    (refuse "The command is malformed" {:problems (into #{} (map (juxt :path (fn [{:keys [val]}] (if (map? val) (update-keys val name) val)))) (::s/problems problem))})
    (let [id (::id command)
          {:keys [state version]} (load-state store id)
          events (decide state command)
          after (reduce evolve state events)]
      (append! store id version events)
      (when (zero? (mod (+ version (count events)) 3))
        (swap! snapshots assoc id {:version (+ version (count events)) :state after}))
      (mapv :event events))))

(def store (->MemoryStore (atom [])))
(defn attempt [command]
  (try (handle! store command)
       (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (dissoc (ex-data e) :refused)])))

(doseq [command [{::command :open ::id 1 ::owner "Ann"}
                 {::command :deposit ::id 1 ::amount 100}
                 {::command :withdraw ::id 1 ::amount 30}
                 {::command :withdraw ::id 1 ::amount 300}
                 {::command :withdraw ::id 1 ::amount 90}
                 {::command :open ::id 1 ::owner "Bob"}
                 {::command :deposit ::id 2 ::amount 5}
                 {::command :open ::id 2 ::owner "Cid"}
                 {::command :deposit ::id 2 ::amount -5}
                 {::command :close ::id 2}
                 {::command :close ::id 1}
                 {::command :deposit ::id 1 ::amount 20}
                 {::command :close ::id 1}
                 {::command :fly ::id 1}
                 {::command :open ::id 3}]]
  (println (name (::command command)) (::id command) "->" (attempt command)))

;; Projections: transducers over the log, and reducers that are themselves made of reducers.
(defn combined [projections]
  (fn
    ([] (update-vals projections #(%)))
    ([acc] (reduce-kv (fn [m k f] (update m k f)) acc projections))
    ([acc event] (reduce-kv (fn [m k f] (update m k f event)) acc projections))))

(defn counting ([] 0) ([n] n) ([n _] (inc n)))
(def moved (fn ([] {:in 0 :out 0}) ([m] m)
             ([m {:keys [event amount]}] (case event :deposited (update m :in + amount) :withdrawn (update m :out + amount) m))))
(def owners (fn ([] {}) ([m] (into (sorted-map) m))
              ([m {:keys [event stream owner]}] (if (= event :opened) (assoc m stream owner) m))))

(prn (transduce identity (combined {:moved moved :events counting :owners owners}) (all-events store)))
(prn (transduce (filter #(= 1 (:stream %))) (combined {:moved moved :events counting}) (all-events store)))
(prn (select-keys (load-state store 1) [:version :replayed]) (update-vals @snapshots :version))
(prn (:state (load-state store 2)))
(prn (= (:state (load-state store 1)) (reduce evolve {} (events-of store 1 0))))
(prn (try (append! store 1 2 [{:event :x}]) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e (ex-data e))))
(prn (into [] (comp (partition-by :stream) (map (juxt (comp :stream first) count))) (all-events store)))
(prn (->> (all-events store) (group-by :event) (sort-by key) (map (fn [[k v]] [k (count v)]))))
(prn (reductions (fn [b {:keys [event amount]}] (case event :deposited (+ b amount) :withdrawn (- b amount) b)) 0 (events-of store 1 0)))
(prn (set/difference (set (map :event (all-events store))) (set (keys (methods evolve)))))
