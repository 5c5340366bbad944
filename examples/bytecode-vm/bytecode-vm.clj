;; A compiler and a virtual machine: expressions become instructions for a stack machine, with jumps, locals and calls.

(ns bytecode-vm
  (:require [clojure.string :as str]))

(def operators #{'+ '- '* '< '=})

(declare compile-form)

(defn compile-all [env forms] (into [] (mapcat #(compile-form env %)) forms))

(defn compile-form
  "Instructions that leave the form's value on the stack. Jumps are relative. `env` maps locals to slots."
  [env form]
  (cond
    (number? form) [[:push form]]
    (symbol? form) [[:load (or (env form) (throw (ex-info (str "unknown local " form) {})))]]
    :else
    (let [[op & args] form]
      (case op
        if (let [[test yes no] (map #(compile-form env %) args)]
             (-> test
                 (conj [:jump-unless (inc (count yes))])
                 (into yes)
                 (conj [:jump (count no)])
                 (into no)))
        let (let [[[sym value] body] args
                  slot (count env)]
              (-> (compile-form env value)
                  (conj [:store slot])
                  (into (compile-form (assoc env sym slot) body))))
        do (into [] cat (interpose [[:pop]] (map #(compile-form env %) args)))
        (if (operators op)
          (conj (compile-all env args) [:op op])
          (conj (compile-all env args) [:call op (count args)]))))))

(defn peephole
  "Folds operations on two constants."
  [code]
  (if (some (comp #{:jump :jump-unless} first) code)
    code
    (reduce (fn [out [op :as instruction]]
              (let [[a b] (take-last 2 out)]
                (if (and (= op :op) (= :push (first a) (first b)) (#{'+ '- '*} (second instruction)))
                  (conj (pop (pop out)) [:push (({'+ + '- - '* *} (second instruction)) (second a) (second b))])
                  (conj out instruction))))
            []
            code)))

(defn compile-function [[sym params body]]
  [sym (peephole (conj (compile-form (zipmap params (range)) body) [:return]))])

(def arithmetic {'+ + '- - '* * '< #(if (< %1 %2) 1 0) '= #(if (= %1 %2) 1 0)})

(defn run
  "Runs the function `main`; its result, and how many instructions and frames it took."
  [program]
  (loop [{:keys [code pc locals] :as frame} {:code (program 'main), :pc 0, :locals {}}
         stack [], frames (), steps 0, deepest 0]
    (let [[op a b] (nth code pc)
          frame (assoc frame :pc (inc pc))
          steps (inc steps)]
      (case op
        :push (recur frame (conj stack a) frames steps deepest)
        :pop (recur frame (pop stack) frames steps deepest)
        :load (recur frame (conj stack (locals a)) frames steps deepest)
        :store (recur (assoc-in frame [:locals a] (peek stack)) (pop stack) frames steps deepest)
        :op (let [[x y] (take-last 2 stack)]
              (recur frame (conj (pop (pop stack)) ((arithmetic a) x y)) frames steps deepest))
        :jump (recur (update frame :pc + a) stack frames steps deepest)
        :jump-unless (recur (if (zero? (peek stack)) (update frame :pc + a) frame) (pop stack) frames steps deepest)
        :call (let [at (- (count stack) b)
                    callee {:code (or (program a) (throw (ex-info (str "no function " a) {}))), :pc 0
                            :locals (zipmap (range) (subvec stack at))}
                    ;; A call just before a return needs no frame to come back to.
                    frames (if (= [:return] (nth code (inc pc))) frames (conj frames frame))]
                (recur callee (subvec stack 0 at) frames steps (max deepest (count frames))))
        :return (if-let [[caller & frames] (seq frames)]
                  (recur caller stack frames steps deepest)
                  {:result (peek stack), :steps steps, :deepest deepest})))))

(defn load-program [& functions] (into {} (map compile-function) functions))

(defn listing [program]
  (str/join "\n" (for [[sym code] (sort-by key program)
                       [i [op & args]] (map-indexed vector code)]
                   (format "%-6s %2d  %-12s %s" (if (zero? i) sym "") i (name op) (str/join " " args)))))

(def factorial
  (load-program '(fact [n] (if (< n 2) 1 (* n (fact (- n 1)))))
                '(main [] (fact 20))))

(println (listing factorial))
(println (run factorial))
(println (run (load-program '(fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
                            '(main [] (fib 12)))))
(println (run (load-program '(count-down [n acc] (if (= n 0) acc (count-down (- n 1) (+ acc n))))
                            '(main [] (count-down 1000 0)))))
(println (run (load-program '(main [] (let [x (* 2 3)] (let [y (+ x 1)] (do x (* x y))))))))
(println (listing (load-program '(main [] (+ (* 2 3) (- 10 4))))))
(doseq [broken ['(main [] (+ 1 z)) '(main [] (nowhere 1))]]
  (println (try (run (load-program broken)) (catch clojure.lang.ExceptionInfo e (ex-message e)))))
