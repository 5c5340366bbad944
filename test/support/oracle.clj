;; Runs texts on the real Clojure and prints what became of each as a line of JSON. Loaded by oracle.mjs.
(ns oracle)

(defn json [x]
  (cond
    (nil? x) "null"
    (string? x) (str "\"" (apply str (map (fn [c]
                                            (if (or (< (int c) 32) (> (int c) 126) (= c \") (= c \\))
                                              (format "\\u%04x" (int c))
                                              c))
                                          x))
                     "\"")
    (vector? x) (str "[" (apply str (interpose "," (map json x))) "]")
    :else (str x)))

(defn inner [e class]
  (if (and (instance? class e) (.getCause e)) (.getCause e) e))

(defn describe
  "Class, message, phase, line and column of an error, without the wrappers of the compiler and the reader."
  [e]
  (let [{:clojure.error/keys [phase line column]} (ex-data e)
        cause (-> e (inner clojure.lang.Compiler$CompilerException) (inner clojure.lang.LispReader$ReaderException))]
    [(.getName (class cause)) (.getMessage cause) (some-> phase name) line column]))

(def core-only
  "What a namespace knows that has referred to clojure.core: to do that for each text anew takes longer than most texts."
  (let [made (create-ns 'oracle.core-only)]
    (binding [*ns* made] (clojure.core/refer 'clojure.core))
    (.getMappings made)))

(def mappings-field
  (doto (.getDeclaredField clojure.lang.Namespace "mappings") (.setAccessible true)))

(defn answer-text
  "Runs all forms of a text in a new namespace of that name; [value output error] as JSON."
  [namespace-name text]
  (let [out (java.io.StringWriter.)]
    (remove-ns namespace-name)
    (try
      (json
        (binding [*ns* (create-ns namespace-name)]
          (.set ^java.util.concurrent.atomic.AtomicReference (.get ^java.lang.reflect.Field mappings-field *ns*) core-only)
          (try
            (let [value (binding [*out* out
                                  *err* (java.io.StringWriter.)]
                          (pr-str (Compiler/load (java.io.StringReader. text) "case.clj" "case.clj")))]
              [value (str out) nil])
            (catch Throwable t [nil (str out) (describe t)]))))
      (finally (remove-ns namespace-name)))))

(defn run-text
  "Runs all forms of a text in a new namespace of that name and prints [value output error]."
  [namespace-name text]
  (println (answer-text namespace-name text)))
