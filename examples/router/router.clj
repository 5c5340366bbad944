;; A web application without a server: routes with parameters, and middleware as functions from handler to handler.

(ns router
  (:require [clojure.string :as str]))

(defn compile-path
  "A regular expression for a path such as \"/users/:id\", and the names of its parameters."
  [path]
  {:pattern (re-pattern (str/replace path #":[a-z-]+" "([^/]+)"))
   :names (map keyword (map second (re-seq #":([a-z-]+)" path)))})

(defn match-route [{:keys [pattern names]} uri]
  (when-let [match (re-matches pattern uri)]
    (zipmap names (if (vector? match) (rest match) []))))

(defn router [routes]
  (let [compiled (for [[method path handler] routes]
                   (assoc (compile-path path) :method method :handler handler))]
    (fn [{:keys [uri request-method] :as request}]
      (let [matches (for [route compiled
                          :let [params (match-route route uri)]
                          :when params]
                      (assoc route :params params))
            allowed (first (filter #(= request-method (:method %)) matches))]
        (cond
          allowed ((:handler allowed) (update request :params merge (:params allowed)))
          (seq matches) {:status 405, :headers {"Allow" (str/join ", " (map (comp str/upper-case name :method) matches))}}
          :else {:status 404, :body (str "nothing at " uri)})))))

;; Middleware

(defn decode [text]
  (str/replace text #"%([0-9A-Fa-f]{2})|\+"
               (fn [[_ code]] (if code (str (char (Integer/parseInt code 16))) " "))))

(defn wrap-query [handler]
  (fn [{:keys [query-string] :as request}]
    (let [pairs (for [pair (str/split (or query-string "") #"&") :when (seq pair)]
                  (let [[k v] (str/split pair #"=" 2)]
                    [(keyword (decode k)) (decode (or v ""))]))]
      (handler (update request :params (fnil into {}) pairs)))))

(defn wrap-session [handler sessions]
  (fn [{:keys [cookie] :as request}]
    (let [response (handler (assoc request :user (get @sessions cookie)))]
      (when-let [user (:log-in response)]
        (swap! sessions assoc (str "c" (inc (count @sessions))) user))
      (dissoc response :log-in))))

(defn wrap-errors [handler]
  (fn [request]
    (try
      (handler request)
      (catch clojure.lang.ExceptionInfo e
        (merge {:status 500, :body (ex-message e)} (ex-data e))))))

(defn wrap-log [handler log]
  (fn [{:keys [request-method uri] :as request}]
    (let [{:keys [status] :as response} (handler request)]
      (swap! log conj (str (str/upper-case (name request-method)) " " uri " " status))
      response)))

(defn require-user [handler]
  (fn [request]
    (if (:user request)
      (handler request)
      (throw (ex-info "log in first" {:status 401})))))

;; The application

(def notes (atom (sorted-map 1 {:text "buy milk", :owner "ada"})))

(defn ok [body] {:status 200, :body body})

(defn show-note [{{:keys [id]} :params}]
  (if-let [note (get @notes (parse-long id))]
    (ok note)
    (throw (ex-info (str "no note " id) {:status 404}))))

(defn add-note [{:keys [params user]}]
  (let [id (inc (apply max 0 (keys @notes)))]
    (swap! notes assoc id {:text (:text params), :owner user})
    {:status 201, :headers {"Location" (str "/notes/" id)}}))

(defn list-notes [{{:keys [owner]} :params}]
  (ok (cond->> (vals @notes) owner (filter #(= owner (:owner %))))))

(def sessions (atom {}))
(def log (atom []))

(def app
  (-> (router [[:get "/" (fn [{:keys [user]}] (ok (str "Hello " (or user "stranger"))))]
               [:post "/login/:user" (fn [{{:keys [user]} :params}] {:status 200, :log-in user})]
               [:get "/notes" list-notes]
               [:post "/notes" (require-user add-note)]
               [:get "/notes/:id" show-note]
               [:get "/crash" (fn [_] (throw (ex-info "boiler room on fire" {})))]])
      (wrap-session sessions)
      wrap-query
      wrap-errors
      (wrap-log log)))

(doseq [[method uri query cookie] [[:get "/"]
                                   [:post "/notes" "text=unseen"]
                                   [:post "/login/bob"]
                                   [:get "/" nil "c1"]
                                   [:post "/notes" "text=fix+the+roof%21" "c1"]
                                   [:get "/notes/2"]
                                   [:get "/notes/7"]
                                   [:get "/notes" "owner=ada&x"]
                                   [:delete "/notes"]
                                   [:get "/nowhere/at/all"]
                                   [:get "/crash"]]]
  (prn (app {:request-method method, :uri uri, :query-string query, :cookie cookie})))

(run! println @log)
