;; Trees of vectors of two, built and counted: small short-lived values.
(ns bench.binary-trees)

(defn make-tree [depth]
  (if (zero? depth)
    [nil nil]
    [(make-tree (dec depth)) (make-tree (dec depth))]))

(defn check [[left right]]
  (if left
    (+ 1 (check left) (check right))
    1))

(defn run [n]
  (let [long-lived (make-tree n)]
    (loop [depth 4 total 0]
      (if (<= depth n)
        (recur (+ depth 2)
               (loop [i (bit-shift-left 1 (- n depth)) total total]
                 (if (pos? i)
                   (recur (dec i) (+ total (check (make-tree depth))))
                   total)))
        (+ total (check long-lived))))))
