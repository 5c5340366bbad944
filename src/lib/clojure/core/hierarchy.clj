(in-ns 'clojure.core)

;; Hierarchies of keywords, symbols and classes.

(defn make-hierarchy
  "An empty hierarchy for derive, isa? and their kin."
  []
  {:parents {} :descendants {} :ancestors {}})

(def ^:private global-hierarchy (make-hierarchy))

(defn bases "The classes and interfaces right above a class; nil where there is none." [c]
  (if c (seq (-supers c)) nil))

(defn supers "The set of all classes and interfaces above a class; nil where there is none." [c]
  (loop [found #{} left (vec (bases c))]
    (if (zero? (count left))
      (not-empty found)
      (let [c (peek left)]
        (recur (conj found c) (into (pop left) (bases c)))))))

(declare isa? print-str)

(defn- vectors-isa? [h child parent i n]
  (cond
    (= i n) true
    (isa? h (nth child i) (nth parent i)) (recur h child parent (inc i) n)
    :else false))

(defn isa?
  "Whether child is parent, or derives from it: in the hierarchy, as a class, or element by element as vectors."
  ([child parent] (isa? global-hierarchy child parent))
  ([h child parent]
   (cond
     (= child parent) true
     (and (class? parent) (class? child) (-assignable? parent child)) true
     (contains? (get (get h :ancestors) child #{}) parent) true
     (and (class? child)
          (some (fn [c] (contains? (get (get h :ancestors) c #{}) parent)) (supers child)))
     true
     (and (vector? parent) (vector? child) (= (count parent) (count child)))
     (vectors-isa? h child parent 0 (count parent))
     :else false)))

(defn parents
  "The set of the immediate parents of a tag; nil where there is none."
  ([tag] (parents global-hierarchy tag))
  ([h tag]
   (not-empty
     (let [own (get (get h :parents) tag)]
       (if (class? tag) (into (set (bases tag)) own) own)))))

(defn ancestors
  "The set of everything that a tag derives from; nil where there is nothing."
  ([tag] (ancestors global-hierarchy tag))
  ([h tag]
   (not-empty
     (let [own (get (get h :ancestors) tag)]
       (if (class? tag)
         (let [above (set (supers tag))]
           (reduce into above (cons own (map (fn [c] (get (get h :ancestors) c)) above))))
         own)))))

(defn descendants
  "The set of everything that derives from a tag; nil where nothing does. Not for classes."
  ([tag] (descendants global-hierarchy tag))
  ([h tag]
   (if (class? tag)
     (throw (new java.lang.UnsupportedOperationException "Can't get descendants of classes"))
     (not-empty (get (get h :descendants) tag)))))

(defn- spread [m from sources to targets]
  (reduce
    (fn [acc k]
      (assoc acc k (reduce conj (get targets k #{}) (cons to (get targets to)))))
    m
    (cons from (get sources from))))

(defn derive
  "Makes parent a parent of tag: in the hierarchy h, whose new state is returned, or in the global one. Throws where
  that is so already by another way round."
  ([tag parent]
   (assert (namespace parent))
   (assert (or (class? tag) (and (instance? clojure.lang.Named tag) (namespace tag))))
   (alter-var-root #'global-hierarchy derive tag parent)
   nil)
  ([h tag parent]
   (assert (not= tag parent))
   (assert (or (class? tag) (instance? clojure.lang.Named tag)))
   (assert (instance? clojure.lang.Named parent))
   (let [tp (get h :parents) td (get h :descendants) ta (get h :ancestors)]
     (cond
       (contains? (get tp tag) parent) h
       (contains? (get ta tag) parent)
       (throw (new java.lang.Exception (str (print-str tag) " already has " (print-str parent) " as ancestor")))
       (contains? (get ta parent) tag)
       (throw (new java.lang.Exception (str "Cyclic derivation: " (print-str parent) " has " (print-str tag) " as ancestor")))
       :else
       {:parents (assoc tp tag (conj (get tp tag #{}) parent))
        :ancestors (spread ta tag td parent ta)
        :descendants (spread td parent ta tag td)}))))

(defn underive
  "Takes parent away from the parents of tag; in the hierarchy h, whose new state is returned, or in the global one."
  ([tag parent]
   (alter-var-root #'global-hierarchy underive tag parent)
   nil)
  ([h tag parent]
   (let [all (get h :parents)
         left (disj (get all tag #{}) parent)
         all-left (if (zero? (count left)) (dissoc all tag) (assoc all tag left))]
     (if (contains? (get all tag) parent)
       (reduce (fn [h e] (reduce (fn [h p] (derive h (key e) p)) h (val e)))
               (make-hierarchy)
               all-left)
       h))))
