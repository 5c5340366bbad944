(ns clojure.test.check.rose-tree
  "Rose trees: a value with the lazy seq of the trees of smaller values, to which it may be shrunk. The first child is
  the boldest step."
  (:refer-clojure :exclude [filter remove seq]))

(deftype RoseTree [root children]
  clojure.lang.Indexed
  (nth [this i] (nth this i nil))
  (nth [this i not-found]
    (case i
      0 root
      1 children
      not-found)))

(defn root "The value of a tree." [rose] (.-root rose))
(defn children "The seq of the trees below a tree." [rose] (.-children rose))
(defn make-rose "A tree of a value and the trees below it." [root children] (RoseTree. root children))
(defn pure "A tree of one value that does not shrink." [x] (RoseTree. x []))

(defn- each-without
  "A lazy seq of the vector without each of its elements in turn."
  [v]
  (map (fn [i] (into (subvec v 0 i) (subvec v (inc i)))) (range (count v))))

(defn join
  "The tree of a tree of trees. The outer tree is shrunk before the inner one."
  [rose]
  (let [inner (root rose)]
    (RoseTree. (root inner)
               (concat (map join (children rose)) (children inner)))))

(defn fmap "The tree with each value replaced by (f value)." [f rose]
  (RoseTree. (f (root rose)) (map (fn [child] (fmap f child)) (children rose))))

(defn bind "The tree that comes of replacing each value of m by the tree (k value)." [m k] (join (fmap k m)))

(defn filter
  "The tree with only those children, at every depth, whose values satisfy pred. The value of the tree itself stays."
  [pred rose]
  (RoseTree. (root rose)
             (map (fn [child] (filter pred child))
                  (clojure.core/filter (fn [child] (pred (root child))) (children rose)))))

(defn permutations
  "A lazy seq of the vector of trees with one of them shrunk one step, the first ones first."
  [roses]
  (for [i (range (count roses))
        child (children (nth roses i))]
    (assoc roses i child)))

(defn zip
  "The tree of (f value*) of the values of trees, which shrinks as each of them does."
  [f roses]
  (RoseTree. (apply f (map root roses))
             (map (fn [smaller] (zip f smaller)) (permutations roses))))

(defn remove
  "A lazy seq of the vectors of trees with one left out, then of those with one shrunk one step."
  [roses]
  (concat (each-without (vec roses)) (permutations (vec roses))))

(defn shrink
  "The tree of (f value*) of the values of trees, which shrinks by leaving trees out and by shrinking them."
  [f roses]
  (let [roses (vec roses)]
    (if (clojure.core/seq roses)
      (RoseTree. (apply f (map root roses))
                 (map (fn [smaller] (shrink f smaller)) (remove roses)))
      (RoseTree. (f) []))))

(defn- shrink-by-halves
  "Like shrink, and first tries each half of the trees, where those are two at the least."
  [f roses]
  (let [tree (shrink f roses)
        half (quot (count roses) 2)]
    (if (< half 2)
      tree
      (RoseTree. (root tree)
                 (concat (map (fn [part] (shrink-by-halves f part))
                              [(subvec roses 0 half) (subvec roses half)])
                         (children tree))))))

(defn shrink-vector
  "Like shrink for a vector of trees, and first tries none of them, and each half, so that long vectors shrink in few
  steps."
  [f roses]
  {:pre [(vector? roses)]}
  (if (empty? roses)
    (RoseTree. (f) [])
    (let [tree (shrink-by-halves f roses)]
      (RoseTree. (root tree) (cons (RoseTree. (f) []) (children tree))))))

(defn collapse
  "The tree without the layer below its value: the children of its children take their place."
  [rose]
  (RoseTree. (root rose)
             (map (fn [child] (collapse child))
                  (concat (children rose) (mapcat children (children rose))))))

(defn seq "A lazy seq of the different values of a tree, each before those below it." [rose]
  (let [walk (fn walk [roses seen]
               (lazy-seq
                 (when-let [s (clojure.core/seq roses)]
                   (let [rose (first s)
                         more (concat (children rose) (rest s))]
                     (if (contains? seen (root rose))
                       (walk more seen)
                       (cons (root rose) (walk more (conj seen (root rose)))))))))]
    (walk [rose] #{})))
