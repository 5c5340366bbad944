;; Planets pull each other: arithmetic of doubles over maps in a vector.
(ns bench.nbody)

(def bodies
  [{:x 0.0 :y 0.0 :z 0.0 :vx 0.0 :vy 0.0 :vz 0.0 :mass 39.47}
   {:x 4.84 :y -1.16 :z -0.10 :vx 0.606 :vy 2.811 :vz -0.025 :mass 0.0377}
   {:x 8.34 :y 4.12 :z -0.40 :vx -1.010 :vy 1.825 :vz 0.008 :mass 0.0113}
   {:x 12.89 :y -15.11 :z -0.22 :vx 1.082 :vy 0.868 :vz -0.010 :mass 0.0017}
   {:x 15.37 :y -25.91 :z 0.17 :vx 0.979 :vy 0.594 :vz -0.034 :mass 0.0020}])

(defn pull [body other dt]
  (let [dx (- (:x body) (:x other))
        dy (- (:y body) (:y other))
        dz (- (:z body) (:z other))
        square (+ (* dx dx) (* dy dy) (* dz dz))
        force (/ (* dt (:mass other)) (* square (Math/sqrt square)))]
    (assoc body
           :vx (- (:vx body) (* dx force))
           :vy (- (:vy body) (* dy force))
           :vz (- (:vz body) (* dz force)))))

(defn advance [bodies dt]
  (mapv (fn [body]
          (let [{:keys [x y z vx vy vz] :as pulled}
                (reduce (fn [b other]
                          (if (identical? other body) b (pull b other dt)))
                        body
                        bodies)]
            (assoc pulled :x (+ x (* dt vx)) :y (+ y (* dt vy)) :z (+ z (* dt vz)))))
        bodies))

(defn run [n]
  (loop [i 0 bodies bodies]
    (if (< i n)
      (recur (inc i) (advance bodies 0.01))
      (long (* 1000000 (reduce + (map (fn [{:keys [x y z]}] (+ x y z)) bodies)))))))
