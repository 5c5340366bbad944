;; Changes deep inside nested maps, and reads of them.
(ns bench.update-in)

(defn run [n]
  (loop [i 0 state {:game {:players {:ada {:score 0 :moves 0} :bob {:score 0 :moves 0}} :round 0}}]
    (if (< i n)
      (let [who (if (even? i) :ada :bob)]
        (recur (inc i)
               (-> state
                   (update-in [:game :players who :score] + i)
                   (update-in [:game :players who :moves] inc)
                   (assoc-in [:game :round] i))))
      (+ (get-in state [:game :players :ada :score])
         (get-in state [:game :players :bob :moves])
         (get-in state [:game :round])))))
