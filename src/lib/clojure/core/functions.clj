(in-ns 'clojure.core)

;; Functions that make or call functions.

(defn identity "Its argument." [x] x)

(defn constantly
  "A function that takes any arguments and gives x."
  [x]
  (fn [& args] x))

(defn complement
  "A function that gives the opposite truth value of f for the same arguments."
  [f]
  (fn
    ([] (not (f)))
    ([x] (not (f x)))
    ([x y] (not (f x y)))
    ([x y & zs] (not (apply f x y zs)))))

(defn comp
  "The composition of functions: the last one takes the arguments, each other one the result of the one after it."
  ([] identity)
  ([f] f)
  ([f g]
   (fn
     ([] (f (g)))
     ([x] (f (g x)))
     ([x y] (f (g x y)))
     ([x y z] (f (g x y z)))
     ([x y z & args] (f (apply g x y z args)))))
  ([f g & fs]
   (loop [composed (comp f g) fs fs]
     (if fs
       (recur (comp composed (first fs)) (next fs))
       composed))))

(defn partial
  "f with its first arguments fixed: the function takes the other ones."
  ([f] f)
  ([f a]
   (fn
     ([] (f a))
     ([x] (f a x))
     ([x y] (f a x y))
     ([x y z] (f a x y z))
     ([x y z & args] (apply f a x y z args))))
  ([f a b]
   (fn
     ([] (f a b))
     ([x] (f a b x))
     ([x y] (f a b x y))
     ([x y z] (f a b x y z))
     ([x y z & args] (apply f a b x y z args))))
  ([f a b c]
   (fn
     ([] (f a b c))
     ([x] (f a b c x))
     ([x y] (f a b c x y))
     ([x y z] (f a b c x y z))
     ([x y z & args] (apply f a b c x y z args))))
  ([f a b c & more]
   (fn [& args] (apply f a b c (concat more args)))))

(defn juxt
  "A function that gives the vector of what each of the functions gives for its arguments."
  ([f]
   (fn
     ([] [(f)])
     ([x] [(f x)])
     ([x y] [(f x y)])
     ([x y z] [(f x y z)])
     ([x y z & args] [(apply f x y z args)])))
  ([f g]
   (fn
     ([] [(f) (g)])
     ([x] [(f x) (g x)])
     ([x y] [(f x y) (g x y)])
     ([x y z] [(f x y z) (g x y z)])
     ([x y z & args] [(apply f x y z args) (apply g x y z args)])))
  ([f g h]
   (fn
     ([] [(f) (g) (h)])
     ([x] [(f x) (g x) (h x)])
     ([x y] [(f x y) (g x y) (h x y)])
     ([x y z] [(f x y z) (g x y z) (h x y z)])
     ([x y z & args] [(apply f x y z args) (apply g x y z args) (apply h x y z args)])))
  ([f g h & fs]
   (let [fs (list* f g h fs)]
     (fn [& args]
       (loop [s (seq fs) out []]
         (if s (recur (next s) (conj out (apply (first s) args))) out))))))

(defn fnil
  "f with defaults for its first arguments where they are nil."
  ([f x]
   (fn
     ([a] (f (if (nil? a) x a)))
     ([a b] (f (if (nil? a) x a) b))
     ([a b c] (f (if (nil? a) x a) b c))
     ([a b c & more] (apply f (if (nil? a) x a) b c more))))
  ([f x y]
   (fn
     ([a b] (f (if (nil? a) x a) (if (nil? b) y b)))
     ([a b c] (f (if (nil? a) x a) (if (nil? b) y b) c))
     ([a b c & more] (apply f (if (nil? a) x a) (if (nil? b) y b) c more))))
  ([f x y z]
   (fn
     ([a b] (f (if (nil? a) x a) (if (nil? b) y b)))
     ([a b c] (f (if (nil? a) x a) (if (nil? b) y b) (if (nil? c) z c)))
     ([a b c & more] (apply f (if (nil? a) x a) (if (nil? b) y b) (if (nil? c) z c) more)))))

(defn trampoline
  "Calls f with the arguments, then calls what it gives as long as that is a function; the first other value."
  ([f]
   (let [value (f)]
     (if (fn? value) (recur value) value)))
  ([f & args] (trampoline (fn [] (apply f args)))))

(defn comparator
  "A comparison function for sort and sorted collections from a predicate that says whether x comes before y."
  [pred]
  (fn [x y]
    (cond (pred x y) -1 (pred y x) 1 :else 0)))

(defn every?
  "Whether (pred x) holds for every element; true where there is none."
  [pred coll]
  (loop [s (seq coll) run nil n 0 i 0]
    (if (< i n)
      (if (pred (-aget run i))
        (recur s run n (inc i))
        false)
      (let [left (seq s)]
        (if left
          (let [run (-run left)]
            (recur (-after-run left run) run (-alength run) 0))
          true)))))

(def ^{:doc "Whether (pred x) fails for some element." :arglists '([pred coll])} not-every? (comp not every?))

(defn some
  "The first value of (pred x) that is neither false nor nil, over the elements in order; else nil."
  [pred coll]
  (loop [s (seq coll) run nil n 0 i 0]
    (if (< i n)
      (let [value (pred (-aget run i))]
        (if value value (recur s run n (inc i))))
      (let [left (seq s)]
        (if left
          (let [run (-run left)]
            (recur (-after-run left run) run (-alength run) 0))
          nil)))))

(def ^{:doc "Whether (pred x) holds for no element." :arglists '([pred coll])} not-any? (comp not some))

(defn- -every-of [ps]
  (fn [& args]
    (every? (fn [p] (every? p args)) ps)))

(defn- -some-of [ps]
  (fn [& args]
    (some (fn [a] (some (fn [p] (p a)) ps)) args)))

(defn every-pred
  "A predicate that holds when every one of the predicates holds for every one of its arguments."
  ([p]
   (fn
     ([] true)
     ([x] (boolean (p x)))
     ([x y] (boolean (and (p x) (p y))))
     ([x y & args] (boolean (and (p x) (p y) (every? p args))))))
  ([p1 p2]
   (fn
     ([] true)
     ([x] (boolean (and (p1 x) (p2 x))))
     ([x y] (boolean (and (p1 x) (p1 y) (p2 x) (p2 y))))
     ([x y & args] (boolean (and (p1 x) (p1 y) (p2 x) (p2 y) (every? (fn [a] (and (p1 a) (p2 a))) args))))))
  ([p1 p2 p3] (-every-of (list p1 p2 p3)))
  ([p1 p2 p3 & ps] (-every-of (list* p1 p2 p3 ps))))

(defn some-fn
  "A function that gives the first value, neither false nor nil, of one of the functions for one of its arguments."
  ([p]
   (fn
     ([] nil)
     ([x] (p x))
     ([x y] (or (p x) (p y)))
     ([x y & args] (or (p x) (p y) (some p args)))))
  ([p1 p2]
   (fn
     ([] nil)
     ([x] (or (p1 x) (p2 x)))
     ([x y] (or (p1 x) (p2 x) (p1 y) (p2 y)))
     ([x y & args] (or ((some-fn p1 p2) x y) (some (fn [a] (or (p1 a) (p2 a))) args)))))
  ([p1 p2 p3] (-some-of (list p1 p2 p3)))
  ([p1 p2 p3 & ps] (-some-of (list* p1 p2 p3 ps))))

(defn max-key
  "The argument for which the number (k x) is greatest; the last one of several such."
  ([k x] x)
  ([k x y] (if (> (k x) (k y)) x y))
  ([k x y & more]
   (let [kx (k x) ky (k y)]
     (loop [best (if (> kx ky) x y) k-best (if (> kx ky) kx ky) more more]
       (if more
         (let [z (first more) kz (k z)]
           (if (>= kz k-best)
             (recur z kz (next more))
             (recur best k-best (next more))))
         best)))))

(defn min-key
  "The argument for which the number (k x) is least; the last one of several such."
  ([k x] x)
  ([k x y] (if (< (k x) (k y)) x y))
  ([k x y & more]
   (let [kx (k x) ky (k y)]
     (loop [best (if (< kx ky) x y) k-best (if (< kx ky) kx ky) more more]
       (if more
         (let [z (first more) kz (k z)]
           (if (<= kz k-best)
             (recur z kz (next more))
             (recur best k-best (next more))))
         best)))))
