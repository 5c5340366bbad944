;; The sieve of Eratosthenes over an array of booleans.
(ns bench.sieve)

(defn run [n]
  (let [n (long n)
        composite (boolean-array (inc n))]
    (loop [i 2 primes 0]
      (cond
        (> i n) primes
        (aget composite i) (recur (inc i) primes)
        :else (do
                (loop [j (* i i)]
                  (when (<= j n)
                    (aset composite j true)
                    (recur (+ j i))))
                (recur (inc i) (inc primes)))))))
