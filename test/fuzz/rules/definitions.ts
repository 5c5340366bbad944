import type { DefinitionRule } from './types.js';

/** Definitions at the top of a program: the form, and what it makes known to the forms after it. */
export const definitions: readonly DefinitionRule[] = [
  [5, '(defn %f [%x] $any{x:any})', [['f', 'fn1']]],
  [4, '(defn %f [%x %y] $any{x:any,y:any})', [['f', 'fn2']]],
  [3, '(defn %f ([%x] $any{x:any}) ([%x %y] $any{x:any,y:any}) ([%x %y & %z] $any{x:any,y:any,z:seq}))', [['f', 'fn2']]],
  [2, '(defn %f [%x & %z] $any{x:any,z:seq})', [['f', 'fn1']]],
  [2, '(defn %f [[%x %y] {:keys [a] :or {a $any}}] $any{x:any,y:any,=a:any})', [['f', 'fn2']]],
  [2, '(defn %f [%x] {:pre [$bool{x:any}]} $any{x:any})', [['f', 'fn1']]],
  [
    2,
    '!(defn %f ([%x] (%f 4 %x)) ([%n %x] (if (clojure.core/pos? %n) (p/limit (%f (clojure.core/dec %n) $any{x:any,n:int})) $any{x:any})))',
    [['f', 'fn1']],
  ],
  [
    2,
    '!(do (declare %g) (defn %f ([%x] (%f 5 %x)) ([%n %x] (if (clojure.core/pos? %n) (%g (clojure.core/dec %n) (p/limit $any{x:any,n:int})) $any{x:any}))) (defn %g [%n %x] (if (clojure.core/pos? %n) (%f (clojure.core/dec %n) (p/limit $any{x:any})) $any{x:any})))',
    [['f', 'fn1']],
  ],
  [3, '(def %x $any)', [['x', 'any']]],
  [2, '(def %x (atom $any))', [['x', 'ref']]],
  [1, '(def %f $fn1)', [['f', 'fn1']]],
  [1, '(def %f (let [%r (atom $any)] (fn [%x] (swap! %r (p/limiting (fn [%y %z] $any{y:any,z:any})) %x))))', [['f', 'fn1']]],
  [
    2,
    '(def ^:dynamic %d $any)',
    [
      ['d', 'dyn'],
      ['d', 'any'],
    ],
  ],
  [1, '(defmacro %m [%x] `(let [v# ~%x] [v# v#]))', [['m', 'macro1']]],
  [1, '(defmacro %m [%x] `(try ~%x (catch Exception e# (p/message e#))))', [['m', 'macro1']]],
  [1, '(defmacro %m [%x] (list (quote if) %x 1 2))', [['m', 'macro1']]],
  [
    2,
    '(do (defmulti %f (fn [%x] $any{x:any})) (defmethod %f $key [%x] $any{x:any}) (defmethod %f :default [%x] $any{x:any}))',
    [['f', 'fn1']],
  ],
  [
    2,
    '(do (defprotocol %p (%f [%x])) (extend-protocol %p Number (%f [%x] $any{x:num}) String (%f [%x] $any{x:str}) nil (%f [%x] $any) Object (%f [%x] $any{x:any})))',
    [['f', 'fn1']],
  ],
  [
    2,
    '(do (defprotocol %p (%f [%x %y])) (defrecord %q [a b] %p (%f [%x %y] $any{=a:any,=b:any,y:any})) (def %g (fn [%x %y] (->%q %x %y))))',
    [
      ['g', 'rec'],
      ['g', 'fn2'],
    ],
  ],
  [1, '(do (defrecord %q [a b]) (def %g (fn [%x %y] (->%q %x %y))))', [['g', 'rec']]],
  [1, '(defn inc [%x] (if (number? %x) (- %x 5) [:inc %x]))', []],
  [1, '(defn first [%x] [:first %x])', []],
  [1, '(defn + [& %xs] (count %xs))', []],
];

