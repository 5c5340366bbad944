;; Arithmetic in usual notation: a tokenizer, a parser with precedence climbing, an evaluator and a simplifier of the tree.

(ns arithmetic
  (:require [clojure.string :as str]
            [clojure.walk :as walk]))

(defn tokenize [text]
  (for [[token number word] (re-seq #"(\d+(?:\.\d+)?)|([a-z]+)|[-+*/^()]" text)]
    (cond number (if (str/includes? number ".") (parse-double number) (parse-long number))
          word (symbol word)
          :else (first token))))

(def operators
  {\+ {:op :add, :level 1, :assoc :left}
   \- {:op :sub, :level 1, :assoc :left}
   \* {:op :mul, :level 2, :assoc :left}
   \/ {:op :div, :level 2, :assoc :left}
   \^ {:op :pow, :level 4, :assoc :right}})

(declare parse-expression)

(defn parse-operand [[token & more]]
  (cond
    (or (number? token) (symbol? token)) [token more]
    (= token \-) (let [[x more] (parse-expression more 3)] [[:neg x] more])
    (= token \() (let [[x [close & more]] (parse-expression more 0)]
                   (if (= close \))
                     [x more]
                     (throw (ex-info "missing )" {:found close}))))
    :else (throw (ex-info "no operand" {:found token}))))

(defn parse-expression
  "An expression of operators that bind at least as tightly as `level`, and the tokens after it."
  [tokens level]
  (loop [[left tokens] (parse-operand tokens)]
    (let [{:keys [op assoc] l :level} (operators (first tokens))]
      (if (and l (>= l level))
        (let [[right more] (parse-expression (rest tokens) (if (= assoc :left) (inc l) l))]
          (recur [[op left right] more]))
        [left tokens]))))

(defn parse [text]
  (let [[tree more] (parse-expression (tokenize text) 0)]
    (if (seq more)
      (throw (ex-info "text after the expression" {:found (first more)}))
      tree)))

(defn power [base n]
  (if (neg? n)
    (/ 1 (power base (- n)))
    (reduce * (repeat n base))))

(def functions {:add +, :sub -, :mul *, :div /, :neg -, :pow power})

(defn evaluate
  ([tree] (evaluate tree {}))
  ([tree env]
   (cond
     (vector? tree) (apply (functions (first tree)) (map #(evaluate % env) (rest tree)))
     (symbol? tree) (or (env tree) (throw (ex-info "unbound variable" {:found tree})))
     :else tree)))

(defn simplify-node [node]
  (if-not (vector? node)
    node
    (let [[op a b] node]
      (cond
        (every? number? (rest node)) (evaluate node)
        (and (= op :add) (= a 0)) b
        (and (= op :add) (= b 0)) a
        (and (= op :mul) (or (= a 0) (= b 0))) 0
        (and (= op :mul) (= a 1)) b
        (and (#{:mul :div :pow} op) (= b 1)) a
        (and (= op :sub) (= a b)) 0
        :else node))))

(def simplify (partial walk/postwalk simplify-node))

(doseq [text ["1 + 2 * 3" "(1 + 2) * 3" "2 ^ 3 ^ 2" "10 - 4 - 3" "-2 ^ 2" "2 * -3" "7 / 2" "1.5 * 4" "2 ^ -2"
              "(1 + 2" "1 +" "1 2" "1 / 0" "a + 1"]]
  (println (format "%-12s" text)
           (try
             (let [tree (parse text)]
               (str (pr-str tree) " = " (evaluate tree)))
             (catch clojure.lang.ExceptionInfo e
               (str "error: " (ex-message e) ", found " (pr-str (:found (ex-data e)))))
             (catch ArithmeticException e
               (str "error: " (ex-message e))))))

(println (evaluate (parse "x * x - y / 3") '{x 5, y 12}))
(doseq [text ["x * 1 + 0" "0 * x + y * (3 - 2)" "x - x + 2 ^ 3" "(x + 0) / 1 * (4 - 2 * 2)"]]
  (println text "=>" (pr-str (simplify (parse text)))))
