(try (doall (drop nil nil)) (catch Throwable e (class e)))
