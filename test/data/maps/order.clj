;; Prints order.jsonl: random keys of mixed kinds, what was done with them, and the order, hash and class that
;; Clojure's map or set then has. Run: clojure test/data/maps/order.clj > test/data/maps/order.jsonl
(require 'clojure.string)
(import 'java.util.Random)
(def ^Random rnd (Random. 20240607))
(defn r [n] (.nextInt rnd (int n)))
(def letters "abcdefghijklmnopqrstuvwxyzÄλ")
(defn word [] (apply str (repeatedly (inc (r 3)) #(nth letters (r (count letters))))))

;; [what JSON says, the value]
(defn random-key [depth]
  (case (r (if (pos? depth) 9 11))
    (0 1 2) (let [w (word)] [["k" w] (keyword w)])
    3 (let [w (word) n (word)] [["k" (str n "/" w)] (keyword n w)])
    4 (let [w (word)] [["s" w] w])
    5 (let [n (- (r 100) 20)] [["l" (str n)] n])
    6 (let [n (* (long (r 1000000000)) (- (r 9000000) 4500000))] [["l" (str n)] n])
    7 (let [w (word)] [["y" w] (symbol w)])
    8 (nth [[["n"] nil] [["b" true] true] [["b" false] false] [["c" 120] \x] [["d" 1.5] 1.5] [["d" -2.0] -2.0]] (r 6))
    9 (let [ks (repeatedly (r 4) #(random-key (inc depth)))] [["v" (mapv first ks)] (mapv second ks)])
    10 (let [n (bigint (r 100))] [["N" (str n)] n])))

;; Keys whose hashes are all the same: strings of the pairs "Aa" and "BB".
(defn colliding-key []
  (let [s (apply str (repeatedly 3 #(nth ["Aa" "BB"] (r 2))))] [["s" s] s]))

(defn keyword-key [] (let [w (word)] [["k" w] (keyword w)]))

(defn keys-of [n make]
  (loop [seen #{} out []]
    (if (= (count out) n)
      out
      (let [[_ v :as k] (make)]
        (if (contains? seen v) (recur seen out) (recur (conj seen v) (conj out k)))))))

(defn index-of [ks x] (first (keep-indexed (fn [i [_ v]] (when (= v x) i)) ks)))

(defn ops [n]
  (let [adds (shuffle (range n))]
    (mapcat (fn [i] (if (zero? (r 4)) [i (- -1 (nth adds (r n)))] [i])) (range n))))

(defn build [kind vs ops]
  (case kind
    "literal" (clojure.lang.RT/map (to-array (mapcat (fn [i] [(nth vs i) i]) (range (count vs)))))
    "hash-map" (apply hash-map (mapcat (fn [i] [(nth vs i) i]) (range (count vs))))
    "array-map" (apply array-map (mapcat (fn [i] [(nth vs i) i]) (range (count vs))))
    "set" (set vs)
    "assoc" (reduce (fn [m o] (if (neg? o) (dissoc m (nth vs (- -1 o))) (assoc m (nth vs o) o))) {} ops)
    "array-then" (reduce (fn [m o] (if (neg? o) (dissoc m (nth vs (- -1 o))) (assoc m (nth vs o) o)))
                         (apply array-map (mapcat (fn [i] [(nth vs i) i]) (range (quot (count vs) 2)))) ops)
    "transient" (persistent! (reduce (fn [m o] (if (neg? o) (dissoc! m (nth vs (- -1 o))) (assoc! m (nth vs o) o))) (transient {}) ops))
    "hash-transient" (persistent! (reduce (fn [m o] (if (neg? o) (dissoc! m (nth vs (- -1 o))) (assoc! m (nth vs o) o)))
                                          (transient (hash-map nil 0)) ops))
    "disj" (reduce (fn [s o] (if (neg? o) (disj s (nth vs (- -1 o))) (conj s (nth vs o)))) #{} ops)))

(defn json [x]
  (cond (string? x) (str \" (apply str (map #(if (< 31 (int %) 127) (str %) (format "\\u%04x" (int %))) x)) \")
        (map? x) (str "{" (clojure.string/join "," (map (fn [[k v]] (str (json (name k)) ":" (json v))) x)) "}")
        (sequential? x) (str "[" (clojure.string/join "," (map json x)) "]")
        :else (str x)))

(defn a-case []
  (let [style (r 10)
        n (case style (0 1 2 3) (r 18) (4 5) (inc (r 8)) (6 7 8) (r 60) 9 8)
        make (cond (= style 9) colliding-key (< style 4) keyword-key :else #(random-key 0))
        ks (keys-of n make)
        vs (mapv second ks)
        kind (nth ["literal" "hash-map" "array-map" "set" "assoc" "array-then" "transient" "hash-transient" "disj"] (r 9))
        os (if (contains? #{"assoc" "array-then" "transient" "hash-transient" "disj"} kind)
             (vec (concat (ops n) (when (pos? n) (repeatedly (r 6) #(let [i (r n)] (if (zero? (r 2)) i (- -1 i)))))))
             [])
        m (build kind vs os)
        entries (if (set? m) (vec (seq m)) (vec (keys m)))]
    {:kind kind :keys (mapv first ks) :ops os
     :order (mapv #(or (index-of ks %) -1) entries)
     :values (if (set? m) [] (mapv #(or % 0) (vals m)))
     :hash (hash m) :class (.getName (class m))}))
(run! (comp println json) (repeatedly 420 a-case))
