;;; Times the function RUN of each program: SIZE REPEATS WARM-UP-MS BUDGET-MS FILE NAMESPACE ... The same measurement as warm.cljc.
(defconstant +clock-monotonic+ 1 "Its number in Linux.")

(defun now-ms ()
  "The standard clock is too coarse here: it ticks every 4 ms."
  (multiple-value-bind (seconds nanoseconds) (sb-unix::clock-gettime +clock-monotonic+)
    (+ (* 1000d0 seconds) (/ nanoseconds 1d6))))

(defun processor-ms ()
  (/ (* 1000d0 (get-internal-run-time)) internal-time-units-per-second))

(defun timed (function &rest arguments)
  "What FUNCTION returns, and its time in milliseconds."
  (let* ((wall (now-ms))
         (processor (processor-ms))
         (value (apply function arguments)))
    (values value (min (- (processor-ms) processor) (- (now-ms) wall)))))

(defun report-program (size repeats warm-up-ms budget-ms file)
  (let ((size (parse-integer size))
        (repeats (parse-integer repeats))
        (warm-up-ms (parse-integer warm-up-ms))
        (budget-ms (parse-integer budget-ms))
        (load-ms (nth-value 1 (timed 'load file))))
    (multiple-value-bind (result first-ms) (timed 'run size)
      (when (plusp repeats)
        (loop with begin = (processor-ms)
              while (< (- (processor-ms) begin) warm-up-ms)
              do (funcall 'run size)))
      (let ((warm (loop with begin = (processor-ms)
                        for times = '() then (cons elapsed times)
                        until (or (>= (length times) repeats)
                                  (and times (> (- (processor-ms) begin) budget-ms)))
                        for (again elapsed) = (multiple-value-list (timed 'run size))
                        do (assert (equal again result))
                        finally (return times))))
        (format t "{\"load\":~,3F,\"first\":~,3F,\"warm\":[~{~,3F~^,~}],\"result\":\"~A\"}~%" load-ms first-ms warm result)))))

(loop for (size repeats warm-up-ms budget-ms file) on (rest *posix-argv*) by (lambda (rest) (nthcdr 6 rest))
      do (report-program size repeats warm-up-ms budget-ms file))
