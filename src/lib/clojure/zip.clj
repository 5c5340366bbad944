(ns clojure.zip
  "Zippers: a place in a tree, from which one can move, and change the tree without touching it. A place (loc) is a
  vector of the node and the path to it; its metadata knows how to take nodes apart and put them together."
  (:refer-clojure :exclude [replace remove next]))

(defn zipper
  "The place at the root of a tree. branch? tells whether a node can have children; children gives the seq of them;
  make-node is given a node and a seq of children, and makes a node like it with those."
  [branch? children make-node root]
  (with-meta [root nil]
    {:zip/branch? branch? :zip/children children :zip/make-node make-node}))

(defn seq-zip
  "The place at the root of nested seqs."
  [root]
  (zipper seq? identity (fn [node children] (with-meta children (meta node))) root))

(defn vector-zip
  "The place at the root of nested vectors."
  [root]
  (zipper vector? seq (fn [node children] (with-meta (vec children) (meta node))) root))

(defn xml-zip
  "The place at the root of an XML tree as clojure.xml has it: elements are maps with :content."
  [root]
  (zipper (complement string?)
          (comp seq :content)
          (fn [node children] (assoc node :content (and children (apply vector children))))
          root))

(defn node "The node at loc." [loc] (loc 0))

(defn branch? "Whether the node at loc can have children." [loc] ((:zip/branch? (meta loc)) (node loc)))

(defn children
  "The seq of the children of the node at loc, which must be one that can have some."
  [loc]
  (if (branch? loc)
    ((:zip/children (meta loc)) (node loc))
    (throw (new java.lang.Exception "called children on a leaf node"))))

(defn make-node
  "A node like the given one with other children, by the functions that loc knows."
  [loc node children]
  ((:zip/make-node (meta loc)) node children))

(defn path "The nodes on the way to loc, from the root; nil at the root." [loc] (:pnodes (loc 1)))
(defn lefts "The seq of the siblings to the left of loc." [loc] (seq (:l (loc 1))))
(defn rights "The seq of the siblings to the right of loc." [loc] (:r (loc 1)))

(defn- place [loc node path] (with-meta [node path] (meta loc)))

(defn- changed [path] (assoc path :changed? true))

(defn down
  "The place of the leftmost child of the node at loc; nil where there is none."
  [loc]
  (when (branch? loc)
    (let [[parent path] loc
          [child & others :as all] (children loc)]
      (when all
        (place loc child
               {:l []
                :pnodes (if path (conj (:pnodes path) parent) [parent])
                :ppath path
                :r others})))))

(defn up
  "The place of the parent of the node at loc, with what has changed below it; nil at the root."
  [loc]
  (let [[child {:keys [l ppath pnodes r changed?]}] loc]
    (when pnodes
      (let [parent (peek pnodes)]
        (if changed?
          (place loc (make-node loc parent (concat l (cons child r))) (and ppath (changed ppath)))
          (place loc parent ppath))))))

(defn root
  "The node at the root, with all that has changed."
  [loc]
  (if (= :end (loc 1))
    (node loc)
    (if-let [parent (up loc)]
      (recur parent)
      (node loc))))

(defn right
  "The place of the sibling to the right of loc; nil where there is none."
  [loc]
  (let [[here {:keys [l r] :as path}] loc
        [sibling & others :as all] r]
    (when (and path all)
      (place loc sibling (assoc path :l (conj l here) :r others)))))

(defn rightmost
  "The place of the rightmost of the siblings, which may be loc itself."
  [loc]
  (let [[here {:keys [l r] :as path}] loc]
    (if (and path r)
      (place loc (last r) (assoc path :l (apply conj l here (butlast r)) :r nil))
      loc)))

(defn left
  "The place of the sibling to the left of loc; nil where there is none."
  [loc]
  (let [[here {:keys [l r] :as path}] loc]
    (when (and path (seq l))
      (place loc (peek l) (assoc path :l (pop l) :r (cons here r))))))

(defn leftmost
  "The place of the leftmost of the siblings, which may be loc itself."
  [loc]
  (let [[here {:keys [l r] :as path}] loc]
    (if (and path (seq l))
      (place loc (first l) (assoc path :l [] :r (concat (rest l) [here] r)))
      loc)))

(defn insert-left
  "loc with the item as its sibling to the left, without moving."
  [loc item]
  (let [[here {:keys [l] :as path}] loc]
    (if (nil? path)
      (throw (new java.lang.Exception "Insert at top"))
      (place loc here (changed (assoc path :l (conj l item)))))))

(defn insert-right
  "loc with the item as its sibling to the right, without moving."
  [loc item]
  (let [[here {:keys [r] :as path}] loc]
    (if (nil? path)
      (throw (new java.lang.Exception "Insert at top"))
      (place loc here (changed (assoc path :r (cons item r)))))))

(defn replace
  "loc with another node in the place of its own."
  [loc node]
  (let [[_ path] loc]
    (place loc node (changed path))))

(defn edit
  "loc with (f node args…) in the place of its node."
  [loc f & args]
  (replace loc (apply f (node loc) args)))

(defn insert-child
  "loc with the item as the leftmost child of its node, without moving."
  [loc item]
  (replace loc (make-node loc (node loc) (cons item (children loc)))))

(defn append-child
  "loc with the item as the rightmost child of its node, without moving."
  [loc item]
  (replace loc (make-node loc (node loc) (concat (children loc) [item]))))

(defn- next-above
  "The place that follows all that is below loc: to the right of it, or of the nearest place above with something there.
  Past the last one, the root, marked as the end."
  [loc]
  (if-let [parent (up loc)]
    (or (right parent) (recur parent))
    [(node loc) :end]))

(defn next
  "The place that follows in a walk through the tree, parents before children. Past the last one it is one for which
  end? holds, and stays there."
  [loc]
  (if (= :end (loc 1))
    loc
    (or (and (branch? loc) (down loc))
        (right loc)
        (next-above loc))))

(defn- last-below [loc]
  (if-let [child (and (branch? loc) (down loc))]
    (recur (rightmost child))
    loc))

(defn prev
  "The place before loc in the walk of next; nil at the root."
  [loc]
  (if-let [sibling (left loc)]
    (last-below sibling)
    (up loc)))

(defn end? "Whether the walk of next is past the last place." [loc] (= :end (loc 1)))

(defn remove
  "The place before loc in the walk of next, with the node at loc gone from the tree."
  [loc]
  (let [[_ {:keys [l ppath pnodes r] :as path}] loc]
    (cond
      (nil? path) (throw (new java.lang.Exception "Remove at top"))
      (pos? (count l)) (last-below (place loc (peek l) (changed (assoc path :l (pop l)))))
      :else (place loc (make-node loc (peek pnodes) r) (and ppath (changed ppath))))))
