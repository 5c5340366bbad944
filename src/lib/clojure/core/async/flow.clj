(in-ns 'clojure.core.async)

;; From channel to channel

(defn onto-chan!
  "Puts the elements of a collection to a channel, which is closed then, unless close? is false. A channel that closes when
  that is done."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?]
   (go-loop [s (seq coll)]
     (if (and s (>! ch (first s)))
       (recur (next s))
       (when close? (close! ch))))))

(defn onto-chan!! "As onto-chan!, which may wait for the elements too." {:arglists '([ch coll] [ch coll close?])}
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?] (onto-chan! ch coll close?)))

(defn to-chan!
  "A channel of the elements of a collection, which closes after them."
  [coll]
  (let [n (bounded-count 100 coll)
        ch (if (pos? n) (chan n) (chan))]
    (onto-chan! ch coll)
    ch))

(defn to-chan!! "As to-chan!, which may wait for the elements too." [coll] (to-chan! coll))

(defn onto-chan
  "The old name of onto-chan!."
  {:deprecated "1.2"}
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?] (onto-chan! ch coll close?)))

(defn to-chan "The old name of to-chan!." {:deprecated "1.2"} [coll] (to-chan! coll))

(defn pipe
  "Takes from one channel and puts to another, which is closed when the first is, unless close? is false. Ends when the other
  is closed. The other."
  ([from to] (pipe from to true))
  ([from to close?]
   (go-loop []
     (let [x (<! from)]
       (if (nil? x)
         (when close? (close! to))
         (when (>! to x) (recur)))))
   to))

(defn split
  "Channels of those values for which the predicate holds, and of those for which it does not."
  ([p ch] (split p ch nil nil))
  ([p ch t-buf-or-n f-buf-or-n]
   (let [yes (chan t-buf-or-n)
         no (chan f-buf-or-n)]
     (go-loop []
       (let [x (<! ch)]
         (if (nil? x)
           (do (close! yes) (close! no))
           (when (>! (if (p x) yes no) x) (recur)))))
     [yes no])))

(defn reduce
  "A channel that gets the reduction of a channel's values by f, when that is closed or f gives a reduced value."
  [f init ch]
  (go-loop [so-far init]
    (let [x (<! ch)]
      (if (nil? x)
        so-far
        (let [so-far (f so-far x)]
          (if (reduced? so-far) (deref so-far) (recur so-far)))))))

(defn transduce
  "A channel that gets the reduction of a channel's values by f with a transducer, completed."
  [xform f init ch]
  (let [f (xform f)]
    (go (f (<! (reduce f init ch))))))

(defn into
  "A channel that gets the collection with all values of a channel, when that is closed."
  [coll ch]
  (reduce conj coll ch))

(defn take
  "A channel of the first n values of a channel."
  ([n ch] (take n ch nil))
  ([n ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go (loop [i 0]
           (when (< i n)
             (let [x (<! ch)]
               (when-not (nil? x)
                 (>! out x)
                 (recur (inc i))))))
         (close! out))
     out)))

(defn merge
  "A channel of the values of several channels as they come, which closes when all have."
  ([chs] (merge chs nil))
  ([chs buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [open (vec chs)]
       (if (pos? (count open))
         (let [[x c] (alts! open)]
           (if (nil? x)
             (recur (filterv (fn [o] (not= o c)) open))
             (do (>! out x) (recur open))))
         (close! out)))
     out)))

(defn map
  "A channel of what f gives for the next values of all the channels together, which closes when one of them does."
  ([f chs] (map f chs nil))
  ([f chs buf-or-n]
   (let [chs (vec chs)
         n (count chs)
         out (chan buf-or-n)]
     (if (zero? n)
       (close! out)
       (go-loop []
         (let [values (object-array n)
               arrived (chan n)]
           (dotimes [i n]
             (take! (nth chs i) (fn [x] (aset values i x) (put! arrived true))))
           (dotimes [_ n] (<! arrived))
           (let [args (vec values)]
             (if (some nil? args)
               (close! out)
               (do (>! out (apply f args))
                   (recur)))))))
     out)))

;; Pipelines

(defn- pipeline*
  "Has up to n values in work at once. (work value result) puts what comes of a value to the channel result and closes it."
  [n to from close? work]
  (assert (pos? n))
  (let [jobs (chan n)
        results (chan n)]
    (dotimes [_ n]
      (go-loop []
        (let [job (<! jobs)]
          (when-not (nil? job)
            (let [[x result] job]
              (work x result)
              (recur))))))
    (go-loop []
      (let [x (<! from)]
        (if (nil? x)
          (do (close! jobs) (close! results))
          (let [answer (chan 1)]
            (>! jobs [x answer])
            (>! results answer)
            (recur)))))
    (go-loop []
      (let [answer (<! results)]
        (if (nil? answer)
          (when close? (close! to))
          (when (loop []
                  (let [x (<! answer)]
                    (if (nil? x)
                      true
                      (when (>! to x) (recur)))))
            (recur)))))))

(defn- transform
  "The work of a pipeline that sends each value through a transducer of its own."
  [xf ex-handler]
  (fn [x answer]
    (let [through (chan 1 xf ex-handler)]
      (go (>! through x)
          (close! through))
      (pipe through answer))))

