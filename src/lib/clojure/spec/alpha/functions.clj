(in-ns 'clojure.spec.alpha)

;; The spec of functions.

(defn- good-call?
  "Whether the arguments conform, the function's result for them, and both together."
  [f {:keys [args ret fn]} arguments]
  (let [cargs (conform args arguments)]
    (if (invalid? cargs)
      nil
      (let [cret (conform ret (apply f arguments))]
        (c/and (not (invalid? cret))
               (if fn (valid? fn {:args cargs :ret cret}) true))))))

(defn- failing-arguments
  "The least arguments found for which a call of f is not as the specs say; f itself where none are found."
  [f specs times]
  (let [result (gen/quick-check times (gen/for-all* [(gen (:args specs))] (fn [arguments] (good-call? f specs arguments))))]
    (if-let [[smallest] (:smallest (:shrunk result))]
      smallest
      f)))

(defn fspec-impl
  "What fspec gives."
  [argspec aform retspec rform fnspec fform gfn]
  (let [specs {:args argspec :ret retspec :fn fnspec}]
    (reify
      clojure.lang.ILookup
      (valAt [_ k] (get specs k))
      (valAt [_ k not-found] (get specs k not-found))
      Specize
      (specize* [s] s)
      (specize* [s form] s)
      Spec
      (conform* [this f]
        (cond
          (not argspec) (throw (new java.lang.Exception
                                    (str "Can't conform fspec without args spec: " (pr-str (describe this)))))
          (not (ifn? f)) ::invalid
          (identical? f (failing-arguments f specs *fspec-iterations*)) f
          :else ::invalid))
      (unform* [_ f] f)
      (explain* [_ path via in f]
        (if (ifn? f)
          (let [arguments (failing-arguments f specs 100)]
            (if (identical? f arguments)
              nil
              (let [ret (try
                          (apply f arguments)
                          (catch Throwable t t))]
                (if (instance? Throwable ret)
                  [{:path path :pred '(apply fn) :val arguments :reason (ex-message ret) :via via :in in}]
                  (let [cret (conformed retspec ret rform)]
                    (if (invalid? cret)
                      (problems-of rform retspec (conj path :ret) via in ret)
                      (if fnspec
                        (let [cargs (conform argspec arguments)]
                          (problems-of fform fnspec (conj path :fn) via in {:args cargs :ret cret}))
                        nil)))))))
          [(problem path 'ifn? f via in)]))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (gen/return
            (fn [& arguments]
              (c/assert (holds? argspec arguments) (with-out-str (explain argspec arguments)))
              (gen/generate (gen retspec overrides))))))
      (with-gen* [_ gfn] (fspec-impl argspec aform retspec rform fnspec fform gfn))
      (describe* [_] (list `fspec :args aform :ret rform :fn fform)))))
