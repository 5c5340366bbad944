(ns portable.parser
  "Parser combinators, in the manner of a small library: a parser is a function from a state to a result."
  (:refer-clojure :exclude [char])
  (:require [clojure.string :as str])
  #?(:cljs (:require-macros [portable.parser :refer [parse-let defparser]])))

(defrecord State [text at])
(defrecord Failure [at expected])

(defn failure? [x] (instance? Failure x))

(defn succeed [value] (fn [state] [value state]))
(defn fail [expected] (fn [state] (->Failure (:at state) #{expected})))

(defn bind [p f]
  (fn [state]
    (let [result (p state)]
      (if (failure? result)
        result
        (let [[value more] result] ((f value) more))))))

(defmacro parse-let
  "Binds the result of each parser in turn; the last expression is the value of the whole."
  [bindings & body]
  (if-let [[sym p & more] (seq bindings)]
    `(bind ~p (fn [~sym] (parse-let ~(vec more) ~@body)))
    `(succeed (do ~@body))))

(defmacro defparser [name & more]
  (let [[doc p] (if (string? (first more)) more [nil (first more)])]
    `(def ~(vary-meta name assoc :doc doc ::parser true)
       (fn [state#] (~p state#)))))

(defn satisfy [pred expected]
  (fn [{:keys [text at] :as state}]
    (if (and (< at (count text)) (pred (nth text at)))
      [(nth text at) (update state :at inc)]
      (->Failure at #{expected}))))

(defn char [c] (satisfy #{c} (str \' c \')))
(defn one-of [s] (satisfy (set s) (str "one of " s)))

(defn choice
  ([p] p)
  ([p & ps]
   (fn [state]
     (let [a (p state)]
       (if (and (failure? a) (= (:at a) (:at state)))
         (let [b ((apply choice ps) state)]
           (if (and (failure? b) (= (:at a) (:at b)))
             (update b :expected into (:expected a))
             b))
         a)))))

(defn many [p]
  (fn [state]
    (loop [state state values []]
      (let [result (p state)]
        (cond
          (not (failure? result)) (recur (second result) (conj values (first result)))
          (= (:at result) (:at state)) [values state]
          :else result)))))

(defn many1 [p] (parse-let [x p xs (many p)] (into [x] xs)))
(defn between [open p close] (parse-let [_ open x p _ close] x))

(defn chain-left [p op]
  (parse-let [x p
              steps (many (parse-let [f op y p] [f y]))]
    (reduce (fn [acc [f y]] (f acc y)) x steps)))

(defparser spaces "Blanks, if any." (many (one-of " \t\n")))
(defn token [p] (parse-let [x p _ spaces] x))

(defparser number
  "An integer, or a decimal."
  (token (parse-let [digits (many1 (one-of "0123456789"))
                     fraction (choice (parse-let [_ (char \.) ds (many1 (one-of "0123456789"))] ds)
                                      (succeed nil))]
           (if fraction
             #?(:clj (Double/parseDouble (str (str/join digits) "." (str/join fraction)))
                :cljs (js/parseFloat (str (str/join digits) "." (str/join fraction))))
             #?(:clj (Long/parseLong (str/join digits))
                :cljs (js/parseInt (str/join digits) 10))))))

(declare expression)

(defn operator [c f] (parse-let [_ (token (char c))] f))

(def factor
  (choice number
          (between (token (char \()) (fn [state] (expression state)) (token (char \))))
          (parse-let [_ (token (char \-)) x (fn [state] (factor state))] (- x))))
(def term (chain-left factor (choice (operator \* *) (operator \/ /))))
(def expression (chain-left term (choice (operator \+ +) (operator \- -))))

(defn parse [p text]
  (let [result ((parse-let [_ spaces x p] x) (->State text 0))]
    (cond
      (failure? result) {:error (str "at " (:at result) ": expected " (str/join " or " (sort (:expected result))))}
      (< (:at (second result)) (count text)) {:error (str "at " (:at (second result)) ": expected the end")}
      :else (first result))))

(doseq [text ["1 + 2 * 3" "(1 + 2) * 3" "10 / 4" "2 * (3 + -4.5)" " 8 - 3 - 2" "1 +" "(1 + 2" "1 2" "" "7 / (3 - 3)"]]
  (println (pr-str text) "=>" (try (pr-str (parse expression text))
                                   (catch #?(:clj ArithmeticException :cljs :default) e (ex-message e)))))

(println (:doc (meta #'number)) (::parser (meta #'spaces)))
(println (sort (for [[sym v] (ns-publics 'portable.parser) :when (::parser (meta v))] sym)))
(prn (parse (many1 number) "1 2 3") (parse (char \a) "b"))
(prn (macroexpand-1 '(portable.parser/parse-let [x p] x)))
