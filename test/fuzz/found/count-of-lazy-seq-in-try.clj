(defn f [] (try (count (lazy-seq (/ 1 0))) (catch Throwable e :caught)))
(f)
