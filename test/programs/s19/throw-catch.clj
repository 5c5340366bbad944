;; Exceptions as control flow: thrown some calls deep, caught by class, passed through finally, thrown again.
(ns s19.throw-catch)

(defn check [i]
  (cond
    (zero? (rem i 3)) (throw (ex-info "third" {:index i}))
    (zero? (rem i 5)) (throw (IllegalArgumentException. "fifth"))
    (zero? (rem i 7)) (quot i 0)
    :else i))

(defn deeper [i depth]
  (if (zero? depth)
    (check i)
    (+ 1 (deeper i (dec depth)))))

(defn attempt [cleanups i]
  (try
    (deeper i 5)
    (catch IllegalArgumentException e
      (assert (= "fifth" (ex-message e)))
      -5)
    (catch ArithmeticException _
      -7)
    (catch clojure.lang.ExceptionInfo e
      (assert (= i (:index (ex-data e))))
      -3)
    (finally
      (vswap! cleanups inc))))

(defn attempt-again
  "Catches, throws something else from the handler, and catches that one further out."
  [i]
  (try
    (try
      (check i)
      (catch Exception e
        (throw (ex-info "wrapped" {:index i} e))))
    (catch Exception e
      (if (ex-cause e) 1 0))))

(defn expected [i]
  (cond
    (zero? (rem i 3)) -3
    (zero? (rem i 5)) -5
    (zero? (rem i 7)) -7
    :else (+ i 5)))

(defn run [n]
  (let [cleanups (volatile! 0)
        [sum wrapped] (loop [i 0 sum 0 wrapped 0]
                        (if (< i n)
                          (let [result (attempt cleanups i)
                                again (attempt-again i)]
                            (recur (inc i)
                                   (+ sum result)
                                   (if (= 1 again) (inc wrapped) wrapped)))
                          [sum wrapped]))]
    (assert (= @cleanups n))
    (assert (= sum (reduce + 0 (map expected (range n)))))
    (+ sum wrapped)))

(let [n (if-let [size (first *command-line-args*)] (parse-long size) 500)]
  (println "throw-catch" n (run n)))
