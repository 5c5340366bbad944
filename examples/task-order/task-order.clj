;; The order of tasks that depend on one another: a topological sort, the critical path, and what may run side by side.

(ns task-order
  (:require [clojure.set :as set]
            [clojure.string :as str]))

(def tasks
  {:foundation {:days 5}
   :walls {:days 10, :after #{:foundation}}
   :roof {:days 4, :after #{:walls}}
   :wiring {:days 3, :after #{:walls}}
   :plumbing {:days 6, :after #{:walls}}
   :plaster {:days 4, :after #{:wiring :plumbing}}
   :paint {:days 2, :after #{:plaster :roof}}
   :garden {:days 3, :after #{:foundation}}
   :party {:days 1, :after #{:paint :garden}}})

(defn stages
  "Groups of tasks, each of which needs only tasks of the groups before it."
  [tasks]
  (loop [open (update-vals tasks #(:after % #{})), done []]
    (if (empty? open)
      done
      (let [ready (for [[task after] open :when (empty? after)] task)]
        (when (empty? ready)
          (throw (ex-info "tasks wait for one another" {:tasks (set (keys open))})))
        (recur (update-vals (apply dissoc open ready) #(apply disj % ready))
               (conj done (vec (sort ready))))))))

(defn schedule
  "When each task can begin and end at the earliest."
  [tasks]
  (reduce (fn [times task]
            (let [{:keys [days after]} (tasks task)
                  start (transduce (map (comp :end times)) max 0 after)]
              (assoc times task {:start start, :end (+ start days)})))
          {}
          (apply concat (stages tasks))))

(defn critical-path [tasks]
  (let [times (schedule tasks)
        last-task (key (apply max-key (comp :end val) times))]
    (->> last-task
         (iterate (fn [task]
                    (when task
                      (first (filter #(= (:end (times %)) (:start (times task))) (sort (:after (tasks task))))))))
         (take-while some?)
         reverse)))

(defn unknown [tasks]
  (set/difference (into #{} (mapcat :after) (vals tasks)) (set (keys tasks))))

(defn chart [tasks]
  (let [critical (set (critical-path tasks))]
    (str/join "\n"
              (for [[task {:keys [start end]}] (sort-by (juxt (comp :start val) (comp :end val) key) (schedule tasks))]
                (str (format "%-11s" (name task))
                     (str/join (repeat start " "))
                     (str/join (repeat (- end start) (if (critical task) "#" "-"))))))))

(doseq [[i stage] (map-indexed vector (stages tasks))]
  (println (str "stage " (inc i) ":") (str/join ", " (map name stage))))
(println (chart tasks))
(println "critical:" (critical-path tasks))
(println "days:" (apply max (map :end (vals (schedule tasks)))) "instead of" (reduce + (map :days (vals tasks))))
(println "slower plumbing:" (apply max (map :end (vals (schedule (assoc-in tasks [:plumbing :days] 9))))))
(println "unknown:" (unknown (update-in tasks [:party :after] conj :guests)))

(try
  (stages (assoc-in tasks [:foundation :after] #{:garden}))
  (catch clojure.lang.ExceptionInfo e
    (println (str (ex-message e) ":") (sort (:tasks (ex-data e))))))