(defn pipeline
  "Takes from one channel, sends each value by itself through the transducer, up to n at once, and puts what comes of it to
  another channel, in the order of the values. That is closed when the first is, unless close? is false. ex-handler is that
  of chan."
  ([n to xf from] (pipeline n to xf from true))
  ([n to xf from close?] (pipeline n to xf from close? nil))
  ([n to xf from close? ex-handler] (pipeline* n to from close? (transform xf ex-handler))))

(defn pipeline-blocking
  "As pipeline, whose transducer may wait too."
  ([n to xf from] (pipeline-blocking n to xf from true))
  ([n to xf from close?] (pipeline-blocking n to xf from close? nil))
  ([n to xf from close? ex-handler] (pipeline* n to from close? (transform xf ex-handler))))

(defn pipeline-async
  "As pipeline, with a function (af value result) instead of a transducer, which returns at once, and has what comes of the value
  put to the channel result, and that closed."
  ([n to af from] (pipeline-async n to af from true))
  ([n to af from close?] (pipeline* n to from close? af)))

;; Deprecated: transducers do this now.

(defn- taking-by [ch how]
  (reify
    impl/Channel
    (close! [_] (impl/close! ch))
    (closed? [_] (impl/closed? ch))
    impl/ReadPort
    (take! [_ h] (how h))
    impl/WritePort
    (put! [_ x h] (impl/put! ch x h))))

(defn- putting-by [ch how]
  (reify
    impl/Channel
    (close! [_] (impl/close! ch))
    (closed? [_] (impl/closed? ch))
    impl/ReadPort
    (take! [_ h] (impl/take! ch h))
    impl/WritePort
    (put! [_ x h] (how x h))))

(defn map<
  "A port that gives (f value) for the values of a channel."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  [f ch]
  (taking-by
    ch
    (fn [h]
      (let [answer (impl/take! ch (reify impl/Handler
                                    (active? [_] (impl/active? h))
                                    (blockable? [_] (impl/blockable? h))
                                    (lock-id [_] (impl/lock-id h))
                                    (commit [_]
                                      (let [told (impl/commit h)]
                                        (fn [x] (told (if (nil? x) nil (f x))))))))]
        (if (and answer (not (nil? (deref answer))))
          (channels/box (f (deref answer)))
          answer)))))

(defn map>
  "A port that puts (f value) to a channel for what is put to it."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  [f ch]
  (putting-by ch (fn [x h] (impl/put! ch (f x) h))))

(defn filter>
  "A port that puts to a channel what is put to it and fulfils the predicate."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  [p ch]
  (putting-by ch (fn [x h] (if (p x) (impl/put! ch x h) (channels/box (not (impl/closed? ch)))))))

(defn remove>
  "A port that puts to a channel what is put to it and does not fulfil the predicate."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  [p ch]
  (filter> (complement p) ch))

(defn- transformed
  "A channel to which (give out value) puts what comes of each value of a channel; false ends it."
  [ch buf-or-n give]
  (let [out (chan buf-or-n)]
    (go-loop []
      (let [x (<! ch)]
        (if (nil? x)
          (close! out)
          (when (give out x) (recur)))))
    out))

(defn filter<
  "A channel of those values of a channel that fulfil the predicate."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([p ch] (filter< p ch nil))
  ([p ch buf-or-n] (transformed ch buf-or-n (fn [out x] (if (p x) (>! out x) true)))))

(defn remove<
  "A channel of those values of a channel that do not fulfil the predicate."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([p ch] (remove< p ch nil))
  ([p ch buf-or-n] (filter< (complement p) ch buf-or-n)))

(defn- put-all [out values]
  (loop [s (seq values)]
    (if s
      (when (>! out (first s)) (recur (next s)))
      (not (impl/closed? out)))))

(defn mapcat<
  "A channel of the elements of (f value) for each value of a channel."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([f in] (mapcat< f in nil))
  ([f in buf-or-n] (transformed in buf-or-n (fn [out x] (put-all out (f x))))))

(defn mapcat>
  "A channel; the elements of (f value) for what is put to it are put to out, which is closed when it is."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([f out] (mapcat> f out nil))
  ([f out buf-or-n]
   (let [in (chan buf-or-n)]
     (go-loop []
       (let [x (<! in)]
         (if (nil? x)
           (close! out)
           (when (put-all out (f x)) (recur)))))
     in)))

(defn unique
  "A channel of the values of a channel without those that are equal to the one before."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([ch] (unique ch nil))
  ([ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [last nil]
       (let [x (<! ch)]
         (cond
           (nil? x) (close! out)
           (= x last) (recur last)
           :else (do (>! out x) (recur x)))))
     out)))

(defn partition
  "A channel of vectors of n values of a channel; the last may have fewer."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([n ch] (partition n ch nil))
  ([n ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [part []]
       (let [x (<! ch)]
         (if (nil? x)
           (do (when (seq part) (>! out part))
               (close! out))
           (let [part (conj part x)]
             (if (< (count part) n)
               (recur part)
               (do (>! out part) (recur [])))))))
     out)))

(defn partition-by
  "A channel of vectors of values of a channel that follow each other and for which f gives the same."
  {:deprecated "0.1.319.0-6b1aca-alpha"}
  ([f ch] (partition-by f ch nil))
  ([f ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [part [] kind ::none]
       (let [x (<! ch)]
         (if (nil? x)
           (do (when (seq part) (>! out part))
               (close! out))
           (let [new-kind (f x)]
             (if (or (= new-kind kind) (= kind ::none))
               (recur (conj part x) new-kind)
               (do (>! out part)
                   (recur [x] new-kind)))))))
     out)))
