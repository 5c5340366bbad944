(ns clove.http
  "Requests over HTTP, where the host grants that. Whoever asks waits for the answer, and other fibers go on meanwhile."
  (:refer-clojure :exclude [get])
  (:require [clojure.string :as str]
            [clove.stream :as stream]))

(defn url-encode
  "Text as it stands in a query or a form: what is not a letter, a digit or one of - _ . ~ by the codes of its bytes."
  [x]
  (apply str (map (fn [b]
                    (let [c (char (bit-and b 255))]
                      (if (and (<= 0 b 127) (re-matches #"[A-Za-z0-9_.~-]" (str c)))
                        c
                        (format "%%%02X" (bit-and b 255)))))
                  (.getBytes (if (keyword? x) (name x) (str x)) "UTF-8"))))

(defn url-decode
  "The text that url-encode, or a form, has encoded."
  [s]
  (let [s (str/replace s "+" " ")
        bytes (loop [i 0 out []]
                (if (< i (count s))
                  (let [hex (and (= (nth s i) \%) (re-matches #"[0-9a-fA-F]{2}" (subs s (inc i) (min (count s) (+ i 3)))))]
                    (if hex
                      (recur (+ i 3) (conj out (Integer/parseInt hex 16)))
                      (recur (inc i) (into out (.getBytes (subs s i (inc i)) "UTF-8")))))
                  out))]
    (new String (byte-array (map unchecked-byte bytes)) "UTF-8")))

(defn query-string
  "A map as the query of a URL; a value that is a collection stands there once for each of its elements."
  [params]
  (str/join "&" (for [[k v] params, x (if (coll? v) v [v])]
                  (str (url-encode k) "=" (url-encode x)))))

(defn query-params
  "The query of a URL as a map of texts; what stands there several times is a vector. nil is an empty one."
  [query]
  (reduce (fn [m pair]
            (let [[k v] (map url-decode (str/split pair #"=" 2))
                  v (or v "")]
              (assoc m k (cond (not (contains? m k)) v
                               (vector? (m k)) (conj (m k) v)
                               :else [(m k) v]))))
          {}
          (remove str/blank? (str/split (or query "") #"&"))))

(defn- flat-headers [headers]
  (object-array (mapcat (fn [[k v]] (mapcat (fn [x] [(name k) (str x)]) (if (sequential? v) v [v]))) headers)))

(defn- body-of [body]
  (cond
    (nil? body) nil
    (string? body) (.getBytes body "UTF-8")
    (or (bytes? body) (stream/incoming? body)) body
    :else (throw (new IllegalArgumentException (str "The body of a request is a text, an array of bytes or a stream, not of " (class body))))))

(defn- charset [headers]
  (second (re-find #"(?i)charset=\"?([^\s;\"]+)" (clojure.core/get headers "content-type" ""))))

(defn- read-body [body headers as]
  (case as
    :stream body
    :bytes (stream/bytes! body)
    :text (stream/text! body (charset headers))))

(defn request
  "Sends a request and waits for the answer: a map of :status, :headers (by names in small letters), :url and :body. Of the
  map only :url is needed:
  :method        :get without it
  :headers       a map
  :query-params  a map, which is added to the URL
  :form-params   a map, which is the body
  :body          a text, an array of bytes, or a stream that comes in
  :as            what :body of the answer is: :text, :bytes or :stream, which with-open closes; :text without it
  :timeout       milliseconds for all of it; without it as long as it takes
  :max-body      the most bytes of the answer's body; one that is larger is an exception
  :redirects     how many redirections are followed; 10 without it
  Where the fiber is cancelled the request is given up."
  [{:keys [url method headers query-params form-params body as timeout max-body redirects]
    :or {method :get as :text redirects 10}}]
  (when-not (contains? #{:text :bytes :stream} as)
    (throw (new IllegalArgumentException (str ":as is :text, :bytes or :stream, not " (pr-str as)))))
  (let [url (if (seq query-params)
              (str url (if (str/includes? url "?") "&" "?") (query-string query-params))
              url)
        headers (if form-params (merge {"content-type" "application/x-www-form-urlencoded"} headers) headers)
        body (body-of (if form-params (query-string form-params) body))
        req (-begin-request (object-array [url method (flat-headers headers) body redirects timeout]))]
    (try
      (let [[status headers url body] (-response req max-body)]
        {:status status :headers headers :url url :body (read-body body headers as)})
      (catch Throwable e
        (-abort-request req)
        (throw e)))))

(defn get "A GET request of a URL: see request." ([url] (get url nil)) ([url opts] (request (assoc opts :url url :method :get))))
(defn head "A HEAD request of a URL: see request." ([url] (head url nil)) ([url opts] (request (assoc opts :url url :method :head))))
(defn post "A POST request to a URL: see request." ([url] (post url nil)) ([url opts] (request (assoc opts :url url :method :post))))
(defn put "A PUT request to a URL: see request." ([url] (put url nil)) ([url opts] (request (assoc opts :url url :method :put))))
(defn patch "A PATCH request to a URL: see request." ([url] (patch url nil)) ([url opts] (request (assoc opts :url url :method :patch))))
(defn delete
  "A DELETE request of a URL: see request."
  ([url] (delete url nil))
  ([url opts] (request (assoc opts :url url :method :delete))))
