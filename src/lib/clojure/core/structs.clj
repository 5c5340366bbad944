(in-ns 'clojure.core)

;; Structs, which records have replaced: maps that always show the keys of their basis.

(defn create-struct "A basis for struct maps with these keys." [& keys] (vec keys))

(defmacro defstruct
  "Defines a basis for struct maps with these keys."
  [name & keys]
  (list 'def name (list* 'clojure.core/create-struct keys)))

(defn struct-map
  "A struct map with values for keys, basis or not; basis keys that are not given are nil."
  [s & inits]
  (into (into {} (map (fn [k] [k nil])) s) (map vec) (partition 2 inits)))

(defn struct
  "A struct map with the values of the keys of its basis, in order."
  [s & vals]
  (when (> (count vals) (count s))
    (throw (new java.lang.IllegalArgumentException "Too many arguments to struct constructor")))
  (merge (into {} (map (fn [k] [k nil])) s) (zipmap s vals)))

(defn accessor "A function that gives the value of one basis key of a struct map." [s key]
  (fn [m] (get m key)))
