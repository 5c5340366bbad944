(deftype T [x])
(map :a [(->T 1)])
