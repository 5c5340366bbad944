;; The difference of two texts by their longest common subsequence: shown line by line, as hunks, and applied as a patch.

(ns diff
  (:require [clojure.string :as str]))

(defn lcs-table
  "Lengths of the longest common subsequences of all ends of two vectors, by [i j]."
  [a b]
  (reduce (fn [table [i j]]
            (assoc table [i j]
                   (if (= (a i) (b j))
                     (inc (table [(inc i) (inc j)] 0))
                     (max (table [(inc i) j] 0) (table [i (inc j)] 0)))))
          {}
          (for [i (range (dec (count a)) -1 -1), j (range (dec (count b)) -1 -1)] [i j])))

(defn diff
  "Edits [kind item] that lead from one vector to the other."
  [a b]
  (let [table (lcs-table a b)
        length #(table [%1 %2] 0)]
    (loop [i 0, j 0, edits []]
      (let [more-a? (< i (count a)), more-b? (< j (count b))]
        (cond
          (and more-a? more-b? (= (a i) (b j))) (recur (inc i) (inc j) (conj edits [:same (a i)]))
          (and more-a? (or (not more-b?) (>= (length (inc i) j) (length i (inc j)))))
          (recur (inc i) j (conj edits [:delete (a i)]))
          more-b? (recur i (inc j) (conj edits [:insert (b j)]))
          :else edits)))))

(defn sides [edits]
  [(mapv second (remove (comp #{:insert} first) edits))
   (mapv second (remove (comp #{:delete} first) edits))])

(defn invert [edits]
  (mapv (fn [[kind item]] [({:insert :delete, :delete :insert} kind kind) item]) edits))

(defn apply-patch [edits lines]
  (loop [[[kind item :as edit] & edits] edits, lines lines, out []]
    (case kind
      nil (into out lines)
      :insert (recur edits lines (conj out item))
      (if (= item (first lines))
        (recur edits (rest lines) (if (= kind :same) (conj out item) out))
        (throw (ex-info "patch does not fit" {:edit edit, :found (first lines)}))))))

(def sign {:same " ", :insert "+", :delete "-"})

(defn hunks
  "Runs of edits that change something, with a line before and after."
  [edits]
  (let [changed (set (keep-indexed (fn [i [kind]] (when (not= kind :same) i)) edits))
        near? (fn [[i _]] (some changed [(dec i) i (inc i)]))]
    (->> (map-indexed vector edits)
         (partition-by (comp boolean near?))
         (filter (comp near? first))
         (map (partial map second)))))

(def old (str/split-lines "(ns shop)
(def tax 19)
(defn total [xs]
  (reduce + xs))
(defn gross [x]
  (* x tax))
;; end"))

(def new (str/split-lines "(ns shop)
(def tax 21)
(defn total [xs]
  (reduce + 0 xs))
(defn gross [x]
  (* x tax))
(defn net [x] x)
;; end"))

(def edits (diff old new))

(doseq [[kind line] edits]
  (println (str (sign kind) line)))

(println "both sides come back:" (= [old new] (sides edits)))
(println "patched:" (= new (apply-patch edits old)) "and back:" (= old (apply-patch (invert edits) new)))
(println "counts:" (into (sorted-map) (frequencies (map first edits))))

(doseq [hunk (hunks edits)]
  (println "@@" (count hunk) "lines")
  (doseq [[kind line] hunk] (println (str (sign kind) line))))

(println (try (apply-patch edits (assoc old 1 "(def tax 7)"))
              (catch clojure.lang.ExceptionInfo e [(ex-message e) (ex-data e)])))

(defn mark [a b]
  (str/join (for [run (partition-by first (diff (vec a) (vec b)))
                  :let [text (str/join (map second run))]]
              (case (ffirst run) :same text :insert (str "{+" text "+}") :delete (str "[-" text "-]")))))

(println (mark "kitten" "sitting"))
(println (mark "" "new") (mark "old" "") (mark "same" "same"))
