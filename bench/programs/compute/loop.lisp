(defun run (n)
  (let ((result (loop with s = 0
                      for i from 0 below n
                      do (incf s i)
                      finally (return s))))
    (assert (= result (floor (* n (1- n)) 2)))
    result))
