;; Event sourcing: commands are checked against the state, accepted ones become events, and all states are folds of events.

(ns event-sourcing
  (:require [clojure.string :as str]))

(def empty-cart {:items {}, :status :open, :version 0})

(defmulti apply-event "The state of a cart after an event." (fn [_cart event] (:type event)))

(defmethod apply-event :added [cart {:keys [sku qty price]}]
  (update-in cart [:items sku] #(-> % (update :qty (fnil + 0) qty) (assoc :price price))))
(defmethod apply-event :removed [cart {:keys [sku]}]
  (update cart :items dissoc sku))
(defmethod apply-event :coupon [cart {:keys [percent]}]
  (assoc cart :discount percent))
(defmethod apply-event :checked-out [cart _]
  (assoc cart :status :closed))

(defn replay
  ([events] (replay empty-cart events))
  ([cart events]
   (reduce (fn [cart event] (-> (apply-event cart event) (update :version inc))) cart events)))

(defn total [{:keys [items discount] :or {discount 0}}]
  (* (- 1 (/ discount 100))
     (transduce (map (fn [{:keys [qty price]}] (* qty price))) + (vals items))))

(defmulti decide "The events that a command leads to, or a reason against it." (fn [_cart [command]] command))

(defmethod decide :add [_ [_ sku qty price]]
  (if (pos? qty) [{:type :added, :sku sku, :qty qty, :price price}] "quantity must be positive"))
(defmethod decide :remove [{:keys [items]} [_ sku]]
  (if (items sku) [{:type :removed, :sku sku}] (str "there is no " (name sku))))
(defmethod decide :replace [cart [_ old new qty price]]
  (let [removed (decide cart [:remove old])]
    (if (string? removed) removed (into removed (decide cart [:add new qty price])))))
(defmethod decide :coupon [{:keys [discount]} [_ percent]]
  (if discount "only one coupon" [{:type :coupon, :percent percent}]))
(defmethod decide :check-out [{:keys [items]} _]
  (if (empty? items) "the cart is empty" [{:type :checked-out}]))

(defn handle [store id command]
  (let [cart (replay (get store id))
        outcome (if (= :closed (:status cart)) "the cart is closed" (decide cart command))]
    (if (string? outcome)
      (update-in store [:rejected id] (fnil conj []) [command outcome])
      (update store id (fnil into []) outcome))))

(def commands
  [[:c1 [:check-out]]
   [:c1 [:add :tea 2 450]]
   [:c2 [:add :cup 1 700]]
   [:c1 [:add :tea 1 440]]
   [:c1 [:add :pot 0 3000]]
   [:c1 [:remove :pot]]
   [:c1 [:coupon 10]]
   [:c1 [:coupon 90]]
   [:c2 [:replace :cup :mug 3 500]]
   [:c1 [:check-out]]
   [:c1 [:add :tea 1 450]]])

(def store (reduce (fn [store [id command]] (handle store id command)) {} commands))

(doseq [id [:c1 :c2]]
  (let [cart (replay (store id))]
    (println id cart)
    (println "   to pay:" (total cart)))
  (doseq [[[command] reason] (get-in store [:rejected id])]
    (println "   refused" (name command) "because" reason)))

;; Projections: other views of the same events.
(println "history of c1:" (map total (reductions apply-event empty-cart (store :c1))))
(println "event types:" (frequencies (map :type (mapcat store [:c1 :c2]))))
(println "as of version 2:" (:items (replay (take 2 (store :c1)))))

(let [events (store :c1)
      snapshot (replay (take 3 events))]
  (println "from a snapshot:" (= (replay events) (replay snapshot (drop 3 events)))))

(println (str/join " -> " (map (comp name :type) (store :c2))))
