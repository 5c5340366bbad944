;; Keys of a map looked up, half of them absent; its entries walked.
(ns bench.map-read)

(def maps (atom {}))

(defn squares [n]
  (or (get @maps n)
      (get (swap! maps assoc n (into {} (map (fn [i] [(* 2 i) i]) (range n)))) n)))

(defn read-all [m n]
  (loop [i 0 sum (reduce-kv (fn [sum k v] (+ sum (- k v))) 0 m)]
    (if (< i n)
      (recur (inc i) (+ sum (get m i 1)))
      sum)))

(defn run [n]
  (let [m (squares n)]
    (loop [left (max 1 (quot 50000 n)) total 0]
      (if (pos? left)
        (recur (dec left) (+ total (read-all m n)))
        total))))
