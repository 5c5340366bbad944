(ns service
  "A service to which tenants bring functions, in Clojure, and which calls them with JSON. Each tenant has so many calls, and so
  much work, until its account is filled up again."
  (:require [clojure.data.json :as json]
            [clojure.string :as str]
            [clove.http.server :as server]
            [tenants]))

(def plans
  "What a tenant may use: for each call, and altogether."
  {"free" {:limits {:fuel 20000 :time 1000 :memory 2000000 :depth 20000} :calls 6 :work 30000}
   "paid" {:limits {:fuel 1000000 :time 5000 :memory 20000000 :depth 100000} :calls 1000 :work 10000000}})

(def accounts
  "By the name of the tenant: its :plan, and the :calls and :work that it has used."
  (atom {}))

(defn- answer [status data]
  {:status status
   :headers {"content-type" "application/json"}
   :body (json/write-str data)})

(defn- refuse [status message]
  (throw (ex-info message {:status status})))

(defn- read-json [body]
  (try (json/read-str (slurp body) :key-fn keyword)
       (catch Exception e (refuse 400 (str "No JSON: " (ex-message e))))))

(defn- plan-of [account]
  (plans (:plan account)))

(defn- open-account
  "A tenant without functions, with a plan."
  [tenant {:keys [plan]}]
  (when-not (plans plan) (refuse 422 (str "Plans: " (str/join ", " (sort (keys plans))))))
  (tenants/open tenant (:limits (plans plan)))
  (swap! accounts assoc tenant {:plan plan :calls 0 :work 0})
  (answer 201 {:tenant tenant :plan plan}))

(defn- account-of [tenant]
  (or (@accounts tenant) (refuse 404 (str "There is no tenant " tenant))))

(defn- charge
  "Takes a call from an account, or refuses it. The work is known afterwards."
  [tenant]
  (account-of tenant)
  (let [charged (swap! accounts update-in [tenant :calls] inc)
        {:keys [calls work] :as account} (charged tenant)
        plan (plan-of account)]
    (when (or (> calls (:calls plan)) (> work (:work plan)))
      (refuse 429 "The account is used up"))))

(defn- settle
  "Answers what a runtime of a tenant did."
  [tenant {:keys [work value limit error place]}]
  (swap! accounts update-in [tenant :work] + work)
  (cond
    limit (answer 429 {:error error :limit limit})
    error (answer 422 {:error error :place place})
    :else (answer 200 {:value value :work work})))

(defn handler [{:keys [request-method uri body]}]
  (try
    (let [[_ tenant what function] (str/split uri #"/")]
      (case [request-method what]
        [:put nil] (open-account tenant (read-json body))
        [:put "functions"] (do (charge tenant) (settle tenant (tenants/define tenant (slurp body))))
        [:post "call"] (do (charge tenant) (settle tenant (tenants/call tenant function (read-json body))))
        [:get nil] (answer 200 (account-of tenant))
        (refuse 404 "PUT /TENANT, PUT /TENANT/functions, POST /TENANT/call/FUNCTION, GET /TENANT")))
    (catch clojure.lang.ExceptionInfo e
      (if-let [status (:status (ex-data e))]
        (answer status {:error (ex-message e)})
        (throw e)))))

(defn start
  "Begins the service; what stops it."
  [port]
  (server/serve handler {:port port :max-body 10000}))
