(ns macrology
  "What libraries of macro tools do: symbol macros by a walk of the code, vars that are imported, definitions with attributes."
  (:require [clojure.string :as str]
            [clojure.walk :as walk]))

;; Symbol macros, and what a walker has to know of binding forms

(declare expand-in)

(defn- pattern-names [pattern]
  (cond
    (symbol? pattern) (if (= '& pattern) #{} #{pattern})
    (vector? pattern) (into #{} (mapcat pattern-names) (remove keyword? pattern))
    (map? pattern) (into (into #{} (mapcat pattern-names) (filter #(or (coll? %) (symbol? %)) (keys (dissoc pattern :keys :as :or))))
                         (concat (:keys pattern) (when-let [a (:as pattern)] [a])))
    :else #{}))

(defn- expand-bindings [macros bindings]
  (reduce (fn [[macros out] [pattern init]]
            [(apply dissoc macros (pattern-names pattern)) (conj out pattern (expand-in macros init))])
          [macros []] (partition 2 bindings)))

(defn- expand-clause [macros [params & body]]
  (cons params (map #(expand-in (apply dissoc macros (pattern-names params)) %) body)))

(defn expand-in [macros form]
  (cond
    (symbol? form) (if-let [[_ replacement] (find macros form)] (expand-in (dissoc macros form) replacement) form)
    (vector? form) (with-meta (mapv #(expand-in macros %) form) (meta form))
    (map? form) (into (empty form) (map (fn [[k v]] [(expand-in macros k) (expand-in macros v)])) form)
    (set? form) (into (empty form) (map #(expand-in macros %)) form)
    (seq? form)
    (let [[head & args] form]
      (case head
        quote form
        (let* loop* let loop) (let [[inner bindings] (expand-bindings macros (first args))]
                                (list* head bindings (map #(expand-in inner %) (rest args))))
        (fn fn*) (let [[nm clauses] (if (symbol? (first args)) [[(first args)] (rest args)] [nil args])
                       macros (apply dissoc macros nm)]
                   (if (vector? (first clauses))
                     `(~head ~@nm ~@(expand-clause macros clauses))
                     `(~head ~@nm ~@(map #(expand-clause macros %) clauses))))
        (with-meta (apply list (map #(expand-in macros %) form)) (meta form))))
    :else form))

(defmacro symbol-macrolet [bindings & body]
  `(do ~@(map #(expand-in (apply hash-map bindings) %) body)))

(def store (atom {:x 1 :y 2}))
(println (symbol-macrolet [x (:x @store) y (:y @store)]
           (let [before [x y] x 10]
             (swap! store update :y inc)
             [before x y 'x {:k x} ((fn [y] (+ x y)) 5) ((fn y ([a] [a (fn? y)])) y)])))

;; Vars of another namespace as one's own

(create-ns 'macrology.inner)
(intern 'macrology.inner (with-meta 'plain {:doc "A plain one." :arglists '([a])}) (fn [a] [:plain a]))
(intern 'macrology.inner (with-meta 'twice {:macro true}) (fn [_ _ form] `(do ~form ~form)))
(intern 'macrology.inner (with-meta '*level* {:dynamic true}) 1)
(intern 'macrology.inner (with-meta 'hidden {:private true}) :hidden)

(defmacro import-vars
  "Gives vars of other namespaces in this one: [ns name…] for each namespace."
  [& specs]
  `(do ~@(for [[ns & names] specs
               name names
               :let [v (or (ns-resolve ns name) (throw (ex-info (str "No such var: " ns "/" name) {:ns ns :name name})))
                     m (select-keys (meta v) [:doc :arglists :macro])]]
           `(do (def ~name @(ns-resolve '~ns '~name))
                (alter-meta! (var ~name) merge '~m)
                (var ~name)))))

(import-vars [macrology.inner plain twice])
(println (plain 1) (:doc (meta #'plain)) (:arglists (meta #'plain)))
(println (with-out-str (twice (print "x"))) (:macro (meta #'twice)))
(println (sort (keys (ns-publics 'macrology.inner))) (contains? (ns-interns 'macrology.inner) 'hidden))
(println (try (eval '(macrology/import-vars [macrology.inner nope])) (catch #?(:clj Throwable :cljs :default) e (or (some-> e ex-cause ex-message) (ex-message e)))))

;; Attributes, arities and environments

(defn name-with-attributes [name args]
  (let [[doc args] (if (string? (first args)) [(first args) (next args)] [nil args])
        [attr args] (if (map? (first args)) [(first args) (next args)] [{} args])]
    [(vary-meta name merge (cond-> attr doc (assoc :doc doc))) args]))

(defmacro defmemo [name & args]
  (let [[name [params & body]] (name-with-attributes name args)]
    `(def ~(vary-meta name assoc :arglists (list 'quote (list params))) (memoize (fn ~(symbol (str name "-impl")) ~params ~@body)))))
(defmemo slow-square "Squares once." {:added "1.0"} [x] (println "squaring" x) (* x x))
(println (slow-square 4) (slow-square 4) (select-keys (meta #'slow-square) [:doc :added :arglists]))

(defmacro locals [] (into {} (for [k (sort (keys &env))] [(list 'quote k) k])))
(println (let [a 1 b 2] (letfn [(f [c] (dissoc (locals) 'f))] (f 3))))
(defmacro where [] (let [{:keys [line column]} (meta &form)] [line column (name (ns-name *ns*)) (list 'quote (first &form))]))
(println (where) (let [x (where)] x))
(defmacro debugged [& forms] `(do ~@(for [f forms] `(let [v# ~f] (println '~f "=>" v#) v#))))
(println (debugged (+ 1 2) (str/upper-case "a")))
(defmacro kind-of [x] (let [v (and (symbol? x) (resolve x))]
                        (cond (contains? &env x) :local
                              (var? v) (if (:macro (meta v)) :macro :var)
                              (class? v) :class
                              (special-symbol? x) :special
                              :else :unknown)))
(println (let [lo 1] [(kind-of lo) (kind-of str) (kind-of when) (kind-of if) (kind-of nonsense) (kind-of String) (let [str 1] (kind-of str))]))

(defmacro defn-with-defaults
  "A function of several arities: a parameter may be [name default]."
  [name params & body]
  (let [names (mapv #(if (vector? %) (first %) %) params)
        n (count (take-while symbol? params))]
    `(defn ~name
       ~@(for [i (range n (count params))]
           `(~(subvec names 0 i) (~name ~@(subvec names 0 i) ~(second (nth params i)))))
       (~names ~@body))))
(defn-with-defaults greet [who [greeting "Hello"] [mark (if (= greeting "Hello") "." "!")]] (str greeting ", " who mark))
(println (greet "Ann") (greet "Bob" "Hey") (greet "Cy" "Yo" "?") (map count (:arglists (meta #'greet))))

(defmacro pipeline [x & steps]
  (reduce (fn [acc step]
            (cond (seq? step) (if (some #{'<>} (flatten step)) (walk/postwalk-replace {'<> acc} step) `(-> ~acc ~step))
                  (keyword? step) `(get ~acc ~step)
                  :else (list step acc)))
          x steps))
(println (pipeline {:a [3 1 2]} :a sort (map inc <>) (conj 0) vec (reduce + <>)))
(println (macroexpand-1 '(macrology/pipeline x :a f (g 1))))
(println (binding [*ns* (the-ns 'macrology)] (macroexpand '(symbol-macrolet [q 1] q))))
(defmacro once-only-square [x] (let [g (gensym "x")] `(let [~g ~x] (* ~g ~g))))
(println (let [n (atom 0)] [(once-only-square (swap! n inc)) (once-only-square (swap! n inc)) @n]))
(defmacro unless-cljs [a b] #?(:clj a :cljs b))
(println (unless-cljs 1 2))
(println (let [form '(defn f "doc" [x] x)] [(name-with-attributes (second form) (nnext form)) (:doc (meta (first (name-with-attributes (second form) (nnext form)))))]))
