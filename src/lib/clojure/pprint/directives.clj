(in-ns 'clojure.pprint)

;; Common Lisp's format. A format is parsed to a vector of texts and directives; a directive is a map of :char, :params,
;; :colon, :at and, where it is a bracket, :clauses. To run one takes the arguments: a map of :all, a vector, and :pos,
;; a volatile. Running answers nil, :exit where ~^ ended what is around it, or :exit-all where ~:^ did.

(defn- bad-format [message text pos]
  (throw (new java.lang.RuntimeException
              (str message "\n" text "\n" (apply str (repeat pos " ")) "^\n"))))

(def ^:private known
  "The parameters of each directive (name, default, class) and the flags that it takes."
  (let [integer (fn [name default] [name default java.lang.Number])
        character (fn [name default] [name default java.lang.Character])
        text [(integer "mincol" 0) (integer "colinc" 1) (integer "minpad" 0) (character "padchar" \space)]
        digits [(integer "mincol" 0) (character "padchar" \space) (character "commachar" \,) (integer "commainterval" 3)]
        float [(integer "w" nil) (integer "d" nil)]
        exponent (into float [(integer "e" nil) (integer "k" 1) (character "overflowchar" nil)
                              (character "padchar" \space) (character "exponentchar" nil)])
        times [(integer "count" 1)]]
    {\A [text #{:colon :at}]
     \S [text #{:colon :at}]
     \D [digits #{:colon :at}]
     \B [digits #{:colon :at}]
     \O [digits #{:colon :at}]
     \X [digits #{:colon :at}]
     \R [(into [(integer "base" nil)] digits) #{:colon :at}]
     \P [[] #{:colon :at}]
     \C [[(character "char-format" nil)] #{:colon :at}]
     \F [(into float [(integer "k" 0) (character "overflowchar" nil) (character "padchar" \space)]) #{:at}]
     \E [exponent #{:at}]
     \G [exponent #{:at}]
     \$ [[(integer "d" 2) (integer "n" 1) (integer "w" 0) (character "padchar" \space)] #{:colon :at}]
     \% [times #{}]
     \& [times #{}]
     \| [times #{}]
     \~ [[(integer "n" 1)] #{}]
     \newline [[] #{:colon :at}]
     \T [[(integer "colnum" 1) (integer "colinc" 1)] #{:at}]
     \* [[(integer "n" nil)] #{:colon :at}]
     \? [[] #{:at}]
     \( [[] #{:colon :at}]
     \) [[] #{}]
     \[ [[(integer "selector" nil)] #{:colon :at}]
     \; [[(integer "min-remaining" nil) (integer "max-columns" nil)] #{:colon}]
     \] [[] #{}]
     \{ [[(integer "max-iterations" nil)] #{:colon :at}]
     \} [[] #{:colon}]
     \< [text #{:colon :at}]
     \> [[] #{:colon}]
     \^ [[(integer "arg1" nil) (integer "arg2" nil) (integer "arg3" nil)] #{:colon}]
     \W [[] #{:colon :at}]
     \_ [[] #{:colon :at}]
     \I [[(integer "n" 0)] #{:colon}]}))

(def ^:private closing {\( \), \[ \], \{ \}, \< \>})

;; Parsing

(defn- parse-params
  "The parameters from pos on, each a value and its place, and where they end."
  [text pos]
  (loop [params [] pos pos]
    (let [c (get text pos)
          [value end] (cond
                        (nil? c) [nil pos]
                        (= c \') [(get text (inc pos)) (+ pos 2)]
                        (or (= c \v) (= c \V)) [:argument (inc pos)]
                        (= c \#) [:remaining (inc pos)]
                        (= c \,) [nil pos]
                        :else (if-let [number (re-find #"^[+-]?[0-9]+" (subs text pos))]
                                [(parse-long number) (+ pos (count number))]
                                [nil pos]))
          more? (= \, (get text end))]
      (if (or more? (not= end pos))
        (let [params (conj params [value pos])]
          (if more?
            (recur params (inc end))
            [params end]))
        [params end]))))

(defn- parse-flags [text pos]
  (loop [flags {} pos pos]
    (let [c (get text pos)
          flag (case c \: :colon \@ :at nil)]
      (cond
        (nil? flag) [flags pos]
        (flags flag) (bad-format (str "Flag \"" c "\" appears more than once in a directive") text pos)
        :else (recur (assoc flags flag pos) (inc pos))))))

(defn- checked-params
  "The parameters with their defaults, and checked as far as that can be done before there are arguments."
  [text start name declared given]
  (when (> (count given) (count declared))
    (bad-format (str "Too many parameters for directive \"" name "\": " (count given)
                     (if (= 1 (count given)) " was" " were") " specified but only " (count declared)
                     (if (= 1 (count declared)) " is" " are") " allowed")
                text start))
  (vec (map-indexed
         (fn [i [param default class-of-it]]
           (let [[value pos] (get given i)]
             (cond
               (nil? value) default
               (keyword? value) [value default]
               (instance? class-of-it value) value
               :else (bad-format (str "Parameter " param " has bad type in directive \"" name "\": " (class value)) text pos))))
         declared)))

(defn- parse-directive
  "The directive after the ~ before pos, and where it ends."
  [text start]
  (let [[given pos] (parse-params text start)
        [flags pos] (parse-flags text pos)
        c (get text pos)
        name (when c (Character/toUpperCase c))
        [declared allowed] (known name)]
    (when (nil? c) (bad-format "A directive has no character" text start))
    (when (nil? declared) (bad-format (str "Directive \"" c "\" is undefined") text pos))
    (doseq [[flag sign] [[:colon ":"] [:at "@"]]]
      (when (and (flags flag) (not (allowed flag)))
        (bad-format (str "\"" sign "\" is an illegal flag for format directive \"" name "\"") text (flags flag))))
    [{:char name
      :params (checked-params text start name declared given)
      :colon (boolean (:colon flags))
      :at (boolean (:at flags))
      :pos start}
     (inc pos)]))

(declare parse-until)

(defn- parse-bracket
  "A directive that opens a bracket, with all up to the one that closes it."
  [text directive pos]
  (loop [clauses [] else nil pos pos]
    (let [[nodes end next-pos] (parse-until text pos (closing (:char directive)) (:pos directive))
          clauses (conj clauses nodes)]
      (if (= \; (:char end))
        (do
          (when (and (#{\( \{} (:char directive)))
            (bad-format "A separator (\"~;\") is in a bracket type that doesn't support it." text (:pos directive)))
          (when (and else (not= \< (:char directive)))
            (bad-format (if (:colon end)
                          "Two else clauses (\"~:;\") inside bracket construction."
                          "A plain clause (with \"~;\") follows an else clause (\"~:;\") inside bracket construction.")
                        text (:pos directive)))
          (recur clauses (or else (when (:colon end) (assoc end :index (count clauses)))) next-pos))
        [(assoc directive :clauses clauses :else else :close end) next-pos]))))

(defn- skip-newline
  "Where the format goes on after ~ and a newline, and the text that stays of it."
  [text directive pos]
  (let [blanks (if (:colon directive) 0 (count (re-find #"^\s*" (subs text pos))))]
    [(if (:at directive) "\n" "") (+ pos blanks)]))

(defn- parse-until
  "The texts and directives from pos on to the one that closes the bracket opened at `open`, or separates its clauses;
  that one; and where it ends."
  [text pos close open]
  (loop [nodes [] pos pos]
    (let [tilde (.indexOf text "~" pos)]
      (if (neg? tilde)
        (if close
          (bad-format "No closing bracket found." text open)
          [(if (< pos (count text)) (conj nodes (subs text pos)) nodes) nil (count text)])
        (let [nodes (if (< pos tilde) (conj nodes (subs text pos tilde)) nodes)
              [directive end] (parse-directive text (inc tilde))
              c (:char directive)]
          (cond
            (and close (or (= c close) (= c \;))) [nodes directive end]
            (#{\) \] \} \> \;} c) (bad-format (str "Directive \"" c "\" has no opening bracket") text (:pos directive))
            (closing c) (let [[bracket end] (parse-bracket text directive end)] (recur (conj nodes bracket) end))
            (= c \newline) (let [[kept end] (skip-newline text directive end)] (recur (conj nodes kept) end))
            :else (recur (conj nodes directive) end)))))))

(defn- compile-format [text]
  (first (parse-until text 0 nil 0)))

(defn- needs-columns? [nodes]
  (boolean (some (fn [node]
                   (and (map? node)
                        (or (#{\& \T \_ \I \W \<} (:char node))
                            (some needs-columns? (:clauses node)))))
                 nodes)))

;; Arguments

(defn- arguments [coll] {:all (vec (seq coll)) :pos (volatile! 0)})
(defn- remaining [args] (max 0 (- (count (:all args)) @(:pos args))))
(defn- rest-of [args] (subvec (:all args) (min @(:pos args) (count (:all args)))))

(defn- take-argument! [args]
  (let [i @(:pos args)]
    (when (>= i (count (:all args)))
      (throw (new java.lang.Exception "Not enough arguments for format definition")))
    (vreset! (:pos args) (inc i))
    (nth (:all args) i)))

(defn- move-to! [args i]
  (vreset! (:pos args) (max 0 i))
  nil)

(defn- params-of
  "The parameters of a directive, with those that come from the arguments."
  [directive args]
  (mapv (fn [param]
          (if (vector? param)
            (if (= :remaining (first param))
              (remaining args)
              (let [value (take-argument! args)] (if (nil? value) (second param) value)))
            param))
        (:params directive)))

;; Texts and numbers

(defn- spaces [n c] (apply str (repeat n c)))

(defn- print-padded [text directive [mincol colinc minpad padchar]]
  (let [least (+ (count text) minpad)
        width (if (< least mincol) (+ least (* colinc (quot (+ (- mincol least) (dec colinc)) colinc))) least)
        padding (spaces (- width (count text)) padchar)]
    (print (if (:at directive) (str padding text) (str text padding)))))

(defn- pad-left [text width c] (str (spaces (- width (count text)) c) text))

(defn- grouped [digits mark interval]
  (let [head (rem (count digits) interval)
        groups (map (fn [i] (subs digits i (+ i interval))) (range head (count digits) interval))]
    (apply str (interpose mark (if (pos? head) (cons (subs digits 0 head) groups) groups)))))

(defn- integral? [x]
  (or (integer? x)
      (and (number? x) (not (NaN? x)) (not (infinite? x)) (== x (bigint x)))))

(defn- print-integer [x directive base [mincol padchar commachar commainterval]]
  (print
    (if (integral? x)
      (let [negative? (neg? x)
            digits (.toString (biginteger x) base)
            digits (if negative? (subs digits 1) digits)
            digits (if (:colon directive) (grouped digits commachar commainterval) digits)]
        (pad-left (str (cond negative? "-" (:at directive) "+" :else "") digits) mincol padchar))
      (pad-left (print-str x) mincol padchar))))

(defn- with-commas [x]
  (let [digits (str (bigint x))]
    (if (= \- (first digits)) (str "-" (grouped (subs digits 1) "," 3)) (grouped digits "," 3))))

(defn- print-radix [x directive [base & params]]
  (cond
    base (print-integer x directive base params)
    (:at directive) (print (or (-roman x (:colon directive)) (if (integer? x) (with-commas x) (print-str x))))
    (:colon directive) (print (or (-ordinal x) (str (with-commas x) (-ordinal-ending x))))
    :else (print (or (-cardinal x) (with-commas x)))))

(defn- print-plural [directive args]
  (when (:colon directive) (move-to! args (dec @(:pos args))))
  (let [one? (= 1 (take-argument! args))]
    (print (if (:at directive) (if one? "y" "ies") (if one? "" "s")))))

(def ^:private character-names {8 "Backspace", 9 "Tab", 10 "Newline", 13 "Return", 32 "Space"})

(defn- spelled [c]
  (let [code (int c)
        meta? (bit-test code 7)
        low (bit-and code 127)]
    (str (if meta? "Meta-" "")
         (cond
           (character-names low) (character-names low)
           (< low 32) (str "Control-" (char (+ low 64)))
           (= low 127) "Control-?"
           :else (char low)))))

(defn- print-character [c directive]
  (cond
    (not (char? c)) (print c)
    (:colon directive) (print (spelled c))
    (:at directive) (pr c)
    :else (print c)))

(defn- print-float [kind x directive [w d e k overflow pad mark]]
  (print (-float kind x w d k overflow pad (:at directive) e mark)))

;; Columns

(defn- tabulate [directive [column step]]
  (let [at (-column *out*)]
    (print
      (spaces
        (if (:at directive)
          (let [to (+ at column)]
            (+ column (if (and (pos? step) (pos? (rem to step))) (- step (rem to step)) 0)))
          (cond
            (< at column) (- column at)
            (zero? step) 0
            :else (- step (rem (- at column) step))))
        \space))))

(defn- fresh-lines [n]
  (when (pos? n)
    (when (and (-pretty? *out*) (-in-line? *out*)) (newline))
    (print (spaces (dec n) \newline))))

(defmacro ^:private captured [& body]
  `(let [writer# (new java.io.StringWriter)
         ended# (binding [*out* writer#] ~@body)]
     [(str writer#) ended#]))

(defn- capitalize-words [text]
  (clojure.string/replace (clojure.string/lower-case text) #"[\p{L}\p{Nd}]+" clojure.string/capitalize))

(defn- capitalize-first [text]
  (clojure.string/replace-first (clojure.string/lower-case text) #"\p{L}" clojure.string/upper-case))

;; Running

(declare run)

(defn- convert-case [directive args outer]
  (let [[text ended] (captured (run (first (:clauses directive)) args outer))]
    (print ((case [(:colon directive) (:at directive)]
              [true true] clojure.string/upper-case
              [true false] capitalize-words
              [false true] capitalize-first
              clojure.string/lower-case)
            text))
    ended))

(defn- choose [directive args outer]
  (let [{:keys [clauses else colon at]} directive
        [selector] (params-of directive args)]
    (cond
      colon (run (get clauses (if (take-argument! args) 1 0)) args outer)
      at (let [pos @(:pos args)]
           (when (take-argument! args)
             (move-to! args pos)
             (run (first clauses) args outer)))
      :else (let [i (or selector (take-argument! args))]
              (when (nil? i) (throw (new java.lang.NullPointerException)))
              (let [plain (if else (dec (count clauses)) (count clauses))]
                (cond
                  (and (<= 0 i) (< i plain)) (run (nth clauses (int i)) args outer)
                  else (run (peek clauses) args outer)))))))

(defn- body-of
  "What ~{ repeats: what is inside, or the format that is the next argument."
  [directive args]
  (let [nodes (first (:clauses directive))]
    (if (seq nodes)
      nodes
      (let [given (take-argument! args)]
        (if (string? given) (compile-format given) given)))))

(defn- repeat-over
  "Runs the body on the same arguments until they are used up."
  [nodes args outer limit at-least-once?]
  (loop [n 0]
    (when (and (or (nil? limit) (< n limit))
               (or (pos? (remaining args)) (and at-least-once? (zero? n))))
      (let [before @(:pos args)]
        (when-not (run nodes args outer)
          (when-not (and (= before @(:pos args)) (nil? limit) (pos? n))
            (recur (inc n))))))))

(defn- repeat-each
  "Runs the body on each of the lists that are left."
  [nodes lists limit at-least-once?]
  (loop [n 0]
    (when (and (or (nil? limit) (< n limit))
               (or (pos? (remaining lists)) (and at-least-once? (zero? n))))
      (let [sub (arguments (if (pos? (remaining lists)) (take-argument! lists) []))]
        (when-not (= :exit-all (run nodes sub lists))
          (recur (inc n)))))))

(defn- iterate-over [directive args outer]
  (let [{:keys [colon at close]} directive
        [limit] (params-of directive args)
        nodes (body-of directive args)
        from (if at args (arguments (take-argument! args)))]
    (if colon
      (repeat-each nodes from limit (:colon close))
      (repeat-over nodes from outer limit (:colon close)))
    nil))

(defn- segments
  "The texts of the clauses of ~<, up to the one that ~^ ended."
  [clauses args outer]
  (loop [texts [] s (seq clauses)]
    (if s
      (let [[text ended] (captured (run (first s) args outer))]
        (if ended
          texts
          (recur (conj texts text) (next s))))
      texts)))

(defn- justify [directive args outer]
  (let [{:keys [clauses else colon at]} directive
        [mincol colinc minpad padchar] (params-of directive args)
        overflow? (and else (= 1 (:index else)))
        line-start (when overflow? (first (captured (run (first clauses) args outer))))
        [min-remaining max-columns] (when overflow? (params-of else args))
        texts (segments (if overflow? (next clauses) clauses) args outer)]
    (when (seq texts)
      (let [n (count texts)
            slots (max 1 (+ (dec n) (if colon 1 0) (if at 1 0)))
            length (reduce + (map count texts))
            least (+ length (* slots minpad))
            width (if (<= least mincol) mincol (+ mincol (* colinc (quot (+ (- least mincol) (dec colinc)) colinc))))
            padding (- width length)
            pad (fn [i] (spaces (+ (quot padding slots) (if (< i (rem padding slots)) 1 0)) padchar))
            first? (or colon (and (= n 1) (not at)))]
        (when (and line-start
                   (> (+ (-column *out*) (or min-remaining 0) width) (or max-columns 72)))
          (print line-start))
        (loop [s (seq texts) slot (if first? 1 0) out (if first? (pad 0) "")]
          (if (next s)
            (recur (next s) (inc slot) (str out (first s) (pad slot)))
            (print (str out (first s) (if at (pad slot) "")))))))
    nil))

(defn- logical-block [directive args]
  (let [{:keys [clauses colon]} directive
        constant (fn [nodes] (apply str (filter string? nodes)))
        [prefix body suffix] (case (count clauses)
                               1 [(if colon "(" nil) (first clauses) (if colon ")" nil)]
                               2 [(constant (first clauses)) (second clauses) (if colon ")" nil)]
                               [(constant (first clauses)) (second clauses) (constant (nth clauses 2))])
        inner (arguments (take-argument! args))]
    (pprint-logical-block :prefix prefix :suffix suffix
      (run body inner nil))
    nil))

(defn- leave
  "What ~^ answers."
  [directive args outer]
  (let [[a b c] (params-of directive args)
        leave? (cond
                 c (<= a b c)
                 b (= a b)
                 a (zero? a)
                 (:colon directive) (or (nil? outer) (zero? (remaining outer)))
                 :else (zero? (remaining args)))]
    (when leave? (if (:colon directive) :exit-all :exit))))

(defn- move [directive args]
  (let [[n] (params-of directive args)
        pos @(:pos args)]
    (cond
      (:at directive) (move-to! args (or n 0))
      (:colon directive) (move-to! args (- pos (or n 1)))
      :else (move-to! args (+ pos (or n 1))))))

(defn- indirect [directive args outer]
  (let [given (take-argument! args)
        nodes (if (string? given) (compile-format given) given)]
    (if (:at directive)
      (run nodes args outer)
      (do (run nodes (arguments (take-argument! args)) nil)
          nil))))

(defn- write-argument
  "Prints an argument as the dispatch function says; ends what is around it where *print-length* is reached."
  [directive args]
  (let [x (take-argument! args)
        write (fn [] (if (:colon directive) (binding [*print-pretty* true] (write-out x)) (write-out x)))]
    (when (if (:at directive)
            (binding [*print-level* nil *print-length* nil] (write))
            (write))
      :exit)))

(defn- run-directive [directive args outer]
  (let [params (fn [] (params-of directive args))
        with-argument (fn [f] (let [given (params)] (f (take-argument! args) directive given)) nil)]
    (case (:char directive)
      \A (with-argument (fn [x d given] (print-padded (if (integer? x) (in-base x) (print-str x)) d given)))
      \S (with-argument (fn [x d given] (print-padded (if (integer? x) (in-base x) (pr-str x)) d given)))
      \D (with-argument (fn [x d given] (print-integer x d 10 given)))
      \B (with-argument (fn [x d given] (print-integer x d 2 given)))
      \O (with-argument (fn [x d given] (print-integer x d 8 given)))
      \X (with-argument (fn [x d given] (print-integer x d 16 given)))
      \R (with-argument print-radix)
      \P (print-plural directive args)
      \C (with-argument (fn [x d _] (print-character x d)))
      \F (with-argument (fn [x d [w places k overflow pad]] (print-float :fixed x d [w places nil k overflow pad nil])))
      \E (with-argument (fn [x d given] (print-float :exponent x d given)))
      \G (with-argument (fn [x d given] (print-float :general x d given)))
      \$ (with-argument (fn [x d [places whole w pad]] (print (-money x places whole w pad (:at d) (:colon d)))))
      \% (print (spaces (first (params)) \newline))
      \& (fresh-lines (first (params)))
      \| (print (spaces (first (params)) \formfeed))
      \~ (print (spaces (first (params)) \~))
      \T (tabulate directive (params))
      \* (move directive args)
      \? (indirect directive args outer)
      \( (convert-case directive args outer)
      \[ (choose directive args outer)
      \{ (iterate-over directive args outer)
      \< (if (:colon (:close directive)) (logical-block directive args) (justify directive args outer))
      \^ (leave directive args outer)
      \W (write-argument directive args)
      \_ (pprint-newline (case [(:colon directive) (:at directive)]
                           [true true] :mandatory
                           [true false] :fill
                           [false true] :miser
                           :linear))
      \I (pprint-indent (if (:colon directive) :current :block) (first (params))))))

(defn- run
  "Runs texts and directives with the arguments; outer are the lists that ~:{ goes through."
  [nodes args outer]
  (loop [s (seq nodes)]
    (when s
      (let [node (first s)
            ended (if (string? node) (print node) (run-directive node args outer))]
        (or ended (recur (next s)))))))

(defn- print-format [nodes args]
  (run nodes (arguments args) nil)
  nil)

(defn cl-format
  "Prints the arguments as a format of Common Lisp says, such as \"~a is ~5,2f~%\", to a writer; to *out* where writer is
  true. Where it is false or nil, the text is the answer, and nothing is printed."
  [writer format-in & args]
  (let [nodes (if (string? format-in) (compile-format format-in) (seq format-in))
        base (cond
               (not writer) (new java.io.StringWriter)
               (true? writer) *out*
               :else writer)]
    (if (and (needs-columns? nodes) (not (-pretty? base)))
      (with-pretty-writer base (print-format nodes args))
      (binding [*out* base] (print-format nodes args)))
    (if writer nil (str base))))

(defmacro formatter
  "A function of a writer, as cl-format takes it, and arguments, which prints them by the format."
  [format-in]
  `(let [nodes# (#'compile-format ~format-in)]
     (fn [stream# & args#] (apply cl-format stream# nodes# args#))))

(defmacro formatter-out
  "A function of arguments which prints them to *out* by the format; for dispatch functions."
  [format-in]
  `(let [nodes# (#'compile-format ~format-in)]
     (fn [& args#] (#'print-format nodes# args#))))
