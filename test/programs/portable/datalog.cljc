(ns portable.datalog
  "Facts as triples, queries as patterns with variables, rules with recursion, predicates, negation and aggregates."
  (:require [clojure.set :as set]
            [clojure.string :as str]))

;; The store: three indexes over the same facts.

(defprotocol Store
  (add [store facts] "The store with more facts.")
  (retract [store facts] "The store without them.")
  (matching [store e a v] "The facts that fit, where nil stands for anything."))

(defn- index-in [index path fact] (update-in index path (fnil conj #{}) fact))

(defn- drop-in [index [k l :as path] fact]
  (let [left (disj (get-in index path) fact)]
    (cond
      (seq left) (assoc-in index path left)
      (= 1 (count (get index k))) (dissoc index k)
      :else (update index k dissoc l))))

(defrecord Triples [eav ave facts]
  Store
  (add [this more]
    (reduce (fn [s [e a v :as fact]]
              (if (contains? (:facts s) fact)
                s
                (-> s
                    (update :facts conj fact)
                    (update :eav index-in [e a] fact)
                    (update :ave index-in [a v] fact))))
            this more))
  (retract [this gone]
    (reduce (fn [s [e a v :as fact]]
              (if-not (contains? (:facts s) fact)
                s
                (-> s
                    (update :facts disj fact)
                    (update :eav drop-in [e a] fact)
                    (update :ave drop-in [a v] fact))))
            this gone))
  (matching [_ e a v]
    (cond->> (cond
               (and (some? e) (some? a)) (get-in eav [e a])
               (and (some? a) (some? v)) (get-in ave [a v])
               (some? e) (mapcat val (get eav e))
               (some? a) (mapcat val (get ave a))
               :else facts)
      (some? v) (filter #(= v (peek %))))))

(def empty-store (->Triples {} {} #{}))

;; Entities as maps; nested values become facts of their own.

(defn entity-facts [{id :db/id :as entity}]
  (for [[a v] (dissoc entity :db/id)
        x (if (coll? v) v [v])]
    [id a x]))

;; Unification

(defn variable? [x] (and (symbol? x) (str/starts-with? (name x) "?")))

(defn- bound [env x] (if (variable? x) (get env x) (when-not (= '_ x) x)))

(defn- unify [env term x]
  (cond
    (nil? env) nil
    (= '_ term) env
    (variable? term) (if-let [[_ known] (find env term)]
                       (when (= known x) env)
                       (assoc env term x))
    (= term x) env))

(defmulti solve
  "The environments that a clause makes of one, given the store and the rules."
  (fn [_db _rules clause _env]
    (cond
      (vector? clause) (if (seq? (first clause)) :call :pattern)
      (= 'not (first clause)) :not
      (= 'or (first clause)) :or
      :else :rule)))

(defn- solve-all [db rules clauses env]
  (reduce (fn [envs clause] (mapcat #(solve db rules clause %) envs)) [env] clauses))

(defmethod solve :pattern [db _ [e a v] env]
  (keep (fn [[e' a' v']] (-> env (unify e e') (unify a a') (unify v v')))
        (matching db (bound env e) (bound env a) (bound env v))))

(def functions {'< < '> > '= = 'not= not= '+ + '- - '* * 'str str 'count count 'even? even? 'inc inc})

(defmethod solve :call [_ _ [[f & args] result] env]
  (let [x (apply (or (functions f) (throw (ex-info "Unknown function" {:fn f})))
                 (map #(if (variable? %) (get env %) %) args))]
    (if result
      (some-> (unify env result x) list)
      (when x [env]))))

(defmethod solve :not [db rules [_ & clauses] env]
  (when (empty? (solve-all db rules clauses env)) [env]))

(defmethod solve :or [db rules [_ & clauses] env]
  (distinct (mapcat #(solve db rules % env) clauses)))

;; Rules: solved to a fixed point, so that they may be recursive.

(def ^:dynamic *tables* nil)

(defn- heads [rules] (group-by ffirst rules))

(defn- derive-once [db rules tables]
  (binding [*tables* tables]
    (into {}
          (for [[rule-name definitions] (heads rules)]
            [rule-name
             (into (get tables rule-name #{})
                   (for [[[_ & params] & body] definitions
                         env (solve-all db rules body {})]
                     (mapv env params)))]))))

(defn- fixed-point [db rules]
  (loop [tables {} rounds 0]
    (let [next-tables (derive-once db rules tables)]
      (if (= tables next-tables)
        (with-meta tables {:rounds rounds})
        (recur next-tables (inc rounds))))))

(defmethod solve :rule [_ _ [rule-name & args] env]
  (when-not (contains? (or *tables* {}) rule-name)
    (when-not (= {} *tables*) (throw (ex-info (str "No such rule: " rule-name) {:rule rule-name}))))
  (keep (fn [row] (reduce (fn [env [term x]] (unify env term x)) env (map vector args row)))
        (get *tables* rule-name)))

;; Queries

(def aggregates
  {'count count
   'sum #(reduce + %)
   'max #(reduce max %)
   'min #(reduce min %)
   'distinct #(sort (distinct %))})

(defn- parts [query]
  (into {} (map (fn [[[k] more]] [k (vec more)])) (partition 2 (partition-by keyword? query))))

(defn q [query db & [rules]]
  (let [{:keys [find where]} (parts query)
        plain (remove seq? find)
        envs (binding [*tables* (when rules (fixed-point db rules))]
               (doall (distinct (solve-all db rules where {}))))]
    (if (= (count plain) (count find))
      (set (map #(mapv % find) envs))
      (set (for [[_ group] (group-by #(mapv % plain) envs)]
             (mapv (fn [term]
                     (if (seq? term)
                       ((aggregates (first term)) (map (second term) group))
                       ((first group) term)))
                   find))))))

(def db
  (add empty-store
       (mapcat entity-facts
               [{:db/id 1 :name "Ann" :age 61 :child [2 3]}
                {:db/id 2 :name "Ben" :age 33 :child [4]}
                {:db/id 3 :name "Cid" :age 30 :child [5 6] :likes #{"tea" "chess"}}
                {:db/id 4 :name "Dot" :age 7}
                {:db/id 5 :name "Eve" :age 4 :likes ["tea"]}
                {:db/id 6 :name "Fay" :age 2}])))

(def family
  '[[(ancestor ?a ?b) [?a :child ?b]]
    [(ancestor ?a ?b) [?a :child ?x] (ancestor ?x ?b)]
    [(sibling ?a ?b) [?p :child ?a] [?p :child ?b] [(not= ?a ?b)]]
    [(cousin ?a ?b) [?p :child ?a] (sibling ?p ?q) [?q :child ?b]]])

(defn show [title x] (println (str title ":") (pr-str x)))

(show "names" (sort (q '[:find ?n :where [_ :name ?n]] db)))
(show "adults" (sort (q '[:find ?n ?a :where [?e :name ?n] [?e :age ?a] [(> ?a 29)]] db)))
(show "next year" (sort (q '[:find ?n ?next :where [?e :name ?n] [?e :age ?a] [(< ?a 10)] [(inc ?a) ?next]] db)))
(show "without children" (sort (q '[:find ?n :where [?e :name ?n] (not [?e :child _])] db)))
(show "young or tea" (sort (q '[:find ?n :where [?e :name ?n] (or [?e :likes "tea"] [?e :age 2])] db)))
(show "ancestors" (sort (q '[:find ?n :where [?d :name "Fay"] (ancestor ?e ?d) [?e :name ?n]] db family)))
(show "cousins" (sort (q '[:find ?n ?m :where (cousin ?a ?b) [?a :name ?n] [?b :name ?m]] db family)))
(show "rounds" (:rounds (meta (#'portable.datalog/fixed-point db family))))
(show "children" (sort (q '[:find ?n (count ?c) (max ?age) :where [?e :name ?n] [?e :child ?c] [?c :age ?age]] db)))
(show "years" (q '[:find (sum ?a) (min ?a) (distinct ?a) :where [_ :age ?a]] db))
(let [smaller (retract db [[3 :child 5] [3 :child 6] [3 :likes "tea"] [9 :name "Nobody"]])]
  (show "after" [(q '[:find ?x :where [3 :likes ?x]] smaller)
                 (count (:facts db)) (count (:facts smaller))
                 (contains? (get (:eav smaller) 3) :child)
                 (map count [(set/difference (:facts db) (:facts smaller)) (matching smaller nil :child nil)])]))
(show "same" [(= db (add db [[1 :name "Ann"]])) (identical? db (add db [])) (instance? Triples db) (satisfies? Store db)])
(show "unknown" (try (q '[:find ?x :where [(frob 1) ?x]] db) (catch #?(:clj Exception :cljs :default) e [(ex-message e) (ex-data e)])))
(show "no rule" (try (q '[:find ?x :where (nope ?x)] db family) (catch #?(:clj Exception :cljs :default) e [(ex-message e) (ex-data e)])))
(show "record" (-> empty-store (add [[:a :b :c]]) (assoc :extra 1)))
