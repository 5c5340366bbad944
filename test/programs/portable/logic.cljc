(ns portable.logic
  "Relational programming: terms that unify by a protocol, goals as functions from a substitution to a lazy stream of them,
  and macros for what is fresh and for alternatives."
  (:refer-clojure :exclude [==])
  (:require [clojure.string :as string]
            [clojure.walk :as walk]))

(deftype Variable [id label]
  Object
  (toString [_] (str "_" label id))
  #?@(:clj [(hashCode [_] (int id))
            (equals [_ other] (and (instance? Variable other) (= id (.-id ^Variable other))))]
      :cljs [IHash (-hash [_] id)
             IEquiv (-equiv [_ other] (and (instance? Variable other) (= id (.-id other))))]))

(defn variable? [x] (instance? Variable x))

(def ^:private counter (atom 0))
(defn variable
  ([] (variable "v"))
  ([label] (Variable. (swap! counter inc) label)))

(defprotocol Term
  (unify-terms [this other s] "The substitution under which both are equal, or nil.")
  (walk-term [this f] "The term with f applied to its parts.")
  (occurs? [this v s] "Whether the variable is inside the term."))

(defn walk-var [s t]
  (if (and (variable? t) (contains? s t)) (recur s (get s t)) t))

(defn extend-with [s v t]
  (when-not (occurs? t v s) (assoc s v t)))

(defn unify [s a b]
  (let [a (walk-var s a) b (walk-var s b)]
    (cond
      (identical? a b) s
      (= a b) s
      (variable? a) (extend-with s a b)
      (variable? b) (extend-with s b a)
      :else (unify-terms a b s))))

