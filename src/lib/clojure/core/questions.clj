(in-ns 'clojure.core)

;; What collections ask in the middle of an operation, when a key or a comparator is guest code.

(defn- -ask-hash [x] (hash x))

(defn- -ask-equiv [a b] (= a b))

(defn- -ask-text [x] (str x))

(defn- -ask-compare
  "The order of a and b by a comparator, which may answer a number or, as a predicate, whether a comes first.
  Without a comparator, the natural order."
  [comparator a b]
  (cond
    (nil? comparator) (compare a b)
    (-has-method? comparator 'compare) (.compare comparator a b)
    :else
    (let [answer (comparator a b)]
      (if (boolean? answer)
        (cond answer -1 (comparator b a) 1 :else 0)
        (-order-number answer)))))

(defn- -call-with "Calls f, which may ask, with the arguments in an array." [f args] (apply f args))
