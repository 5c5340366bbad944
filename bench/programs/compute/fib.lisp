(defun fib (n)
  (if (< n 2)
      n
      (+ (fib (- n 1)) (fib (- n 2)))))

(defun fib-by-loop (n)
  (let ((a 0) (b 1))
    (dotimes (i n a)
      (psetf a b b (+ a b)))))

(defun run (n)
  (let ((result (fib n)))
    (assert (= result (fib-by-loop n)))
    result))
