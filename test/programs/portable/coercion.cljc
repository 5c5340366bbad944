(ns portable.coercion
  "Schemas as data: checked, explained, walked, and used both ways between text and values by transformers that compose."
  (:require [clojure.string :as string]
            [clojure.walk :as walk]))

(defprotocol Schema
  (-problems [schema path value] "What is wrong with the value, a seq of maps.")
  (-children [schema])
  (-with-children [schema children])
  (-transform [schema transformer value])
  (-form [schema]))

(defmulti compile-schema "From data to a schema, by its first element." (fn [form] (cond (vector? form) (first form) (fn? form) :fn (keyword? form) ::simple :else form)))
(defn schema [form] (if (satisfies? Schema form) form (compile-schema form)))

(defn- problem [path value message] [{:path path :value value :message message}])

(defrecord Simple [kind pred message]
  Schema
  (-problems [_ path value] (when-not (pred value) (problem path value message)))
  (-children [_] nil)
  (-with-children [s _] s)
  (-transform [s transformer value] ((get transformer kind identity) value))
  (-form [_] kind))

(def simple
  {:int [int? "should be an integer"] :string [string? "should be a string"] :keyword [keyword? "should be a keyword"]
   :boolean [boolean? "should be true or false"] :double [double? "should be a double"] :any [any? ""] :nil [nil? "should be nil"]
   :symbol [symbol? "should be a symbol"] :uuid [uuid? "should be a uuid"]})
(defmethod compile-schema ::simple [kind]
  (if-let [[pred message] (simple kind)]
    (->Simple kind pred message)
    (throw (ex-info (str "Unknown schema " kind) {:schema kind}))))
(defmethod compile-schema :fn [f] (->Simple :fn f "should satisfy a function"))
(defmethod compile-schema :default [form] (throw (ex-info "Not a schema" {:form form})))

