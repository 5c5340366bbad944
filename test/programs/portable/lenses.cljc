(ns portable.lenses
  "Lenses, prisms and traversals: ways into nested data that are values, that compose, and that can be looked through, counted and
  changed with state."
  (:refer-clojure :exclude [update get set any?])
  (:require [clojure.core :as core]
            [clojure.string :as string]))

(defprotocol Optic
  (-fold [optic s f acc] "Reduces over all foci; may end with reduced.")
  (-modify [optic s f] "s with f applied to each focus."))

(extend-protocol Optic
  #?(:clj clojure.lang.Keyword :cljs Keyword)
  (-fold [k s f acc] (f acc (core/get s k)))
  (-modify [k s f] (assoc s k (f (core/get s k))))
  #?(:clj Long :cljs number)
  (-fold [i s f acc] (f acc (nth s i)))
  (-modify [i s f] (if (vector? s) (assoc s i (f (nth s i))) (map-indexed (fn [j x] (if (= i j) (f x) x)) s)))
  #?(:clj String :cljs string)
  (-fold [k s f acc] (f acc (core/get s k)))
  (-modify [k s f] (assoc s k (f (core/get s k))))
  nil
  (-fold [_ s f acc] (f acc s))
  (-modify [_ s f] (f s))
  #?(:clj clojure.lang.IPersistentVector :cljs PersistentVector)
  (-fold [path s f acc]
    (if-let [[o & more] (seq path)] (-fold o s (fn [acc x] (-fold (vec more) x f acc)) acc) (f acc s)))
  (-modify [path s f]
    (if-let [[o & more] (seq path)] (-modify o s #(-modify (vec more) % f)) (f s)))
  #?(:clj clojure.lang.Fn :cljs function)
  (-fold [pred s f acc] (if (pred s) (f acc s) acc))
  (-modify [pred s f] (if (pred s) (f s) s)))

(defmacro optic
  "(optic (fold [s f acc] …) (modify [s f] …))"
  [[_ fold-args & fold-body] [_ modify-args & modify-body]]
  `(reify Optic
     (-fold [~'_ ~@fold-args] ~@fold-body)
     (-modify [~'_ ~@modify-args] ~@modify-body)))

(defn lens [getter setter]
  (optic (fold [s f acc] (f acc (getter s)))
         (modify [s f] (setter s (f (getter s))))))
(defn iso [there back] (lens there (fn [_ x] (back x))))
(defn prism [match build]
  (optic (fold [s f acc] (if-some [x (match s)] (f acc x) acc))
         (modify [s f] (if-some [x (match s)] (build (f x)) s))))

(def each
  (optic (fold [s f acc] (reduce f acc (if (map? s) (vals s) s)))
         (modify [s f] (cond
                         (map? s) (reduce-kv (fn [m k v] (assoc m k (f v))) s s)
                         (or (vector? s) (set? s)) (into (empty s) (map f) s)
                         (seq? s) (map f s)
                         :else s))))
(def map-keys
  (optic (fold [s f acc] (reduce f acc (keys s)))
         (modify [s f] (into (empty s) (map (fn [[k v]] [(f k) v])) s))))
(defn where [pred] (optic (fold [s f acc] (reduce f acc (filter pred s)))
                          (modify [s f] (into (empty s) (map #(if (pred %) (f %) %)) s))))
(defn slice [from to]
  (lens #(subvec % from to) (fn [s part] (-> (subvec s 0 from) (into part) (into (subvec s to))))))
(defn both [& optics]
  (optic (fold [s f acc] (reduce (fn [acc o] (let [acc (-fold o s f acc)] (if (reduced? acc) (reduced acc) acc))) acc optics))
         (modify [s f] (reduce (fn [s o] (-modify o s f)) s optics))))
(defn deep [pred]
  (optic (fold [s f acc] (letfn [(walk [acc x] (cond (pred x) (f acc x) (coll? x) (reduce walk acc (if (map? x) (vals x) x)) :else acc))] (walk acc s)))
         (modify [s f] (letfn [(walk [x] (cond (pred x) (f x) (coll? x) (-modify each x walk) :else x))] (walk s)))))

(defn to-list [o s] (-fold o s conj []))
(defn get [o s] (first (to-list o s)))
(defn preview [o s] (unreduced (-fold o s (fn [_ x] (reduced x)) nil)))
(defn update [o f s & args] (-modify o s #(apply f % args)))
(defn set [o v s] (-modify o s (constantly v)))
(defn sum-of [o s] (-fold o s + 0))
(defn any? [pred o s] (boolean (unreduced (-fold o s (fn [_ x] (if (pred x) (reduced true) false)) false))))
(defn numbered
  "Each focus with its number: state goes through the change from left to right."
  [o f s]
  (let [n (volatile! -1)] (-modify o s #(f (vswap! n inc) %))))
(defn through [o s xform] (into [] xform (to-list o s)))

(def shop
  {:name "Corner" :open true
   :shelves [{:label "A" :items [{:sku 1 :price 3 :tags #{:fruit}} {:sku 2 :price 5 :tags #{}}]}
             {:label "B" :items [{:sku 3 :price 8 :tags #{:tea :green}}]}]
   "notes" ["x" "y"]})
(def items [:shelves each :items each])
(def prices (conj items :price))

(prn (to-list prices shop) (sum-of prices shop) (get [:shelves 1 :label] shop) (get "notes" shop))
(prn (to-list prices (update prices * shop 2)))
(prn (to-list prices (set [:shelves each :items (where #(> (:price %) 4)) :price] 0 shop)))
(prn (update [:shelves 0 :items 1 :tags] conj shop :new))
(prn (to-list [items (fn [i] (odd? (:sku i))) :price] shop) (preview [items :tags seq] shop))
(prn (any? #(> % 7) prices shop) (any? neg? prices shop) (to-list [:missing each] shop))
(prn (to-list [:shelves each :label] (numbered [:shelves each :label] (fn [n l] (str l n)) shop)))
(def celsius (iso #(/ (- % 32) 9/5) #(+ (* % 9/5) 32)))
(prn (get [:t celsius] {:t 212}) (update [:t celsius] inc {:t 212}) (set [:t celsius] 0 {:t 1}))
(def number-text (prism parse-long str))
(prn (map #(update number-text inc %) ["41" "x" "-1"]) (to-list [each number-text] ["1" "b" "3"]) (update [each number-text] - ["1" "b"]))
(prn (update (slice 1 3) rseq [1 2 3 4]) (update (both :a [:b 0]) inc {:a 1 :b [1 2]}) (to-list (both :a :b) {:a 1 :b 2}))
(prn (update map-keys (comp keyword string/upper-case name) {:a 1 :b 2}) (to-list [each] '(1 2)) (update each inc '(1 2)) (update each inc #{1 2}))
(prn (sum-of (deep number?) shop) (to-list (deep string?) shop) (update (deep set?) count shop))
(prn (through items shop (comp (mapcat :tags) (map name) (remove #{"tea"}))) (through prices shop (partition-all 2)))
(prn (try (update [:shelves 9 :label] str shop) (catch #?(:clj IndexOutOfBoundsException :cljs js/Error) _ :nothing-there)))
(prn (try (to-list (symbol "a") {}) (catch #?(:clj IllegalArgumentException :cljs js/Error) e (string/includes? (ex-message e) "No implementation of method: :-fold"))))
(prn (every? (fn [[o s v]] (and (= v (get o (set o v s))) (= s (set o (get o s) s)) (= (set o v s) (set o v (set o 0 s)))))
             [[:a {:a 1} 2] [[:b 0] {:b [1]} 5] [[:t celsius] {:t 50} 7]]))
