;; A pipeline of transducers over readings of sensors: our own transducers with state, early ends, and one recipe used in
;; many contexts.

(ns transducers
  (:require [clojure.string :as str]))

(def lines
  ["t=0 s=a v=20.5" "t=1 s=b v=18.0" "" "t=2 s=a v=20.7" "# comment" "t=3 s=a v=99.9" "t=4 s=b v=18.2"
   "t=5 s=b v=oops" "t=6 s=a v=21.0" "t=7 s=b v=18.2" "t=8 s=a v=21.4" "t=9 s=b v=17.5"])

(defn moving-average
  "The mean of the last `n` numbers, as soon as there are so many."
  [n]
  (fn [rf]
    (let [window (volatile! clojure.lang.PersistentQueue/EMPTY)]
      (fn
        ([] (rf))
        ([result] (rf result))
        ([result x]
         (let [xs (vswap! window #(cond-> (conj % x) (= n (count %)) pop))]
           (if (= n (count xs))
             (rf result (/ (reduce + xs) n))
             result)))))))

(defn sliding
  "Vectors of `n` neighbours."
  [n]
  (fn [rf]
    (let [window (volatile! [])]
      (fn
        ([] (rf))
        ([result] (rf result))
        ([result x]
         (let [xs (vswap! window #(vec (take-last n (conj % x))))]
           (if (= n (count xs)) (rf result xs) result)))))))

(defn group-runs
  "Like partition-by, but gives [key first last count] of each run. What is left is given at the end."
  [f]
  (fn [rf]
    (let [run (volatile! nil)]
      (fn
        ([] (rf))
        ([result]
         (rf (if-let [r @run] (unreduced (rf result r)) result)))
        ([result x]
         (let [[k start _ n :as r] @run
               k' (f x)]
           (cond
             (nil? r) (do (vreset! run [k' x x 1]) result)
             (= k k') (do (vreset! run [k start x (inc n)]) result)
             :else (do (vreset! run [k' x x 1]) (rf result r)))))))))

(defn tap [log]
  (map (fn [x] (swap! log inc) x)))

(def parse
  (comp (remove #(or (str/blank? %) (str/starts-with? % "#")))
        (keep #(re-matches #"t=(\d+) s=(\w) v=([\d.]+)" %))
        (map (fn [[_ t s v]] {:t (parse-long t), :sensor (keyword s), :value (parse-double v)}))))

(def plausible (filter #(< -50 (:value %) 60)))

(def readings (into [] (comp parse plausible) lines))

(println (count readings) "readings," (first readings))
(println "mean of a:" (transduce (comp parse plausible (filter #(= :a (:sensor %))) (map :value))
                                 (completing conj (fn [xs] (format "%.2f" (/ (reduce + xs) (count xs)))))
                                 lines))
(println "moving:" (sequence (comp (map :t) (moving-average 3)) readings))
(println "rises:" (sequence (comp (filter #(= :a (:sensor %))) (sliding 2)
                                  (map (fn [[p q]] [(:t p) (:t q) (> (:value q) (:value p))])))
                            readings))
(println "runs:" (into [] (comp (group-runs :sensor) (map (fn [[s from to n]] [s (:t from) (:t to) n]))) readings))
(println "first runs only:" (into [] (comp (group-runs even?) (take 2)) [2 4 1 3 6 8]))
(println "runs of nothing:" (into [] (group-runs odd?) []))

;; How much is asked of the source.
(let [asked (atom 0)]
  (println (into [] (comp (tap asked) (map inc) (take 3)) (range 1000)) "asked" @asked)
  (println (transduce (comp (tap asked) (halt-when #(> % 5) (fn [sum x] {:sum sum, :halted-by x}))) + (range 100)) "asked" @asked)
  (println (first (eduction (tap asked) (filter odd?) [1 2 3])) (transduce (comp (tap asked) (take-nth 10) (random-sample 1.0)) + (range 31))))

;; One recipe, many contexts.
(def recipe (comp (mapcat range) (dedupe) (partition-all 3) (map (partial reduce +)) (interpose :then)))
(println (into [] recipe [2 0 3 4]))
(println (sequence recipe [2 0 3 4]))
(println (str/join " " (eduction recipe [2 0 3 4])))
(println (transduce recipe (completing (fn [n x] (if (= x :then) n (+ n x)))) 0 [2 0 3 4]))
(println (into #{} (map-indexed vector) "abc") (into {} (comp cat (map (juxt identity str))) [[1 2] [3]]))
(println (sequence (map +) [1 2 3] [10 20 30 40] (iterate inc 100)))
(let [rf ((comp (distinct) (take-while pos?)) conj)]
  (println (rf [] 1) (rf [1] 1) (reduced? (rf [1] 0)) (rf [:done])))
