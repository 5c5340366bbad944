(def x (reify))
[(compare x x) (compare x nil) (compare nil x)]
