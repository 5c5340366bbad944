(in-ns 'clojure.spec.alpha)

;; The specs of single values: what the macros of forms.clj call.

(defn spec-impl
  "What spec gives: the spec of a predicate, a set, a spec or a name; of a conformer, where conformer? holds, with what
  reverses it."
  ([form pred gfn conformer?] (spec-impl form pred gfn conformer? nil))
  ([form pred gfn conformer? unc]
   (cond
     (spec? pred) (if gfn (with-gen pred gfn) pred)
     (regex? pred) (regex-spec-impl pred gfn)
     (ident? pred) (if gfn (with-gen (as-known-spec pred) gfn) (as-known-spec pred))
     :else
     (reify-spec
       (conform* [_ x]
         (let [ret (pred x)]
           (if conformer?
             ret
             (if ret x ::invalid))))
       (unform* [_ x]
         (if conformer?
           (if unc
             (unc x)
             (throw (new java.lang.IllegalStateException "no unform fn for conformer")))
           x))
       (explain* [_ path via in x]
         (if (invalid? (conformed pred x form conformer?))
           [(problem path form x via in)]
           nil))
       (gen* [_ overrides path rmap]
         (if gfn (gfn) (gen/gen-for-pred pred)))
       (with-gen* [_ gfn] (spec-impl form pred gfn conformer? unc))
       (describe* [_] form)))))

(defn- ready-specs "A delay of the specs of preds, in a vector." [preds forms]
  (delay (mapv (fn [pred form] (specize pred form)) preds forms)))

(defn tuple-impl
  "What tuple gives."
  ([forms preds] (tuple-impl forms preds nil))
  ([forms preds gfn]
   (let [specs (ready-specs preds forms)
         n (count preds)
         each (fn [f x]
                (let [specs @specs]
                  (loop [made x i 0]
                    (if (= i n)
                      made
                      (let [old (nth x i)
                            new (f (nth specs i) old)]
                        (cond
                          (invalid? new) ::invalid
                          (identical? new old) (recur made (inc i))
                          :else (recur (assoc made i new) (inc i))))))))]
     (reify-spec
       (conform* [_ x]
         (if (c/and (vector? x) (= n (count x)))
           (each conform* x)
           ::invalid))
       (unform* [_ x]
         (c/assert (c/and (vector? x) (= (count x) (count preds))))
         (each unform* x))
       (explain* [_ path via in x]
         (cond
           (not (vector? x)) [(problem path `vector? x via in)]
           (not= n (count x)) [(problem path (list `= (list `count '%) n) x via in)]
           :else (apply concat
                        (map (fn [i form pred]
                               (let [part (nth x i)]
                                 (if (holds? pred part)
                                   nil
                                   (problems-of form pred (conj path i) via (conj in i) part))))
                             (range n) forms preds))))
       (gen* [_ overrides path rmap]
         (if gfn
           (gfn)
           (apply gen/tuple
                  (map (fn [i pred form] (generator-of pred overrides (conj path i) rmap form))
                       (range n) preds forms))))
       (with-gen* [_ gfn] (tuple-impl forms preds gfn))
       (describe* [_] (cons `tuple forms))))))

(defn or-spec-impl
  "What or gives."
  [keys forms preds gfn]
  (let [id (gensym "or__")
        specs (ready-specs preds forms)
        pred-of (zipmap keys preds)
        n (count keys)
        keys (vec keys)]
    (reify-spec
      (conform* [_ x]
        (let [specs @specs]
          (loop [i 0]
            (if (= i n)
              ::invalid
              (let [made (conform* (nth specs i) x)]
                (if (invalid? made)
                  (recur (inc i))
                  (tagged (nth keys i) made)))))))
      (unform* [_ x] (unform (pred-of (nth x 0)) (nth x 1)))
      (explain* [this path via in x]
        (if (holds? this x)
          nil
          (apply concat
                 (map (fn [k form pred]
                        (if (holds? pred x)
                          nil
                          (problems-of form pred (conj path k) via in x)))
                      keys forms preds))))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (let [rmap (one-deeper rmap id)
                gens (keep (fn [[k pred form]]
                             (if (too-deep? rmap id path k)
                               nil
                               (gen/delay (generator-of pred overrides (conj path k) rmap form))))
                           (map vector keys preds forms))]
            (if (seq gens) (gen/one-of gens) nil))))
      (with-gen* [_ gfn] (or-spec-impl keys forms preds gfn))
      (describe* [_] (cons `or (mapcat vector keys forms))))))

(defn and-spec-impl
  "What and gives."
  [forms preds gfn]
  (let [specs (ready-specs preds forms)]
    (reify-spec
      (conform* [_ x]
        (let [specs @specs]
          (loop [made x i 0]
            (if (= i (count specs))
              made
              (let [made (conform* (nth specs i) made)]
                (if (invalid? made)
                  ::invalid
                  (recur made (inc i))))))))
      (unform* [_ x] (reduce (fn [x pred] (unform pred x)) x (reverse preds)))
      (explain* [_ path via in x] (problems-in-turn forms preds path via in x))
      (gen* [_ overrides path rmap]
        (if gfn (gfn) (generator-of (first preds) overrides path rmap (first forms))))
      (with-gen* [_ gfn] (and-spec-impl forms preds gfn))
      (describe* [_] (cons `and forms)))))

(defn merge-spec-impl
  "What merge gives."
  [forms preds gfn]
  (reify-spec
    (conform* [_ x]
      (let [made (map (fn [pred form] (conformed pred x form)) preds forms)]
        (if (some invalid? made)
          ::invalid
          (apply c/merge made))))
    (unform* [_ x] (apply c/merge (map (fn [pred] (unform pred x)) (reverse preds))))
    (explain* [_ path via in x]
      (apply concat (map (fn [form pred] (problems-of form pred path via in x)) forms preds)))
    (gen* [_ overrides path rmap]
      (if gfn
        (gfn)
        (gen/fmap (fn [maps] (apply c/merge maps))
                  (apply gen/tuple
                         (map (fn [pred form] (generator-of pred overrides path rmap form)) preds forms)))))
    (with-gen* [_ gfn] (merge-spec-impl forms preds gfn))
    (describe* [_] (cons `merge forms))))

(defn nilable-impl
  "What nilable gives."
  [form pred gfn]
  (let [spec (delay (specize pred form))]
    (reify-spec
      (conform* [_ x] (if (nil? x) nil (conform* @spec x)))
      (unform* [_ x] (if (nil? x) nil (unform* @spec x)))
      (explain* [_ path via in x]
        (if (c/or (nil? x) (holds? @spec x))
          nil
          (conj (problems-of form pred (conj path ::pred) via in x)
                (problem (conj path ::nil) 'nil? x via in))))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (gen/frequency [[1 (gen/delay (gen/return nil))]
                          [9 (gen/delay (generator-of pred overrides (conj path ::pred) rmap form))]])))
      (with-gen* [_ gfn] (nilable-impl form pred gfn))
      (describe* [_] (list `nilable form)))))

(defn nonconforming
  "The spec that holds for the same values, and makes of each the value itself."
  [spec]
  (let [inner (delay (specize spec))]
    (reify-spec
      (conform* [_ x] (if (invalid? (conform* @inner x)) ::invalid x))
      (unform* [_ x] x)
      (explain* [_ path via in x] (explain* @inner path via in x))
      (gen* [_ overrides path rmap] (gen* @inner overrides path rmap))
      (with-gen* [_ gfn] (nonconforming (with-gen* @inner gfn)))
      (describe* [_] (list `nonconforming (describe* @inner))))))

(defn multi-spec-impl
  "What multi-spec gives."
  ([form mmvar retag] (multi-spec-impl form mmvar retag nil))
  ([form mmvar retag gfn]
   (let [id (gensym "multi__")
         dispatch (fn [x] ((clojure.core/-multi-dispatch @mmvar) x))
         spec-for (fn [x]
                    (let [mm @mmvar]
                      (if (get-method mm (dispatch x)) (mm x) nil)))
         tag (if (keyword? retag) (fn [x k] (assoc x retag k)) retag)]
     (reify-spec
       (conform* [_ x]
         (if-let [spec (spec-for x)]
           (conformed spec x form)
           ::invalid))
       (unform* [_ x]
         (if-let [spec (spec-for x)]
           (unform spec x)
           (throw (new java.lang.IllegalStateException
                       (str "No method of: " form " for dispatch value: " (dispatch x))))))
       (explain* [_ path via in x]
         (let [path (conj path (dispatch x))]
           (if-let [spec (spec-for x)]
             (problems-of form spec path via in x)
             [{:path path :pred form :val x :reason "no method" :via via :in in}])))
       (gen* [_ overrides path rmap]
         (if gfn
           (gfn)
           (let [rmap (one-deeper rmap id)
                 gens (keep (fn [[k f]]
                              (if (c/or (invalid? k) (too-deep? rmap id path k))
                                nil
                                (gen/delay
                                  (gen/fmap (fn [x] (tag x k))
                                            (generator-of (f nil) overrides (conj path k) rmap (list 'method form k))))))
                            (methods @mmvar))]
             (if (seq gens) (gen/one-of gens) nil))))
       (with-gen* [_ gfn] (multi-spec-impl form mmvar retag gfn))
       (describe* [_] (list `multi-spec form retag))))))
