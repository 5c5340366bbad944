(in-ns 'clojure.core)

;; Host arrays.

(-set-twin! into-array
  (fn into-array-twin
    ([coll] (into-array (-array coll)))
    ([type coll] (into-array type (-array coll)))))

(-set-twin! to-array (fn to-array-twin [coll] (-array-of-instance coll)))
(-set-twin! to-array-2d (fn to-array-2d-twin [coll] (to-array-2d (mapv to-array coll))))
(-set-twin! object-array (fn object-array-twin [coll] (object-array (-array coll))))
(doseq [make [int-array long-array short-array byte-array double-array float-array char-array boolean-array]]
  (-set-twin! make
    (fn
      ([coll] (make (-array coll)))
      ([size init] (make size (-array init))))))

(defmacro amap
  "A new array of the values of expr for every index of array a; idx is bound to the index, ret to the new array."
  [a idx ret expr]
  (let [from (gensym "a__") n (gensym "n__")]
    (list 'let* [from a n (list 'clojure.core/alength from) ret (list 'clojure.core/aclone from)]
          (list 'clojure.core/loop [idx 0]
                (list 'if (list 'clojure.core/< idx n)
                      (list 'do
                            (list 'clojure.core/aset ret idx expr)
                            (list 'recur (list 'clojure.core/inc idx)))
                      ret)))))

(defmacro areduce
  "Folds over the indexes of array a: ret is init at first, then the value of expr, with idx bound to the index."
  [a idx ret init expr]
  (let [from (gensym "a__") n (gensym "n__")]
    (list 'let* [from a n (list 'clojure.core/alength from)]
          (list 'clojure.core/loop [idx 0 ret init]
                (list 'if (list 'clojure.core/< idx n)
                      (list 'recur (list 'clojure.core/inc idx) expr)
                      ret)))))
