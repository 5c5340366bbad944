(try (nth (distinct nil) 0) (catch Throwable e :caught))
