;; A stock list whose rules are data: validation collects all that is wrong, changes are checked one by one.

(ns inventory
  (:require [clojure.string :as str]))

(defn rule [path ok? message] {:path path, :ok? ok?, :message message})

(def item-rules
  [(rule [:sku] #(and (string? %) (re-matches #"[A-Z]{3}-\d{3}" %)) "must look like ABC-123")
   (rule [:name] (every-pred string? (complement str/blank?)) "must not be blank")
   (rule [:quantity] nat-int? "must be a natural number")
   (rule [:price :amount] (every-pred number? pos?) "must be positive")
   (rule [:price :currency] #{:eur :usd} "must be eur or usd")
   (rule [:tags] (some-fn nil? (every-pred set? (partial every? keyword?))) "must be a set of keywords")])

(defn problems [rules item]
  (into (sorted-map)
        (for [{:keys [path ok? message]} rules
              :let [value (get-in item path)]
              :when (not (ok? value))]
          [path (str (str/join "." (map name path)) " " message ", not " (pr-str value))])))

(defn add-item [stock {:keys [sku] :as item}]
  (let [wrong (problems item-rules item)]
    (cond
      (seq wrong) (throw (ex-info "invalid item" {:problems (vals wrong)}))
      (contains? stock sku) (throw (ex-info "duplicate item" {:problems [(str sku " is there already")]}))
      :else (assoc stock sku item))))

(defn take-out [stock sku n]
  (let [have (get-in stock [sku :quantity])]
    (cond
      (nil? have) (throw (ex-info "unknown item" {:problems [sku]}))
      (< have n) (throw (ex-info "out of stock" {:problems [(format "%s: %d wanted, %d there" sku n have)]}))
      :else (update-in stock [sku :quantity] - n))))

(defn try-all
  "Applies changes one after another; those that fail are left out and reported."
  [stock changes]
  (reduce (fn [[stock errors] [f & args]]
            (try
              [(apply f stock args) errors]
              (catch clojure.lang.ExceptionInfo e
                [stock (conj errors (cons (ex-message e) (:problems (ex-data e))))])))
          [stock []]
          changes))

(def tea {:sku "TEA-001", :name "Green tea", :quantity 12, :price {:amount 4.5M, :currency :eur}, :tags #{:drink :hot}})
(def cup {:sku "CUP-007", :name "Cup", :quantity 3, :price {:amount 7M, :currency :eur}})

(let [[stock errors] (try-all {} [[add-item tea]
                                  [add-item cup]
                                  [add-item tea]
                                  [add-item {:sku "x", :name " ", :quantity -1, :price {:amount 0}, :tags [:a "b"]}]
                                  [add-item (assoc-in cup [:price :currency] :gbp)]
                                  [take-out "TEA-001" 5]
                                  [take-out "CUP-007" 4]
                                  [take-out "POT-100" 1]])]
  (doseq [[title & details] errors]
    (println title)
    (doseq [detail details] (println "  -" detail)))
  (doseq [{:keys [name quantity price]} (sort-by :name (vals stock))]
    (println (format "%-10s %3d  %6s" name quantity (* quantity (:amount price)))))
  (println "worth" (reduce + (map (fn [{:keys [quantity price]}] (* quantity (:amount price))) (vals stock))))
  (println "by tag:" (into (sorted-map)
                           (apply merge-with into
                                  (for [[sku {:keys [tags]}] stock, tag (or tags [:none])] {tag [sku]}))))
  (println "to order:" (sequence (comp (map val) (filter #(< (:quantity %) 5)) (map :sku)) stock)))

;; An atom with a validator keeps the whole list sound.
(def shelf (atom {"TEA-001" tea} :validator (fn [stock] (every? #(empty? (problems item-rules %)) (vals stock)))))

(swap! shelf update-in ["TEA-001" :quantity] - 12)
(println (try (swap! shelf update-in ["TEA-001" :quantity] dec)
              (catch IllegalStateException e (ex-message e))))
(println (get-in @shelf ["TEA-001" :quantity]))
