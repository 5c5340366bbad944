;; Times the function `run` of each program: SIZE REPEATS WARM-UP-MS BUDGET-MS FILE NAMESPACE ...
;; It is run once (first); then for the time of the warm-up, since compilers at run time need a while; and then measured.
(ns harness.warm)

(defn now-ms []
  (/ (System/nanoTime) 1000000.0))

(defn warm-runs [run size result repeats budget-ms]
  (let [begin (now-ms)]
    (loop [times []]
      (if (or (= repeats (count times))
              (and (seq times) (> (- (now-ms) begin) budget-ms)))
        times
        (let [start (now-ms)
              again (run size)
              elapsed (- (now-ms) start)]
          (when (not= again result)
            (throw (ex-info "the result changed" {:before result :after again})))
          (recur (conj times elapsed)))))))

(defn report [[size repeats warm-up-ms budget-ms file namespace-name]]
  (let [size (parse-long size)
        repeats (parse-long repeats)
        start (now-ms)
        ;; A program with a main part of its own runs that at its own size.
        _ (binding [*command-line-args* nil
                    *out* (java.io.StringWriter.)]
            (load-file file))
        loaded (now-ms)
        run @(ns-resolve (symbol namespace-name) (symbol "run"))
        result (run size)
        first-ms (- (now-ms) loaded)
        warm (when (pos? repeats)
               (let [begin (now-ms)]
                 (while (< (- (now-ms) begin) (parse-long warm-up-ms))
                   (run size)))
               (warm-runs run size result repeats (parse-long budget-ms)))]
    (println (str "{\"load\":" (- loaded start)
                  ",\"first\":" first-ms
                  ",\"warm\":[" (apply str (interpose "," warm))
                  "],\"result\":\"" result "\"}"))))

(run! report (partition 6 *command-line-args*))
(shutdown-agents)
