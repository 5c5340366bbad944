[(/ 1.0 0) (try ((fn [x] (/ x 0)) 1.0) (catch ArithmeticException e (ex-message e)))
 (loop [x 1.0 n 3] (if (pos? n) (recur (* x 2) (dec n)) (/ x 0)))]
