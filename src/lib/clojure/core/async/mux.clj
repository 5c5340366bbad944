(in-ns 'clojure.core.async)

;; One channel to many, and many to one

(defprotocol Mux
  "What stands between a channel and others."
  (muxch* [_] "The channel itself."))

(defprotocol Mult
  "What copies a channel's values to others."
  (tap* [m ch close?] "Begins to copy to ch.")
  (untap* [m ch] "Ends copying to ch.")
  (untap-all* [m] "Ends copying to all."))

(defn mult
  "Copies the values of a channel to all its taps. Each value goes to all of them, and is waited for until all have taken it,
  before the next. Without taps, values are lost."
  [ch]
  (let [taps (atom {})
        m (reify
            Mux
            (muxch* [_] ch)
            Mult
            (tap* [_ ch close?] (swap! taps assoc ch close?) nil)
            (untap* [_ ch] (swap! taps dissoc ch) nil)
            (untap-all* [_] (reset! taps {}) nil))
        left (atom nil)
        all-done (chan 1)
        done (fn [_] (when (zero? (swap! left dec)) (put! all-done true)))]
    (go-loop []
      (let [x (<! ch)]
        (if (nil? x)
          (doseq [[c close?] @taps] (when close? (close! c)))
          (let [chs (keys @taps)]
            (reset! left (count chs))
            (doseq [c chs]
              (when-not (put! c x done) (untap* m c)))
            (when (seq chs) (<! all-done))
            (recur)))))
    m))

(defn tap
  "Has a mult copy to a channel, which is closed when the mult's is, unless close? is false; that channel."
  ([mult ch] (tap mult ch true))
  ([mult ch close?] (tap* mult ch close?) ch))

(defn untap "Ends copying from a mult to a channel." [mult ch] (untap* mult ch))

(defn untap-all "Ends copying from a mult to any channel." [mult] (untap-all* mult))

(defprotocol Mix
  "What copies the values of several channels to one."
  (admix* [m ch] "Begins to copy from ch.")
  (unmix* [m ch] "Ends copying from ch.")
  (unmix-all* [m] "Ends copying from all.")
  (toggle* [m state-map] "Changes how channels are copied.")
  (solo-mode* [m mode] "Sets what becomes of the others while some are soloed."))

(defn- mixed
  "Of what channels a mix takes values, and from which of them it copies these."
  [modes solo-mode change]
  (let [having (fn [mode] (set (keep (fn [[c ms]] (when (mode ms) c)) modes)))
        soloed (having :solo)
        paused (having :pause)
        heard (if (and (= solo-mode :pause) (seq soloed)) (vec soloed) (vec (remove paused (keys modes))))]
    {:solos soloed
     :mutes (having :mute)
     :reads (conj heard change)}))

(defn mix
  "Copies the values of the channels that are admixed to out."
  [out]
  (let [modes (atom {})
        solo-modes #{:mute :pause}
        solo-mode (atom :mute)
        change (chan (sliding-buffer 1))
        changed (fn [] (put! change true))
        m (reify
            Mux
            (muxch* [_] out)
            Mix
            (admix* [_ ch] (swap! modes assoc ch {}) (changed))
            (unmix* [_ ch] (swap! modes dissoc ch) (changed))
            (unmix-all* [_] (reset! modes {}) (changed))
            (toggle* [_ state-map]
              (swap! modes (partial merge-with clojure.core/merge) state-map)
              (changed))
            (solo-mode* [_ mode]
              (assert (solo-modes mode) (str "mode must be one of: " solo-modes))
              (reset! solo-mode mode)
              (changed)))
        now (fn [] (mixed @modes @solo-mode change))]
    (go-loop [{:keys [solos mutes reads] :as state} (now)]
      (let [[x c] (alts! reads)]
        (cond
          (= c change) (recur (now))
          (nil? x) (do (swap! modes dissoc c) (recur (now)))
          (or (solos c) (and (empty? solos) (not (mutes c)))) (when (>! out x) (recur state))
          :else (recur state))))
    m))

(defn admix "Has a mix copy from a channel too." [mix ch] (admix* mix ch))

(defn unmix "Ends copying from a channel to a mix." [mix ch] (unmix* mix ch))

(defn unmix-all "Ends copying from any channel to a mix." [mix] (unmix-all* mix))

(defn toggle
  "Changes how a mix copies: a map from channels to maps of :mute (values are taken and lost), :pause (none is taken) and :solo
  (only those that are soloed are copied; :mute and :pause mean nothing to them)."
  [mix state-map]
  (toggle* mix state-map))

(defn solo-mode
  "Sets what becomes of the other channels of a mix while some are soloed: :mute or :pause."
  [mix mode]
  (solo-mode* mix mode))

(defprotocol Pub
  "What copies a channel's values by their topic."
  (sub* [p v ch close?] "Begins to copy the values of a topic to ch.")
  (unsub* [p v ch] "Ends copying the values of a topic to ch.")
  (unsub-all* [p] [p v] "Ends copying to all, or to all of a topic."))

(defn pub
  "Copies the values of a channel to those that are subscribed to their topic, which is what topic-fn gives for them. Each topic
  has a mult with a buffer of its own, (buf-fn topic). Values of topics without subscribers are lost."
  ([ch topic-fn] (pub ch topic-fn (constantly nil)))
  ([ch topic-fn buf-fn]
   (let [mults (atom {})
         mult-of (fn [topic]
                   (or (get @mults topic)
                       (get (swap! mults (fn [ms] (if (ms topic) ms (assoc ms topic (mult (chan (buf-fn topic)))))))
                            topic)))
         p (reify
             Mux
             (muxch* [_] ch)
             Pub
             (sub* [_ topic ch close?] (tap (mult-of topic) ch close?))
             (unsub* [_ topic ch] (when-let [m (get @mults topic)] (untap m ch)))
             (unsub-all* [_] (reset! mults {}))
             (unsub-all* [_ topic] (swap! mults dissoc topic)))]
     (go-loop []
       (let [x (<! ch)]
         (if (nil? x)
           (doseq [m (vals @mults)] (close! (muxch* m)))
           (let [topic (topic-fn x)
                 m (get @mults topic)]
             (when (and m (not (>! (muxch* m) x)))
               (swap! mults dissoc topic))
             (recur)))))
     p)))

(defn sub
  "Subscribes a channel to a topic; it is closed when the source is, unless close? is false."
  ([p topic ch] (sub p topic ch true))
  ([p topic ch close?] (sub* p topic ch close?)))

(defn unsub "Ends a channel's subscription of a topic." [p topic ch] (unsub* p topic ch))

(defn unsub-all
  "Ends all subscriptions, or those of a topic."
  ([p] (unsub-all* p))
  ([p topic] (unsub-all* p topic)))
