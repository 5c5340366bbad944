;; Brainfuck twice: an interpreter, and a macro that compiles a program to Clojure when it is read.

(ns brainfuck
  (:require [clojure.string :as str]))

(defn parse
  "The instructions of a text as a tree: runs of one sign are counted, loops are vectors."
  [text]
  (loop [[c & more] (filter (set "+-<>.,[]") text), stack [[]]]
    (case c
      nil (if (= 1 (count stack)) (peek stack) (throw (ex-info "[ without ]" {})))
      \[ (recur more (conj stack []))
      \] (if (= 1 (count stack))
           (throw (ex-info "] without [" {}))
           (recur more (conj (pop (pop stack)) (conj (peek (pop stack)) [:loop (peek stack)]))))
      (let [[op n] (peek (peek stack))]
        (recur more (conj (pop stack)
                          (if (and (= op c) (number? n))
                            (conj (pop (peek stack)) [c (inc n)])
                            (conj (peek stack) [c 1]))))))))

(defn run
  ([code input] (str/join (map char (:out (run code {:tape {}, :at 0, :in (map int input), :out []} 0)))))
  ([code state _]
   (reduce (fn [{:keys [tape at in] :as state} [op n]]
             (case op
               \+ (assoc-in state [:tape at] (mod (+ (tape at 0) n) 256))
               \- (assoc-in state [:tape at] (mod (- (tape at 0) n) 256))
               \> (update state :at + n)
               \< (update state :at - n)
               \. (update state :out into (repeat n (tape at 0)))
               \, (-> state (assoc-in [:tape at] (nth in (dec n) 0)) (update :in #(drop n %)))
               :loop (loop [state state]
                       (if (zero? ((:tape state) (:at state) 0))
                         state
                         (recur (run n state 0))))))
           state
           code)))

(defn emit
  "The form that does what the code does, to a long array and a StringBuilder."
  [code tape at out]
  (for [[op n] code]
    (case op
      \+ `(aset ~tape @~at (rem (+ (aget ~tape @~at) ~n) 256))
      \- `(aset ~tape @~at (mod (- (aget ~tape @~at) ~n) 256))
      \> `(vswap! ~at + ~n)
      \< `(vswap! ~at - ~n)
      \. `(dotimes [_# ~n] (.append ~out (char (aget ~tape @~at))))
      :loop `(while (pos? (aget ~tape @~at))
               ~@(emit n tape at out)))))

(defmacro compiled [text]
  (let [[tape at out] (map gensym ["tape" "at" "out"])]
    `(let [~tape (long-array 100)
           ~at (volatile! 0)
           ~out (StringBuilder.)]
       ~@(emit (parse text) tape at out)
       (str ~out))))

(def hello "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.")

(println (pr-str (run (parse hello) "")))
(println (pr-str (compiled
                  "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.")))
(println "echo:" (run (parse ",[.,]") "Clojure"))
(println "reversed:" (run (parse ">,[>,]<[.<]") "stressed"))
(println "upper case:" (run (parse ",[--------------------------------.,]") "shout"))
(println "product:" (int (first (run (parse ",>,<[>[>+>+<<-]>>[<<+>>-]<<<-]>>.") [6 7]))))
(println (parse "++[>+++<-]>."))
(doseq [bad ["+[" "]"]]
  (println (try (parse bad) (catch clojure.lang.ExceptionInfo e (ex-message e)))))