(extend-protocol Term
  nil
  (unify-terms [_ _ _] nil)
  (walk-term [_ _] nil)
  (occurs? [_ _ _] false)
  #?(:clj Object :cljs default)
  (unify-terms [_ _ _] nil)
  (walk-term [this _] this)
  (occurs? [_ _ _] false)
  Variable
  (unify-terms [this other s] (unify s this other))
  (walk-term [this f] this)
  (occurs? [this v s] (= v (walk-var s this)))
  #?(:clj clojure.lang.Sequential :cljs PersistentVector)
  (unify-terms [this other s]
    (when (sequential? other)
      (loop [s s a (seq this) b (seq other)]
        (cond
          (nil? s) nil
          (and (nil? a) (nil? b)) s
          (or (nil? a) (nil? b)) nil
          :else (recur (unify s (first a) (first b)) (next a) (next b))))))
  (walk-term [this f] (into (empty this) (map f) (if (vector? this) this (reverse this))))
  (occurs? [this v s] (boolean (some #(occurs? (walk-var s %) v s) this)))
  #?(:clj clojure.lang.IPersistentMap :cljs PersistentArrayMap)
  (unify-terms [this other s]
    (when (and (map? other) (= (set (keys this)) (set (keys other))))
      (reduce-kv (fn [s k v] (or (unify s v (get other k)) (reduced nil))) s this)))
  (walk-term [this f] (reduce-kv (fn [m k v] (assoc m k (f v))) {} this))
  (occurs? [this v s] (boolean (some #(occurs? (walk-var s %) v s) (vals this)))))

(defn reify-term [s t]
  (let [deep (fn deep [t] (let [t (walk-var s t)] (walk-term t deep)))
        t (deep t)
        names (into {} (map-indexed (fn [i v] [v (symbol (str "_" i))]))
                    (distinct (filter variable? (tree-seq coll? seq t))))]
    (if (variable? t) '_0 (walk/postwalk #(get names % %) t))))

;; Goals.

(defn == [a b] (fn [s] (when-let [s (unify s a b)] (list s))))
(def succeed list)
(defn fail [_] nil)

(defn interleaved
  "The elements of all streams by turns; no stream is asked before its turn comes."
  [streams]
  (lazy-seq
    (when-let [streams (seq streams)]
      (let [more (rest streams)]
        (if-let [s (seq (first streams))]
          (cons (first s) (interleaved (concat more [(rest s)])))
          (interleaved more))))))

(defn then [stream goal]
  (lazy-seq
    (when-let [stream (seq stream)]
      (interleaved [(goal (first stream)) (then (rest stream) goal)]))))

(defn both [& goals]
  (fn [s] (reduce then (list s) goals)))
(defn either [& goals]
  (fn [s] (interleaved (map #(% s) goals))))

(defmacro delayed [goal] `(fn [s#] (lazy-seq (~goal s#))))
(defmacro fresh [names & goals]
  `(let [~@(mapcat (fn [n] [n `(variable ~(name n))]) names)]
     (both ~@(map (fn [g] `(delayed ~g)) goals))))
(defmacro conde [& clauses]
  `(either ~@(map (fn [clause] `(both ~@(map (fn [g] `(delayed ~g)) clause))) clauses)))
(defmacro run
  "(run n [q] goals…): at most n answers, all of them where n is nil."
  [n [q :as names] & goals]
  (assert (vector? names) "run takes a vector of one name")
  `(let [~q (variable ~(name q))
         answers# (map #(reify-term % ~q) ((both ~@goals) {}))]
     (if-let [n# ~n] (take n# answers#) answers#)))

;; Relations.

(defrecord Pair [head tail])
(extend-type Pair
  Term
  (unify-terms [this other s]
    (when (instance? Pair other)
      (some-> s (unify (:head this) (:head other)) (unify (:tail this) (:tail other)))))
  (walk-term [this f] (->Pair (f (:head this)) (f (:tail this))))
  (occurs? [this v s] (boolean (some #(occurs? (walk-var s %) v s) [(:head this) (:tail this)]))))

(defn pairs [coll] (reduce (fn [tail x] (->Pair x tail)) nil (reverse coll)))
(defn unpair [p]
  (loop [out [] p p]
    (cond (nil? p) out
          (instance? Pair p) (recur (conj out (:head p)) (:tail p))
          :else (conj out '& p))))

(defn appendo [a b out]
  (conde
    [(== a nil) (== b out)]
    [(fresh [h t rest]
       (== a (->Pair h t))
       (== out (->Pair h rest))
       (appendo t b rest))]))

(defn membero [x l]
  (fresh [h t]
    (== l (->Pair h t))
    (conde [(== x h)] [(membero x t)])))

(defn in [x coll] (apply either (map #(== x %) coll)))

(def known-parents '#{[ann bob] [ann cid] [bob dee] [cid eve] [dee fay]})
(defn parent [a b] (in [a b] (sort known-parents)))
(defn ancestor [a b]
  (conde [(parent a b)]
         [(fresh [m] (parent a m) (ancestor m b))]))

(println "member" (run nil [q] (membero q (pairs [1 2 3]))))
(println "append" (map unpair (run nil [q] (appendo (pairs [1 2]) (pairs [3]) q))))
(println "splits")
(doseq [[a b] (run nil [q] (fresh [a b] (appendo a b (pairs [:x :y])) (== q [a b])))]
  (println "  " (unpair a) (unpair b)))
(println "open" (map unpair (run 3 [q] (fresh [a] (appendo a (pairs [1]) q)))))
(println "children" (run nil [q] (parent 'ann q)))
(println "ancestors" (sort (run nil [q] (ancestor q 'fay))))
(println "pairs" (count (run nil [q] (fresh [a b] (ancestor a b) (== q [a b])))))
(println "maps" (run nil [q] (fresh [a b] (== {:a a :b [b 2]} {:a 1 :b [:x 2]}) (== q {:sum [a b]}))))
(println "lists" (run nil [q] (== (list 1 q 3) [1 2 3])))
(println "occurs" (run nil [q] (== q [q])))
(println "none" (run nil [q] (== 1 2)) (run nil [q] fail) (run nil [q] succeed))
(println "fresh" (run nil [q] (fresh [a b] (== q [a b a]))))

(defn houses []
  (run 1 [q]
    (fresh [a b c]
      (== q [[:first a] [:second b] [:third c]])
      (in [a b c] (for [x [:red :green :blue] y [:red :green :blue] z [:red :green :blue] :when (distinct? x y z)] [x y z]))
      (== b :blue)
      (conde [(== a :red) (== c :red)] [(== c :red)]))))
(println "houses" (houses))
(println "text" (string/starts-with? (str (variable "q")) "_q"))
(println "bad" (try (eval '(portable.logic/run nil q)) (catch #?(:clj Throwable :cljs :default) e (boolean (or (ex-message e) true)))))
