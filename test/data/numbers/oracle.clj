;; Prints what Clojure answers to each function of each operand, one case a line, tabs between:
;;   function, operand, operand or nothing, precision or nothing, rounding or nothing, answer
;; usage: clojure oracle.clj EVERY > oracle.txt      keeps each EVERY-th case
;; Left out is what Clove does otherwise on purpose (docstrings of div, sub and toInt): / of a double by zero,
;; subtraction of the least long or from -0.0 (boxed, Clojure adds the negation), division by or of the least long, casts of
;; doubles out of range, and the identity of NaN.
(require '[clojure.string :as s])

(def every (parse-long (first *command-line-args*)))
(def least Long/MIN_VALUE)

(def operands
  '[0 1 -1 2 -2 3 7 -7 10 100 2147483647 2147483648 -2147483648 -2147483649 4294967296 94906267 3037000499
    3037000500 9007199254740991 9007199254740992 9007199254740993 -9007199254740991 -9007199254740992
    4611686018427387904 9223372036854775807 -9223372036854775808 -9223372036854775807
    0N 1N -3N 9223372036854775808N -9223372036854775809N 123456789012345678901234567890N
    1/2 -1/3 7/2 -9/4 123456789012345678901/7 1/9223372036854775808
    0M 0.00M 1M -1.5M 2.50M 0.3M 100M 1E+3M 1E-3M -7.125M 12345678901234567890.123M
    0.0 -0.0 1.0 -1.0 0.5 2.5 -7.5 1e-5 1e10 9007199254740992.0 1e19 -1e19 1e300 ##Inf ##-Inf ##NaN])

(def places '[5 -5 31 32 33 52 53 54 63 64 65])

(def binary
  (array-map
   '+ + '- - '* * '/ / '+' +' '-' -' '*' *' 'quot quot 'rem rem 'mod mod '< < '<= <= '> > '>= >= '== == '= =
   'compare compare 'max max 'min min 'unchecked-add #(unchecked-add %1 %2) 'unchecked-subtract #(unchecked-subtract %1 %2)
   'unchecked-multiply #(unchecked-multiply %1 %2) 'bit-and bit-and 'bit-or bit-or 'bit-xor bit-xor 'bit-and-not bit-and-not
   'bit-shift-left bit-shift-left 'bit-shift-right bit-shift-right 'unsigned-bit-shift-right unsigned-bit-shift-right
   'bit-test bit-test 'bit-set bit-set 'bit-clear bit-clear 'bit-flip bit-flip))

(def unary
  (array-map
   'inc inc 'dec dec 'inc' inc' 'dec' dec' '- - '-' -' 'abs abs 'zero? zero? 'pos? pos? 'neg? neg? 'even? even? 'odd? odd?
   'hash hash 'str str 'long long 'int int 'short short 'byte byte 'double double 'bigint bigint 'bigdec bigdec
   'rationalize rationalize 'bit-not bit-not 'unchecked-long unchecked-long 'unchecked-int unchecked-int
   'unchecked-byte unchecked-byte 'unchecked-inc #(unchecked-inc %) 'unchecked-negate #(unchecked-negate %)
   'NaN? NaN? 'infinite? infinite? 'integer? integer? 'pr identity))

(defn answer [f & args]
  (try (pr-str (apply f args))
       (catch Throwable e
         (str "!" (.getSimpleName (class e)) " " (str (.getMessage e))))))

(defn left-out? [n a b]
  (or (and (= n '/) (or (double? a) (double? b)) (zero? b))
      (and (#{'- '-' '/ 'unchecked-subtract} n) (= b least))
      (and (= n '/) (= a least))
      (and (#{'- '-' 'unchecked-subtract} n) b (double? a) (zero? a) (zero? b))
      (and (= n '=) (= (str a b) "NaNNaN"))
      (and (#{'int 'short 'byte} n) (double? a))))

(def random (java.util.Random. 42))

(defn random-decimal []
  (let [bits (inc (.nextInt random (if (zero? (.nextInt random 5)) 120 24)))
        digits (* (bigint (BigInteger. (int bits) random)) (rand-nth [1 1 10 1000 -1 -10]))]
    (BigDecimal. (biginteger (if (zero? (.nextInt random 15)) 0 digits)) (int (- (.nextInt random 16) 6)))))

(defn in-context [precision rounding f a b]
  (binding [*math-context* (when (pos? precision)
                             (java.math.MathContext. precision (java.math.RoundingMode/valueOf (str rounding))))]
    (answer f a b)))

(def cases
  (concat
   (for [[n f] binary a operands b (if (s/starts-with? (str n) "bit-") (concat operands places) operands)
         :when (not (left-out? n a b))]
     [n (pr-str a) (pr-str b) "" "" (answer f a b)])
   (for [[n f] unary a operands :when (not (left-out? n a nil))] [n (pr-str a) "" "" "" (answer f a)])
   (for [_ (range 30000)
         :let [a (random-decimal) b (random-decimal) precision (.nextInt random 12)
               rounding (rand-nth '[UP DOWN CEILING FLOOR HALF_UP HALF_DOWN HALF_EVEN UNNECESSARY])
               [n f] (rand-nth [['+ +] ['- -] ['* *] ['/ /] ['quot quot] ['rem rem] ['mod mod] ['compare compare]])]]
     [n (pr-str a) (pr-str b) precision rounding (in-context precision rounding f a b)])))

(doseq [c (take-nth every cases)] (println (s/join "\t" c)))
