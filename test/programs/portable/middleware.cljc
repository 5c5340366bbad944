(ns portable.middleware
  "Requests and responses as maps, handlers as functions, and what stands around them: parameters, cookies, sessions, errors."
  (:require [clojure.string :as string]
            [clojure.walk :as walk]))

;; Encoding.
(defn- from-hex [s] #?(:clj (Integer/parseInt s 16) :cljs (js/parseInt s 16)))
(defn- hex [n] (let [digits "0123456789ABCDEF"] (str (nth digits (quot n 16)) (nth digits (rem n 16)))))

(defn decode [s]
  (when s
    (-> s (string/replace "+" " ")
        (string/replace #"%([0-9A-Fa-f]{2})" (fn [[_ digits]] (str (char (from-hex digits))))))))
(defn encode [s]
  (string/replace (str s) #"[^A-Za-z0-9_.~-]" (fn [c] (if (= c " ") "+" (str "%" (hex (int (first c))))))))

(defn- nested-key [k] (re-seq #"[^\[\]]+|(?<=\[)(?=\])" k))
(defn- put-in [m [k & ks] v]
  (cond
    (and ks (= [""] ks)) (update m k (fnil conj []) v)
    ks (update m k put-in ks v)
    (contains? m k) (update m k #(if (vector? %) (conj % v) [% v]))
    :else (assoc m k v)))

(defn parse-query [s]
  (transduce (comp (remove string/blank?) (map #(map decode (string/split % #"=" 2))))
             (completing (fn [m [k v]] (put-in m (nested-key k) (or v ""))))
             {} (string/split (or s "") #"&")))
(defn query-string [m]
  (->> m (sort-by (comp str key))
       (mapcat (fn [[k v]] (if (sequential? v) (map #(vector (str (name k) "[]") %) v) [[(name k) v]])))
       (map (fn [[k v]] (str (encode k) "=" (encode v))))
       (string/join "&")))

;; Middleware.
(defn wrap-params [handler]
  (fn [{:keys [query-string body headers] :as request}]
    (let [form? (some-> (get headers "content-type") (string/starts-with? "application/x-www-form-urlencoded"))]
      (handler (assoc request :query-params (parse-query query-string)
                      :form-params (if form? (parse-query body) {})
                      :params (merge-with (fn [_ b] b) (parse-query query-string) (when form? (parse-query body))))))))

(defn wrap-keyword-params [handler]
  (fn [request] (handler (update request :params (fn [m] (walk/postwalk #(if (map? %) (update-keys % (fn [k] (if (re-matches #"[A-Za-z][\w-]*" k) (keyword k) k))) %) m))))))

(defn wrap-cookies [handler]
  (fn [request]
    (let [cookies (into {} (map #(mapv string/trim (string/split % #"=" 2))) (remove string/blank? (string/split (get-in request [:headers "cookie"] "") #";")))
          response (handler (assoc request :cookies cookies))]
      (if-let [set-cookies (seq (:cookies response))]
        (-> (dissoc response :cookies)
            (assoc-in [:headers "set-cookie"]
                      (vec (for [[k {:keys [value] :as options}] (sort-by key set-cookies)]
                             (string/join "; " (cons (str k "=" (encode value))
                                                     (for [[o v] (sort (dissoc options :value)) :when v] (if (true? v) (name o) (str (name o) "=" v)))))))))
        (dissoc response :cookies)))))

(defprotocol SessionStore (read-session [store k]) (write-session [store k data]) (delete-session [store k]))
(deftype Memory [sessions ids]
  SessionStore
  (read-session [_ k] (get @sessions k))
  (write-session [_ k data] (let [k (or k (str "s" (swap! ids inc)))] (swap! sessions assoc k data) k))
  (delete-session [_ k] (swap! sessions dissoc k) nil))

(defn wrap-session [handler {:keys [store]}]
  (fn [request]
    (let [k (get-in request [:cookies "session"])
          before (read-session store k)
          {:keys [session] :as response} (handler (assoc request :session (or before {})))
          response (dissoc response :session)]
      (cond
        (not (contains? (handler (assoc request :session (or before {}) ::dry true)) :session)) response
        (nil? session) (do (delete-session store k) (assoc-in response [:cookies "session"] {:value "" :max-age 0}))
        :else (assoc-in response [:cookies "session"] {:value (write-session store (when before k) session) :http-only true})))))

(defn wrap-errors [handler]
  (fn [request]
    (try (handler request)
         (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e
           {:status (:status (ex-data e) 500) :headers {} :body (ex-message e)})
         (catch #?(:clj Exception :cljs :default) e
           {:status 500 :headers {} :body (str "internal: " #?(:clj (.getSimpleName (class e)) :cljs (.-name e)))}))))

(defn wrap-trace [handler log]
  (fn [request]
    (let [response (handler request)]
      (swap! log conj [(:request-method request) (:uri request) (:status response)])
      response)))

(defmacro defhandler [sym bindings & body]
  `(def ~(vary-meta sym assoc :arglists ''([request]))
     (fn [request#] (let [~bindings request#] (when-not (::dry request#) nil) ~@body))))

(defn response [body] {:status 200 :headers {} :body body})
(defmulti handle (juxt :request-method :uri))
(defmethod handle :default [{:keys [uri]}] (throw (ex-info (str "nothing at " uri) {:status 404})))
(defmethod handle [:get "/"] [{:keys [params session]}]
  (assoc (response (str "hello " (:name params "nobody") ", visit " (inc (:visits session 0))))
         :session (update session :visits (fnil inc 0))))
(defmethod handle [:post "/items"] [{:keys [params]}] (response (pr-str (sort-by (comp str key) params))))
(defmethod handle [:get "/bye"] [_] (assoc (response "bye") :session nil))
(defmethod handle [:get "/broken"] [{:keys [params]}] (response (/ 1 (parse-long (:n params)))))
(defhandler teapot {:keys [params]} (assoc (response (str "tea for " (:for params))) :status 418))
(defmethod handle [:get "/tea"] [request] (teapot request))

(def log (atom []))
(def app
  (-> handle
      (wrap-session {:store (->Memory (atom {}) (atom 0))})
      wrap-cookies
      wrap-keyword-params
      wrap-params
      wrap-errors
      (wrap-trace log)))

(defn request [method uri & {:as options}]
  (let [[path query] (string/split uri #"\?" 2)]
    (merge {:request-method method :uri path :query-string query :headers {}} options)))
(defn show [response] (prn (:status response) (:body response) (into (sorted-map) (:headers response))))

(show (app (request :get "/?name=Ann+Lee")))
(show (app (request :get "/" :headers {"cookie" "session=s1; theme=dark"})))
(show (app (request :get "/?name=%C3%A9%20x" :headers {"cookie" "session=s1"})))
(show (app (request :get "/bye" :headers {"cookie" "session=s1"})))
(show (app (request :get "/" :headers {"cookie" "session=s1"})))
(show (app (request :post "/items?a=1" :headers {"content-type" "application/x-www-form-urlencoded; charset=utf-8"}
                    :body "a=2&b[]=1&b[]=2&user[name]=Bo&user[tags][]=x&flag&9=z")))
(show (app (request :post "/items?a=1&a=2" :body "b=1")))
(show (app (request :get "/broken?n=0")))
(show (app (request :get "/broken?n=x")))
(show (app (request :get "/nowhere")))
(show (app (request :get "/tea?for=two")))
(prn @log)
(prn (query-string {:b [1 "x y"] :a "ä&=" "c" nil}) (parse-query (query-string {:q "a&b=c d" :n 1})))
(prn (map nested-key ["a" "a[b]" "a[]" "a[b][]" "a[b][c]"]))
(prn (:arglists (meta #'teapot)) (sort-by str (keys (methods handle))))
