(defun make-tree (depth)
  (if (zerop depth)
      (cons nil nil)
      (cons (make-tree (1- depth)) (make-tree (1- depth)))))

(defun check (tree)
  (if (car tree)
      (+ 1 (check (car tree)) (check (cdr tree)))
      1))

(defun run (n)
  (let ((long-lived (make-tree n))
        (total 0))
    (loop for depth from 4 to n by 2
          do (dotimes (i (ash 1 (- n depth)))
               (incf total (check (make-tree depth)))))
    (+ total (check long-lived))))