/** Definitions of types, methods and hierarchies. */
export const typeDefinitions: readonly DefinitionRule[] = [
  [
    1,
    '(do (defmulti %f class) (defmethod %f Number [%x] [:number %x]) (defmethod %f nil [%x] $any) (defmethod %f :default [%x] $any{x:any}))',
    [['f', 'fn1']],
  ],
  [
    1,
    '(do (derive ::circle ::shape) (derive ::square ::shape) (defmulti %f (fn [%x] (if (number? %x) ::circle ::square))) (defmethod %f ::shape [%x] $any{x:any}) (defmethod %f ::circle [%x] [:c %x]))',
    [['f', 'fn1']],
  ],
  [
    1,
    '(do (defmulti %f (fn [%x %y] [(class %x) (class %y)])) (defmethod %f [Number Object] [%x %y] :lo) (defmethod %f [Object Number] [%x %y] :ol) (prefer-method %f [Number Object] [Object Number]) (defmethod %f :default [%x %y] $any{x:any,y:any}))',
    [['f', 'fn2']],
  ],
  [
    1,
    '(do (defprotocol %p (%f [%x] [%x %y])) (extend-type Number %p (%f ([%x] $any{x:num}) ([%x %y] [%x %y]))) (extend-type nil %p (%f ([%x] :nil) ([%x %y] %y))) (extend-type Object %p (%f ([%x] $any{x:any}) ([%x %y] $any{x:any,y:any}))))',
    [
      ['f', 'fn1'],
      ['f', 'fn2'],
    ],
  ],
  [
    1,
    '(do (defprotocol %p (%f [%x])) (deftype %q [a ^:unsynchronized-mutable b] %p (%f [%x] (set! b (inc (if (int? b) b 0))) [a b])) (def %g (fn [%x] (%f (->%q %x 1)))))',
    [['g', 'fn1']],
  ],
  [
    1,
    '(do (defrecord %q [a b] Object (toString [%x] (str "q" a))) (def %g (fn [%x %y] (map->%q {:a %x :c %y}))))',
    [
      ['g', 'rec'],
      ['g', 'fn2'],
    ],
  ],
  [1, '(do (defprotocol %p (%f [%x])) (def %g (fn [%x] (%f (reify %p (%f [_] $any{x:any}))))))', [['g', 'fn1']]],
  [1, '(defmacro %m [%x] `(let [a# ~%x] (cond (number? a#) (inc a#) :else [~%x a#])))', [['m', 'macro1']]],
  [1, '(defmacro %m [%x] (if (number? %x) (* 2 %x) `(identity ~%x)))', [['m', 'macro1']]],
  [1, '(defn %f ^double [^double %x] (* %x 1.5))', []],
  [1, '(defn- %f "doc" {:a 1} [%x] $any{x:any})', [['f', 'fn1']]],
  [1, '(defonce %x $any)', [['x', 'any']]],
  [1, '(def %f (comp (fn [%x] $any{x:any}) $fn1))', [['f', 'fn1']]],
  [1, '(do (deftype %q [a] clojure.lang.IDeref (deref [_] a)) (def %g (fn [%x] @(->%q %x))))', [['g', 'fn1']]],
  [1, '(do (deftype %q [a] clojure.lang.IFn (invoke [_ %x] $any{x:any,=a:any})) (def %f (->%q $any)))', [['f', 'fn1']]],
  [
    1,
    '(do (deftype %q [a] clojure.lang.Counted (count [_] 3) clojure.lang.Seqable (seq [_] (list a 2 3))) (def %g (fn [%x] (let [%y (->%q %x)] [(count %y) (seq %y) (first %y)]))))',
    [['g', 'fn1']],
  ],
  [
    1,
    '(do (defprotocol %p (%f [%x])) (extend-protocol %p clojure.lang.IPersistentVector (%f [%x] [:v (count %x)]) clojure.lang.IPersistentMap (%f [%x] $any{x:map}) clojure.lang.ISeq (%f [%x] (vec (take 2 %x))) nil (%f [_] $any) Object (%f [%x] $any{x:any})))',
    [['f', 'fn1']],
  ],
  [
    1,
    '(do (defprotocol %p (%f [%x])) (defrecord %q [a b] %p (%f [_] [a $any{=a:any,=b:any}])) (defn %g [%x] (let [%y (->%q %x $any{x:any})] [%y (%f %y) (assoc %y :b 1) (= %y (->%q %x nil)) (:a %y) (keys %y)])))',
    [['g', 'fn1']],
  ],
  [
    1,
    '(do (def %d (-> (make-hierarchy) (derive :a :p) (derive :b :p))) (defmulti %f identity :hierarchy (var %d)) (defmethod %f :p [%x] [:p %x]) (defmethod %f :default [%x] $any{x:any}))',
    [['f', 'fn1']],
  ],
  [
    1,
    '(do (defmulti %f (fn [%x %y] [(p/kind %x) (number? %y)])) (defmethod %f [:int true] [%x %y] (+ %x %y)) (defmethod %f :default [%x %y] $any{x:any,y:any}))',
    [['f', 'fn2']],
  ],
  [1, '(defn %f [%x & {:keys [a b] :or {a $any}}] $any{x:any,=a:any,=b:any})', [['f', 'fn1']]],
  [1, '(defn %f [%x] (lazy-seq (cons %x (map (fn [%y] $any{x:any,y:any}) [1 2]))))', [['f', 'fn1']]],
  [1, '(def %f (memoize (fn [%x] (p/say $any{x:any}))))', [['f', 'fn1']]],
  [1, '(do (def %d (atom 0)) (defn %f [%x] (swap! %d inc) [@%d $any{x:any}]))', [['f', 'fn1']]],
  [1, '(defmacro %m [%x & %y] `(let [a# ~%x] (if a# (do ~@%y a#) [a#])))', [['m', 'macro1']]],
  [1, '(def ^{:doc "d" :k $any} %x $any)', [['x', 'any']]],
  [
    1,
    '(defn %f ([] $any) ([%x] $any{x:any}) ([%x %y & %z] $any{x:any,y:any,z:seq}))',
    [
      ['f', 'fn1'],
      ['f', 'fn2'],
    ],
  ],
];
