(def f ((fn [x])))
