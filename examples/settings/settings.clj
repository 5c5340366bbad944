;; What a function needs and is not given: dynamic vars, protocols with test doubles, and with-redefs, in a small mailer.

(ns settings
  (:require [clojure.string :as str]))

(defprotocol Clock (now [clock]))
(defprotocol Mailbox (send-mail [box to text]))

(defrecord FixedClock [time]
  Clock
  (now [_] time))

(deftype TickingClock [^:unsynchronized-mutable time step]
  Clock
  (now [_]
    (let [t time]
      (set! time (+ time step))
      t)))

(defrecord RecordingMailbox [sent]
  Mailbox
  (send-mail [_ to text] (swap! sent conj {:to to, :text text}) :ok))

(def failing-mailbox
  (reify Mailbox
    (send-mail [_ to _] (throw (ex-info "mailbox is full" {:to to})))))

(def ^:dynamic *language* :en)
(def ^:dynamic *indent* 0)

(def texts
  {:en {:reminder "Dear %s, %s is due on day %d." :late "It is %d days late!"}
   :de {:reminder "Hallo %s, %s ist am Tag %d dran." :late "%d Tage zu spät!"}})

(defn text [k & args]
  (apply format (get-in texts [*language* k] (str "missing " k)) args))

(defn log [& words]
  (println (str (str/join (repeat *indent* "  ")) (str/join " " words))))

(defmacro indented [& body]
  `(binding [*indent* (inc *indent*)] ~@body))

(defn remind [{:keys [clock mailbox]} {:keys [name task due language]}]
  (binding [*language* (or language *language*)]
    (let [late (- (now clock) due)
          message (cond-> (text :reminder name task due)
                    (pos? late) (str " " (text :late late)))]
      (indented
       (log name late)
       (try
         (send-mail mailbox name message)
         (catch clojure.lang.ExceptionInfo e
           (indented (log "could not mail:" (ex-message e) (ex-data e)))
           :failed))))))

(def people
  [{:name "Ann" :task "tax" :due 10}
   {:name "Bob" :task "Miete" :due 3 :language :de}
   {:name "Cy" :task "homework" :due 7}])

(defn remind-all [system]
  (log "reminding" (count people))
  (frequencies (mapv #(remind system %) people)))

(let [sent (atom [])]
  (println (remind-all {:clock (->FixedClock 7), :mailbox (->RecordingMailbox sent)}))
  (run! (comp println :text) @sent))

(println (remind-all {:clock (TickingClock. 5 2), :mailbox failing-mailbox}))

(binding [*language* :de]
  (let [sent (atom [])
        system {:clock (->FixedClock 0), :mailbox (->RecordingMailbox sent)}]
    (remind system (first people))
    (println (:text (peek @sent)))
    ;; What is lazy is made later, when the binding may be gone; bound-fn keeps it.
    (let [lazily (map (fn [_] *language*) [1])
          keeper (bound-fn [] *language*)]
      (println (binding [*language* :en] [(first lazily) (keeper)]))
      (println "another thread hears it too:" @(future *language*)))))

(with-redefs [text (fn [k & args] (str k args))]
  (println (text :reminder 1 2)))
(println (text :nonsense))
(println *language* (thread-bound? #'*language*) (binding [*language* :fr] [(text :late 1) (thread-bound? #'*language*)]))
(println (with-out-str (log "captured")))
(println (try (set! *language* :it) (catch IllegalStateException e (ex-message e))))
(println (binding [*language* :en] (set! *language* :it) *language*) *language*)
