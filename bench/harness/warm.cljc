;; Times the function `run` of each program: SIZE REPEATS WARM-UP-MS BUDGET-MS FILE NAMESPACE ...
;; It is run once (first); then for the time of the warm-up, since compilers at run time need a while; and then measured.
;; A time is the lesser of the wall clock's and the processor's: where the machine does other work too, the first says too much,
;; and where the process has more threads than one, the second does. Warm-up and budget are the processor's time.
(ns harness.warm)

(defn wall-ms []
  (/ (System/nanoTime) 1000000.0))

(defn processor-ms []
  #?(:clove (let [used (js/process.cpuUsage)]
              (/ (+ (.-user used) (.-system used)) 1000.0))
     ;; The clock of the whole process ticks too coarsely; that of its main thread leaves collections out.
     :default (+ (/ (.getCurrentThreadCpuTime (java.lang.management.ManagementFactory/getThreadMXBean)) 1000000.0)
                 (reduce + (map (fn [^java.lang.management.GarbageCollectorMXBean collector] (.getCollectionTime collector))
                                (java.lang.management.ManagementFactory/getGarbageCollectorMXBeans))))))

(defn timed
  "What f returns, and its time in milliseconds."
  [f]
  (let [wall (wall-ms)
        processor (processor-ms)
        value (f)]
    [value (min (- (processor-ms) processor) (- (wall-ms) wall))]))

(defn warm-runs
  "The times of so many runs, fewer where the budget ends before; of any number where repeats is -1."
  [run size result repeats budget-ms]
  (let [begin (processor-ms)]
    (loop [times []]
      (if (or (= repeats (count times))
              (and (seq times) (> (- (processor-ms) begin) budget-ms)))
        times
        (let [[again elapsed] (timed (fn [] (run size)))]
          (when (not= again result)
            (throw (ex-info "the result changed" {:before result :after again})))
          (recur (conj times elapsed)))))))

(defn report [[size repeats warm-up-ms budget-ms file namespace-name]]
  (let [size (parse-long size)
        repeats (parse-long repeats)
        ;; A program with a main part of its own runs that at its own size.
        [_ load-ms] (timed (fn []
                             (binding [*command-line-args* nil
                                       *out* (java.io.StringWriter.)]
                               (load-file file))))
        run @(ns-resolve (symbol namespace-name) (symbol "run"))
        [result first-ms] (timed (fn [] (run size)))
        warm (when (pos? repeats)
               ;; By the same code as what counts, which must be warm too: what runs for the first time can undo what was compiled.
               (warm-runs run size result -1 (parse-long warm-up-ms))
               (warm-runs run size result repeats (parse-long budget-ms)))]
    (println (str "{\"load\":" load-ms
                  ",\"first\":" first-ms
                  ",\"warm\":[" (apply str (interpose "," warm))
                  "],\"result\":\"" result "\"}"))))

(run! report (partition 6 *command-line-args*))
(shutdown-agents)
