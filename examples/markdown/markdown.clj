;; A subset of Markdown turned into HTML: blocks are found line by line, marks inside a line by regular expressions.

(ns markdown
  (:require [clojure.string :as str]))

(defn escape-html [text]
  (str/escape text {\& "&amp;", \< "&lt;", \> "&gt;"}))

(defn inline [text]
  (-> (escape-html text)
      (str/replace #"`([^`]+)`" "<code>$1</code>")
      (str/replace #"\*\*(.+?)\*\*" "<strong>$1</strong>")
      (str/replace #"\*(.+?)\*" "<em>$1</em>")
      (str/replace #"\[([^\]]+)\]\(([^)]+)\)" (fn [[_ label url]] (str "<a href=\"" url "\">" label "</a>")))))

(defn element [tag & content]
  (str "<" (name tag) ">" (str/join (flatten content)) "</" (name tag) ">"))

(defn kind [line]
  (condp re-find line
    #"^#{1,6} " :heading
    #"^```" :code
    #"^[-*] " :bullets
    #"^\d+\. " :numbers
    #"^> " :quote
    #"^---+$" :rule
    #"^\s*$" :blank
    :paragraph))

(defmulti block
  "Takes a block off the front of the lines: its HTML and the remaining lines."
  (fn [[line]] (kind line)))

(defmethod block :blank [[_ & more]] [nil more])
(defmethod block :rule [[_ & more]] ["<hr>" more])

(defmethod block :heading [[line & more]]
  (let [[_ marks text] (re-matches #"(#+) (.*)" line)]
    [(element (str "h" (count marks)) (inline text)) more]))

(defmethod block :code [[_ & more]]
  (let [[code [_ & more]] (split-with #(not= "```" %) more)]
    [(element :pre (element :code (escape-html (str/join "\n" code)))) more]))

(defn list-block [tag pattern lines]
  (let [[items more] (split-with #(re-find pattern %) lines)]
    [(element tag (for [item items] (element :li (inline (str/replace item pattern ""))))) more]))

(defmethod block :bullets [lines] (list-block :ul #"^[-*] " lines))
(defmethod block :numbers [lines] (list-block :ol #"^\d+\. " lines))

(declare blocks)

(defmethod block :quote [lines]
  (let [[quoted more] (split-with #(str/starts-with? % "> ") lines)]
    [(element :blockquote (str/join (blocks (map #(subs % 2) quoted)))) more]))

(defmethod block :paragraph [lines]
  (let [[text more] (split-with #(= :paragraph (kind %)) lines)]
    [(element :p (inline (str/join " " (map str/trim text)))) more]))

(defn blocks [lines]
  (when (seq lines)
    (let [[html more] (block lines)]
      (if html
        (cons html (lazy-seq (blocks more)))
        (recur more)))))

(defn markdown->html [text]
  (str/join "\n" (blocks (str/split-lines text))))

(println (markdown->html "# Soup *of* the day

Take **fresh** carrots,
an onion & `salt < 5g`.

- wash
- peel *gently*
- [cut](http://example.com/cut)

1. boil
2. wait

```
(def soup (mix :carrots :onion))
(when (> heat 3) <stir>)
```
> ## Grandma
> Never *hurry*.

---
The end."))
