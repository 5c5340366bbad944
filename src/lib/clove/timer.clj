(ns clove.timer
  "Functions that are called when some time has passed, by the clock of the host where it grants one. Each runs in a fiber of its
  own, which may wait.")

(defn after!
  "Calls f, without arguments, in ms milliseconds. The timer, which cancel! takes; deref of it waits for the value of the call."
  [ms f]
  (future (Thread/sleep ms) (f)))

(defn every!
  "Calls f, without arguments, each ms milliseconds, the first time in ms, never before the call before has ended, until cancel!
  is called or f throws. The timer, whose deref throws what f has thrown."
  [ms f]
  (future (loop [] (Thread/sleep ms) (f) (recur))))

(defn cancel!
  "Ends a timer: a call that waits is broken off. Whether it had not ended yet."
  [timer]
  (future-cancel timer))
