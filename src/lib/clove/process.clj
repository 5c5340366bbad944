(ns clove.process
  "Other programs of the machine, where the host grants that. Whoever waits for one lets other fibers go on meanwhile."
  (:require [clove.stream :as stream]))

(defn alive? "Whether a process has not ended." [process] (-alive? (:handle process)))

(defn kill
  "Has a process end: sends it a signal, SIGTERM without one."
  ([process] (kill process "SIGTERM"))
  ([process signal] (-kill (:handle process) signal)))

(defrecord Process [handle pid in out err]
  java.io.Closeable
  (close [this] (kill this "SIGKILL")))

(defn start
  "Begins a process, and answers a map of :pid and its streams :in, :out and :err: see clove.stream. command is a vector, the
  program and its arguments; no shell reads them. with-open ends it, and so does the end of the program that began it, where
  that is cancelled. Options:
  :dir         the folder where it runs
  :env         variables of its environment, a map, beside those that the host lets it have
  :max-output  the most bytes of its output, and of its error output: reading more is an exception"
  ([command] (start command nil))
  ([command {:keys [dir env max-output]}]
   (when-not (and (sequential? command) (seq command) (every? string? command))
     (throw (new IllegalArgumentException "A command is a vector of texts: the program and its arguments")))
   (let [[handle pid in out err] (-start (object-array command) (some-> dir str)
                                         (object-array (mapcat (fn [[k v]] [(name k) (str v)]) env))
                                         max-output)]
     (->Process handle pid in out err))))

(defn exit
  "Waits until a process has ended: its exit code, or the name of the signal that ended it."
  [process]
  (let [[code signal] (-ended (:handle process))]
    (or code signal)))

(defn- feed [{:keys [in]} input]
  (try
    (cond
      (nil? input) nil
      (stream/incoming? input) (stream/copy! input in)
      :else (stream/write! in input))
    (stream/close! in)
    ;; A process need not read all that it is given.
    (catch java.io.IOException _ nil)))

(defn run
  "Runs a process to its end: a map of :exit (its exit code, or the name of a signal), :out and :err. Where the fiber is
  cancelled, or anything fails, the process is killed. Options beside those of start:
  :in        its input: a text, an array of bytes or a stream
  :as        what :out is: :text or :bytes; :text without it. :err is text
  :encoding  of texts, UTF-8 without it
  :timeout   milliseconds after which it is ended, which is an exception
  :check     true makes an exit code other than 0 an exception"
  ([command] (run command nil))
  ([command {:keys [in as encoding timeout check] :or {as :text} :as opts}]
   (let [process (start command opts)
         {:keys [handle]} process]
     (try
       (when timeout (-end-after handle timeout))
       (let [fed (future (feed process in))
             errors (future (stream/text! (:err process) encoding))
             out (if (= as :bytes) (stream/bytes! (:out process)) (stream/text! (:out process) encoding))
             err @errors
             [code signal late] (-ended handle)
             result {:exit (or code signal) :out out :err err}]
         @fed
         (when late (throw (ex-info (str (first command) " took longer than " timeout " ms") result)))
         (when (and check (not= 0 code))
           (throw (ex-info (str (first command) " ended with " (or code signal)) result)))
         result)
       (finally (kill process "SIGKILL"))))))
