;; try around work that mostly succeeds, with finally; one call in a hundred throws.
(ns bench.exceptions)

(def closed (atom 0))

(defn risky [i]
  (if (= 99 (rem i 100))
    (throw (ex-info "it is time" {:number i}))
    (inc i)))

(defn careful [i]
  (try
    (risky i)
    (catch Exception e
      (- (:number (ex-data e))))
    (finally
      (swap! closed inc))))

(defn run [n]
  (reset! closed 0)
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i) (+ sum (careful i)))
      (+ sum @closed))))
