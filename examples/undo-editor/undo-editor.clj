;; An editor of lines with undo and redo: the text is a value, so that history is a list of values.

(ns undo-editor
  (:require [clojure.string :as str]))

(defprotocol Command
  (perform [command text] "The text after the command.")
  (label [command]))

(defrecord Insert [at line]
  Command
  (perform [_ text] (into (subvec text 0 at) cat [[line] (subvec text at)]))
  (label [_] (str "insert at " at)))

(defrecord Delete [from to]
  Command
  (perform [_ text] (into (subvec text 0 from) (subvec text to)))
  (label [_] (str "delete " from " to " to)))

(defrecord Replace [pattern replacement]
  Command
  (perform [_ text] (mapv #(str/replace % pattern replacement) text))
  (label [_] (str "replace " pattern)))

(def sort-lines
  (reify Command
    (perform [_ text] (vec (sort text)))
    (label [_] "sort")))

(defn macro-command [title & commands]
  (reify Command
    (perform [_ text] (reduce #(perform %2 %1) text commands))
    (label [_] title)))

(defn editor [& lines]
  {:text (vec lines), :undo (), :redo (), :limit 5})

(defn execute [{:keys [text undo limit] :as ed} command]
  (try
    (let [after (perform command text)]
      (if (= after text)
        (assoc ed :note (str "nothing to do: " (label command)))
        (assoc ed
               :text after
               :undo (take limit (conj undo [(label command) text]))
               :redo ()
               :note (label command))))
    (catch IndexOutOfBoundsException _
      (assoc ed :note (str "no such line: " (label command))))))

(defn step
  "Takes a text from one history and puts the present one on the other."
  [{:keys [text] :as ed} from to]
  (if-let [[title before] (first (from ed))]
    (-> ed
        (assoc :text before :note (str (name from) " " title))
        (update from rest)
        (update to conj [title text]))
    (assoc ed :note (str "nothing to " (name from)))))

(defn undo [ed] (step ed :undo :redo))
(defn redo [ed] (step ed :redo :undo))

(defn show [{:keys [text note undo redo]}]
  (format "%-24s %-34s %d|%d" (or note "") (str/join " / " text) (count undo) (count redo)))

(def session
  [(->Insert 0 "milk")
   (->Insert 1 "bread")
   (->Insert 1 "apples")
   (->Insert 9 "nowhere")
   sort-lines
   sort-lines
   undo
   undo
   undo
   redo
   (->Replace #"(\w)(\w*)" "$1-$2")
   redo
   (macro-command "tidy" (->Replace #"-" "") (->Delete 0 1) (->Insert 1 "tea"))
   undo
   redo
   (->Delete 0 2)
   undo undo undo undo undo undo])

(println (->> session
              (reductions (fn [ed action]
                            (if (satisfies? Command action) (execute ed action) (action ed)))
                          (editor))
              (map show)
              (str/join "\n")))

(let [ed (reduce execute (editor) (for [i (range 10)] (->Insert i (str "line " i))))]
  (println "history is limited:" (count (:undo ed)) "oldest text has" (count (second (last (:undo ed)))) "lines"))

(println (->Insert 0 "x") (= (->Insert 0 "x") (->Insert 0 "x")) (:line (->Insert 0 "x")))
