;; Flips of the beginnings of all permutations: small arrays that change in place.
(ns bench.fannkuch)

(defn flips [^longs perm ^longs copy]
  (let [n (alength perm)]
    (loop [i 0]
      (when (< i n)
        (aset copy i (aget perm i))
        (recur (inc i))))
    (loop [count 0]
      (let [first-one (aget copy 0)]
        (if (zero? first-one)
          count
          (do
            (loop [i 0 j first-one]
              (when (< i j)
                (let [x (aget copy i)]
                  (aset copy i (aget copy j))
                  (aset copy j x)
                  (recur (inc i) (dec j)))))
            (recur (inc count))))))))

(defn rotate [^longs perm k]
  (let [k (long k)
        x (aget perm 0)]
    (loop [i 0]
      (when (< i k)
        (aset perm i (aget perm (inc i)))
        (recur (inc i))))
    (aset perm k x)))

(defn next-permutation
  "Changes perm into the next permutation; false when there is none."
  [^longs perm ^longs counts]
  (let [n (alength perm)]
    (loop [k 1]
      (if (= k n)
        false
        (do
          (rotate perm k)
          (aset counts k (inc (aget counts k)))
          (if (<= (aget counts k) k)
            true
            (do
              (aset counts k 0)
              (recur (inc k)))))))))

(defn run [n]
  (let [perm (long-array (range n))
        copy (long-array n)
        counts (long-array n)]
    (loop [most 0 checksum 0 even true]
      (let [count (flips perm copy)
            most (max most count)
            checksum (if even (+ checksum count) (- checksum count))]
        (if (next-permutation perm counts)
          (recur most checksum (not even))
          (+ (* 1000 checksum) most))))))
