;; A query language over facts: patterns with variables are joined, as in Datalog, with predicates, functions, negation,
;; recursion by rules, and results that are grouped.

(ns query)

(def facts
  #{[:ann :parent :bob] [:ann :parent :cy] [:bob :parent :dee] [:cy :parent :eli] [:eli :parent :fay]
    [:ann :age 72] [:bob :age 48] [:cy :age 45] [:dee :age 20] [:eli :age 22] [:fay :age 1]
    [:bob :city "Oslo"] [:cy :city "Rome"] [:dee :city "Oslo"] [:eli :city "Rome"]})

(defn variable? [x] (and (symbol? x) (= \? (first (name x)))))

(defn unify
  "The bindings with which a pattern equals a fact, or nil."
  [bindings pattern fact]
  (reduce (fn [bindings [p f]]
            (cond
              (= p '_) bindings
              (variable? p) (let [known (get bindings p ::none)]
                              (cond (= known ::none) (assoc bindings p f)
                                    (= known f) bindings
                                    :else (reduced nil)))
              (= p f) bindings
              :else (reduced nil)))
          bindings
          (map vector pattern fact)))

(def functions {'+ +, '- -, '* *, '< <, '> >, '= =, 'not= not=, 'odd? odd?, 'count count})

(defn value [bindings x] (if (variable? x) (bindings x) x))

(declare solve)

(defn rename
  "The body of a rule whose parameters are the arguments of a call, and whose other variables are new."
  [[params & body] args depth]
  (let [known (zipmap params args)
        fresh (memoize (fn [v] (symbol (str v "-" depth))))]
    (letfn [(walk [x] (cond (vector? x) (mapv walk x)
                            (seq? x) (apply list (map walk x))
                            (variable? x) (get known x (fresh x))
                            :else x))]
      (map walk body))))

(defn solve-clause [{:keys [facts rules] :as db} depth bindings clause]
  (if (vector? clause)
    (keep #(unify bindings clause %) facts)
    (let [[op & args] clause]
      (cond
        (= op 'not) (when (empty? (solve db depth [bindings] args)) [bindings])
        (= op 'or) (distinct (mapcat #(solve db depth [bindings] [%]) args))
        (= op 'let) (let [[v [f & xs]] args]
                      [(assoc bindings v (apply (functions f) (map #(value bindings %) xs)))])
        (rules op) (->> (rules op)
                        (mapcat #(solve db (inc depth) [bindings] (rename % args (inc depth))))
                        distinct)
        (functions op) (when (apply (functions op) (map #(value bindings %) args)) [bindings])
        :else (throw (ex-info (str "what is " op "?") {:clause clause}))))))

(defn solve [db depth solutions clauses]
  (reduce (fn [solutions clause] (mapcat #(solve-clause db depth % clause) solutions))
          solutions
          clauses))

(def rules
  '{ancestor [[[?a ?b] [?a :parent ?b]]
              [[?a ?b] [?a :parent ?x] (ancestor ?x ?b)]]
    sibling [[[?a ?b] [?p :parent ?a] [?p :parent ?b] (not= ?a ?b)]]})

(defn q [{:keys [find where]}]
  (sort-by pr-str (set (map (fn [bindings] (mapv #(value bindings %) find))
                            (solve {:facts facts, :rules rules} 0 [{}] where)))))

(doseq [query '[{:find [?who] :where [[?who :city "Oslo"]]}
                {:find [?a ?c] :where [[?a :parent ?b] [?b :parent ?c]]}
                {:find [?who ?age] :where [[?who :age ?age] (> ?age 40) (not [?who :city "Rome"])]}
                {:find [?p ?c ?diff] :where [[?p :parent ?c] [?p :age ?x] [?c :age ?y] (let ?diff (- ?x ?y)) (< ?diff 25)]}
                {:find [?x] :where [(ancestor :ann ?x)]}
                {:find [?x] :where [(ancestor ?x :fay)]}
                {:find [?a ?b] :where [(sibling ?a ?b)]}
                {:find [?who] :where [(or [?who :age 1] [?who :city "Oslo"])]}
                {:find [?x] :where [[?x :city ?c] [?y :city ?c] [?x :parent ?y]]}
                {:find [?x] :where [[?x :age 100]]}]]
  (println (:where query))
  (println "  =>" (q query)))

(println (update-vals (group-by first (q '{:find [?city ?who] :where [[?who :city ?city]]})) (partial mapv second)))
(println (try (q '{:find [?x] :where [[?x :age ?a] (shiny? ?a)]})
              (catch clojure.lang.ExceptionInfo e (str (ex-message e) " " (:clause (ex-data e))))))
