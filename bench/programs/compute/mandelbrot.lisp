(defconstant +limit+ 50)

(defun steps (cr ci)
  (declare (type double-float cr ci))
  (let ((zr 0d0) (zi 0d0) (i 0))
    (declare (type double-float zr zi) (type fixnum i))
    (loop
      (let ((rr (* zr zr))
            (ii (* zi zi)))
        (when (or (= i +limit+) (> (+ rr ii) 4d0))
          (return i))
        (setf zi (+ (* 2d0 (* zr zi)) ci)
              zr (+ (- rr ii) cr)
              i (1+ i))))))

(defun coordinate (low span i n)
  (+ low (/ (* span (float i 1d0)) n)))

(defparameter *known* '((8 . 1025) (16 . 4266) (40 . 27151) (100 . 167715) (200 . 670938) (400 . 2677393)))

(defun run (n)
  (let ((total (loop for y from 0 below n
                     sum (loop for x from 0 below n
                               sum (steps (coordinate -2d0 2.5d0 x n) (coordinate -1.25d0 2.5d0 y n))))))
    (assert (= total (or (cdr (assoc n *known*)) total)))
    total))
