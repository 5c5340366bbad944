;; An order that takes days: it waits for the payment, for the parcel, and for the time in which the customer may send it back.
;; Nothing here knows that the process may end between any two lines.

(def events
  "What the shop tells the order, by name."
  {:paid (promise) :delivered (promise) :returned (promise)})

(def journal (atom []))

(defn note! [step & details]
  (swap! journal conj (into [step] details)))

(defn wait-for [event]
  (note! :waits-for event)
  (let [answer @(events event)]
    (note! event answer)
    answer))

(defn ship [items]
  (doseq [item items]
    (note! :packed item))
  (note! :shipped (count items)))

(defn order [items]
  (try
    (let [paid (wait-for :paid)]
      (when (< paid (* 10 (count items)))
        (throw (ex-info "not enough" {:paid paid})))
      (ship items)
      (wait-for :delivered)
      (if (= :keeps (wait-for :returned))
        (note! :closed)
        (note! :refunded paid)))
    (catch clojure.lang.ExceptionInfo e
      (note! :cancelled (ex-data e)))
    (finally
      (note! :end))))

(order ["lamp" "chair"])
