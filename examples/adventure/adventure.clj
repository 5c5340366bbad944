;; A text adventure: the world is data, commands are functions from world to world, and the player's input is a script.

(ns adventure
  (:require [clojure.string :as str]))

(def world
  {:here :hall
   :bag #{}
   :turns 0
   :rooms {:hall {:text "You are in a dusty hall." :exits {:north :library, :down :cellar} :things #{:lamp}}
           :library {:text "Books, up to the ceiling." :exits {:south :hall} :things #{:book}}
           :cellar {:text "A cellar. Something glitters." :dark true :exits {:up :hall, :east :vault} :things #{:key}
                    :locked #{:east}}
           :vault {:text "The vault. You are rich!" :exits {:west :cellar} :things #{:gold}}}
   :lit false})

(defn room [world] (get-in world [:rooms (:here world)]))

(defn dark? [world] (and (:dark (room world)) (not (:lit world))))

(defn listing [things]
  (let [[a & more] (sort (map name things))]
    (if more (str a " and " (listing (map keyword more))) a)))

(defn describe [world]
  (let [{:keys [text exits things]} (room world)]
    (if (dark? world)
      "It is pitch dark."
      (str text
           (when (seq things) (str " You see a " (listing things) "."))
           " Exits: " (str/join ", " (sort (map name (keys exits)))) "."))))

(defn say [world & text] (assoc world :said (apply str text)))

(defmulti command (fn [_world verb & _] (keyword verb)))

(defmethod command :default [world verb & _] (say world "I do not know how to " verb "."))
(defmethod command :look [world & _] (say world (describe world)))
(defmethod command :bag [{:keys [bag] :as world} & _]
  (say world (if (empty? bag) "Your bag is empty." (str "You have: " (listing bag) "."))))

(defmethod command :go [world _ & [where]]
  (let [way (keyword where)
        {:keys [exits locked]} (room world)]
    (cond
      (not (exits way)) (say world "You cannot go " where ".")
      (contains? locked way) (say world "The door is locked.")
      :else (let [world (assoc world :here (exits way))] (say world (describe world))))))

(defmethod command :take [world _ & [what]]
  (let [thing (keyword what)]
    (cond
      (dark? world) (say world "You grope about and find nothing.")
      (contains? (:things (room world)) thing)
      (-> world
          (update-in [:rooms (:here world) :things] disj thing)
          (update :bag conj thing)
          (say "Taken."))
      :else (say world "There is no " what " here."))))

(defmethod command :use [{:keys [bag here] :as world} _ & [what]]
  (let [thing (keyword what)]
    (cond
      (not (bag thing)) (say world "You have no " what ".")
      (= thing :lamp) (-> (assoc world :lit true) (say "The lamp shines."))
      (and (= thing :key) (= here :cellar)) (-> (assoc-in world [:rooms :cellar :locked] #{}) (say "Click!"))
      (= thing :book) (say world "It is called \"Programming in Clojure\".")
      :else (say world "That does not help."))))

(defn turn [world line]
  (let [words (remove #{"the" "a" "to"} (str/split (str/lower-case (str/trim line)) #"\s+"))]
    (-> (apply command (dissoc world :said) words)
        (update :turns inc))))

(defn won? [world] (contains? (:bag world) :gold))

(defn play [world]
  (print "> ")
  (if-let [line (read-line)]
    (let [_ (println line)
          world (turn world line)]
      (println (:said world))
      (if (won? world)
        (println "You have won after" (:turns world) "turns.")
        (recur world)))
    (println "You fall asleep.")))

(def script "look
go west
bag
take the lamp
go down
take key
use lamp
look
take KEY
go east
use key
go to east
dance
use book
take gold
never read")

(println (describe world))
(with-in-str script (play world))
(with-in-str "go north\ntake book\nuse book" (play world))
