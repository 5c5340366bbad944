(ns clojure.core.async.impl.protocols
  "What channels, their buffers, and those who wait for them are asked.")

(def ^:const ^{:doc "How many puts, and how many takes, may wait for one channel."} MAX-QUEUE-SIZE 1024)

(defprotocol ReadPort
  "What values are taken from."
  (take! [port fn1-handler]
    "A reference to the value that is there (nil: closed), or nil, where the handler is kept until there is one."))

(defprotocol WritePort
  "What values are put to."
  (put! [port val fn1-handler]
    "A reference to whether the port took the value, or nil, where the handler is kept until it does."))

(defprotocol Channel
  "What is open until it is closed."
  (close! [chan] "Closes it.")
  (closed? [chan] "Whether it has been closed."))

(defprotocol Handler
  "Who waits for a port."
  (active? [h] "Whether it still waits.")
  (blockable? [h] "Whether it may be kept until later.")
  (lock-id [h] "A number that orders handlers.")
  (commit [h] "Ends its wait; the function to call with what it waited for."))

(defprotocol Buffer
  "What keeps values within a channel."
  (full? [b] "Whether puts must wait.")
  (remove! [b] "Takes out the next value.")
  (add!* [b itm] "Puts in a value; the buffer.")
  (close-buf! [b] "Hears that the channel was closed."))

(defn add!
  "Puts a value, which must not be nil, into a buffer; the buffer."
  {:arglists '([b] [b itm])}
  ([b] b)
  ([b itm]
   (assert (not (nil? itm)))
   (add!* b itm)))

(defprotocol UnblockingBuffer
  "Marks buffers that are never full.")

(defprotocol Executor
  "What runs functions some time."
  (exec [e runnable] "Runs a function without arguments."))
