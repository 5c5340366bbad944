;; The same measurement as warm.cljc, for nbb.
(ns harness.nbb
  (:require ["fs" :as fs]
            [nbb.core :as nbb]))

(defn processor-ms []
  (let [used (js/process.cpuUsage)]
    (/ (+ (.-user used) (.-system used)) 1000)))

(defn clocks []
  [(js/performance.now) (processor-ms)])

(defn since [[wall processor]]
  (min (- (processor-ms) processor) (- (js/performance.now) wall)))

(let [[size repeats warm-up-ms budget-ms file namespace-name] *command-line-args*
      size (js/Number size)
      repeats (js/Number repeats)
      text (fs/readFileSync file "utf8")
      start (clocks)]
  (-> (nbb/load-string text)
      (.then
       (fn [_]
         (let [load-ms (since start)
               run @(resolve (symbol namespace-name "run"))
               start (clocks)
               result (run size)
               first-ms (since start)
               warm (when (pos? repeats)
                      (let [begin (processor-ms)]
                        (while (< (- (processor-ms) begin) (js/Number warm-up-ms))
                          (since (clocks))
                          (run size)))
                      (let [begin (processor-ms)]
                        (loop [times []]
                          (if (or (= repeats (count times))
                                  (and (seq times) (> (- (processor-ms) begin) (js/Number budget-ms))))
                            times
                            (let [start (clocks)
                                  again (run size)
                                  elapsed (since start)]
                              (when (not= again result)
                                (throw (ex-info "the result changed" {:before result :after again})))
                              (recur (conj times elapsed)))))))]
           (js/console.log
            (js/JSON.stringify (clj->js {:load load-ms :first first-ms :warm (or warm []) :result (str result)}))))))))
