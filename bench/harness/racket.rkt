;; Racket's part of warm.scm: HARNESS SIZE ...
#lang racket/base
(define words (vector->list (current-command-line-arguments)))
(define namespace (make-base-namespace))
(define (define-there name value)
  (namespace-set-variable-value! name value #t namespace))
(define-there 'now-ms current-inexact-milliseconds)
;; Its clock of the processor ticks in whole milliseconds.
(define-there 'processor-ms current-inexact-milliseconds)
(define-there 'arguments (cdr words))
(define-there 'load-program
  (lambda (file)
    (load file)
    (namespace-variable-value 'run)))
(parameterize ([current-namespace namespace])
  (load (car words))
  (eval '(report)))
