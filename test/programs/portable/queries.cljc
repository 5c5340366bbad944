(ns portable.queries
  "SQL from maps: clauses in their order, expressions with parameters, dialects, and helpers that build the maps."
  (:refer-clojure :exclude [format group-by update])
  (:require [clojure.core :as core]
            [clojure.string :as str]))

(def ^:private clause-order
  [:with :select :insert-into :update :delete-from :columns :values :set :from :join :left-join :where :group-by :having :order-by :limit :offset :returning])

(defprotocol Dialect
  (quoted [d s] "An identifier in the dialect's quotes.")
  (placeholder [d n] "What stands for the nth parameter."))

(def ansi (reify Dialect (quoted [_ s] (str \" s \")) (placeholder [_ _] "?")))
(def mysql (reify Dialect (quoted [_ s] (str \` s \`)) (placeholder [_ _] "?")))
(defrecord Postgres [schema]
  Dialect
  (quoted [_ s] (str \" s \"))
  (placeholder [_ n] (str "$" n)))

(def ^:dynamic *dialect* ansi)
(def ^:dynamic *quoting* false)
(def ^:dynamic *params* nil)

(defn- param [x]
  (placeholder *dialect* (count (swap! *params* conj x))))

(defn- identifier [x]
  (let [full (if-let [ns (namespace x)] (str ns "." (name x)) (name x))]
    (str/join "." (map #(cond (= "*" %) % *quoting* (quoted *dialect* %) :else (str/replace % "-" "_")) (str/split full #"\.")))))

(declare expr query)

(defmulti operator "The text of an expression by its operator." (fn [op _] op))

(defn- infix [op args] (str/join (str " " op " ") (map expr args)))
(defn- grouped [x] (str "(" x ")"))

(defmethod operator :default [op args]
  (if (str/starts-with? (name op) "%")
    (str (subs (name op) 1) (grouped (str/join ", " (map expr args))))
    (throw (ex-info (str "Unknown operator " op) {:operator op :args args}))))

(doseq [op [:< :> :<= :>= :+ :- :* :/ :like :||]]
  (defmethod operator op [_ args] (infix (str/upper-case (name op)) args)))

(derive ::and ::logic)
(derive ::or ::logic)
(defmethod operator :and [_ args] (let [xs (remove nil? args)] (if (next xs) (str/join " AND " (map #(grouped (expr %)) xs)) (expr (first xs)))))
(defmethod operator :or [_ args] (str/join " OR " (map #(grouped (expr %)) args)))
(defmethod operator :not [_ [x]] (str "NOT " (grouped (expr x))))
(defmethod operator := [_ [a b]]
  (cond (nil? b) (str (expr a) " IS NULL")
        (nil? a) (str (expr b) " IS NULL")
        :else (infix "=" [a b])))
(defmethod operator :<> [_ [a b]] (if (nil? b) (str (expr a) " IS NOT NULL") (infix "<>" [a b])))
(defmethod operator :between [_ [x a b]] (str (expr x) " BETWEEN " (expr a) " AND " (expr b)))
(defmethod operator :in [_ [x xs]]
  (str (expr x) " IN " (if (map? xs) (expr xs) (grouped (str/join ", " (map expr xs))))))
(defmethod operator :case [_ clauses]
  (str "CASE "
       (str/join " " (for [[test then] (partition 2 clauses)]
                       (if (= :else test) (str "ELSE " (expr then)) (str "WHEN " (expr test) " THEN " (expr then)))))
       " END"))
(defmethod operator :cast [_ [x type]] (str "CAST(" (expr x) " AS " (name type) ")"))
(defmethod operator :raw [_ [text & params]] (run! param params) text)

(defn expr [x]
  (cond
    (keyword? x) (if (str/starts-with? (name x) "%") (str (subs (name x) 1) "()") (identifier x))
    (map? x) (grouped (query x))
    (vector? x) (operator (first x) (rest x))
    (nil? x) "NULL"
    (boolean? x) (str/upper-case (str x))
    (symbol? x) (name x)
    :else (param x)))

(defn- aliased [x]
  (if (and (vector? x) (= 2 (count x)) (or (keyword? (second x))) (not (get-method operator (first x))) )
    (str (expr (first x)) " AS " (identifier (second x)))
    (if (and (vector? x) (= 2 (count x)) (or (map? (first x)) (vector? (first x))))
      (str (expr (first x)) " AS " (identifier (second x)))
      (expr x))))

(defn- table [x] (if (vector? x) (str (expr (first x)) " AS " (identifier (second x))) (expr x)))
(defn- comma [f xs] (str/join ", " (map f xs)))

(def clause-text
  {:with (fn [ctes] (str "WITH " (comma (fn [[n q]] (str (identifier n) " AS " (grouped (query q)))) ctes)))
   :select (fn [xs] (str "SELECT " (when (:distinct (meta xs)) "DISTINCT ") (comma (fn [x] (if (and (vector? x) (keyword? (first x)) (= 2 (count x)) (keyword? (second x)) (not (contains? (methods operator) (first x))) (not (str/starts-with? (name (first x)) "%"))) (str (identifier (first x)) " AS " (identifier (second x))) (aliased x))) xs)))
   :insert-into (fn [t] (str "INSERT INTO " (identifier t)))
   :update (fn [t] (str "UPDATE " (identifier t)))
   :delete-from (fn [t] (str "DELETE FROM " (identifier t)))
   :columns (fn [cs] (grouped (comma identifier cs)))
   :values (fn [rows]
             (if (map? (first rows))
               (let [ks (sort (into #{} (mapcat keys) rows))]
                 (str (grouped (comma identifier ks)) " VALUES " (comma (fn [row] (grouped (comma #(expr (get row %)) ks))) rows)))
               (str "VALUES " (comma #(grouped (comma expr %)) rows))))
   :set (fn [m] (str "SET " (comma (fn [[k v]] (str (identifier k) " = " (expr v))) m)))
   :from (fn [ts] (str "FROM " (comma table ts)))
   :join (fn [js] (str/join " " (for [[t on] (partition 2 js)] (str "INNER JOIN " (table t) " ON " (expr on)))))
   :left-join (fn [js] (str/join " " (for [[t on] (partition 2 js)] (str "LEFT JOIN " (table t) " ON " (expr on)))))
   :where #(str "WHERE " (expr %))
   :group-by #(str "GROUP BY " (comma expr %))
   :having #(str "HAVING " (expr %))
   :order-by (fn [xs] (str "ORDER BY " (comma #(if (vector? %) (str (expr (first %)) " " (str/upper-case (name (second %)))) (expr %)) xs)))
   :limit #(str "LIMIT " (expr %))
   :offset #(str "OFFSET " (expr %))
   :returning #(str "RETURNING " (comma expr %))})

(defn query [m]
  (when-let [odd (seq (remove (set clause-order) (keys m)))]
    (throw (ex-info (str "Unknown clauses: " (str/join " " (sort odd))) {:clauses (set odd)})))
  (str/join " " (keep (fn [k] (when-let [v (get m k)] ((clause-text k) v))) clause-order)))

(defn format [m & {:keys [dialect quoting] :or {dialect *dialect* quoting *quoting*}}]
  (binding [*dialect* dialect *quoting* quoting *params* (atom [])]
    (let [text (query m)]
      (into [text] @*params*))))

;; Helpers

(defmacro defhelpers [& ks]
  `(do ~@(for [k ks]
           `(defn ~(symbol (name k)) ~(str "Adds to the clause " k ".")
              [~'m & ~'xs]
              (core/update ~'m ~k (fnil into []) ~'xs)))))

(defhelpers :select :from :group-by :order-by)
(defn where [m & conditions]
  (core/update m :where (fn [old] (let [all (cond->> conditions old (cons old))] (if (next all) (into [:and] all) (first all))))))

(defmacro show [& body] `(println (pr-str (try ~@body (catch #?(:clj Exception :cljs :default) e# [(ex-message e#) (ex-data e#)])))))

(show (format {:select [:id :first-name] :from [:users]}))
(show (format {:select [:*] :from [[:users :u]] :where [:and [:= :u.id 5] [:<> :u/email nil] nil]}))
(show (format {:select [[:name :n] [[:%count :*] :total] [[:+ :a 1] :b]] :from [:t] :group-by [:name] :having [:> [:%count :*] 2] :order-by [[:total :desc] :name] :limit 10 :offset 20}))
(show (format {:select [:a] :from [:t] :where [:or [:in :a [1 2 3]] [:between :b 1 9] [:not [:like :c "x%"]]]}))
(show (format {:select [:a] :from [[{:select [:b] :from [:u] :where [:= :c "in"]} :sub]] :where [:= :d "out"]} :dialect (->Postgres "public")))
(show (format {:insert-into :t :values [{:a 1 :b nil} {:b true :c "x"}]}))
(show (format {:insert-into :t :columns [:a :b] :values [[1 2] [3 [:+ 4 5]]] :returning [:id]}))
(show (format {:update :t :set (array-map :a 1 :b [:+ :b 1]) :where [:= :id 7]} :quoting true :dialect mysql))
(show (format {:delete-from :t :where [:raw "x > ? and y < ?" 1 2]} :quoting true))
(show (format {:with [[:recent {:select [:*] :from [:log] :where [:> :at 100]}]] :select [:r.id] :from [[:recent :r]] :left-join [[:users :u] [:= :u.id :r.user] :teams [:= :teams.id :u.team]]}))
(show (format {:select [[[:case [:< :n 0] "neg" [:= :n 0] "zero" :else "pos"] :sign] [[:cast :n :text] :t] :%now] :from [:nums]}))
(show (format {:select ^:distinct [:a] :from [:t]}))
(show (format (-> {} (select :a :b) (from :t) (where [:= :a 1]) (where [:= :b 2] [:> :c 3]) (select :c) (order-by :a))))
(show (format {:select [:a] :form [:t] :wher 1}))
(show (format {:select [[:frobnicate 1 2 3]] :from [:t]}))
(show [(:doc (meta #'select)) (:arglists (meta #'order-by)) (resolve 'format) (= core/update (deref (resolve 'core/update)))])
(show (binding [*quoting* true] (format {:select [:t.a] :from [:s/t]})))
(show [(isa? ::and ::logic) (count (descendants ::logic)) (instance? Postgres (->Postgres nil)) (satisfies? Dialect ansi)])
