(ns portable.statechart
  "Nested states, guards and actions as data; a macro writes the chart, a multimethod runs the actions."
  (:require [clojure.string :as str]))

(derive ::beep ::sound)
(derive ::buzz ::sound)

(defmulti act (fn [context action & _] (if (vector? action) (first action) action)))
(defmethod act :default [context action & _] (update context :log (fnil conj []) [:unknown action]))
(defmethod act :assign [context [_ k f & args] _] (apply update context k f args))
(defmethod act ::sound [context action _] (update context :log (fnil conj []) (name action)))
(defmethod act :log [context [_ & words] event] (update context :log (fnil conj []) (str/join " " (concat words [(:type event)]))))

(defmacro defchart
  "(defchart name initial (state …)): each state is (id & clauses), a clause (on event target & options), (entry action…) or a nested state."
  [sym initial & states]
  (letfn [(compile-state [[id & clauses]]
            (reduce (fn [state [head & args :as clause]]
                      (cond
                        (= head 'on) (let [[event target & {:keys [guard actions]}] args]
                                       (update-in state [:on event] (fnil conj [])
                                                  (cond-> {:target target}
                                                    guard (assoc :guard guard)
                                                    actions (assoc :actions actions))))
                        ('#{entry exit} head) (update state (keyword head) (fnil into []) args)
                        (= head 'initial) (assoc state :initial (first args))
                        (keyword? head) (assoc-in state [:states head] (compile-state clause))
                        :else (throw (ex-info "Bad clause" {:clause clause}))))
                    {:id id}
                    clauses))]
    `(def ~sym {:initial ~initial
                :states ~(into (array-map) (map (juxt first compile-state)) states)})))

(defchart player :stopped
  (:stopped
    (entry [:log "enter stopped"])
    (on :play [:playing] :guard (fn [{:keys [tracks]} _] (seq tracks)) :actions [[:assign :plays (fnil inc 0)]])
    (on :play [:stopped] :actions [::buzz]))
  (:playing
    (initial :normal)
    (entry [:log "enter playing"])
    (exit [:log "leave playing"])
    (on :stop [:stopped] :actions [::beep :mystery])
    (:normal (on :fast [:playing :double]))
    (:double
      (entry [:assign :speed (constantly 2)])
      (exit [:assign :speed (constantly 1)])
      (on :fast [:playing :normal])
      (on :next [:playing :double] :actions [[:assign :tracks rest]]))))

(defn state-at [chart path] (get-in chart (interleave (repeat :states) path)))
(defn- descend [chart path]
  (if-let [inner (:initial (state-at chart path))] (recur chart (conj path inner)) path))
(defn- ancestors-of [path] (take-while seq (iterate pop path)))
(defn- run-actions [context actions event] (reduce (fn [c a] (act c a event)) context actions))

(defn- common [a b] (count (take-while true? (map = a b))))

(defn- move [chart {:keys [path context]} {:keys [target actions]} event]
  (let [to (descend chart target)
        shared (if (= path to) (dec (count to)) (common path to))
        exits (mapcat #(:exit (state-at chart (vec (take % path)))) (range (count path) shared -1))
        entries (mapcat #(:entry (state-at chart (vec (take % to)))) (range (inc shared) (inc (count to))))]
    {:path to
     :context (-> context (run-actions exits event) (run-actions actions event) (run-actions entries event))}))

(defn step [chart {:keys [path context] :as state} event]
  (or (first (for [p (ancestors-of path)
                   {:keys [guard] :as transition} (get-in (state-at chart p) [:on (:type event)])
                   :when (or (nil? guard) (guard context event))]
               (move chart state transition event)))
      (update-in state [:context :ignored] (fnil conj #{}) (:type event))))

(defn start [chart context]
  (let [path (descend chart [(:initial chart)])]
    {:path path :context context}))

(doseq [tracks [[] [:a :b :c]]]
  (let [history (reductions (partial step player) (start player {:tracks tracks})
                            (map #(hash-map :type %) [:play :fast :next :next :fast :pause :fast :stop]))]
    (doseq [{:keys [path context]} history]
      (println (str/join "/" (map name path)) (into (sorted-map) (dissoc context :log))))
    (run! println (get-in (last history) [:context :log]))))

(println (isa? ::beep ::sound) (sort (descendants ::sound)) (some? (get-method act ::beep)))
(println (try (macroexpand-1 '(portable.statechart/defchart c :a (:a (un :x [:a]))))
              (catch #?(:clj Throwable :cljs :default) e
                (let [e (or (ex-cause e) e)] [(ex-message e) (ex-data e)]))))
(println (keys (:states player)) (map :target (get-in player [:states :playing :states :double :on :next])))
