(nth ((fn x0 [v1] (lazy-seq (when (pos? v1) (cons 0 (x0 (dec v1)))))) 4) (bigint 0))
