(ns clojure.test.check
  "Checks properties with values by chance, and finds small values for which one does not hold."
  (:require [clojure.test.check.generators :as gen]
            [clojure.test.check.properties :as properties]
            [clojure.test.check.random :as random]
            [clojure.test.check.results :as results]
            [clojure.test.check.rose-tree :as rose]))

(defn- now [] (System/currentTimeMillis))

(defn- told
  "What is reported of the result of a property: whether it held, and what it said besides."
  [result]
  (let [pass? (results/pass? result)
        data (results/result-data result)]
    {:pass? pass?
     :result (get data ::properties/error pass?)
     :result-data data}))

(defn- shrunk
  "Walks down the tree of arguments for which the property does not hold, always to the first child for which it does not
  hold either. Reports each step, and gives where it ended."
  [rose failure reporter-fn]
  (let [start (now)]
    (loop [nodes (seq (rose/children rose)) smallest (rose/root rose) visited 0 depth 0]
      (if nodes
        (let [node (first nodes)
              {:keys [result args]} (rose/root node)
              {:keys [pass?] :as found} (told result)
              step (fn [smallest visited]
                     (reporter-fn
                       (assoc failure
                              :type :shrink-step
                              :shrinking {:args args
                                          :depth depth
                                          :pass? pass?
                                          :result (:result found)
                                          :result-data (:result-data found)
                                          :smallest (:args smallest)
                                          :total-nodes-visited visited})))]
          (if pass?
            (do (step smallest visited)
                (recur (next nodes) smallest (inc visited) depth))
            (let [smaller (seq (rose/children node))]
              (step (rose/root node) visited)
              (if smaller
                (recur smaller (rose/root node) (inc visited) (inc depth))
                (recur (next nodes) (rose/root node) (inc visited) depth)))))
        (let [found (told (:result smallest))]
          {:total-nodes-visited visited
           :depth depth
           :pass? false
           :result (:result found)
           :result-data (:result-data found)
           :time-shrinking-ms (- (now) start)
           :smallest (:args smallest)})))))

(defn- failed
  "What quick-check gives where the property does not hold for the arguments in the tree."
  [property rose trial size seed start reporter-fn]
  (let [{:keys [result args]} (rose/root rose)
        failure (merge (told result)
                       {:failed-after-ms (- (now) start)
                        :property property
                        :num-tests trial
                        :seed seed
                        :fail args
                        :failing-size size})]
    (reporter-fn (assoc failure :type :failure))
    (let [ended (assoc failure :shrunk (shrunk rose failure reporter-fn))]
      (reporter-fn (assoc ended :type :shrunk))
      (dissoc ended :property))))

(defn quick-check
  "Checks num-tests times that the property holds, with arguments of growing size. Gives a map: with :pass? true; or with
  :fail, arguments for which it does not hold, and with :smallest in :shrunk, the smallest such that were found.

  The options are :seed, a number from which the same arguments come each time; :max-size (200), up to which the size
  grows; and :reporter-fn, a function that is called with a map about each step, of :type :trial, :failure, :shrink-step,
  :shrunk or :complete."
  [num-tests property & {:keys [seed max-size reporter-fn] :or {max-size 200 reporter-fn (constantly nil)}}]
  (let [seed (or seed (now))
        start (now)]
    (loop [done 0 sizes (gen/make-size-range-seq max-size) rnd (random/make-random seed)]
      (if (= done num-tests)
        (let [complete {:result true
                        :pass? true
                        :num-tests num-tests
                        :time-elapsed-ms (- (now) start)
                        :seed seed}]
          (reporter-fn (merge {:type :complete :property property} complete))
          complete)
        (let [[left right] (random/split rnd)
              size (first sizes)
              rose (gen/call-gen property left size)
              {:keys [result args]} (rose/root rose)
              trial (inc done)
              found (told result)]
          (if (:pass? found)
            (do (reporter-fn {:args args
                              :num-tests-total num-tests
                              :property property
                              :num-tests trial
                              :type :trial
                              :seed seed
                              :result (:result found)
                              :result-data (:result-data found)
                              :pass? true})
                (recur trial (rest sizes) right))
            (failed property rose trial size seed start reporter-fn)))))))
