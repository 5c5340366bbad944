;; Publish and subscribe: watches on atoms drive derived values, topics have subscribers with filters made of transducers.

(ns pub-sub
  (:require [clojure.string :as str]))

;; A spreadsheet: cells are atoms, formulas watch the cells that they name.

(defn cell [value] (atom value))

(defn formula
  "A cell whose value follows from others; key names it among their watches."
  [key f & inputs]
  (let [compute #(apply f (map deref inputs))
        out (atom (compute))]
    (doseq [input inputs]
      (add-watch input key (fn [_ _ old new] (when (not= old new) (reset! out (compute))))))
    out))

(def price (cell 10))
(def quantity (cell 3))
(def total (formula :total * price quantity))
(def vat (formula :vat #(/ (* % 20) 100) total))
(def label (formula :label #(str "total " %1 ", vat " %2) total vat))

(add-watch label :log (fn [k _ old new] (println k (pr-str old) "=>" (pr-str new))))
(reset! price 12)
(swap! quantity inc)
(reset! quantity 4)
(remove-watch label :log)
(reset! price 1)
(println @label)

;; Topics.

(defn bus [] (atom {:subscribers {}, :next-id 1}))

(defn subscribe
  "Calls `f` with what is published to topics that match and comes through `xform`. Returns a function that ends it."
  ([bus pattern f] (subscribe bus pattern identity f))
  ([bus pattern xform f]
   (let [id (:next-id @bus)
         step (xform (completing (fn [_ message] (f message) nil)))]
     (swap! bus #(-> % (update :next-id inc) (assoc-in [:subscribers id] {:pattern pattern, :step step})))
     (fn [] (swap! bus update :subscribers dissoc id) nil))))

(defn publish [bus topic message]
  (let [receivers (for [[_ {:keys [pattern] :as subscriber}] (sort-by key (:subscribers @bus))
                        :when (re-matches pattern topic)]
                    subscriber)]
    (doseq [{:keys [step]} receivers]
      (step nil message))
    (count receivers)))

(def news (bus))
(def received (atom {}))
(defn note [who] (fn [message] (swap! received update who (fnil conj []) message)))

(def stop-ann (subscribe news #"sport/.*" (note :ann)))
(subscribe news #".*" (comp (filter #(> (:weight % 0) 5)) (map :title) (map str/upper-case)) (note :bob))
(subscribe news #"sport/chess" (comp (map :title) (dedupe) (partition-all 2)) (note :cy))
(subscribe news #"weather" (fn [{:keys [title]}]
                             (when-not (str/blank? title)
                               (publish news "sport/cancelled" {:title (str "because of " title), :weight 9}))))

(println (mapv (partial apply publish news)
               [["sport/chess" {:title "e4" :weight 1}]
                ["sport/chess" {:title "e4" :weight 2}]
                ["sport/chess" {:title "e5" :weight 6}]
                ["weather" {:title "rain" :weight 8}]
                ["nothing/here" {:title "void"}]]))
(stop-ann)
(println (publish news "sport/golf" {:title "hole in one" :weight 10}))
(doseq [[who messages] (sort @received)]
  (println who messages))

;; A validator refuses, and watches hear nothing of it.
(def level (atom 5 :validator #(<= 0 % 10)))
(add-watch level :bell (fn [_ _ _ new] (println "level" new)))
(doseq [n [7 11 0]]
  (try (reset! level n)
       (catch IllegalStateException _ (println "refused" n))))
(println (swap-vals! level + 3) (compare-and-set! level 3 4) (compare-and-set! level 3 5))
