;; A bank whose accounts are refs: transfers are transactions, a ledger is kept by commute, an audit reads a consistent
;; picture while futures move money about.

(ns bank)

(defn account [id balance]
  (ref {:id id, :balance balance}
       :validator (fn [{:keys [balance]}]
                    (or (not (neg? balance))
                        (throw (ex-info "balance below zero" {:id id, :balance balance}))))))

(def ledger (ref []))
(def rejected (atom 0))

(defn deposit [account amount]
  (dosync
   (alter account update :balance + amount)
   (commute ledger conj [:deposit (:id @account) amount])))

(defn transfer [from to amount]
  (dosync
   (when-not (pos? amount)
     (throw (IllegalArgumentException. (str "cannot transfer " amount))))
   (alter to update :balance + amount)
   (alter from update :balance - amount)
   (commute ledger conj [:transfer (:id @from) (:id @to) amount])
   amount))

(defn try-transfer [from to amount]
  (try
    (transfer from to amount)
    (catch clojure.lang.ExceptionInfo e
      (swap! rejected inc)
      (ex-data e))
    (catch IllegalArgumentException e
      (ex-message e))))

(defn balances [accounts]
  (dosync (into (sorted-map) (map (juxt :id :balance)) (map ensure accounts))))

(def accounts (mapv #(account %1 %2) [:ada :bob :eve] [100 50 0]))
(def by-id (into {} (map (juxt (comp :id deref) identity)) accounts))

(prn (try-transfer (by-id :ada) (by-id :bob) 30))
(prn (try-transfer (by-id :eve) (by-id :bob) 10))
(prn (try-transfer (by-id :ada) (by-id :eve) -5))
(deposit (by-id :eve) 25)
(prn (balances accounts))
(prn @ledger)

;; Many at once. However they interleave, no money comes or goes.
(let [total (reduce + (vals (balances accounts)))
      clerks (doall
              (for [clerk (range 4)]
                (future
                  (dotimes [i 25]
                    (let [from (accounts (mod (+ clerk i) 3))
                          to (accounts (mod (+ clerk (* 2 i) 1) 3))]
                      (when-not (= from to)
                        (try-transfer from to (inc (mod (* 7 i) 20)))))))))]
  (run! deref clerks)
  (println "money kept:" (= total (reduce + (vals (balances accounts)))))
  (println "all accounts in credit:" (every? (complement neg?) (vals (balances accounts))))
  (println "ledger explains balances:"
           (= (balances accounts)
              (into (sorted-map)
                    (reduce (fn [sums [kind a b c]]
                              (case kind
                                :deposit (update sums a + b)
                                :transfer (-> sums (update a - c) (update b + c))))
                            {:ada 100, :bob 50, :eve 0}
                            @ledger)))))

;; Interest is paid by an agent, one account after another; errors stop it until somebody restarts it.
(def paid (agent 0))

(defn pay-interest [sum account percent]
  (let [interest (quot (* percent (:balance @account)) 100)]
    (deposit account interest)
    (+ sum interest)))

(dosync (doseq [a accounts] (alter a assoc :balance 200)))
(doseq [a accounts] (send paid pay-interest a 5))
(await paid)
(println "interest paid:" @paid (balances accounts))
(send paid (fn [_] (throw (ex-info "out of ink" {}))))
(while (nil? (agent-error paid))
  (Thread/sleep 1))
(try (send paid inc) (catch Exception e (println "agent:" (ex-message e))))
(println "agent's error:" (ex-message (agent-error paid)))
(restart-agent paid 0)
(await (send paid inc))
(println "after restart:" @paid)