(defmacro defschema
  "A record of a schema over parts, with its methods around them."
  [sym [kind] fields & methods]
  `(do (defrecord ~sym ~fields Schema ~@methods)
       (defmethod compile-schema ~kind [form#] (~(symbol (str "parse-" (string/lower-case (name sym)))) form#))))

(defn parse-sequence [[_ child]] ((resolve 'portable.coercion/->Sequence) (schema child)))
(defschema Sequence [:sequential] [child]
  (-problems [_ path value]
    (if (sequential? value)
      (mapcat (fn [i x] (-problems child (conj path i) x)) (range) value)
      (problem path value "should be sequential")))
  (-children [_] [child])
  (-with-children [s [c]] (assoc s :child c))
  (-transform [_ transformer value] (if (sequential? value) (mapv #(-transform child transformer %) value) value))
  (-form [_] [:sequential (-form child)]))

(defn parse-oneof [[_ & values]] ((resolve 'portable.coercion/->OneOf) (vec values)))
(defschema OneOf [:enum] [values]
  (-problems [_ path value] (when-not (some #{value} values) (problem path value (str "should be one of " (string/join ", " (map pr-str values))))))
  (-children [_] nil)
  (-with-children [s _] s)
  (-transform [_ transformer value] (or (some #(when (= (get {true (name %)} (keyword? %) (str %)) value) %) values) value))
  (-form [_] (into [:enum] values)))

(defn parse-maybe [[_ child]] ((resolve 'portable.coercion/->Maybe) (schema child)))
(defschema Maybe [:maybe] [child]
  (-problems [_ path value] (when (some? value) (-problems child path value)))
  (-children [_] [child])
  (-with-children [s [c]] (assoc s :child c))
  (-transform [_ transformer value] (when-not (or (nil? value) (= "" value)) (-transform child transformer value)))
  (-form [_] [:maybe (-form child)]))

(defn parse-either [[_ & children]] ((resolve 'portable.coercion/->Either) (mapv schema children)))
(defschema Either [:or] [children]
  (-problems [_ path value]
    (let [all (map #(-problems % path value) children)]
      (when-not (some empty? all) (problem path value (string/join ", or " (distinct (map (comp :message first) all)))))))
  (-children [_] children)
  (-with-children [s cs] (assoc s :children cs))
  (-transform [_ transformer value]
    (reduce (fn [v child] (let [t (-transform child transformer value)] (if (empty? (-problems child [] t)) (reduced t) v))) value children))
  (-form [_] (into [:or] (map -form) children)))

(defn parse-entries [[_ & entries]]
  (let [[options entries] (if (map? (first entries)) [(first entries) (rest entries)] [{} entries])]
    ((resolve 'portable.coercion/->Entries) options
     (mapv (fn [[k & more]] (let [[props child] (if (map? (first more)) more (cons {} more))] [k props (schema child)])) entries))))
(defschema Entries [:map] [options entries]
  (-problems [_ path value]
    (if-not (map? value)
      (problem path value "should be a map")
      (concat
        (mapcat (fn [[k {:keys [optional]} child]]
                  (if-let [[_ v] (find value k)]
                    (-problems child (conj path k) v)
                    (when-not optional (problem (conj path k) nil "is missing"))))
                entries)
        (when (:closed options)
          (mapcat #(problem (conj path %) (get value %) "is not known") (remove (set (map first entries)) (keys value)))))))
  (-children [_] (map peek entries))
  (-with-children [s cs] (update s :entries #(mapv (fn [[k p _] c] [k p c]) % cs)))
  (-transform [_ transformer value]
    (if (map? value)
      (let [value ((get transformer :map identity) value)]
        (reduce (fn [m [k {:keys [default]} child]]
                  (cond (contains? m k) (update m k #(-transform child transformer %))
                        (and (some? default) (:defaults transformer)) (assoc m k default)
                        :else m))
                value entries))
      value))
  (-form [_] (into (if (seq options) [:map options] [:map]) (map (fn [[k p c]] (if (seq p) [k p (-form c)] [k (-form c)]))) entries)))

(defn valid? [s v] (empty? (-problems (schema s) [] v)))
(defn explain [s v] (not-empty (vec (-problems (schema s) [] v))))
(defn humanize [problems]
  (reduce (fn [m {:keys [path message]}] (update-in m (if (seq path) path [:itself]) (fnil conj []) message)) {} problems))
(defn walk-schema [f s] (let [s (schema s)] (f (if-let [cs (seq (-children s))] (-with-children s (mapv #(walk-schema f %) cs)) s))))

(defn- try-parse [parse] (fn [s] (if (string? s) (let [v (parse s)] (if (some? v) v s)) s)))
(def from-text
  {:int (try-parse parse-long) :double (try-parse parse-double) :boolean (try-parse parse-boolean) :uuid (try-parse parse-uuid)
   :keyword (try-parse keyword) :symbol (try-parse symbol)
   :map (fn [m] (update-keys m #(if (string? %) (keyword %) %)))})
(def to-text {:keyword (fn [k] (subs (str k) 1)) :uuid str :int str :double str :boolean str :map (fn [m] (into (sorted-map) m))})
(def trimming {:string string/trim})
(defn transformers [& ts] (apply merge-with (fn [f g] (if (fn? f) (comp g f) g)) ts))

(defn decode [s v t] (-transform (schema s) t v))
(defn coerce! [s v t]
  (let [decoded (decode s v t)]
    (if-let [problems (explain s decoded)] (throw (ex-info "It does not fit" {:problems (humanize problems)})) decoded)))

(def user
  [:map {:closed true}
   [:name :string]
   [:age [:maybe :int]]
   [:role {:default :guest} [:enum :admin :guest]]
   [:tags {:optional true} [:sequential :keyword]]
   [:score {:optional true} [:or :int :double]]
   [:address {:optional true} [:map [:zip :string] [:geo [:sequential :double]]]]])

(prn (valid? user {:name "Ann" :age 3 :role :admin}) (valid? user {:name "Ann"}) (valid? :int 3) (valid? even? 3))
(doseq [p (explain user {:name 3 :age "x" :role :boss :tags [:a "b"] :address {:zip 1 :geo [1.0 2]} :extra 1})] (prn (into (sorted-map) p)))
(prn (humanize (explain user {:age nil :role :guest :score "a" :address nil})))
(prn (into (sorted-map) (decode user {"name" " Bo " "age" "42" "role" "admin" "tags" ["x" "y/z"] "score" "1.5" "address" {"zip" "1" "geo" ["1" "2.5"]}} from-text)))
(prn (into (sorted-map) (coerce! user {"name" " Bo " "age" ""} (transformers from-text trimming {:defaults true}))))
(prn (try (coerce! user {"name" "Bo" "age" "old" "x" 1} from-text) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e (ex-data e))))
(prn (decode user {:name "A" :age 1 :role :guest :tags [:a :b/c] :score 0.5} to-text))
(prn (-form (walk-schema #(if (= :string (:kind %)) (schema [:maybe :string]) %) [:map [:a :string] [:b [:sequential [:or :int :string]]]])))
(prn (= user (-form (schema user))) (-form (schema (-form (schema user)))))
(prn (try (schema [:map [:a :what]]) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (ex-data e)])))
(prn (try (schema 1) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (ex-data e)])))
(let [kinds (atom [])] (walk-schema (fn [s] (swap! kinds conj (cond-> (-form s) (vector? (-form s)) first)) s) user) (prn (frequencies @kinds)))
(prn (walk/postwalk #(if (satisfies? Schema %) (-form %) %) {:s (schema :int)}))
(extend-protocol Schema
  #?(:clj java.util.regex.Pattern :cljs js/RegExp)
  (-problems [re path value] (when-not (and (string? value) (re-matches re value)) (problem path value (str "should match " re))))
  (-children [_] nil)
  (-with-children [s _] s)
  (-transform [_ _ value] value)
  (-form [re] (str re)))
(prn (explain [:map [:zip #"\d{5}"]] {:zip "123"}) (valid? [:sequential #"a+"] ["a" "aa"]))
