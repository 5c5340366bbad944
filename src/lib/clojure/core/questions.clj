(in-ns 'clojure.core)

;; What collections ask in the middle of an operation, when a key or a comparator is guest code.

(defn- -ask-hash [x] (hash x))

(defn- -ask-equiv [a b] (= a b))

(defn- -ask-compare
  "The order of a and b by a comparator, which may answer a number or, as a predicate, whether a comes first.
  Without a comparator, the natural order."
  [comparator a b]
  (if (nil? comparator)
    (compare a b)
    (let [answer (comparator a b)]
      (cond
        (number? answer) (int answer)
        answer -1
        (comparator b a) 1
        :else 0))))
