(try (+ nil nil (0)) (catch Throwable e (class e)))
