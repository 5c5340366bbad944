(ns portable.interceptors
  "A chain of interceptors: enter in order, leave in reverse, errors on the way back."
  (:require [clojure.string :as str :refer [join] :rename {join joined}]
            [clojure.set :as set]))

(def ^:dynamic *trace* nil)
(defn- note [& xs] (when *trace* (swap! *trace* conj (joined " " xs))))

(defrecord Interceptor [name enter leave error])

(defn interceptor [x]
  (cond
    (instance? Interceptor x) x
    (map? x) (map->Interceptor x)
    (fn? x) (map->Interceptor {:name :handler :enter #(assoc % :response (x (:request %)))})
    :else (throw (ex-info (str "Not an interceptor: " (pr-str x)) {:x x}))))

(defmacro definterceptor
  "(definterceptor name \"doc\" (enter [ctx] …) (leave [ctx] …) (error [ctx e] …))"
  [sym & more]
  (let [[doc stages] (if (string? (first more)) [(first more) (rest more)] [nil more])
        known '#{enter leave error}]
    (when-let [odd (seq (remove known (map first stages)))]
      (throw (IllegalArgumentException. (str "Unknown stages: " (str/join ", " odd)))))
    `(def ~(cond-> sym doc (vary-meta assoc :doc doc))
       (map->Interceptor
         ~(into {:name (keyword (str *ns*) (str sym))}
                (for [[stage args & body] stages] [(keyword stage) `(fn ~(symbol (str sym "-" stage)) ~args ~@body)]))))))

(defn- try-stage [ctx interceptor stage & args]
  (if-let [f (get interceptor stage)]
    (try
      (note (name stage) (:name interceptor))
      (dissoc (apply f (if (= stage :error) (dissoc ctx :error) ctx) args) ::rethrown)
      (catch #?(:clj Exception :cljs :default) e
        (assoc ctx :error e :queue [])))
    ctx))

(defn execute [ctx chain]
  (loop [ctx (assoc ctx :queue (into #?(:clj clojure.lang.PersistentQueue/EMPTY :cljs #queue []) (map interceptor) chain) :stack ())]
    (if-let [next-up (peek (:queue ctx))]
      (recur (-> ctx (update :queue pop) (update :stack conj next-up) (try-stage next-up :enter)))
      (loop [ctx (dissoc ctx :queue)]
        (if-let [[top & more] (seq (:stack ctx))]
          (let [ctx (assoc ctx :stack more)]
            (recur (if-let [e (:error ctx)]
                     (try-stage ctx top :error e)
                     (try-stage ctx top :leave))))
          (if-let [e (:error ctx)]
            (throw e)
            (dissoc ctx :stack)))))))

(defn terminate [ctx] (update ctx :queue empty))

(definterceptor timing "Counts."
  (enter [ctx] (assoc ctx :ticks 1))
  (leave [ctx] (update ctx :ticks inc)))

(definterceptor auth
  (enter [{:keys [request] :as ctx}]
    (case (:user request)
      nil (terminate (assoc ctx :response {:status 401}))
      "root" (assoc-in ctx [:request :roles] #{:admin :user})
      (assoc-in ctx [:request :roles] #{:user}))))

(definterceptor errors
  (error [ctx e]
    (if-let [status (:status (ex-data e))]
      (assoc ctx :response {:status status :message (ex-message e) :cause (some-> e ex-cause ex-message)})
      (throw e))))

(defn require-roles [& roles]
  {:name ::require-roles
   :enter (fn [{{have :roles} :request :as ctx}]
            (let [missing (set/difference (set roles) have)]
              (if (seq missing)
                (throw (ex-info (str "Missing roles: " (str/join ", " (map name (sort missing)))) {:status 403} (ex-info "inner" {})))
                ctx)))})

(defn handler [{:keys [n]}]
  (when (= n :boom) (throw (#?(:clj IllegalStateException. :cljs js/Error.) "boom")))
  {:status 200 :body (/ 10 n)})

(def chain [timing errors auth (require-roles :admin) handler])

(doseq [request [{:user "root" :n 4} {:n 1} {:user "ann" :n 1} {:user "root" :n 0} {:user "root" :n :boom}]]
  (binding [*trace* (atom [])]
    (println request)
    (println "  " (try (select-keys (execute {:request request} chain) [:response :ticks])
                       (catch #?(:clj RuntimeException :cljs :default) e [:thrown #?(:clj (class e)) (ex-message e)])))
    (println "  " @*trace*)))

(prn (:doc (meta #'timing)) (:name timing) (nil? (:leave auth)))
(prn (try (interceptor 5) (catch #?(:clj Exception :cljs :default) e (ex-data e))))
(prn (try (macroexpand '(portable.interceptors/definterceptor x (entre [ctx] ctx)))
          (catch #?(:clj Exception :cljs :default) e (ex-message (or (ex-cause e) e)))))
(prn (count (ns-aliases 'portable.interceptors)) (contains? (ns-refers 'portable.interceptors) 'joined) (resolve 'joined) (resolve 'join))
