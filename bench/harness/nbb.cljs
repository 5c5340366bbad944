;; The same measurement as warm.clj, for nbb.
(ns harness.nbb
  (:require ["fs" :as fs]
            [nbb.core :as nbb]))

(defn now-ms []
  (js/performance.now))

(let [[size repeats warm-up-ms budget-ms file namespace-name] *command-line-args*
      size (js/Number size)
      repeats (js/Number repeats)
      text (fs/readFileSync file "utf8")
      start (now-ms)]
  (-> (nbb/load-string text)
      (.then
       (fn [_]
         (let [loaded (now-ms)
               run @(resolve (symbol namespace-name "run"))
               result (run size)
               first-ms (- (now-ms) loaded)
               warm (when (pos? repeats)
                      (let [begin (now-ms)]
                        (while (< (- (now-ms) begin) (js/Number warm-up-ms))
                          (run size)))
                      (let [begin (now-ms)]
                        (loop [times []]
                          (if (or (= repeats (count times))
                                  (and (seq times) (> (- (now-ms) begin) (js/Number budget-ms))))
                            times
                            (let [start (now-ms)
                                  again (run size)
                                  elapsed (- (now-ms) start)]
                              (when (not= again result)
                                (throw (ex-info "the result changed" {:before result :after again})))
                              (recur (conj times elapsed)))))))]
           (js/console.log
            (js/JSON.stringify (clj->js {:load (- loaded start) :first first-ms :warm (or warm []) :result (str result)}))))))))
