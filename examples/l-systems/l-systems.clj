;; L-systems: rewriting rules grow plants and curves, a turtle draws them in text.

(ns l-systems
  (:require [clojure.string :as str]))

(defn grow [rules axiom]
  (iterate (fn [s] (str/join (map #(rules % %) s))) axiom))

(defmulti command (fn [_turtle c] c))
(defmethod command :default [turtle _] turtle)
(defmethod command \F [{:keys [heading position] :as turtle} _]
  (let [[_ dy] heading
        middle (mapv + position heading)
        end (mapv + middle heading)]
    (-> turtle
        (assoc :position end)
        (update :drawn assoc middle (if (zero? dy) \- \|))
        (update :drawn (partial merge-with (fn [a _] a)) {end \+}))))
(defmethod command \+ [{[dx dy] :heading :as turtle} _] (assoc turtle :heading [(- dy) dx]))
(defmethod command \- [{[dx dy] :heading :as turtle} _] (assoc turtle :heading [dy (- dx)]))
(defmethod command \[ [turtle _] (update turtle :stack conj (select-keys turtle [:position :heading])))
(defmethod command \] [turtle _] (-> (merge turtle (peek (:stack turtle))) (update :stack pop)))

(defn draw [s]
  (:drawn (reduce command {:position [0 0], :heading [1 0], :drawn {[0 0] \+}, :stack ()} s)))

(defn show [drawn]
  (let [xs (map first (keys drawn)), ys (map second (keys drawn))]
    (str/join "\n" (for [y (range (apply min ys) (inc (apply max ys)))]
                     (str/trimr (str/join (for [x (range (apply min xs) (inc (apply max xs)))]
                                            (drawn [x y] \space))))))))

(def systems
  {:koch {:axiom "F" :rules {\F "F-F+F+F-F"} :steps 2}
   :hilbert {:axiom "A" :rules {\A "-BF+AFA+FB-", \B "+AF-BFB-FA+"} :steps 3}
   :dragon {:axiom "FX" :rules {\X "X+YF+", \Y "-FX-Y"} :steps 6}
   :branches {:axiom "F" :rules {\F "F[+F]F[-F]"} :steps 2}})

(println "algae:" (str/join " " (take 6 (grow {\A "AB", \B "A"} "A"))))
(println "lengths:" (map count (take 12 (grow {\A "AB", \B "A"} "A"))))

(doseq [[title {:keys [axiom rules steps]}] (sort-by key systems)]
  (let [s (nth (grow rules axiom) steps)]
    (println (name title) (count s) (into (sorted-map) (frequencies s)))
    (println (show (draw s)))))

(println "Sierpinski:")
(doseq [y (range 15 -1 -1)]
  (println (str/trimr (str (str/join (repeat y " "))
                (str/join " " (for [x (range (- 16 y))] (if (zero? (bit-and x (- 15 y x))) "*" " ")))))))
