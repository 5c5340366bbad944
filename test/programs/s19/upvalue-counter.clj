;; Counters in closures: state that lives in captured variables, shared by several functions, several levels up.
(ns s19.upvalue-counter)

(defn make-counter []
  (let [total (atom 0)]
    {:add (fn [n] (swap! total + n))
     :undo (fn [n] (swap! total - n))
     :total (fn [] @total)}))

(defn make-stepper
  "A function that makes counters, each of which adds `step` times its own number."
  [step]
  (let [made (volatile! 0)]
    (fn []
      (let [number (vswap! made inc)
            state (volatile! 0)]
        (fn [turns]
          (vreset! state (+ @state (* turns (* step number)))))))))

(defn run [n]
  (let [{:keys [add undo total]} (make-counter)
        other (make-counter)]
    (dotimes [i n]
      (add i)
      (when (zero? (rem i 10))
        (undo 1)
        ((:add other) 2)))
    (let [tenths (quot (+ n 9) 10)]
      (assert (= (total) (- (quot (* n (dec n)) 2) tenths)))
      (assert (= ((:total other)) (* 2 tenths))))
    (let [make (make-stepper 3)
          a (make)
          b (make)]
      (dotimes [_ n]
        (a 1)
        (b 1))
      (assert (= [(* 3 n) (* 6 n)] [(a 0) (b 0)]))
      (+ (total) (a 0) (b 0)))))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 2000)]
  (println "upvalue-counter" n (run n)))
