;;; The same program in Common Lisp: sbcl --script 1brc.lisp FILE

(declaim (optimize (speed 2) (safety 1)))

(defstruct stats
  (low 0 :type fixnum)
  (high 0 :type fixnum)
  (total 0 :type fixnum)
  (rows 0 :type fixnum))

(defun parse-tenths (line start)
  (declare (type (simple-array character (*)) line) (type fixnum start))
  (let ((minus (char= #\- (char line start)))
        (tenths 0))
    (declare (type fixnum tenths))
    (loop for i fixnum from (if minus (1+ start) start) below (length line)
          for c = (char line i)
          unless (char= c #\.)
            do (setf tenths (+ (* 10 tenths) (- (char-code c) 48))))
    (if minus (- tenths) tenths)))

(defun add-row (stations line)
  (declare (type (simple-array character (*)) line))
  (let* ((separator (position #\; line))
         (name (subseq line 0 separator))
         (tenths (parse-tenths line (1+ separator)))
         (stats (gethash name stations)))
    (if stats
        (setf (stats-low stats) (min (stats-low stats) tenths)
              (stats-high stats) (max (stats-high stats) tenths)
              (stats-total stats) (+ (stats-total stats) tenths)
              (stats-rows stats) (1+ (stats-rows stats)))
        (setf (gethash name stations)
              (make-stats :low tenths :high tenths :total tenths :rows 1)))))

(defun read-stations (path)
  (let ((stations (make-hash-table :test 'equal)))
    (with-open-file (in path :external-format :utf-8)
      (loop for line = (read-line in nil)
            while line
            do (add-row stations (coerce line '(simple-array character (*))))))
    stations))

(defun utf16-units (name)
  "The code units of NAME as Java and JavaScript compare them."
  (loop for c across name
        for code = (char-code c)
        if (< code #x10000)
          collect code
        else
          collect (+ #xD800 (ash (- code #x10000) -10))
          and collect (+ #xDC00 (logand (- code #x10000) #x3FF))))

(defun units< (a b)
  (loop
    (cond ((null b) (return nil))
          ((null a) (return t))
          ((< (car a) (car b)) (return t))
          ((> (car a) (car b)) (return nil)))
    (pop a)
    (pop b)))

(defun format-tenths (tenths)
  (multiple-value-bind (whole decimal) (floor (abs tenths) 10)
    (format nil "~:[~;-~]~D.~D" (minusp tenths) whole decimal)))

(defun print-stations (stations)
  (let ((names (sort (loop for name being the hash-keys of stations
                           collect (cons (utf16-units name) name))
                     #'units< :key #'car)))
    (write-string "{")
    (loop for (nil . name) in names
          for stats = (gethash name stations)
          for rows = (stats-rows stats)
          for first = t then nil
          unless first
            do (write-string ", ")
          do (format t "~A=~A/~A/~A" name
                     (format-tenths (stats-low stats))
                     (format-tenths (floor (+ (* 2 (stats-total stats)) rows) (* 2 rows)))
                     (format-tenths (stats-high stats))))
    (format t "}~%")))

(let ((*standard-output* (sb-sys:make-fd-stream 1 :output t :buffering :full :external-format :utf-8)))
  (print-stations (read-stations (car (last *posix-argv*))))
  (finish-output))
