;; Type inference after Hindley and Milner for a small functional language: functions of one argument, let with
;; polymorphism, if, and numbers.

(ns type-checker
  (:require [clojure.string :as str]))

;; Types: keywords, [:-> a b], [:list a], and variables, which are symbols.

(def ^:dynamic *state* nil)

(defn fresh [] (symbol (str "t" (:next (swap! *state* update :next inc)))))

(defn prune [t]
  (if-let [known (and (symbol? t) (get-in @*state* [:bound t]))]
    (recur known)
    t))

(defn resolve-type [t]
  (let [t (prune t)]
    (if (vector? t) (into [(first t)] (map resolve-type) (rest t)) t)))

(defn free-in [t]
  (let [t (prune t)]
    (cond (symbol? t) #{t}
          (vector? t) (into #{} (mapcat free-in) (rest t))
          :else #{})))

(defn show
  "A type as people write it, its variables named in the order of their appearance."
  [t]
  (let [t (resolve-type t)
        names (zipmap (distinct (filter symbol? (flatten [t]))) "abcdefgh")]
    (letfn [(text [t left?]
              (cond (symbol? t) (str (names t))
                    (keyword? t) (str/capitalize (name t))
                    (= :list (first t)) (str "[" (text (second t) false) "]")
                    :else (let [[_ from to] t
                                arrow (str (text from true) " -> " (text to false))]
                            (if left? (str "(" arrow ")") arrow))))]
      (text t false))))

(defn unify [a b]
  (let [a (prune a), b (prune b)]
    (cond
      (= a b) nil
      (symbol? a) (if ((free-in b) a)
                    (throw (ex-info (str "endless type " (show a) " in " (show b)) {}))
                    (swap! *state* assoc-in [:bound a] b))
      (symbol? b) (recur b a)
      (and (vector? a) (vector? b) (= (first a) (first b))) (run! (partial apply unify) (map vector (rest a) (rest b)))
      :else (throw (ex-info (str (show a) " is not " (show b)) {})))))

(defn instantiate [{:keys [all type]}]
  (let [renamed (zipmap all (repeatedly fresh))]
    (letfn [(copy [t]
              (let [t (prune t)]
                (if (vector? t) (into [(first t)] (map copy) (rest t)) (renamed t t))))]
      (copy type))))

(defn generalise [env t]
  (let [fixed (into #{} (mapcat (fn [{:keys [all type]}] (remove (set all) (free-in type)))) (vals env))]
    {:all (remove fixed (free-in t)), :type t}))

(defn infer [env form]
  (cond
    (int? form) :int
    (boolean? form) :bool
    (symbol? form) (if-let [scheme (env form)]
                     (instantiate scheme)
                     (throw (ex-info (str "unknown " form) {})))
    (seq? form)
    (case (first form)
      fn (let [[_ param body] form
               t (fresh)]
           [:-> t (infer (assoc env param {:all [], :type t}) body)])
      let (let [[_ sym value body] form]
            (infer (assoc env sym (generalise env (infer env value))) body))
      rec (let [[_ sym value] form
                t (fresh)]
            (unify t (infer (assoc env sym {:all [], :type t}) value))
            t)
      if (let [[test yes no] (map #(infer env %) (rest form))]
           (unify test :bool)
           (unify yes no)
           yes)
      (reduce (fn [f arg]
                (let [result (fresh)]
                  (unify f [:-> arg result])
                  result))
              (map #(infer env %) form)))))

(def core
  (update-vals '{+ [:-> :int [:-> :int :int]]
                 < [:-> :int [:-> :int :bool]]
                 cons [:-> a [:-> [:list a] [:list a]]]
                 empty [:list a]
                 first [:-> [:list a] a]
                 rest [:-> [:list a] [:list a]]
                 empty? [:-> [:list a] :bool]}
               (fn [t] {:all (distinct (filter symbol? (flatten [t]))), :type t})))

(defn type-of [form]
  (binding [*state* (atom {:next 0, :bound {}})]
    (try (show (infer core form))
         (catch clojure.lang.ExceptionInfo e (str "error: " (ex-message e))))))

(doseq [form '[42
               (+ 1 2)
               (fn x x)
               (fn f (fn g (fn x (f (g x)))))
               (fn x (if (< x 0) false true))
               (let id (fn x x) (if (id true) (id 1) 2))
               (fn id (if (id true) (id 1) 2))
               (rec map (fn f (fn xs (if (empty? xs) empty (cons (f (first xs)) (map f (rest xs)))))))
               (cons 1 (cons 2 empty))
               (cons 1 (cons true empty))
               (fn x (x x))
               (+ 1)
               (1 2)
               (if 1 2 3)
               (fn x (fn y (first (cons x (cons y empty)))))
               (nowhere 1)]]
  (println form "::" (type-of form)))
