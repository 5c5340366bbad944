;; Times the function `run` of a program: SIZE REPEATS FILE NAMESPACE.
;; Loading the file runs the program once (the first run); then `run` is called again and again in the same process.
(ns harness.warm)

;; Compilers at run time need a while: runs before this time are not counted.
(def warm-up-ms 1000)
(def budget-ms 6000)

(defn now-ms []
  (/ (System/nanoTime) 1000000.0))

(let [[size repeats file namespace-name] *command-line-args*
      size (parse-long size)
      start (now-ms)
      _ (load-file file)
      first-ms (- (now-ms) start)
      run @(ns-resolve (symbol namespace-name) (symbol "run"))
      result (run size)
      _ (let [begin (now-ms)]
          (while (< (- (now-ms) begin) warm-up-ms)
            (run size)))
      begin (now-ms)
      warm (loop [left (parse-long repeats) times []]
             (if (or (zero? left)
                     (and (> (count times) 2) (> (- (now-ms) begin) budget-ms)))
               times
               (let [start (now-ms)
                     again (run size)
                     elapsed (- (now-ms) start)]
                 (when (not= again result)
                   (throw (ex-info "the result changed" {:before result :after again})))
                 (recur (dec left) (conj times elapsed)))))]
  (println (str "{\"first\":" first-ms
                ",\"warm\":[" (apply str (interpose "," warm))
                "],\"result\":\"" result "\"}")))
