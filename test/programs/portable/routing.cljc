(ns portable.routing
  "A routing table written as data by macros, compiled to a tree, matched and printed back."
  (:require [clojure.string :as string]
            #?(:clj [clojure.edn :as edn]
               :cljs [cljs.reader :as edn])))

(defn- segment [s]
  (cond
    (string/starts-with? s ":") (keyword (subs s 1))
    (= s "*") :*
    :else s))

(defn- segments [path] (mapv segment (remove string/blank? (string/split path #"/"))))

(defmulti matches "Whether a part of the table stands for a part of a path." (fn [part _] (if (keyword? part) (if (= part :*) :rest :param) :fixed)))
(defmethod matches :fixed [part s] (= part s))
(defmethod matches :param [_ s] (not (string/blank? s)))
(defmethod matches :rest [_ _] true)

(defn route-key [[method path]]
  (mapv (fn [p] (if (keyword? p) 1 0)) (segments path)))

(defmacro defroutes
  "(defroutes name (GET \"/path/:id\" [id] body…) (context \"/admin\" (GET …)))"
  [sym & routes]
  (letfn [(flatten-route [prefix [head & more :as form]]
            (case (name head)
              "context" (let [[path & inner] more]
                          (mapcat #(flatten-route (str prefix path) %) inner))
              ("GET" "POST" "DELETE") (let [[path args & body] more]
                                        [{:method (keyword (string/lower-case (name head)))
                                          :path (str prefix path)
                                          :line? (contains? (meta form) :line)
                                          :handler `(fn [{:keys ~args :as ~'request}] ~@body)}])
              (throw (ex-info (str "Unknown kind of route: " head) {:form form}))))]
    `(def ~sym (vec (sort-by (fn [r#] (route-key [(:method r#) (:path r#)]))
                             ~(vec (mapcat #(flatten-route "" %) routes)))))))

(defn match [routes method path]
  (let [given (vec (remove string/blank? (string/split path #"/")))]
    (some (fn [{:keys [handler] :as route}]
            (let [pattern (segments (:path route))
                  open? (= :* (peek pattern))]
              (when (and (= method (:method route))
                         (if open? (>= (count given) (dec (count pattern))) (= (count given) (count pattern)))
                         (every? true? (map matches pattern given)))
                (let [params (into {} (filter (comp keyword? key)) (zipmap pattern given))
                      params (if open? (assoc params :* (string/join "/" (drop (dec (count pattern)) given))) params)]
                  {:route route :params params}))))
          routes)))

(defn handle [routes method path body]
  (if-let [{{:keys [handler]} :route params :params} (match routes method path)]
    (handler (merge {:body body} params))
    {:status 404 :path path}))

(defn url-for [routes path params]
  (->> (segments path)
       (map #(if (keyword? %) (or (get params %) (throw (ex-info "Missing parameter" {:param % :path path}))) %))
       (cons "")
       (string/join "/")))

(def store (atom (sorted-map)))

(defroutes app
  (GET "/" [] {:status 200 :body "home"})
  (context "/items"
    (GET "/" [] {:status 200 :body (vec (vals @store))})
    (GET "/:id" [id] (if-let [found (get @store (edn/read-string id))] {:status 200 :body found} {:status 404 :id id}))
    (GET "/special" [] {:status 200 :body :special})
    (POST "/" [body] (let [id (inc (or (ffirst (rseq @store)) 0))]
                       (swap! store assoc id (assoc body :id id))
                       {:status 201 :body (@store id)}))
    (DELETE "/:id" [id] (let [[before after] (swap-vals! store dissoc (edn/read-string id))]
                          {:status (if (= before after) 404 204)})))
  (GET "/files/*" [] {:status 200 :file (:* request)}))

(doseq [[method path body] [[:get "/"] [:get "/items"] [:post "/items" {:name "a"}] [:post "/items/" {:name "b"}]
                            [:get "/items/1"] [:get "/items/special"] [:get "/items/9"] [:delete "/items/1"]
                            [:delete "/items/1"] [:get "/items"] [:get "/files/a/b/c.txt"] [:get "/files"] [:put "/"]
                            [:get "/no/such/path"]]]
  (println method path "=>" (pr-str (handle app method path body))))

(println (mapv (juxt :method :path :line?) app))
(println (url-for app "/items/:id" {:id 7}))
(println (try (url-for app "/items/:id" {}) (catch #?(:clj Exception :cljs :default) e [(ex-message e) (ex-data e)])))
(println (try (eval '(portable.routing/defroutes bad (PUT "/x" [] 1)))
              (catch #?(:clj Exception :cljs :default) e
                (let [root (last (take-while some? (iterate ex-cause e)))]
                  [(ex-message root) (ex-data root)]))))
(println (sort-by str (keys (methods matches))))
