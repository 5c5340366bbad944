;; An elevator simulated second by second: people arrive by a timetable, and the time they need is measured.

(ns elevator
  (:require [clojure.string :as str]))

(def timetable
  [{:name "Ann" :at 0 :from 0 :to 4}
   {:name "Bob" :at 1 :from 2 :to 0}
   {:name "Cy" :at 2 :from 3 :to 5}
   {:name "Dee" :at 9 :from 5 :to 1}
   {:name "Eli" :at 10 :from 1 :to 3}])

(def building
  {:time 0, :floor 0, :direction :idle, :waiting [], :riding [], :arrived []})

(defn call-people [{:keys [time] :as b}]
  (update b :waiting into (filter #(= time (:at %)) timetable)))

(defn leave-cabin [{:keys [floor time] :as b}]
  (let [{out true, in false} (group-by #(= floor (:to %)) (:riding b))]
    (-> b
        (assoc :riding (vec in))
        (update :arrived into (map #(assoc % :arrived time) out)))))

(defn enter-cabin [{:keys [floor direction] :as b}]
  (let [enters? (fn [{:keys [from to]}]
                  (and (= from floor)
                       (case direction :up (> to from) :down (< to from) true)))
        {in true, out false} (group-by enters? (:waiting b))]
    (-> b
        (assoc :waiting (vec out))
        (update :riding into in))))

(defn targets [{:keys [waiting riding]}]
  (concat (map :to riding) (map :from waiting)))

(defn choose-direction [{:keys [floor direction] :as b}]
  (let [above? (some #(> % floor) (targets b))
        below? (some #(< % floor) (targets b))]
    (assoc b :direction
           (condp = [direction (boolean above?) (boolean below?)]
             [:up true false] :up
             [:up true true] :up
             [:down false true] :down
             [:down true true] :down
             (cond above? :up below? :down :else :idle)))))

(defn move [{:keys [direction] :as b}]
  (update b :floor + (case direction :up 1 :down -1 :idle 0)))

(defn tick [b]
  (-> b call-people leave-cabin enter-cabin choose-direction enter-cabin))

(defn simulate []
  (->> building
       (iterate #(-> % tick move (update :time inc)))
       (map tick)
       (take-while #(< (count (:arrived %)) (count timetable)))))

(doseq [{:keys [time floor direction riding waiting]} (simulate)]
  (println (format "%2d" time)
           (str/join (for [f (range 6)] (if (= f floor) (case direction :up ">" :down "<" :idle "o") ".")))
           (str/join "," (map :name riding))
           (if (seq waiting) (str "(" (str/join "," (map :name waiting)) ")") "")))

(let [done (->> building
                (iterate #(-> % tick move (update :time inc)))
                (drop-while #(< (count (:arrived %)) (count timetable)))
                first
                :arrived)
      times (map #(- (:arrived %) (:at %)) done)]
  (doseq [[{:keys [name from to]} t] (map vector done times)]
    (println (format "%-4s %d -> %d in %2d" name from to t)))
  (println "mean" (/ (reduce + times) (count times)) "longest" (apply max times)))
