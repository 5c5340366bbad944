(define (count-down n)
  (if (= n 0)
      0
      (+ 1 (count-down (- n 1)))))

(define (run n)
  (count-down n))
