;; A hospital's waiting room: patients come, get worse, and are called by urgency, then by arrival. The queue is a sorted
;; map from [urgency arrival] to a patient, with an index from names to places.

(ns priority-queue)

(def empty-room {:queue (sorted-map), :places {}, :arrivals 0})

(defn arrive [{:keys [arrivals] :as room} patient urgency]
  (let [place [(- urgency) arrivals]]
    (-> room
        (assoc-in [:queue place] patient)
        (assoc-in [:places patient] place)
        (update :arrivals inc))))

(defn worsen [room patient by]
  (if-let [[urgency arrival :as place] (get-in room [:places patient])]
    (let [new-place [(- urgency by) arrival]]
      (-> room
          (update :queue dissoc place)
          (assoc-in [:queue new-place] patient)
          (assoc-in [:places patient] new-place)))
    room))

(defn leave [room patient]
  (if-let [place (get-in room [:places patient])]
    (-> room (update :queue dissoc place) (update :places dissoc patient))
    room))

(defn call-next [room]
  (when-let [[_ patient] (first (:queue room))]
    [patient (leave room patient)]))

(defn call-order [room]
  (lazy-seq
   (when-let [[patient room] (call-next room)]
     (cons patient (call-order room)))))

(def room
  (-> empty-room
      (arrive "Ann" 2)
      (arrive "Bob" 5)
      (arrive "Cy" 2)
      (arrive "Dee" 9)
      (arrive "Eli" 5)))

(println "as they came:" (call-order room))
(println "Cy gets worse:" (call-order (worsen room "Cy" 4)))
(println "Dee goes home:" (call-order (leave room "Dee")))
(println "nobody there:" (call-next empty-room) (call-order empty-room))
(println "up to urgency 5:" (vals (subseq (:queue room) >= [-5 0])))
(println "the least urgent first:" (map val (rseq (:queue room))))
(println "place in the queue:"
         (into (sorted-map) (map-indexed (fn [i [_ patient]] [patient (inc i)])) (:queue room)))

;; A day: events in the order of time, a doctor who calls the next patient every ten minutes.
(def events
  [[0 :arrive "Ann" 1] [2 :arrive "Bob" 1] [3 :arrive "Cy" 3] [12 :worsen "Bob" 5] [14 :arrive "Dee" 4]
   [21 :leave "Ann"] [25 :arrive "Eli" 2]])

(defn happen [room [_ kind patient n]]
  (case kind
    :arrive (arrive room patient n)
    :worsen (worsen room patient n)
    :leave (leave room patient)))

(loop [time 5, room empty-room, events events]
  (let [[past future] (split-with #(<= (first %) time) events)
        room (reduce happen room past)
        [patient after] (call-next room)]
    (println (format "%2d min: %s" time (or patient "nobody waits")))
    (when (or after (seq future))
      (recur (+ time 10) (or after room) future))))
