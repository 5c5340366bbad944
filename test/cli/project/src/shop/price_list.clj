(ns shop.price-list)

(def prices {:tea 3 :cup 7})

(defn total [items]
  (reduce + (map prices items)))

(defn -main [& args]
  (println "total" (total (map keyword args)) *command-line-args*))
