;; A tokenizer for a small programming language. Rules are data; each token knows its line and column.

(ns tokenizer
  (:require [clojure.string :as str]))

(def rules
  [[:blank #"[ \t\r]+"]
   [:newline #"\n"]
   [:comment #"//[^\n]*"]
   [:number #"\d+(?:\.\d+)?"]
   [:string #"\"(?:[^\"\\\n]|\\.)*\""]
   [:name #"[A-Za-z_]\w*"]
   [:operator #"==|!=|<=|>=|=>|&&|\|\||[-+*/=<>!]"]
   [:bracket #"[(){}\[\]]"]
   [:separator #"[,;]"]])

(def keywords #{"let" "fn" "if" "else" "return" "while"})

(defn match-at [pattern text i]
  (re-find (re-pattern (str "^(?:" pattern ")")) (subs text i)))

(defn longest [text i]
  (->> rules
       (keep (fn [[kind pattern]]
               (when-let [match (match-at pattern text i)] [kind match])))
       (reduce (fn [best [_ match :as found]]
                 (if (> (count match) (count (second best))) found best))
               nil)))

(defn tokens
  ([text] (tokens text 0 1 1))
  ([text i line column]
   (lazy-seq
    (when (< i (count text))
      (let [[kind match] (or (longest text i) [:error (str (nth text i))])
            end (+ i (count match))
            newline? (= kind :newline)
            kind (if (and (= kind :name) (keywords match)) (keyword match) kind)]
        (cons {:kind kind, :text match, :line line, :column column}
              (tokens text end (if newline? (inc line) line) (if newline? 1 (+ column (count match))))))))))

(def significant (remove (comp #{:blank :newline :comment} :kind)))

(defn unbalanced
  "The first bracket without a partner, or nil."
  [tokens]
  (let [partner {")" "(", "]" "[", "}" "{"}
        open (reduce (fn [stack {:keys [text] :as token}]
                       (cond
                         (#{"(" "[" "{"} text) (conj stack token)
                         (= (partner text) (:text (peek stack))) (pop stack)
                         :else (reduced [token])))
                     []
                     (filter #(= :bracket (:kind %)) tokens))]
    (first open)))

(def source "let twice = fn(x) { // doubles
  return x * 2.5;
};
if (twice(10) >= 2 && !done) { print(\"say \\\"hi\\\"\"); }
let y = [1, 2}; @
")

(doseq [[line ts] (group-by :line (into [] significant (tokens source)))]
  (println line (str/join " " (map (fn [{:keys [kind text column]}] (str (name kind) "@" column ":" text)) ts))))

(let [all (tokens source)]
  (println "kinds:" (into (sorted-map) (frequencies (map :kind all))))
  (println "nothing is lost:" (= source (str/join (map :text all))))
  (println "errors:" (filter #(= :error (:kind %)) all))
  (println "unbalanced:" (unbalanced all))
  (println "lazily:" (map :text (take 3 (sequence significant (tokens source))))))
