(ns clojure.zip
  "Places in trees: a place is a node and the way there, from which the tree can be walked and changed."
  (:refer-clojure :exclude [replace remove next]))

(defn zipper
  "The place of the root of a tree. (branch? node) says whether a node can have children, (children node) gives them
  as a seq, and (make-node node children) makes a node like another one with other children."
  [branch? children make-node root]
  (with-meta [root nil]
    {:zip/branch? branch? :zip/children children :zip/make-node make-node}))

(defn seq-zip "A zipper of nested seqs." [root]
  (zipper seq? identity (fn [node children] (with-meta children (meta node))) root))

(defn vector-zip "A zipper of nested vectors." [root]
  (zipper vector? seq (fn [node children] (with-meta (vec children) (meta node))) root))

(defn xml-zip "A zipper of the elements of clojure.xml." [root]
  (zipper (complement string?) (comp seq :content)
          (fn [node children] (assoc node :content (and children (apply vector children))))
          root))

(defn node "The node of a place." [loc] (loc 0))
(defn branch? "Whether the node of a place can have children." [loc] ((:zip/branch? (meta loc)) (node loc)))

(defn children "The children of the node of a place." [loc]
  (if (branch? loc)
    ((:zip/children (meta loc)) (node loc))
    (throw (new Exception "called children on a leaf node"))))

(defn make-node "A node like another one with other children." [loc node children]
  ((:zip/make-node (meta loc)) node children))

(defn path "The nodes above a place, the root first." [loc] (:pnodes (loc 1)))
(defn lefts "The siblings to the left of a place." [loc] (seq (:l (loc 1))))
(defn rights "The siblings to the right of a place." [loc] (:r (loc 1)))

(defn down "The place of the first child; nil where there is none." [loc]
  (when (branch? loc)
    (let [[node path] loc
          [c & cnext :as cs] (children loc)]
      (when cs
        (with-meta [c {:l []
                       :pnodes (if path (conj (:pnodes path) node) [node])
                       :ppath path
                       :r cnext}]
          (meta loc))))))

(defn up "The place of the parent, with what was changed below; nil at the root." [loc]
  (let [[node {:keys [l ppath pnodes r changed?] :as path}] loc]
    (when pnodes
      (let [pnode (peek pnodes)]
        (with-meta (if changed?
                     [(make-node loc pnode (concat l (cons node r)))
                      (and ppath (assoc ppath :changed? true))]
                     [pnode ppath])
          (meta loc))))))

(defn root "The root of the tree, with all changes." [loc]
  (if (= :end (loc 1))
    (node loc)
    (let [p (up loc)]
      (if p (recur p) (node loc)))))

(defn right "The place of the next sibling; nil where there is none." [loc]
  (let [[node {:keys [l r] :as path}] loc
        [x & more :as rs] r]
    (when (and path rs)
      (with-meta [x (assoc path :l (conj l node) :r more)] (meta loc)))))

(defn rightmost "The place of the last sibling." [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (if (and path r)
      (with-meta [(last r) (assoc path :l (apply conj l node (butlast r)) :r nil)] (meta loc))
      loc)))

(defn left "The place of the sibling before; nil where there is none." [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (when (and path (seq l))
      (with-meta [(peek l) (assoc path :l (pop l) :r (cons node r))] (meta loc)))))

(defn leftmost "The place of the first sibling." [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (if (and path (seq l))
      (with-meta [(first l) (assoc path :l [] :r (concat (rest l) [node] r))] (meta loc))
      loc)))

(defn insert-left "The place, with a sibling put in to the left." [loc item]
  (let [[node {:keys [l] :as path}] loc]
    (if (nil? path)
      (throw (new Exception "Insert at top"))
      (with-meta [node (assoc path :l (conj l item) :changed? true)] (meta loc)))))

(defn insert-right "The place, with a sibling put in to the right." [loc item]
  (let [[node {:keys [r] :as path}] loc]
    (if (nil? path)
      (throw (new Exception "Insert at top"))
      (with-meta [node (assoc path :r (cons item r) :changed? true)] (meta loc)))))

(defn replace "The place with another node." [loc node]
  (let [[_ path] loc]
    (with-meta [node (if path (assoc path :changed? true) nil)] (meta loc))))

(defn edit "The place with (f node args…) as its node." [loc f & args]
  (replace loc (apply f (node loc) args)))

(defn insert-child "The place, with a first child put in." [loc item]
  (replace loc (make-node loc (node loc) (cons item (children loc)))))

(defn append-child "The place, with a last child put in." [loc item]
  (replace loc (make-node loc (node loc) (concat (children loc) [item]))))

(defn end? "Whether a walk by next has come to its end." [loc] (= :end (loc 1)))

(defn next
  "The next place of a walk through the tree, parents first. After the last one it is a place for which end? holds."
  [loc]
  (if (= :end (loc 1))
    loc
    (or (and (branch? loc) (down loc))
        (right loc)
        (loop [p loc]
          (if (up p)
            (or (right (up p)) (recur (up p)))
            [(node p) :end])))))

(defn prev "The place before in a walk through the tree; nil at the root." [loc]
  (if-let [l (left loc)]
    (loop [loc l]
      (if-let [child (and (branch? loc) (down loc))]
        (recur (rightmost child))
        loc))
    (up loc)))

(defn remove "The place before in a walk, with the node of this one taken away." [loc]
  (let [[node {:keys [l ppath pnodes r] :as path}] loc]
    (if (nil? path)
      (throw (new Exception "Remove at top"))
      (if (pos? (count l))
        (loop [loc (with-meta [(peek l) (assoc path :l (pop l) :changed? true)] (meta loc))]
          (if-let [child (and (branch? loc) (down loc))]
            (recur (rightmost child))
            loc))
        (with-meta [(make-node loc (peek pnodes) r)
                    (and ppath (assoc ppath :changed? true))]
          (meta loc))))))
