;; Digits of pi by a spigot: chains of big integers.
(ns bench.pidigits)

(defn run [n]
  (loop [q 1N r 0N t 1N k 1 d 3N m 3N left n checksum 0]
    (if (zero? left)
      checksum
      (if (< (- (+ (* 4 q) r) t) (* d t))
        (recur (* q 10)
               (* 10 (- r (* d t)))
               t
               k
               (- (quot (* 10 (+ (* 3 q) r)) t) (* 10 d))
               m
               (dec left)
               (rem (+ (* 31 checksum) (long d)) 1000003))
        (let [m (+ (* 2 k) 1)
              next-d (quot (+ (* q (+ (* 7 k) 2)) (* r m)) (* t m))]
          (recur (* q k)
                 (* (+ (* 2 q) r) m)
                 (* t m)
                 (inc k)
                 next-d
                 m
                 left
                 checksum))))))
