(ns portable.markup
  "HTML from vectors: tags with #id and .class, attributes, components, raw text, streaming, and a reader of what came out."
  (:require [clojure.string :as str]
            [clojure.walk :as walk]
            [clojure.spec.alpha :as s]))

(s/def ::tag (s/or :keyword simple-keyword? :component fn?))
(s/def ::element (s/and vector? (s/cat :tag ::tag :attrs (s/? map?) :children (s/* any?))))

(defprotocol Render
  (-render [x out] "Gives the text of x to out, a function of one string."))

(deftype Raw [text]
  Object
  (toString [_] text)
  Render
  (-render [_ out] (out text)))

(defn raw [& xs] (Raw. (apply str xs)))

(def ^:private escapes {\& "&amp;" \< "&lt;" \> "&gt;" \" "&quot;"})
(defn escape [s] (str/escape (str s) escapes))

(def void-tags #{"br" "hr" "img" "input" "meta" "link"})

(defn parse-tag [k]
  (let [[_ tag id classes] (re-matches #"([^\s.#]+)?(?:#([^\s.#]+))?((?:\.[^\s.#]+)*)" (name k))]
    {:tag (or tag "div")
     :id id
     :classes (when (seq classes) (str/split (subs classes 1) #"\."))}))

(def parse-tag-once (memoize parse-tag))

(defmulti attribute "The text of an attribute's value; nil leaves it out." (fn [k _] k))
(defmethod attribute :default [_ v] (cond (true? v) "" (or (nil? v) (false? v)) nil (keyword? v) (name v) :else (str v)))
(defmethod attribute :style [_ v]
  (if (map? v)
    (str/join ";" (map (fn [[k x]] (str (name k) ":" (if (number? x) (str x "px") (name x)))) v))
    v))
(defmethod attribute :class [_ v]
  (let [classes (cond (map? v) (keep (fn [[k on]] (when on (name k))) v)
                      (coll? v) (map name (remove nil? v))
                      (nil? v) nil
                      :else [(name v)])]
    (when (seq classes) (str/join " " classes))))

(defn- merge-attrs [{:keys [id classes]} attrs]
  (cond-> (into (sorted-map) attrs)
    (and id (not (contains? attrs :id))) (assoc :id id)
    classes (update :class (fn [own] (into (vec classes) (cond (nil? own) nil (map? own) (keep (fn [[k on]] (when on k)) own) (coll? own) own :else [own]))))))

(defn- render-attrs [attrs out]
  (doseq [[k v] attrs
          :let [text (attribute k v)]
          :when text]
    (out (str " " (name k) (when-not (= "" text) (str "=\"" (escape text) "\""))))))

(defn- render-element [[tag & more :as element] out]
  (when-not (s/valid? ::element element)
    (throw (ex-info (str "Not an element: " (pr-str element)) {:element element})))
  (if (fn? tag)
    (-render (apply tag more) out)
    (let [[attrs children] (if (map? (first more)) [(first more) (rest more)] [{} more])
          {:keys [tag] :as parsed} (parse-tag-once tag)]
      (out (str "<" tag))
      (render-attrs (merge-attrs parsed attrs) out)
      (out ">")
      (when-not (void-tags tag)
        (doseq [child children] (-render child out))
        (out (str "</" tag ">"))))))

(extend-protocol Render
  nil
  (-render [_ _] nil)
  #?(:clj String :cljs string)
  (-render [s out] (out (escape s)))
  #?(:clj clojure.lang.IPersistentVector :cljs PersistentVector)
  (-render [v out] (render-element v out))
  #?(:clj clojure.lang.ISeq :cljs LazySeq)
  (-render [xs out] (run! #(-render % out) xs))
  #?(:clj clojure.lang.Keyword :cljs Keyword)
  (-render [k out] (out (escape (name k))))
  #?(:clj Object :cljs default)
  (-render [x out] (out (escape x))))

(defn html [& forms]
  (let [parts (volatile! (transient []))]
    (-render (seq forms) #(vswap! parts conj! %))
    (str/join (persistent! @parts))))

(defmacro defcomponent [name args & body]
  `(defn ~name ~args (seq (list ~@body))))

(defcomponent card [title & body]
  [:div.card
   [:h2 title]
   (into [:section {:class [:body (when (empty? body) :empty)]}] body)])

(defn table [rows]
  (let [columns (sort (into #{} (mapcat keys) rows))]
    [:table
     [:tr (for [c columns] [:th (str/capitalize (name c))])]
     (map-indexed (fn [i row] [:tr {:class {:odd (odd? i) :first (zero? i)}} (for [c columns] [:td (get row c "–")])]) rows)]))

;; Back again

(def ^:private token #"(?s)<!--.*?-->|<(/?)([a-z0-9]+)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*>|[^<]+")

(defn- read-attrs [text]
  (into {} (map (fn [[_ k v]] [(keyword k) (or v true)])) (re-seq #"([a-z-]+)(?:=\"([^\"]*)\")?" text)))

(defn parse [text]
  (loop [[[whole closing tag attrs] & more] (re-seq token text) stack [[]]]
    (cond
      (nil? whole) (peek stack)
      (nil? tag) (recur more (if (str/starts-with? whole "<!--") stack (conj (pop stack) (conj (peek stack) whole))))
      (= "/" closing) (let [done (peek stack) below (pop stack)]
                        (when-not (= (name (first done)) tag)
                          (throw (ex-info "Tags do not match" {:open (first done) :close tag})))
                        (recur more (conj (pop below) (conj (peek below) done))))
      :else (let [attrs (read-attrs attrs)
                  element (cond-> [(keyword tag)] (seq attrs) (conj attrs))]
              (recur more (if (void-tags tag)
                            (conj (pop stack) (conj (peek stack) element))
                            (conj stack element)))))))

(println (html [:p "Fish & <chips>"]))
(println (html [:a#top.big.red {:href "/?a=1&b=2" :class "link" :title "say \"hi\""} "top"]))
(println (html [:input {:type :checkbox :checked true :disabled false :value 5 :name nil}] [:br]))
(println (html [:.box {:style {:width 10 :color :red}} 1 2.5 1/2 :kw 'sym \c nil true]))
(println (html [card "Empty"] [card "Full" [:b "x"] (raw "<i>y</i>") (list [:u 1] [:u 2])]))
(println (html (table [{:name "Ann" :age 61} {:name "Bo"} {:age 3 :pet [:em "cat"]}])))
(println (html (for [i (range 3)] [:li {:class {:even (even? i)}} i])))
(doseq [odd [[] [1 2] [:p ["x"]]]]
  (println (try (html odd) (catch #?(:clj Exception :cljs :default) e [(ex-message e) (:element (ex-data e))]))))
(let [page [:div {:id "a"} [:p "one" [:br] "two"] [:ul [:li "x"] [:li {:class "y"} "z"]]]
      text (html page)]
  (println text)
  (println (= [page] (parse text)))
  (prn (walk/postwalk #(if (and (vector? %) (not (map-entry? %)) (keyword? (first %))) (cons (first %) (rest %)) %) (parse text))))
(println (try (parse "<p><b>x</p>") (catch #?(:clj Exception :cljs :default) e (ex-data e))))
(prn (map parse-tag [:p :p#x :.a.b :h1#t.u.v]))
(prn (s/conform ::element [:p {:a 1} "x" [:b]]))
(println (s/explain-str ::element [:p/q]))
(prn [(str (raw "a" 1)) (satisfies? Render (raw "x")) (count (methods attribute)) (.-text (raw "z"))])
