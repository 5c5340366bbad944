(ns clove.http.server
  "An HTTP server, where the host grants that. A handler is a function from a request, a map, to a response, a map, as Ring has
  them; it runs in a fiber of its own and may wait."
  (:require [clojure.string :as str]
            [clove.stream :as stream]))

(defrecord Server [address port listener ended options])

(defn- flat-headers [headers]
  (object-array (mapcat (fn [[k v]] (mapcat (fn [x] [(name k) (str x)]) (if (sequential? v) v [v]))) headers)))

(defn- send-body
  "Sends a body whose length is not known: piece by piece."
  [out body]
  (cond
    (stream/incoming? body) (with-open [in body] (stream/copy! in out))
    (fn? body) (body out)
    :else (doseq [part body] (stream/write! out (if (bytes? part) part (str part)))))
  (stream/close! out))

(defn- known-body [body]
  (cond
    (nil? body) (byte-array 0)
    (string? body) (.getBytes body "UTF-8")
    (bytes? body) body))

(defn- send-response [exchange {:keys [status headers body]}]
  (when-not (and (int? status) (<= 200 status 599))
    (throw (new IllegalArgumentException (str "A response has a :status from 200 to 599, not " (pr-str status)))))
  (let [headers (flat-headers headers)]
    (if-let [whole (known-body body)]
      (let [out (-respond exchange status headers (alength whole))]
        (when (pos? (alength whole)) (stream/write! out whole))
        (stream/close! out))
      (if (or (stream/incoming? body) (fn? body) (sequential? body))
        (send-body (-respond exchange status headers nil) body)
        (throw (new IllegalArgumentException
                    (str "The body of a response is a text, bytes, a seq of these, a stream or a function, not of " (class body))))))))

(defn- plain [status text]
  {:status status :headers {"content-type" "text/plain; charset=utf-8"} :body text})

(defn- too-large? [e]
  (loop [e e]
    (cond (nil? e) false
          (:clove.stream/limit (ex-data e)) true
          :else (recur (ex-cause e)))))

(defn- tell-error [request e]
  (binding [*out* *err*]
    (println (str (str/upper-case (name (:request-method request))) " " (:uri request) ": " (class e) ": " (ex-message e)))
    (flush)))

(defn- failed
  "Tells whoever runs the server of an error, and whoever asked nothing but that there was one."
  [{:keys [on-error]} exchange request e]
  (if (too-large? e)
    (when-not (-answered? exchange) (send-response exchange (plain 413 "Payload Too Large\n")))
    (do (on-error request e)
        (when-not (-answered? exchange) (send-response exchange (plain 500 "Internal Server Error\n"))))))

(defn- request-of [{:keys [address port]} [_ method target protocol headers remote body]]
  (let [[uri query] (str/split target #"\?" 2)]
    {:request-method (keyword (str/lower-case method))
     :uri uri
     :query-string query
     :headers headers
     :scheme :http
     :protocol protocol
     :server-name (or (some-> (headers "host") (str/replace #":\d+$" "")) address)
     :server-port port
     :remote-addr remote
     :body body}))

(defn- answer [server handler [exchange :as parts]]
  (let [request (request-of server parts)]
    (try
      (send-response exchange (or (handler request) (plain 404 "Not Found\n")))
      (catch java.util.concurrent.CancellationException e (throw e))
      (catch Throwable e (failed (:options server) exchange request e))
      (finally (-end-exchange exchange)))))

(defn- refuse-busy [[exchange]]
  (try (send-response exchange (plain 503 "Service Unavailable\n"))
       (finally (-end-exchange exchange))))

(defn- accept
  "Takes requests until the server is closed."
  [{:keys [listener options] :as server} handler]
  (let [running (atom 0)]
    (try
      (loop []
        (when-let [parts (-next-exchange listener (:max-body options))]
          (if (< @running (:max-requests options))
            (do (swap! running inc)
                (future (try (answer server handler parts) (finally (swap! running dec)))))
            (future (refuse-busy parts)))
          (recur)))
      (catch Throwable e
        (-abort-listener listener)
        (throw e)))))

(defn serve
  "Begins a server that answers each request with what handler, a function, makes of it; the server, a map with :port and
  :address. A request is a map of :request-method (:get), :uri, :query-string, :headers (by names in small letters), :body (a
  stream that slurp reads), :remote-addr, :server-name, :server-port, :scheme and :protocol. A response has :status, :headers
  and :body: a text, an array of bytes, a stream that comes in, a seq of texts that is sent as it is made, or a function that is
  given the stream to write to. nil is answered by 404, an exception by 500 without any word of it. Options:
  :port          0 (any that is free) without it
  :address       127.0.0.1 without it: 0.0.0.0 is open to others
  :max-body      the most bytes of a request's body, 1048576 without it: reading more is an exception, which 413 answers
  :max-requests  how many are answered at the same time, 1000 without it; 503 answers those beyond
  :on-error      is called with the request and the exception of a handler; writes a line to *err* without it"
  ([handler] (serve handler nil))
  ([handler opts]
   (let [options (merge {:port 0 :address "127.0.0.1" :max-body 1048576 :max-requests 1000 :on-error tell-error} opts)
         [listener port address] (-listen (:port options) (:address options))
         ended (promise)
         server (->Server address port listener ended options)]
     (future (try (accept server handler) (finally (deliver ended true))))
     server)))

(defn stop
  "Ends a server: it accepts nothing more, what is being answered is answered, and after ms milliseconds, 10000 without them,
  what is left is broken off."
  ([server] (stop server 10000))
  ([server ms]
   (-close-listener (:listener server) ms)
   @(:ended server)
   nil))

(defn join
  "Waits until a server has been stopped."
  [server]
  @(:ended server)
  nil)
