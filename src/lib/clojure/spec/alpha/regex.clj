(in-ns 'clojure.spec.alpha)

;; Regular expressions over the elements of a sequence, matched by derivatives: what is left of an expression when it has
;; taken an element is an expression again, which holds what has been matched so far. An expression is a map with ::op; a
;; predicate or a spec stands for one element. Nil is the expression that nothing matches.

(declare re-result)

(defn- op-of [p] (if (map? p) (::op p) nil))

(defn- accepted "The expression that has matched, with its result." [x] {::op ::accept :ret x})
(defn- accepted? [p] (identical? ::accept (op-of p)))

(defn- tagged [k x] (clojure.lang.MapEntry. k x))

(defn- in-sequence
  "The expressions ps one after the other, with the result ret so far. The leading ones that have matched go into it."
  [ps ks forms ret rep]
  (if (every? identity ps)
    (let [p (first ps)]
      (if (accepted? p)
        (let [ret (conj ret (if ks {(first ks) (:ret p)} (:ret p)))]
          (if (next ps)
            (recur (rest ps) (next ks) (next forms) ret nil)
            (accepted ret)))
        {::op ::pcat :ps ps :ret ret :ks ks :forms forms :rep+ rep}))
    nil))

(defn cat-impl "What cat gives." [ks ps forms] (in-sequence ps ks forms {} nil))

(defn- repeated
  "p, what is left of a turn, and then any number of turns of whole, with the results ret so far."
  [p whole ret splice form]
  (if p
    (let [turn? (accepted? p)]
      {::op ::rep
       :p2 whole
       :splice splice
       :forms form
       :p1 (if turn? whole p)
       :ret (if turn? (conj ret (:ret p)) ret)})
    nil))

(defn- numbered "The expression with an id, by which generators know how deep it lies within itself." [p]
  (assoc p :id (gensym "re__")))

(defn rep-impl "What * gives." [form p] (numbered (repeated p p [] false form)))

(defn rep+impl "What + gives." [form p]
  (in-sequence [p (numbered (repeated p p [] true form))] nil [form (list `* form)] [] form))

(defn amp-impl "What & gives." [re re-form preds pred-forms]
  {::op ::amp :p1 re :amp re-form :ps preds :forms pred-forms})

(defn- those-of
  "The elements of coll, which may be nil, beside those ps for which wanted? holds."
  [wanted? ps coll]
  (if coll
    (keep-indexed (fn [i x] (if (nth wanted? i) x nil)) coll)
    nil))

(defn- choice
  "One of the expressions ps. Those that nothing matches are left out, and one that is alone stands for itself."
  [ps ks forms]
  (let [there (mapv boolean ps)
        [ks forms] (if (every? true? there) [(seq ks) (seq forms)] [(those-of there ps ks) (those-of there ps forms)])
        ps (filter identity ps)]
    (cond
      (empty? ps) nil
      (next ps) {::op ::alt :ps ps :ks ks :forms forms}
      (nil? (first ks)) (first ps)
      (accepted? (first ps)) (accepted (tagged (first ks) (:ret (first ps))))
      :else {::op ::alt :ps ps :ks ks :forms forms})))

(defn- either [p q]
  (if (c/and p q)
    (choice (list p q) nil nil)
    (c/or p q)))

(defn alt-impl "What alt gives." [ks ps forms] (numbered (choice ps ks forms)))

(defn maybe-impl "What ? gives." [p form]
  (assoc (choice [p (accepted ::nil)] nil [form ::nil]) :maybe form))

(defn- through
  "What preds make of x, one after the other."
  [x preds forms]
  (loop [x x preds (seq preds) forms (seq forms)]
    (if preds
      (let [made (conformed (first preds) x (first forms))]
        (if (invalid? made)
          ::invalid
          (recur made (next preds) (next forms))))
      x)))

(defn- nothing?
  "Whether ret is the result of an expression that has matched no element."
  [p ret]
  (c/or (= ret ::nil)
        (c/and (#{::rep ::pcat} (op-of (resolved p)))
               (empty? ret))
        nil))

(defn- may-end?
  "Whether the expression matches where no more elements come."
  [p]
  (let [{:keys [ps p1 p2 forms] :as p} (resolved p)]
    (case (op-of p)
      ::accept true
      nil nil
      ::amp (c/and (may-end? p1)
                   (not (invalid? (through (re-result p1) ps (next forms)))))
      ::rep (c/or (identical? p1 p2) (may-end? p1))
      ::pcat (every? may-end? ps)
      ::alt (some may-end? ps))))

(defn- with-result
  "The results r and that of the expression p, under k in a map where there is a k."
  [p r k]
  (let [{:keys [splice] :as p} (resolved p)
        op (op-of p)]
    (case op
      nil r
      (::alt ::accept ::amp) (let [ret (re-result p)]
                               (if (= ret ::nil) r (conj r (if k {k ret} ret))))
      (::rep ::pcat) (let [ret (re-result p)]
                       (if (empty? ret)
                         r
                         ((if splice into conj) r (if k {k ret} ret)))))))

(defn- re-result
  "The result of an expression that may end."
  [p]
  (let [{:keys [ps ks p1 ret forms] :as p} (resolved p)]
    (case (op-of p)
      ::accept ret
      nil nil
      ::amp (let [inner (re-result p1)]
              (if (nothing? p1 inner) ::nil (through inner ps forms)))
      ::rep (with-result p1 ret nil)
      ::pcat (with-result (first ps) ret (first ks))
      ::alt (let [i (first (keep-indexed (fn [i p] (if (may-end? p) i nil)) ps))
                  inner (if (nil? i) ::nil (re-result (nth ps i)))
                  k (if (c/and i ks) (nth ks i) nil)]
              (if k (tagged k inner) inner)))))

(defn- after
  "What is left of the expression when it has taken x; nil where it cannot take x."
  [p x]
  (let [{:keys [ps ks p1 p2 ret splice forms amp] :as p} (resolved p)]
    (if p
      (case (op-of p)
        ::accept nil
        nil (let [made (conformed p x p)]
              (if (invalid? made) nil (accepted made)))
        ::amp (let [rest-of (after p1 x)]
                (cond
                  (nil? rest-of) nil
                  (accepted? rest-of) (let [made (through (re-result rest-of) ps (next forms))]
                                        (if (invalid? made) nil (accepted made)))
                  :else (amp-impl rest-of amp ps forms)))
        ::pcat (let [p0 (first ps)]
                 (either (in-sequence (cons (after p0 x) (rest ps)) ks forms ret nil)
                         (if (may-end? p0)
                           (after (in-sequence (rest ps) (next ks) (next forms) (with-result p0 ret (first ks)) nil) x)
                           nil)))
        ::alt (choice (map (fn [p] (after p x)) ps) ks forms)
        ::rep (either (repeated (after p1 x) p2 ret splice forms)
                      (if (may-end? p1)
                        (after (repeated p2 p2 (with-result p1 ret nil) splice forms) x)
                        nil)))
      nil)))

(defn- re-form [p]
  (let [{:keys [ps ks p1 forms splice rep+ maybe amp] :as p} (resolved p)]
    (if p
      (case (op-of p)
        ::accept nil
        nil p
        ::amp (list* 'clojure.spec.alpha/& amp forms)
        ::pcat (if rep+
                 (list `+ rep+)
                 (cons `cat (mapcat vector (c/or (seq ks) (repeat :_)) forms)))
        ::alt (if maybe
                (list `? maybe)
                (cons `alt (mapcat vector ks forms)))
        ::rep (list (if splice `+ `*) forms))
      nil)))

(defn- re-unform [p x]
  (let [{:keys [ps ks p1 rep+ maybe] :as p} (resolved p)
        by-key (fn [k] (get (zipmap ks ps) k))]
    (case (op-of p)
      ::accept [(:ret p)]
      nil [(unform p x)]
      ::amp (re-unform p1 (reduce (fn [x pred] (unform pred x)) x (reverse ps)))
      ::rep (mapcat (fn [y] (re-unform p1 y)) x)
      ::pcat (if rep+
               (mapcat (fn [y] (re-unform (first ps) y)) x)
               (mapcat (fn [k] (if (contains? x k) (re-unform (by-key k) (get x k)) nil)) ks))
      ::alt (if maybe
              [(unform (first ps) x)]
              (let [[k v] x] (re-unform (by-key k) v))))))

(defn- pairs-of
  "Vectors of an expression of p, its key and its form; a key or a form that is not known is nil."
  [{:keys [ps ks forms]}]
  (map vector ps (c/or (seq ks) (repeat nil)) (c/or (seq forms) (repeat nil))))

(defn- re-problems
  "The problems where the expression cannot take the first element of input, or input is empty and it may not end."
  [form p path via in input]
  (let [x (first input)
        {:keys [ps forms p1 p2] :as p} (resolved p)
        via (if-let [name (spec-name p)] (conj via name) via)
        insufficient (fn [path form]
                       [{:path path :reason "Insufficient input" :pred form :val () :via via :in in}])]
    (if p
      (case (op-of p)
        ::accept nil
        nil (if (empty? input)
              (insufficient path form)
              (problems-of form p path via in x))
        ::amp (if (empty? input)
                (if (may-end? p1)
                  (problems-in-turn forms ps path via in (re-result p1))
                  (insufficient path (:amp p)))
                (if-let [rest-of (after p1 x)]
                  (problems-in-turn forms ps path via in (re-result rest-of))
                  (re-problems (:amp p) p1 path via in input)))
        ::pcat (let [all (pairs-of p)
                     [pred k form] (if (= 1 (count all))
                                     (first all)
                                     (first (remove (fn [[pred]] (may-end? pred)) all)))
                     path (if k (conj path k) path)
                     form (c/or form (re-form pred))]
                 (if (c/and (empty? input) (not pred))
                   (insufficient path form)
                   (re-problems form pred path via in input)))
        ::alt (if (empty? input)
                (insufficient path (re-form p))
                (apply concat
                       (map (fn [[pred k form]]
                              (re-problems (c/or form (re-form pred)) pred (if k (conj path k) path) via in input))
                            (pairs-of p))))
        ::rep (re-problems (if (identical? p1 p2) forms (re-form p1)) p1 path via in input))
      nil)))

(defn- re-conform [p input]
  (loop [p p input (seq input)]
    (if input
      (let [rest-of (after p (first input))]
        (if rest-of
          (recur rest-of (next input))
          ::invalid))
      (if (may-end? p)
        (let [ret (re-result p)]
          (if (= ret ::nil) nil ret))
        ::invalid))))

(defn- re-explain [path via in re input]
  (loop [p re input (seq input) i 0]
    (if input
      (if-let [rest-of (after p (first input))]
        (recur rest-of (next input) (inc i))
        (let [extra (fn [form] [{:path path :reason "Extra input" :pred form :val input :via via :in (conj in i)}])]
          (if (accepted? p)
            (extra (re-form re))
            (let [found (re-problems (re-form p) p path via (conj in i) input)]
              (if (seq found) found (extra (re-form p)))))))
      (if (may-end? p)
        nil
        (re-problems (re-form p) p path via in nil)))))

;; Generators

(defn- re-gen
  "A generator of sequences that the expression matches; nil where recursion is too deep for one."
  [p overrides path rmap form]
  (let [origin p
        {:keys [ps p1 p2 forms ret id ::gfn] :as p} (resolved p)
        op (op-of p)
        rmap (if id (one-deeper rmap id) rmap)
        within (fn [[p k form]]
                 (let [inner (if k (conj path k) path)]
                   (cond
                     (c/and id k (too-deep? rmap id path k)) nil
                     id (gen/delay (re-gen p overrides inner rmap (c/or form p)))
                     :else (re-gen p overrides inner rmap (c/or form p)))))
        override (c/or (get overrides (spec-name origin)) (get overrides (spec-name p)) (get overrides path))]
    (cond
      override (if (c/or (nil? op) (= ::accept op)) (gen/fmap vector (override)) (override))
      gfn (gfn)
      (nil? p) nil
      :else
      (case op
        ::accept (gen/return (if (= ret ::nil) [] [ret]))
        nil (gen/fmap vector (generator-of p overrides path rmap form))
        ::amp (re-gen p1 overrides path rmap (re-form p1))
        ::pcat (let [gens (map within (pairs-of p))]
                 (if (every? identity gens) (apply gen/cat gens) nil))
        ::alt (let [gens (remove nil? (map within (pairs-of p)))]
                (if (seq gens) (gen/one-of gens) nil))
        ::rep (if (c/and id (too-deep? rmap id [id] id))
                (gen/return [])
                (if-let [g (re-gen p2 overrides path rmap forms)]
                  (gen/fmap (fn [parts] (apply concat parts)) (gen/vector g))
                  nil))))))

(defn regex-spec-impl "The spec of sequences that the regex op matches." [re gfn]
  (reify-spec
    (conform* [_ x]
      (if (c/or (nil? x) (sequential? x))
        (re-conform re x)
        ::invalid))
    (unform* [_ x] (re-unform re x))
    (explain* [_ path via in x]
      (if (c/or (nil? x) (sequential? x))
        (re-explain path via in re x)
        [(problem path (list `fn ['%] (list `c/or (list `nil? '%) (list `sequential? '%))) x via in)]))
    (gen* [_ overrides path rmap]
      (if gfn
        (gfn)
        (re-gen re overrides path rmap (re-form re))))
    (with-gen* [_ gfn] (regex-spec-impl re gfn))
    (describe* [_] (re-form re))))
