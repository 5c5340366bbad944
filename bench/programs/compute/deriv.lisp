(defun deriv (expression)
  (if (atom expression)
      (if (eq expression 'x) 1 0)
      (let ((operator (car expression))
            (arguments (cdr expression)))
        (ecase operator
          (+ (cons '+ (mapcar #'deriv arguments)))
          (- (cons '- (mapcar #'deriv arguments)))
          (* (list '* expression
                   (cons '+ (mapcar (lambda (a) (list '/ (deriv a) a)) arguments))))
          (/ (list '-
                   (list '/ (deriv (first arguments)) (second arguments))
                   (list '/ (first arguments)
                         (list '* (second arguments) (second arguments) (deriv (second arguments))))))))))

(defparameter *polynomial* '(+ (* 3 x x) (* a x x) (* b x) (/ x 7) 5))

(defun count-atoms (expression)
  (if (consp expression)
      (loop for part in expression
            sum (count-atoms part))
      1))

(defun run (n)
  (let ((atoms (loop repeat n
                     sum (count-atoms (deriv *polynomial*)))))
    (assert (= atoms (* n 53)))
    atoms))
