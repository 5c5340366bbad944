(defun run (n)
  (let ((composite (make-array (1+ n) :initial-element nil))
        (primes 0))
    (loop for i from 2 to n
          unless (aref composite i)
            do (incf primes)
               (loop for j from (* i i) to n by i
                     do (setf (aref composite j) t)))
    primes))
