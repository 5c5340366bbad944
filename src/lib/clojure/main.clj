(ns clojure.main
  "What runs programs and talks with their users: the read, eval, print loop, and the telling of errors."
  (:refer-clojure :exclude [with-bindings])
  (:require [clojure.repl] [clojure.string]))

(def ^:dynamic ^{:doc "What a REPL requires for its user, as arguments of require."} repl-requires
  '[[clojure.repl :refer (source apropos dir pst doc find-doc)]
    [clojure.pprint :refer (pp pprint)]])

(defn demunge "The Clojure name of a function, from the name of its class in Java." [fn-name]
  (clojure.repl/demunge fn-name))

(defn root-cause "The exception that was the first in a chain of causes." [t]
  (clojure.repl/root-cause t))

(defn stack-element-str "The text of an element of a stack: the function, the file and the line." [el]
  (clojure.repl/stack-element-str el))

(defn repl-exception
  "The exception that a REPL tells of: the root cause."
  [throwable]
  (root-cause throwable))

(defmacro with-bindings
  "Evaluates the body with all bound that a program may set!, each to its value now."
  [& body]
  (list 'clojure.core/binding
        '[*ns* *ns*
          *warn-on-reflection* *warn-on-reflection*
          *math-context* *math-context*
          *print-meta* *print-meta*
          *print-length* *print-length*
          *print-level* *print-level*
          *print-namespace-maps* true
          *data-readers* *data-readers*
          *default-data-reader-fn* *default-data-reader-fn*
          *compile-path* *compile-path*
          *command-line-args* *command-line-args*
          *unchecked-math* *unchecked-math*
          *assert* *assert*
          *1 nil *2 nil *3 nil *e nil]
        (cons 'do body)))

(defmacro with-read-known
  "Evaluates the body with *read-eval* true where it was :unknown."
  [& body]
  (list 'clojure.core/binding '[*read-eval* (if (= :unknown *read-eval*) true *read-eval*)]
        (cons 'do body)))

(defn repl-prompt "Prints the prompt: the current namespace and =>." []
  (print (str (ns-name *ns*) "=> ")))

(def ^:private newline-code 10)
(def ^:private comment-code 59)

(defn- blank? [c] (or (= c 32) (= c 44) (and (>= c 9) (<= c 13) (not= c newline-code))))

(defn skip-if-eol
  "Takes a newline that comes next from a reader: :line-start where there was one, :stream-end at the end, else :body."
  [s]
  (let [c (.read s)]
    (cond
      (= c newline-code) :line-start
      (= c -1) :stream-end
      :else (do (.unread s c) :body))))

(defn skip-whitespace
  "Takes blanks, and a comment, from a reader: :line-start after a newline, :stream-end at the end, else :body."
  [s]
  (loop [c (.read s)]
    (cond
      (= c newline-code) :line-start
      (= c -1) :stream-end
      (= c comment-code) (do (.readLine s) :line-start)
      (blank? c) (recur (.read s))
      :else (do (.unread s c) :body))))

(defn renumbering-read
  "The next form of a reader, by the options of read. The line number is for Clojure's own readers; here forms that are read
  carry none."
  [opts reader line-number]
  (read opts reader))

(def ^:private at-line-start (volatile! true))

(defn- noted [where]
  (vreset! at-line-start (not= :body where))
  where)

(defn repl-read
  "The next form of *in*; request-prompt where a line began, request-exit at the end."
  [request-prompt request-exit]
  (or ({:line-start request-prompt :stream-end request-exit} (noted (skip-whitespace *in*)))
      (let [input (read {:read-cond :allow} *in*)]
        (noted (skip-if-eol *in*))
        input)))

(defn- file-name [path]
  (when path (last (clojure.string/split path #"/"))))

;; The frames of a trace: Clove's own are [function file line], those of a JVM [class method file line].

(defn- of-jvm? [frame]
  (= 4 (count frame)))

(defn- core-frame? [frame]
  (and (of-jvm? frame) (some? (re-find #"^clojure\.(core\$|lang\.)" (name (first frame))))))

(defn- function-of-class
  "The symbol of the function that a class of a JVM was compiled of, or of the method, where it is no function's."
  [class method]
  (if (contains? '#{invoke invokeStatic} method)
    (let [[ns-name fn-name & nested] (map (fn [part] (clojure.string/replace (demunge part) #"--.*$" ""))
                                          (clojure.string/split (str class) #"\$"))]
      (symbol ns-name (clojure.string/join "$" (cons fn-name nested))))
    (symbol (name class) (name method))))

(defn- place-of
  "The function, the source and the line of a frame, in a vector."
  [frame]
  (if (of-jvm? frame)
    (let [[class method file line] frame] [(when (and class method) (function-of-class class method)) file line])
    (let [[function file line] frame] [function (file-name file) line])))

(defn ex-triage
  "What matters in an exception that Throwable->map has made data of: its phase, class, text and place, under keys of the
  namespace clojure.error."
  [datafied-throwable]
  (let [{:keys [via trace phase] :or {phase :execution}} datafied-throwable
        {:keys [type message data]} (last via)
        {:clojure.spec.alpha/keys [problems fn]} data
        {:clojure.error/keys [source] :as top-data} (:data (first via))
        [symbol file line] (place-of (first (if (= phase :execution) (drop-while core-frame? trace) trace)))]
    (assoc
     (case phase
       :read-source
       (cond-> (merge (select-keys data [:clojure.error/line :clojure.error/column]) top-data)
         source (assoc :clojure.error/source (file-name source) :clojure.error/path source)
         message (assoc :clojure.error/cause message))

       (:compile-syntax-check :compilation :macro-syntax-check :macroexpansion)
       (cond-> (assoc top-data :clojure.error/class type)
         message (assoc :clojure.error/cause message)
         problems (assoc :clojure.error/spec data)
         source (assoc :clojure.error/source (file-name source) :clojure.error/path source))

       (:read-eval-result :print-eval-result)
       (cond-> top-data
         line (assoc :clojure.error/line line)
         file (assoc :clojure.error/source file)
         symbol (assoc :clojure.error/symbol symbol)
         type (assoc :clojure.error/class type)
         message (assoc :clojure.error/cause message)
         problems (assoc :clojure.error/spec data))

       (cond-> {:clojure.error/class type}
         line (assoc :clojure.error/line line)
         message (assoc :clojure.error/cause message)
         problems (assoc :clojure.error/spec data)
         symbol (assoc :clojure.error/symbol symbol)
         file (assoc :clojure.error/source file)))
     :clojure.error/phase phase)))

(defn ex-str
  "The message for people of what ex-triage has made of an exception."
  [{:clojure.error/keys [phase source path line column symbol class cause spec] :as triage-data}]
  (let [place (str (or path source "REPL") ":" (or line 1) (if column (str ":" column) ""))
        class-name (name (or class ""))
        simple (if class (last (clojure.string/split class-name #"\.")) nil)
        plain? (contains? #{"Exception" "RuntimeException"} simple)
        kind (if (or (nil? simple) plain? (= phase :macro-syntax-check)) "" (str " (" simple ")"))]
    (case phase
      :read-source
      (format "Syntax error reading source at (%s).%n%s%n" place cause)

      (:macro-syntax-check :compile-syntax-check :macroexpansion :compilation)
      (format "%s error%s %s %sat (%s).%n%s%n"
              (if (contains? #{:macroexpansion :compilation} phase) "Unexpected" "Syntax")
              kind
              (if (contains? #{:macro-syntax-check :macroexpansion} phase) "macroexpanding" "compiling")
              (if symbol (str symbol " ") "")
              place
              (or cause ""))

      :read-eval-result
      (format "Error reading eval result%s at %s (%s).%n%s%n" kind symbol place cause)

      :print-eval-result
      (format "Error printing return value%s at %s (%s).%n%s%n" kind symbol place cause)

      (format "Execution error%s at %s(%s).%n%s%n"
              kind
              (if symbol (str symbol " ") "")
              place
              (or cause "")))))

(defn err->msg "The message for people of an exception." [e]
  (ex-str (ex-triage (Throwable->map e))))

(defn repl-caught "Prints the message of an exception to *err*: what a REPL does with one." [e]
  (binding [*out* *err*]
    (print (err->msg e))
    (flush)))

(defn repl
  "Reads, evaluates and prints until the reading says that it is over. Options, each a function: :init, called first;
  :need-prompt, whether to prompt now; :prompt; :flush; :read, of two values to answer for a new line and for the end; :eval;
  :print; :caught, of an exception."
  [& options]
  (let [{:keys [init need-prompt prompt flush read eval print caught]
         :or {init (fn [])
              need-prompt (fn [] (deref at-line-start))
              prompt repl-prompt
              flush flush
              read repl-read
              eval eval
              print prn
              caught repl-caught}} (apply hash-map options)
        request-prompt (new Object)
        request-exit (new Object)
        told (fn [e] (set! *e e) (caught e))
        turn (fn []
               (try
                 (let [input (with-read-known (read request-prompt request-exit))]
                   (if (or (identical? input request-prompt) (identical? input request-exit))
                     input
                     (let [value (eval input)]
                       (set! *3 *2)
                       (set! *2 *1)
                       (set! *1 value)
                       (print value)
                       nil)))
                 (catch Throwable e (told e) nil)))]
    (with-bindings
      (try
        (init)
        (catch Throwable e (told e)))
      (prompt)
      (flush)
      (loop []
        (let [outcome (turn)]
          (when-not (identical? outcome request-exit)
            (when (need-prompt)
              (prompt)
              (flush))
            (recur)))))))

(defn load-script "Loads the file of a path; - stands for the standard input." [path]
  (if (= path "-")
    (load-reader *in*)
    (load-file path)))

(defn report-error
  "Prints the message of an exception to *err*, and with :target \"none\" nothing more. No file is written for the rest."
  [t & {:keys [target] :or {target "file"} :as opts}]
  (binding [*out* *err*]
    (print (err->msg t))
    (when-not (= target "none")
      (prn (Throwable->map t)))
    (flush)))

(defn- eval-texts [text]
  (with-in-str text
    (let [end (new Object)]
      (loop [form (read *in* false end)]
        (when-not (identical? form end)
          (let [value (eval form)]
            (when-not (nil? value) (prn value)))
          (recur (read *in* false end)))))))

(defn main
  "What Clojure's command line does: -e text, -i file, -m namespace args, -r, a file with args, or without any a REPL."
  [& args]
  (with-bindings
    (loop [[option value & more :as args] args]
      (cond
        (nil? option) (do (repl) (prn))
        (contains? #{"-e" "--eval"} option) (do (eval-texts value) (when more (recur more)))
        (contains? #{"-i" "--init"} option) (do (load-script value) (when more (recur more)))
        (contains? #{"-r" "--repl"} option) (do (set! *command-line-args* (next args)) (repl) (prn))
        (contains? #{"-m" "--main"} option)
        (do (set! *command-line-args* more)
            (apply (requiring-resolve (symbol value "-main")) more))
        (contains? #{"-h" "--help"} option) (println (:doc (meta #'main)))
        :else (do (set! *command-line-args* (next args))
                  (load-script option))))))
