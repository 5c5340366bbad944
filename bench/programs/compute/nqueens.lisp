(defun safe-p (column placed)
  (loop for other in placed
        for distance from 1
        never (or (= other column)
                  (= other (+ column distance))
                  (= other (- column distance)))))

(defun place (size row placed)
  (if (= row size)
      1
      (loop for column from 0 below size
            when (safe-p column placed)
              sum (place size (1+ row) (cons column placed)))))

(defparameter *known* #(1 1 0 0 2 10 4 40 92 352 724 2680))

(defun run (n)
  (let ((solutions (place n 0 '())))
    (assert (= solutions (aref *known* n)))
    solutions))
