(nth (->> nil (take nil)) 0)
