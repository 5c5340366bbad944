;; for and doseq with several bindings, :when and :let; doseq fills an atom.
(ns bench.comprehensions)

(defn pythagorean [n]
  (for [a (range 1 n)
        b (range a n)
        :let [square (+ (* a a) (* b b))]
        c (range b n)
        :when (= square (* c c))]
    [a b c]))

(defn run [n]
  (let [seen (atom 0)]
    (doseq [[a b c] (pythagorean n)
            x [a b c]]
      (swap! seen + x))
    @seen))
