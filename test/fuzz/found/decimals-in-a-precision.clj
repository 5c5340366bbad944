(with-precision 2 (* 1M 1.25M))
