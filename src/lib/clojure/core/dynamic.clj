(in-ns 'clojure.core)

;; Dynamic bindings and what else holds only while a body runs.

(defn- var-bindings [bindings]
  (loop [out [] s (seq bindings)]
    (if s
      (recur (conj (conj out (list 'var (first s))) (second s)) (nnext s))
      (list* 'clojure.core/hash-map out))))

(defmacro binding
  "Evaluates the body with dynamic vars bound to other values, for everything that the body calls."
  [bindings & body]
  (even-bindings "binding" bindings)
  (list 'let* []
        (cons 'clojure.core/-bind! (next (var-bindings bindings)))
        (list 'try
              (cons 'do body)
              '(finally (clojure.core/pop-thread-bindings)))))

(defn with-bindings*
  "Calls f with the arguments, with the dynamic vars of a map bound to its values."
  [binding-map f & args]
  (push-thread-bindings binding-map)
  (try (apply f args)
       (finally (pop-thread-bindings))))

(defmacro with-bindings
  "Evaluates the body with the dynamic vars of a map bound to its values."
  [binding-map & body]
  (list 'clojure.core/with-bindings* binding-map (list* 'clojure.core/fn [] body)))

(defn bound-fn*
  "f, always called with the dynamic bindings that are in force now."
  [f]
  (let [bindings (get-thread-bindings)]
    (fn [& args] (apply with-bindings* bindings f args))))

(defmacro bound-fn
  "A fn that is always called with the dynamic bindings in force where it is made."
  [& fntail]
  (list 'clojure.core/bound-fn* (cons 'clojure.core/fn fntail)))

(defn with-redefs-fn
  "Calls func while the vars of a map have its values as roots."
  [binding-map func]
  (let [before (-roots binding-map)]
    (try
      (-set-roots! binding-map)
      (func)
      (finally (-set-roots! before)))))

(-set-twin! -set-roots!
  (fn set-roots!-twin [roots]
    (loop [s (seq roots)]
      (when s
        (-change-root! (key (first s)) (val (first s)))
        (recur (next s))))))

;; Bindings of vars of which one has a validator.
(-set-twin! push-thread-bindings
  (fn push-thread-bindings-twin [bindings]
    (loop [s (seq bindings)]
      (when s
        (check-value (get-validator (key (first s))) (val (first s)))
        (recur (next s))))
    (-bind-checked! bindings)))

(-set-twin! -bind!
  (fn bind!-twin [& vars-and-values]
    (push-thread-bindings (apply hash-map vars-and-values))))

(-set-twin! var-set
  (fn var-set-twin [v value]
    (check-value (get-validator v) value)
    (-write-binding! v value)))

(defmacro with-redefs
  "Evaluates the body while vars have other roots."
  [bindings & body]
  (list 'clojure.core/with-redefs-fn (var-bindings bindings) (list* 'clojure.core/fn [] body)))

(defmacro with-open
  "Evaluates the body with the names bound to things that are closed afterwards, the last one first."
  [bindings & body]
  (even-bindings "with-open" bindings)
  (cond
    (zero? (count bindings)) (cons 'do body)
    (symbol? (nth bindings 0))
    (list 'clojure.core/let (subvec bindings 0 2)
          (list 'try
                (list* 'clojure.core/with-open (subvec bindings 2) body)
                (list 'finally (list '. (nth bindings 0) 'close))))
    :else (throw (new java.lang.IllegalArgumentException "with-open only allows Symbols in bindings"))))

(defmacro with-local-vars
  "Evaluates the body with the names bound to vars of their own, for var-get and var-set."
  [name-vals-vec & body]
  (even-bindings "with-local-vars" name-vals-vec)
  (list 'clojure.core/let
        (into [] (mapcat (fn [[name init]] [name '(clojure.core/-local-var)])) (partition 2 name-vals-vec))
        (list 'clojure.core/push-thread-bindings (list* 'clojure.core/hash-map name-vals-vec))
        (list 'try (cons 'do body) '(finally (clojure.core/pop-thread-bindings)))))

(def ^{:dynamic true :doc "The rounding context of BigDecimal arithmetic, which with-precision binds; nil for exact results."}
  *math-context* nil)

(defmacro with-precision
  "Evaluates the exprs with BigDecimal results rounded to that many digits; :rounding and a mode may come first."
  [precision & exprs]
  (let [rounding? (= (first exprs) :rounding)
        mode (if rounding? (str (second exprs)) "HALF_UP")
        body (if rounding? (nnext exprs) exprs)]
    (list* 'clojure.core/binding ['clojure.core/*math-context* (list 'clojure.core/-math-context precision mode)] body)))
