(ns clojure.stacktrace
  "Prints exceptions and their stacks, for people. An element of a stack is a vector of the name of the function, the
  file and the line; each of the last two is nil where it is not known.")

(defn root-cause
  "The cause of the cause and so on, down to the exception that has none."
  [tr]
  (if-let [cause (.getCause tr)]
    (recur cause)
    tr))

(defn- elements [tr] (mapv vec (clojure.core/-trace tr)))

(defn- base-name [file]
  (if file (last (re-seq #"[^/]+" file)) nil))

(defn print-trace-element
  "Prints one element of a stack: the function, and its place."
  [e]
  (let [[function file line] e]
    (print (if file (str function " (" (base-name file) ":" line ")") function))))

(defn print-throwable
  "Prints the class and the message of an exception, and its data where it has any."
  [tr]
  (print (str (.getName (class tr)) ": " (or (ex-message tr) "null")))
  (when-let [data (ex-data tr)]
    (newline)
    (pr data)))

(defn print-stack-trace
  "Prints an exception and its stack, without its causes; at most n elements of the stack, where n is given."
  ([tr] (print-stack-trace tr nil))
  ([tr n]
   (let [[innermost & others] (elements tr)]
     (print-throwable tr)
     (newline)
     (print " at ")
     (if innermost
       (print-trace-element innermost)
       (print "[empty stack trace]"))
     (newline)
     (doseq [e (if n (take (dec n) others) others)]
       (print "    ")
       (print-trace-element e)
       (newline)))))

(defn print-cause-trace
  "Like print-stack-trace, followed by the same for every cause."
  ([tr] (print-cause-trace tr nil))
  ([tr n]
   (print-stack-trace tr n)
   (when-let [cause (ex-cause tr)]
     (print "Caused by: ")
     (recur cause n))))

(defn e
  "Prints the root cause of the last exception of the REPL, and eight elements of its stack."
  []
  (print-stack-trace (root-cause *e) 8))
