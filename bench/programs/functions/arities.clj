;; Functions of several arities, rest arguments, keyword arguments and apply.
(ns bench.arities)

(defn add
  ([a] a)
  ([a b] (+ a b))
  ([a b c] (+ a b c))
  ([a b c & others] (apply + a b c others)))

(defn count-all [& xs]
  (count xs))

(defn sized [x & {:keys [by] :or {by 1}}]
  (* x by))

(defn run [n]
  (loop [i 0 sum 0]
    (if (< i n)
      (recur (inc i)
             (+ sum
                (add i)
                (add i 1)
                (add i 1 2)
                (add i 1 2 3 4)
                (count-all i i i)
                (sized i :by 2)
                (apply add [i 1])))
      sum)))
