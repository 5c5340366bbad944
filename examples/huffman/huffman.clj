;; Huffman coding: a tree by frequency, codes as strings of bits, and back again.

(ns huffman
  (:require [clojure.string :as str]))

(defn leaf? [tree] (contains? tree :symbol))

(defn tree
  "The code tree of a text. The set is sorted by weight; the number keeps trees of one weight apart, in a fixed order."
  [text]
  (let [leaves (map-indexed (fn [i [c n]] {:weight n, :id i, :symbol c}) (sort (frequencies text)))]
    (loop [queue (into (sorted-set-by #(compare ((juxt :weight :id) %1) ((juxt :weight :id) %2))) leaves)
           id (count leaves)]
      (if (= 1 (count queue))
        (first queue)
        (let [[a b] (seq queue)]
          (recur (-> queue (disj a b) (conj {:weight (+ (:weight a) (:weight b)), :id id, :left a, :right b}))
                 (inc id)))))))

(defn codes
  ([tree] (if (leaf? tree) {(:symbol tree) "0"} (codes tree "")))
  ([tree prefix]
   (if (leaf? tree)
     {(:symbol tree) prefix}
     (merge (codes (:left tree) (str prefix 0))
            (codes (:right tree) (str prefix 1))))))

(defn encode [tree text] (str/join (map (codes tree) text)))

(defn decode [tree bits]
  (if (leaf? tree)
    (str/join (map (constantly (:symbol tree)) bits))
    (->> bits
         (reductions (fn [[node _] bit]
                       (let [next-node (if (= bit \0) (:left node) (:right node))]
                         (if (leaf? next-node)
                           [tree (:symbol next-node)]
                           [next-node nil])))
                     [tree nil])
         (keep second)
         str/join)))

(defn show-tree
  ([tree] (show-tree tree 0))
  ([tree depth]
   (println (str (str/join (repeat depth "  "))
                 (:weight tree)
                 (when (leaf? tree) (str " " (pr-str (:symbol tree))))))
   (when-not (leaf? tree)
     (show-tree (:left tree) (inc depth))
     (show-tree (:right tree) (inc depth)))))

(defn prefix-free? [codes]
  (not-any? (fn [[a b]] (str/starts-with? b a))
            (for [a (vals codes), b (vals codes) :when (not= a b)] [a b])))

(show-tree (tree "abracadabra"))

(doseq [text ["abracadabra" "aaaa" "go go gophers" "she sells sea shells by the sea shore" "xy"]]
  (let [t (tree text)
        bits (encode t text)]
    (println (pr-str text))
    (println "  codes:" (sort-by (juxt (comp count val) key) (codes t)))
    (println "  bits:" (count bits) "instead of" (* 8 (count text)))
    (println "  decoded:" (= text (decode t bits)) "prefix free:" (prefix-free? (codes t)))))

(println (encode (tree "abracadabra") "abracadabra"))

(let [bytes (map #(Long/parseLong (str/join %) 2)
                 (partition 8 8 (repeat 0) (map #(Character/digit % 2) (encode (tree "go go gophers") "go go gophers"))))]
  (println "as bytes:" bytes))
