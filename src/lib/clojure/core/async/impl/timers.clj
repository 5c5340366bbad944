(ns clojure.core.async.impl.timers
  "Channels that close after a time."
  (:require [clojure.core.async.impl.protocols :as impl]
            [clojure.core.async.impl.channels :as channels]))

(defn timeout
  "A channel that closes after so many milliseconds."
  [msecs]
  (let [c (channels/chan nil)
        msecs (long msecs)]
    (clojure.core/-spawn-daemon
      (fn []
        (let [waiter (clojure.core/-waiter)]
          (clojure.core/-wake-after! msecs waiter nil)
          (clojure.core/-wait! waiter)
          (impl/close! c))))
    c))
