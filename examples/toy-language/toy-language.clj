;; A small language with functions and loops: tokens by a matcher, precedence by binding powers (Pratt), code for a stack machine
;; whose jumps are filled in afterwards, and the machine with its frames.

(ns toy-language
  (:require [clojure.string :as str]
            [clojure.walk :as walk]))

(def token-re #"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(==|<=|>=|!=|&&|\|\||[-+*/%<>=(){},;!]))")

(defn tokenize [s]
  (loop [m (re-matcher token-re s) at 0 acc []]
    (if (and (< at (count s)) (.find m at) (= at (.start m)))
      (let [[_ n id op] (re-groups m)]
        (recur m (.end m) (conj acc (cond n [:num (if (str/includes? n ".") (Double/parseDouble n) (Long/parseLong n))] id [:id (symbol id)] :else [:op op]))))
      (if (str/blank? (subs s at)) acc (throw (ex-info "Bad character" {:at at :rest (subs s at (min (count s) (+ at 5)))}))))))

(def binding-power {"||" 1 "&&" 2 "==" 3 "!=" 3 "<" 4 ">" 4 "<=" 4 ">=" 4 "+" 5 "-" 5 "*" 6 "/" 6 "%" 6})

(declare expr)

(defn expect [[[_ v :as t] & more] wanted]
  (if (= v wanted) more (throw (ex-info (str "Expected " wanted) {:got t}))))

(defn args [ts close]
  (if (= (second (first ts)) close)
    [[] (rest ts)]
    (loop [ts ts acc []]
      (let [[e ts] (expr ts 0) acc (conj acc e)]
        (if (= (second (first ts)) ",") (recur (rest ts) acc) [acc (expect ts close)])))))

(defn prefix [[[k v] & more]]
  (case k
    :num [v more]
    :id (if (= (second (first more)) "(")
          (let [[as ts] (args (rest more) ")")] [(list* 'call v as) ts])
          [v more])
    :op (case v
          "(" (let [[e ts] (expr more 0)] [e (expect ts ")")])
          "-" (let [[e ts] (expr more 7)] [(list 'neg e) ts])
          "!" (let [[e ts] (expr more 7)] [(list 'not e) ts])
          (throw (ex-info (str "Unexpected " v) {})))
    (throw (ex-info "Unexpected end" {}))))

(defn expr [ts power]
  (let [[left ts] (prefix ts)]
    (loop [left left [[_ op] :as ts] ts]
      (let [bp (binding-power op)]
        (if (and bp (> bp power))
          (let [[right ts] (expr (rest ts) bp)] (recur (list (symbol op) left right) ts))
          [left ts])))))

(defn statements [ts]
  (loop [ts ts acc []]
    (let [[[_ v] [k2 v2 :as t2]] ts]
      (cond
        (or (nil? v) (= v "}")) [acc (rest ts)]
        (= v 'while) (let [[c ts] (expr (rest ts) 0) [body ts] (statements (expect ts "{"))] (recur ts (conj acc (list 'while c body))))
        (= v 'if) (let [[c ts] (expr (rest ts) 0)
                        [a ts] (statements (expect ts "{"))
                        [b ts] (if (= 'else (second (first ts))) (statements (expect (rest ts) "{")) [[] ts])]
                    (recur ts (conj acc (list 'if c a b))))
        (= v 'fn) (let [[ps ts] (args (expect (drop 2 ts) "(") ")") [body ts] (statements (expect ts "{"))]
                    (recur ts (conj acc (list 'fn v2 ps body))))
        (= v 'return) (let [[e ts] (expr (rest ts) 0)] (recur (expect ts ";") (conj acc (list 'return e))))
        (= v2 "=") (let [[e ts] (expr (drop 2 ts) 0)] (recur (expect ts ";") (conj acc (list 'set v e))))
        :else (let [[e ts] (expr ts 0)] (recur (expect ts ";") (conj acc (list 'do e))))))))

(def ops {'+ + '- - '* * '/ / '% mod '< < '> > '<= <= '>= >= '== = '!= not=})

(defn emit [code form]
  (cond
    (number? form) (conj code [:push form])
    (symbol? form) (conj code [:load form])
    :else
    (let [[op a b & more] form]
      (case op
        neg (conj (emit code a) [:neg])
        not (conj (emit code a) [:not])
        call (conj (reduce emit code (drop 2 form)) [:call a (- (count form) 2)])
        set (conj (emit code b) [:store a])
        do (conj (emit code a) [:pop])
        return (conj (emit code a) [:ret])
        && (let [c (conj (emit code a) nil) c2 (emit (conj c [:pop]) b)] (assoc c2 (dec (count c)) [:jf-keep (count c2)]))
        || (let [c (conj (emit code a) nil) c2 (emit (conj c [:pop]) b)] (assoc c2 (dec (count c)) [:jt-keep (count c2)]))
        while (let [start (count code) c (conj (emit code a) nil) body (conj (reduce emit c b) [:jmp start])]
                (assoc body (dec (count c)) [:jf (count body)]))
        if (let [c (conj (emit code a) nil) then (conj (reduce emit c b) nil) done (reduce emit then (first more))]
             (assoc done (dec (count c)) [:jf (count then)] (dec (count then)) [:jmp (count done)]))
        fn (conj code [:def a b (conj (reduce emit [] (first more)) [:push nil] [:ret])])
        (conj (emit (emit code a) b) [:op op])))))

(defn run [code]
  (loop [code code pc 0 stack [] env {} frames () fns {} steps 0]
    (if (>= pc (count code))
      {:env (into (sorted-map) env) :steps steps :fns (sort (keys fns))}
      (let [[op x y z] (code pc) pc' (inc pc) n (count stack) steps (inc steps)]
        (case op
          :push (recur code pc' (conj stack x) env frames fns steps)
          :load (recur code pc' (conj stack (if-some [e (find env x)] (val e) (throw (ex-info (str "Undefined: " x) {:pc pc})))) env frames fns steps)
          :store (recur code pc' (pop stack) (assoc env x (peek stack)) frames fns steps)
          :pop (recur code pc' (pop stack) env frames fns steps)
          :neg (recur code pc' (conj (pop stack) (- (peek stack))) env frames fns steps)
          :not (recur code pc' (conj (pop stack) (not (peek stack))) env frames fns steps)
          :op (recur code pc' (conj (pop (pop stack)) ((ops x) (peek (pop stack)) (peek stack))) env frames fns steps)
          :jmp (recur code x stack env frames fns steps)
          :jf (recur code (if (peek stack) pc' x) (pop stack) env frames fns steps)
          :jf-keep (recur code (if (peek stack) pc' x) stack env frames fns steps)
          :jt-keep (recur code (if (peek stack) x pc') stack env frames fns steps)
          :def (recur code pc' stack env frames (assoc fns x {:params y :code z}) steps)
          :call (if (= x 'print)
                  (do (apply println (subvec stack (- n y))) (recur code pc' (conj (subvec stack 0 (- n y)) nil) env frames fns steps))
                  (let [{:keys [params] body :code} (fns x)]
                    (recur body 0 [] (zipmap params (subvec stack (- n y))) (conj frames [code pc' (subvec stack 0 (- n y)) env]) fns steps)))
          :ret (let [[code pc stack' env] (peek frames)] (recur code pc (conj stack' (peek stack)) env (pop frames) fns steps)))))))

(def source "
fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
fn gcd(a, b) { while b != 0 { t = b; b = a % b; a = t; } return a; }
x = fib(15); print(x, gcd(1071, 462), -3 + 2 * (4 - 1) / 4, 7.5 / 2);
i = 0; sum = 0;
while i < 100 && !(sum > 2000) { if i % 3 == 0 || i % 5 == 0 { sum = sum + i; } else { } i = i + 1; }
print(sum, i, 1 < 2, 10 / 4);")

(def ast (first (statements (tokenize source))))
(run! prn ast)

(def code (reduce emit [] ast))
(doseq [[i [op & xs]] (map-indexed vector code) :when (< i 12)] (println (format "%03d %-8s %s" i (name op) (str/join " " (map pr-str (take 1 xs))))))
(prn (run code))
(doseq [bad ["x = 1 $ 2;" "x = (1 + ;" "print(y);" "x = 1 / 0;" "while 1 < 0 {"]]
  (println bad "=>" (try (run (reduce emit [] (first (statements (tokenize bad))))) (catch clojure.lang.ExceptionInfo e [(ex-message e) (ex-data e)]) (catch ArithmeticException e (.getMessage e)))))
(prn (frequencies (map first code)) (walk/postwalk #(if (and (number? %) (> % 1)) (/ % 2) %) (first ast)))
