(ns portable.rules
  "Rules that fire over facts until nothing new is known: patterns with variables, guards, negation, accumulators and priorities,
  written with a macro that keeps where each rule stands."
  (:require [clojure.set :as set]
            [clojure.string :as string]))

(defrecord Rule [name salience conditions action line])

(defn- variable? [x] (and (symbol? x) (string/starts-with? (name x) "?")))

(defn- match
  "The bindings under which the pattern is the fact, or nil."
  [bindings pattern fact]
  (cond
    (= '_ pattern) bindings
    (variable? pattern) (if (contains? bindings pattern)
                          (when (= (bindings pattern) fact) bindings)
                          (assoc bindings pattern fact))
    (and (vector? pattern) (vector? fact) (= (count pattern) (count fact)))
    (reduce (fn [b [p f]] (or (match b p f) (reduced nil))) bindings (map vector pattern fact))
    (map? pattern) (when (map? fact)
                     (reduce-kv (fn [b k p] (if-let [[_ f] (find fact k)] (or (match b p f) (reduced nil)) (reduced nil)))
                                bindings pattern))
    :else (when (= pattern fact) bindings)))

(defprotocol Condition
  (satisfy [condition facts bindings] "All bindings under which the condition holds."))

(defrecord Pattern [form]
  Condition
  (satisfy [_ facts bindings] (keep #(match bindings form %) facts)))
(defrecord Absent [form]
  Condition
  (satisfy [_ facts bindings] (if (some #(match bindings form %) facts) [] [bindings])))
(defrecord Test [f]
  Condition
  (satisfy [_ _ bindings] (if (f bindings) [bindings] [])))
(defrecord Collected [into-var value-var form f]
  Condition
  (satisfy [_ facts bindings]
    [(assoc bindings into-var (f (keep #(get (match bindings form %) value-var) facts)))]))

(defn- variables-in [form] (vec (distinct (filter variable? (tree-seq coll? seq form)))))

(defmulti ^:private compile-condition (fn [form] (if (seq? form) (first form) :pattern)))
(defmethod compile-condition :pattern [form] `(->Pattern '~form))
(defmethod compile-condition 'not [[_ form]] `(->Absent '~form))
(defmethod compile-condition 'test [[_ expr]]
  (let [vars (variables-in expr)]
    `(->Test (fn [{:syms [~@vars]}] ~expr))))
(defmethod compile-condition 'collect [[_ into-var f value-var _ form]]
  `(->Collected '~into-var '~value-var '~form ~f))

(defmacro defrule
  "(defrule name doc? options? conditions… => actions…); actions see the variables of the conditions."
  [rule-name & parts]
  (let [[doc parts] (if (string? (first parts)) [(first parts) (rest parts)] [nil parts])
        [options parts] (if (:salience (first parts)) [(first parts) (rest parts)] [{} parts])
        [conditions [_ & actions]] (split-with #(not= '=> %) parts)
        vars (variables-in conditions)]
    (when (empty? actions)
      (throw (ex-info (str "The rule " rule-name " does nothing") {:rule rule-name})))
    `(def ~(vary-meta rule-name assoc :doc doc :rule true)
       (->Rule '~rule-name ~(:salience options 0)
               [~@(map compile-condition conditions)]
               (fn [{:syms [~@vars]}] [~@actions])
               ~(some? (:line (meta &form)))))))

(defn activations [rules facts]
  (for [{:keys [conditions] :as rule} (sort-by (juxt (comp - :salience) :name) rules)
        bindings (reduce (fn [all condition] (mapcat #(satisfy condition facts %) all)) [{}] conditions)]
    [rule bindings]))

(defn run
  "All facts once no rule has anything to add, and what fired; ends after a limit of turns."
  [rules facts & {:keys [limit trace] :or {limit 100}}]
  (loop [facts (vec (sort-by pr-str facts)) fired #{} turns 0 log []]
    (if (= turns limit)
      (throw (ex-info "The rules do not come to rest" {:turns turns}))
      (if-let [[rule bindings] (first (remove (fn [[rule bindings]] (contains? fired [(:name rule) bindings])) (activations rules facts)))]
        (let [known (set facts)
              new (remove known ((:action rule) bindings))
              gone (into #{} (comp (filter #(= :retract (first %))) (map second)) new)
              added (remove #(= :retract (first %)) new)]
          (recur (into (vec (remove gone facts)) (distinct added))
                 (conj fired [(:name rule) bindings])
                 (inc turns)
                 (cond-> log trace (conj (:name rule)))))
        {:facts facts :turns turns :log log}))))

(defn rules-of [ns] (into [] (comp (filter (comp :rule meta)) (map deref)) (vals (ns-publics ns))))

(defrule grandparent
  "A parent of a parent."
  [:parent ?a ?b] [:parent ?b ?c]
  => [:grandparent ?a ?c])

(defrule sibling
  [:parent ?p ?a] [:parent ?p ?b] (test (neg? (compare ?a ?b)))
  => [:sibling ?a ?b])

(defrule childless
  {:salience -10}
  [:person ?p] (not [:parent ?p _])
  => [:childless ?p])

(defrule family-size
  {:salience -20}
  [:person ?p] (collect ?n count ?c :from [:parent ?p ?c]) (test (pos? ?n))
  => [:children ?p ?n])

(def family
  #{[:parent "Ada" "Ben"] [:parent "Ada" "Cleo"] [:parent "Ben" "Dan"] [:parent "Cleo" "Eve"]
    [:person "Ada"] [:person "Ben"] [:person "Cleo"] [:person "Dan"] [:person "Eve"]})

(let [{:keys [facts turns log]} (run [grandparent sibling childless family-size] family :trace true)]
  (println turns "turns")
  (println (frequencies log))
  (doseq [fact (sort-by pr-str (set/difference (set facts) family))] (prn fact)))

(defrule discount
  {:salience 5}
  {:type :order :id ?id :total ?t} (test (> ?t 100)) (not {:type :discount :order ?id})
  => {:type :discount :order ?id :amount (quot ?t 10)})
(defrule shipping
  {:type :order :id ?id :country ?c} {:type :rate :country ?c :cost ?cost}
  => {:type :shipping :order ?id :cost ?cost})
(defrule cancelled
  {:salience 10}
  {:type :cancel :order ?id} {:type :order :id ?id :total ?t :country ?c}
  => [:retract {:type :order :id ?id :total ?t :country ?c}] [:log ?id "cancelled"])

(let [{:keys [facts]} (run [discount shipping cancelled]
                       [{:type :order :id 1 :total 250 :country :de} {:type :order :id 2 :total 80 :country :fr}
                        {:type :order :id 3 :total 500 :country :fr} {:type :cancel :order 3}
                        {:type :rate :country :de :cost 5} {:type :rate :country :fr :cost 9}])]
  (doseq [fact (sort-by pr-str (remove (comp #{:rate} :type) (filter map? facts)))]
    (prn (into (sorted-map) fact)))
  (prn (filter vector? facts)))

(println (sort (map (comp str :name) (rules-of 'portable.rules))))
(println (:line grandparent) (:doc (meta #'grandparent)) (:salience childless))
(defrule forever [:n ?n] => [:n (inc ?n)])
(println (try (run [forever] [[:n 0]] :limit 20) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (ex-data e)])))
(println (try (macroexpand '(portable.rules/defrule idle [:a] =>)) (catch #?(:clj Throwable :cljs :default) e (ex-message (or (ex-cause e) e)))))
(println (match {} '{:a ?x :b [?x _]} {:a 1 :b [1 2] :c 3}) (match {} '[?x ?x] [1 2]) (match '{?x 2} '[?x] [2]))
