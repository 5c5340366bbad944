;; Prints identity.json: what Clojure's hash, = and compare say of a table of values. The hashes by value; equality and
;; comparison of each value with each. Run: clojure test/data/identity.clj > test/data/identity.json
(require '[clojure.string :as str])

(def hashed
  '[nil true false 0 1 -1 2 42 100 -100 127 128 255 256 1000 65535 65536 1000000 2147483647 2147483648 -2147483648
    -2147483649 4294967295 4294967296 -4294967296 -4294967297 9007199254740991 -9007199254740991 9223372036854775807
    "" "a" "b" "ab" "abc" "hello" "Hello, world" "the quick brown fox" "äöü" "日本" "😀" "\n" "0" "-1"
    \a \space \newline \z \é \0 :a :b :abc :a/b :foo.bar/baz :+ :ä a b abc a/b foo.bar/baz + clojure.core/inc /
    () (1) (1 2) (1 2 3) (nil) (()) ((1)) [] [1] [2] [nil] [1 2] [1 2 3] [[]] [[1] [2]] [[[[]]]] [:a :b]
    ["a" \b :c d] [1 [2 [3 [4]]]] [nil nil] [true false]
    [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32]
    {} {:a 1} {:a 1 :b 2} {1 2} {nil nil} {"a" 1} {:a {:b {:c 1}}} {[1] [2]} #{} #{1} #{1 2 3} #{:a :b} #{nil} #{[1 2]}
    #{"a" "b" "c"} {:a #{1 2}} [1 "two" :three] (:a [1 {:b #{2}}]) [-1 -2 -3] [1000000 2000000] ["" ""] [a b]
    (quote x) (fn [x] x) {:x 1 :y 2 :z 3 :w 4} {1 :a 2 :b 3 :c 4 :d 5 :e 6 :f 7 :g 8 :h 9 :i 10 :j}
    #inst "2020-01-01T00:00:00.000Z" #inst "1970-01-01T00:00:00.000Z" #inst "1969-07-20T20:17:40.123Z"
    #inst "2038-01-19T03:14:08Z" #uuid "00000000-0000-0000-0000-000000000000" #uuid "550e8400-e29b-41d4-a716-446655440000"
    1.0 0.5 1N 1/2 1.5M 12345678901234567890N 0.0 [1.0 1/2 1N]])

(def compared
  '[nil true false 0 1 2 -1 1.0 1N 1.0M 1.00M 1/2 0.5 9223372036854775807 9223372036854775807N "" "a" "b" "ab" "é" \a \b
    :a :b :a/a :b/a a b a/a () (1) (1 2) [] [1] [1 2] [2] [1 2 3] [1.0] [nil] [[1]] [[1 2]] ["a"] [:a 1] {} {:a 1} {:a 1.0}
    {:a 1 :b 2} {:b 2 :a 1} {[1] 1} {(1) 1} #{} #{1} #{1.0} #{[1 2]} #{(1 2)} (nil) (nil nil) #inst "2020" #inst "2021"
    #uuid "00000000-0000-0000-0000-000000000001" #uuid "f0000000-0000-0000-0000-000000000001"])

(defn json-string [s]
  (str \" (str/join (map #(let [n (int %)] (if (or (< n 32) (> n 126) (#{34 92} n)) (format "\\u%04x" n) (str %))) s)) \"))
(defn json [x]
  (cond (string? x) (json-string x)
        (number? x) (str x)
        (nil? x) "null"
        (vector? x) (str "[" (str/join ", " (map json x)) "]")))

(defn rows [xs] (str/join ",\n" (map #(str "    " (json %)) xs)))
(println "{")
(println "  \"hashed\": [")
(println (rows (map #(vector (pr-str %) (hash %)) hashed)))
(println "  ],")
(println "  \"compared\": [")
(println (rows (map pr-str compared)))
(println "  ],")
(println "  \"equal\": [")
(println (rows (for [a compared] (apply str (for [b compared] (if (= a b) "=" "."))))))
(println "  ],")
;; A comparison of two different values that Clojure refuses: the class of the error, and the message up to the modules.
(println "  \"order\": [")
(println (rows (for [a compared]
                 (vec (for [b compared]
                        (try (compare a b)
                             (catch Throwable e (str/replace (.getMessage e) #" \(.*" ""))))))))
(println "  ]")
(println "}")
