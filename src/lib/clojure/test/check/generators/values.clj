(in-ns 'clojure.test.check.generators)

;; Numbers, characters, names and other values without parts.

(def small-integer "The generator of integers of either sign, no further from 0 than the size."
  (sized (fn [size] (choose (- size) size))))

(def nat "The generator of integers from 0 to the size." (sized (fn [size] (choose 0 size))))
(def ^{:doc "The old name of small-integer."} int small-integer)
(def ^{:doc "The old name of nat."} pos-int nat)
(def ^{:doc "The generator of integers from 0 down to the negated size."} neg-int (fmap - nat))
(def ^{:doc "The generator of integers above 0, up to the size and one."} s-pos-int (fmap inc nat))
(def ^{:doc "The generator of integers below 0, down to the negated size less one."} s-neg-int (fmap dec neg-int))

(def ^:private raw-long (make-gen (fn [rnd size] (rose/pure (random/rand-long rnd)))))

(defn- long-of-bits
  "An integer within the range of the highest bits of a random long: as it is, negated, or with fewer bits."
  [bits x lower upper]
  (loop [n (core/let [n (bit-shift-right x (- 64 bits))]
             (if (and (zero? lower) (neg? n)) (unchecked-negate n) n))]
    (cond
      (<= lower n upper) n
      (<= lower (unchecked-negate n) upper) (unchecked-negate n)
      :else (recur (bit-shift-right n 1)))))

(defn- longs-around-zero [lower upper]
  (sized (fn [size]
           (gen-fmap (fn [rose]
                       (core/let [[bits x] (rose/root rose)]
                         (integer-tree (long-of-bits bits x lower upper))))
                     (tuple (choose 1 (max 1 (min 64 size))) raw-long)))))

(defn large-integer*
  "The generator of longs of all magnitudes, with as many bits as the size says at the most, from :min to :max where
  those are given."
  [{:keys [min max]}]
  (core/let [min (or min -9223372036854775808)
             max (or max 9223372036854775807)]
    (assert (<= min max))
    (such-that (fn [n] (<= min n max))
               (cond
                 (<= min 0 max) (longs-around-zero min max)
                 (pos? min) (fmap (fn [n] (+ min n)) (longs-around-zero 0 (- max min)))
                 :else (fmap (fn [n] (+ max n)) (longs-around-zero (- min max) 0))))))

(def large-integer "The generator of longs of all magnitudes, with as many bits as the size says at the most."
  (large-integer* {}))

(def ^:private greatest-double 1.7976931348623157E308)

(defn- exponent-between [lower upper]
  (sized (fn [size]
           (core/let [reach (bit-shift-left 1 (quot (min 200 size) 8))]
             (cond
               (<= lower 0 upper) (choose (max lower (- reach)) (min upper reach))
               (neg? upper) (choose (max lower (- upper reach)) upper)
               :else (choose lower (min upper (+ lower reach))))))))

(defn- exponent-of [x] (max -1023 (clojure.math/get-exponent x)))

(defn- exponent-and-sign [lower upper]
  (if (and (nil? lower) (nil? upper))
    (tuple (exponent-between -1023 1023) (elements [1.0 -1.0]))
    (core/let [lower (or lower (- greatest-double))
               upper (or upper greatest-double)
               low (exponent-of lower)
               high (exponent-of upper)]
      (cond
        (<= 0.0 lower) (tuple (exponent-between low high) (return 1.0))
        (<= upper 0.0) (tuple (exponent-between high low) (return -1.0))
        :else (fmap (fn [[exponent sign :as pair]]
                      (if (or (and (neg? sign) (< low exponent)) (and (pos? sign) (< high exponent)))
                        [exponent (- sign)]
                        pair))
                    (tuple (exponent-between -1023 (max low high)) (elements [1.0 -1.0])))))))

(def ^:private significand
  "Doubles from 0 to just below 1, which shrink to those with few digits."
  (fmap (fn [n]
          (loop [n n place 0.5 made 0.0]
            (if (zero? n)
              made
              (recur (bit-shift-right n 1) (* place 0.5) (if (odd? n) (+ made place) made)))))
        (longs-around-zero 0 4503599627370495)))

(defn- finite-double [lower-bound upper-bound]
  (assert (or (nil? lower-bound) (nil? upper-bound) (<= lower-bound upper-bound)))
  (core/let [gen (fmap (fn [[[exponent sign] part]] (* sign (clojure.math/scalb (inc part) exponent)))
                       (tuple (exponent-and-sign lower-bound upper-bound) significand))]
    (if (or lower-bound upper-bound)
      (such-that (fn [x] (and (or (nil? lower-bound) (<= lower-bound x)) (or (nil? upper-bound) (<= x upper-bound))))
                 gen
                 1000)
      gen)))

(defn double*
  "The generator of doubles of all magnitudes, from :min to :max where those are given, with infinities unless
  :infinite? is false, and with NaN unless :NaN? is false."
  [{:keys [infinite? NaN? min max] :or {infinite? true NaN? true}}]
  (core/let [choices (cond-> [[95 (finite-double min max)]]
                       (and (or (nil? min) (<= min 0.0)) (or (nil? max) (<= 0.0 max)))
                       (conj [1 (elements [0.0 -0.0])])
                       (and infinite? (nil? max)) (conj [1 (return ##Inf)])
                       (and infinite? (nil? min)) (conj [1 (return ##-Inf)])
                       NaN? (conj [1 (return ##NaN)]))]
    (if (= 1 (count choices))
      (second (first choices))
      (frequency choices))))

(def double "The generator of doubles of all magnitudes, with infinities and NaN." (double* {}))

(def byte "The generator of bytes." (fmap core/byte (choose -128 127)))
(def bytes "The generator of arrays of bytes." (fmap core/byte-array (vector byte)))

(def size-bounded-bigint "The generator of integers of any magnitude, with more digits than a long has where the size is great."
  (sized (fn [size]
           (core/let [words (inc (quot size 30))]
             (fmap (fn [[sign parts]] (bigint (*' sign (reduce (fn [n part] (+' (*' n 1073741824) part)) 0 parts))))
                   (tuple (elements [1 -1]) (vector (sized (fn [size] (choose 0 (dec (bit-shift-left 1 (min 30 size)))))) 1 words)))))))

(def ratio "The generator of ratios of small integers, which are integers at times."
  (fmap (fn [[a b]] (/ a b)) (tuple small-integer (fmap inc nat))))

(def big-ratio "The generator of ratios of integers of any magnitude, which are integers at times."
  (fmap (fn [[a b]] (/ a b))
        (tuple size-bounded-bigint (such-that (fn [n] (not (zero? n))) size-bounded-bigint))))

;; Characters and strings

(def char "The generator of characters from 0 to 255." (fmap core/char (choose 0 255)))
(def char-ascii "The generator of the characters of ASCII that can be printed." (fmap core/char (choose 32 126)))

(def char-alphanumeric "The generator of letters and digits."
  (fmap core/char (one-of [(choose 48 57) (choose 65 90) (choose 97 122)])))

(def ^{:doc "The old name of char-alphanumeric."} char-alpha-numeric char-alphanumeric)
(def char-alpha "The generator of letters." (fmap core/char (one-of [(choose 65 90) (choose 97 122)])))

(def ^:private char-symbol-special (elements [\* \+ \! \- \_ \? \.]))
(def ^:private char-in-name (frequency [[14 char-alphanumeric] [7 char-symbol-special] [1 (return \:)]]))
(def ^:private char-first-in-name (frequency [[10 char-alpha] [5 char-symbol-special]]))

(def string "The generator of strings of characters from 0 to 255." (fmap string/join (vector char)))
(def string-ascii "The generator of strings of the characters of ASCII that can be printed." (fmap string/join (vector char-ascii)))
(def string-alphanumeric "The generator of strings of letters and digits." (fmap string/join (vector char-alphanumeric)))
(def ^{:doc "The old name of string-alphanumeric."} string-alpha-numeric string-alphanumeric)

;; Keywords, symbols, UUIDs

(defn- digit? [c] (and (char? c) (<= 48 (core/int c) 57)))

(defn- readable-start? "Whether a name with these first characters is no number." [[a b]]
  (not (and (or (= a \+) (= a \-)) (digit? b))))

(def ^:private name-text
  (fmap (fn [[start others]]
          (core/let [text (string/replace (string/join (cons start others)) #":{2,}" ":")]
            (if (string/ends-with? text ":") (subs text 0 (dec (count text))) text)))
        (such-that (fn [[start [next-one]]] (readable-start? [start next-one]))
                   (tuple char-first-in-name (vector char-in-name))
                   50)))

(defn- smaller "The generator at the size to the power of 0.6." [gen]
  (scale (fn [size] (long (Math/pow size 0.6))) gen))

(def keyword "The generator of keywords without namespaces."
  (fmap core/keyword (smaller name-text)))

(def keyword-ns "The generator of keywords with namespaces."
  (fmap (fn [[ns name]] (core/keyword ns name)) (tuple (smaller name-text) (smaller name-text))))

(def symbol "The generator of symbols without namespaces."
  (frequency [[100 (fmap core/symbol (smaller name-text))] [1 (return '/)]]))

(def symbol-ns "The generator of symbols with namespaces."
  (fmap (fn [[ns name]] (core/symbol ns name)) (tuple (smaller name-text) (smaller name-text))))

(def uuid "The generator of UUIDs of chance, which do not shrink."
  (no-shrink
    (make-gen
      (fn [rnd size]
        (core/let [[left right] (random/split rnd)
                   most (bit-or (bit-and (random/rand-long left) -61441) 16384)
                   least (bit-and (bit-or (random/rand-long right) -9223372036854775808) -4611686018427387905)]
          (rose/pure (java.util.UUID. most least)))))))
