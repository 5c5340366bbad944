;; Editing trees with zippers: a document as hiccup vectors and source code as lists, walked and changed in place.

(ns tree-editing
  (:require [clojure.string :as str]
            [clojure.walk :as walk]
            [clojure.zip :as zip]))

(def page
  [:article
   [:h1 "Zippers"]
   [:p "A zipper is " [:em "a place"] " in a tree."]
   [:section
    [:h2 "Moves"]
    [:ul [:li "down"] [:li "up"] [:li ""] [:li [:em "right"]]]
    [:script "alert(1)"]]
   [:p]])

(defn document-zip [root]
  (zip/zipper vector?
              rest
              (fn [[tag] children] (into [tag] children))
              root))

(defn tag [loc]
  (let [node (zip/node loc)] (when (vector? node) (first node))))

(defn locations [loc]
  (take-while (complement zip/end?) (iterate zip/next loc)))

(defn edit-all
  "The tree after `f` has been given every place; it returns a place."
  [root f]
  (loop [loc (document-zip root)]
    (if (zip/end? loc)
      (zip/root loc)
      (recur (zip/next (f loc))))))

(defn remove-if [root unwanted?]
  (edit-all root #(if (unwanted? %) (zip/remove %) %)))

(defn text [node]
  (if (string? node) node (str/join (map text (rest node)))))

(defn path-string [loc]
  (str/join "/" (map (comp name first) (zip/path loc))))

(println "tags:" (keep tag (locations (document-zip page))))
(println "headings:" (for [loc (locations (document-zip page)) :when (#{:h1 :h2} (tag loc))]
                       [(tag loc) (text (zip/node loc)) (path-string loc)]))
(println "cleaned:" (remove-if page #(or (= :script (tag %)) (and (tag %) (= "" (text (zip/node %)))))))
(println "shouted:" (edit-all page #(if (= :em (tag %)) (zip/replace % [:strong (str/upper-case (text (zip/node %)))]) %)))
(println "numbered:" (last (last (butlast (edit-all (remove-if page #(= :script (tag %)))
                                                    (fn [loc]
                                                      (if (= :li (tag loc))
                                                        (zip/insert-child loc (str (inc (count (zip/lefts loc))) ". "))
                                                        loc)))))))

(let [li (first (filter #(= :li (tag %)) (locations (document-zip page))))]
  (println "among brothers:" (zip/node (zip/right li)) (zip/node (zip/rightmost li)) (count (zip/rights li)))
  (println "moved:" (-> li zip/remove zip/up (zip/append-child [:li "down again"]) zip/node))
  (println "both sides:" (-> li (zip/insert-left [:li "first"]) (zip/insert-right [:li "second"]) zip/up zip/node rest)))

;; Code is a tree too.

(def code '(defn f [x] (if (not (nil? x)) (+ 1 (* x 1)) (- 0 x))))

(defn rewrite [form]
  (if-not (seq? form)
    form
    (let [[op a b c] form]
      (cond
        (and (= op 'if) (seq? a) (= 'not (first a))) (list 'if (second a) c b)
        (and (= op '*) (= 1 b)) a
        (and (= op '+) (= 1 a)) (list 'inc b)
        (and (= op '-) (= 0 a)) (list '- b)
        :else form))))

(println (walk/postwalk rewrite code))

(let [z (zip/seq-zip code)]
  (println "depths:" (reduce max (map (comp count zip/path) (locations z))))
  (println "symbols:" (sort (set (filter symbol? (map zip/node (locations z))))))
  (println "renamed:" (loop [loc z]
                        (if (zip/end? loc)
                          (zip/root loc)
                          (recur (zip/next (if (= 'x (zip/node loc)) (zip/replace loc 'n) loc)))))))

(println "vectors:" (-> (zip/vector-zip [1 [2 [3 4]] 5]) zip/down zip/right zip/down zip/right (zip/edit conj :new) zip/root))
(println "backwards:" (->> (zip/vector-zip [1 [2 3] 4]) zip/down zip/rightmost (iterate zip/prev) (take 4) (map zip/node)))
