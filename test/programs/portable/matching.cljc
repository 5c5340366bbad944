(ns matching
  "Pattern matching by a macro that compiles clauses to tests, in the manner of the well-known library."
  (:require [clojure.string :as str]
            [clojure.walk :as walk]))

(defmulti emit-pattern
  "The bindings and tests of a pattern: steps of [:test form] and [:bind sym form], in the order of their evaluation."
  (fn [pattern _] (cond
                    (and (seq? pattern) (keyword? (second pattern))) (second pattern)
                    (seq? pattern) (first pattern)
                    (symbol? pattern) ::symbol
                    (vector? pattern) ::vector
                    (map? pattern) ::map
                    :else ::literal)))

(defmethod emit-pattern ::literal [pattern occurrence] [[:test `(= ~pattern ~occurrence)]])
(defmethod emit-pattern ::symbol [pattern occurrence]
  (cond
    (= pattern '_) []
    (::locals (meta pattern)) [[:test `(= ~pattern ~occurrence)]]
    :else [[:bind pattern occurrence]]))
(defmethod emit-pattern 'quote [pattern occurrence] [[:test `(= ~pattern ~occurrence)]])
(defmethod emit-pattern ::vector [pattern occurrence]
  (let [[fixed [_ more]] (split-with #(not= '& %) pattern)
        n (count fixed)
        size (gensym "size__")]
    (concat [[:test `(sequential? ~occurrence)]
             [:bind size `(count ~occurrence)]
             [:test (if more `(<= ~n ~size) `(= ~n ~size))]]
            (mapcat (fn [i p]
                      (let [part (gensym "part__")]
                        (cons [:bind part `(nth ~occurrence ~i)] (emit-pattern p part))))
                    (range) fixed)
            (when more
              (let [part (gensym "rest__")]
                (cons [:bind part `(vec (drop ~n ~occurrence))] (emit-pattern more part)))))))
(defmethod emit-pattern ::map [pattern occurrence]
  (cons [:test `(map? ~occurrence)]
        (mapcat (fn [[k p]]
                  (let [part (gensym "part__")]
                    (list* [:bind part `(get ~occurrence ~k ::none)]
                           [:test `(not= ~part ::none)]
                           (emit-pattern p part))))
                (sort-by (comp str key) pattern))))
(defmethod emit-pattern :guard [[p _ guards] occurrence]
  (concat (emit-pattern p occurrence)
          (for [g (if (vector? guards) guards [guards])] [:test `(~g ~occurrence)])))
(defmethod emit-pattern :as [[p _ sym] occurrence] (cons [:bind sym occurrence] (emit-pattern p occurrence)))
(defmethod emit-pattern :or [[& alternatives] occurrence]
  [[:test (cons `or (for [p (take-nth 2 alternatives)]
                      (reduce (fn [inner [kind a b]] (if (= kind :test) `(and ~a ~inner) `(let [~a ~b] ~inner)))
                              true (reverse (emit-pattern p occurrence)))))]])
(defmethod emit-pattern :seq [[p] occurrence] (cons [:test `(seq? ~occurrence)] (emit-pattern p occurrence)))

(defn- emit-steps [steps body failed]
  (reduce (fn [inner [kind a b]]
            (case kind
              :test `(if ~a ~inner (~failed))
              :bind `(let [~a ~b] ~inner)))
          body (reverse steps)))

(defn- mark-locals [env pattern]
  (walk/postwalk (fn [x] (if (and (symbol? x) (contains? env x) (not (:new (meta x)))) (vary-meta x assoc ::locals true) x)) pattern))

(defmacro match
  "Evaluates the expressions in vars once; then the body of the first clause whose row of patterns they match. A symbol that is a
  local outside stands for its value."
  [vars & clauses]
  (when (odd? (count clauses))
    (throw (ex-info "Uneven number of match clauses" {:line (:line (meta &form)) :count (count clauses)})))
  (let [single (not (vector? vars))
        vars (if single [vars] vars)
        rows (partition 2 clauses)
        occurrences (repeatedly (count vars) #(gensym "occ__"))
        env (or &env {})
        compile-row (fn [next-row [patterns body]]
                      (let [patterns (cond (= :else patterns) (repeat (count vars) '_)
                                           single [patterns]
                                           :else patterns)
                            failed (gensym "failed__")
                            steps (mapcat emit-pattern (map #(mark-locals env %) patterns) occurrences)]
                        `(let [~failed (fn [] ~next-row)] ~(emit-steps steps body failed))))]
    `(let [~@(interleave occurrences vars)]
       ~(reduce compile-row
                `(throw (ex-info (str "No matching clause: " (str/join " " (map pr-str [~@occurrences]))) {:values [~@occurrences]}))
                (reverse rows)))))

(defmacro defmatch
  "A function whose clauses are rows of patterns."
  [name doc? & rows]
  (let [[doc rows] (if (string? doc?) [doc? rows] [nil (cons doc? rows)])
        rows (partition 2 rows)
        arity (count (ffirst rows))
        args (vec (repeatedly arity gensym))]
    `(defn ~(cond-> name doc (vary-meta assoc :doc doc))
       ~args
       (match ~args ~@(mapcat (fn [[patterns body]] [patterns body]) rows)))))

(defn fizz [n]
  (match [(mod n 3) (mod n 5)]
    [0 0] "FizzBuzz"
    [0 _] "Fizz"
    [_ 0] "Buzz"
    :else n))
(println (map fizz (range 1 16)))

(defmatch simplify
  "An expression with what can be computed away."
  [[:+ 0 x]] (simplify x)
  [[:+ x 0]] (simplify x)
  [[:* 0 _]] 0
  [[:* 1 x]] (simplify x)
  [[:+ (a :guard number?) (b :guard number?)]] (+ a b)
  [[op & args]] (let [again (into [op] (map simplify) args)] (if (= again (into [op] args)) again (simplify again)))
  [x] x)
(println (mapv simplify [[:+ 0 :x] [:* [:+ 1 2] [:+ 0 :y]] [:+ [:* 0 :a] [:* 1 :b]] 5 [:- [:+ 2 3]]]))
(println (:doc (meta #'simplify)) (= 1 (count (first (:arglists (meta #'simplify))))))

(defn shape [x]
  (match x
    {:type :circle :r (r :guard [number? pos?])} [:circle r]
    {:type :rect :size [w h]} [:rect (* w h)]
    {:type (t :guard #{:line :ray})} [:straight t]
    ([a b] :seq) [:list a b]
    [1 (:a :or :b :or :c) & more] [:tagged more]
    (([_ _] :as whole) :guard #(apply = %)) [:twins whole]
    "text" :text
    nil :nothing
    'sym :symbol
    :else :unknown))
(doseq [x [{:type :circle :r 2} {:type :circle :r -1} {:type :rect :size [2 3]} {:type :ray} '(1 2) [1 :b 2 3] [1 :z] [7 7] "text" nil 'sym :k {} [] {:type :rect :size [1]}]]
  (println (pr-str x) (try (pr-str (shape x)) (catch #?(:clj Throwable :cljs :default) e (ex-message e)))))

(let [expected 42]
  (println (for [x [41 42]] (match [x] [expected] :same :else :other))))
(println (try (match [1 2] [3 _] :a [_ 4] :b) (catch #?(:clj clojure.lang.ExceptionInfo :cljs ExceptionInfo) e [(ex-message e) (ex-data e)])))
(println (try (eval '(matching/match [1] [1])) (catch #?(:clj Throwable :cljs :default) e [(ex-message (ex-cause e)) (:count (ex-data (ex-cause e)))])))
(defmatch len [[]] 0 [[_ & xs]] (inc (len xs)))
(println (len [1 2 3]) (len ()) (len (range 20)))
(println (match [[1 [2 [3 4]]]] [[a [b [c d]]]] [a b c d]))
(println (let [calls (atom 0) f #(do (swap! calls inc) 5)] [(match [(f)] [1] :a [2] :b [5] :c) @calls]))
