;; A vending machine as a state machine of multimethods on [state event], with a hierarchy for what all states share.

(ns vending-machine)

(derive ::idle ::in-service)
(derive ::has-money ::in-service)
(derive ::euro ::coin)
(derive ::fifty-cents ::coin)

(def cents {::euro 100, ::fifty-cents 50})
(def prices {:tea 150, :soup 200, :water 50})

(defmulti handle
  "The machine after an event; what it hands out is conjoined to :out."
  (fn [machine event & _] [(:state machine) event]))

(defn give [machine thing] (update machine :out conj thing))

(defn change
  "Coins for an amount, the big ones first."
  [amount]
  (mapcat (fn [[coin n]] (repeat n coin))
          [[::euro (quot amount 100)] [::fifty-cents (quot (rem amount 100) 50)]]))

(defmethod handle :default [machine event & _]
  (give machine [:beep event]))

(defmethod handle [::in-service ::coin] [machine coin & _]
  (-> machine (assoc :state ::has-money) (update :money + (cents coin))))

(defmethod handle [::has-money ::cancel] [machine _ & _]
  (-> (reduce give machine (change (:money machine)))
      (assoc :state ::idle :money 0)))

(defmethod handle [::has-money ::choose] [{:keys [money stock] :as machine} _ & [product]]
  (let [price (prices product)]
    (cond
      (nil? price) (give machine [:unknown product])
      (zero? (stock product 0)) (give machine [:sold-out product])
      (< money price) (give machine [:missing (- price money)])
      :else (-> machine
                (update-in [:stock product] dec)
                (update :takings + price)
                (give product)
                (update :money - price)
                (handle ::cancel)))))

(defmethod handle [::in-service ::open] [machine _ & [key]]
  (if (= key :golden)
    (assoc machine :state ::maintenance)
    (give machine :alarm)))

(defmethod handle [::maintenance ::refill] [machine _ & [product n]]
  (update-in machine [:stock product] (fnil + 0) n))

(defmethod handle [::maintenance ::empty] [{:keys [takings] :as machine} _ & _]
  (-> machine (give [:cash takings]) (assoc :takings 0)))

(defmethod handle [::maintenance ::close] [machine _ & _]
  (assoc machine :state ::idle))

(def machine {:state ::idle, :money 0, :takings 0, :stock {:tea 1, :soup 2}, :out []})

(defn run [machine events]
  (reduce (fn [machine [event & args :as all]]
            (let [after (apply handle (assoc machine :out []) event args)]
              (println (format "%-28s %-12s %4d" (pr-str (mapv #(if (qualified-keyword? %) (symbol (name %)) %) all))
                               (name (:state after)) (:money after))
                       (map #(if (qualified-keyword? %) (name %) %) (:out after)))
              after))
          machine
          events))

(def after
  (run machine [[::choose :tea] [::euro] [::choose :tea] [::fifty-cents] [::choose :tea]
                [::euro] [::euro] [::choose :tea] [::choose :cake] [::cancel]
                [::open :rusty] [::open :golden] [::euro] [::refill :tea 5] [::empty] [::close]
                [::euro] [::euro] [::euro] [::choose :water] [::choose :tea]]))

(println (dissoc after :out))
(println "methods:" (count (methods handle)))
(println "a euro is" (sort (map name (ancestors ::euro))) "to be in service is" (sort (map name (descendants ::in-service))))

;; One more rule, for a state and event that two rules could mean.
(defmethod handle [::idle ::euro] [machine _ & _] (give machine :thanks))
(println (:out (handle machine ::euro)))
(remove-method handle [::idle ::euro])
(println (:money (handle machine ::euro)))
