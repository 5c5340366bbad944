(ns clojure.tools.cli
  "Arguments of a command line, by a description of the options that a program has."
  (:require [clojure.string :as str]))

;; Specs

(def ^:private spec-keys
  #{:id :short-opt :long-opt :required :desc :default :default-desc :default-fn :parse-fn :assoc-fn :update-fn :multi
    :post-validation :validate :validate-fn :validate-msg :missing})

(defn- long-parts
  "The option and the argument that it requires, from \"--port PORT\"; nil for each that is not there."
  [text]
  (rest (re-find #"^(--[^ =]+)(?:[ =](.*))?" (or text ""))))

(defn- default-id [long-opt]
  (when long-opt
    (keyword (str/replace-first (subs long-opt 2) #"^\[no-\]" ""))))

(defn- as-vector [x] (if (or (nil? x) (sequential? x)) x [x]))

(defn- check-keys [options]
  (when-let [unknown (seq (remove spec-keys (keys options)))]
    (binding [*out* *err*]
      (println "Warning: The following options to parse-opts are unrecognized:" (str/join ", " unknown)))))

(defn- compile-spec [spec]
  (let [positional (take-while #(or (string? %) (nil? %)) (take 3 spec))
        [short-opt long desc] positional
        [long-opt required] (long-parts long)
        options (apply hash-map (drop (count positional) spec))
        [fns msgs] (when-let [pairs (:validate options)]
                     [(vec (take-nth 2 pairs)) (vec (take-nth 2 (rest pairs)))])]
    (check-keys options)
    (let [compiled (merge {:id (default-id long-opt)
                           :short-opt short-opt
                           :long-opt long-opt
                           :required required
                           :desc desc
                           :validate-fn fns
                           :validate-msg msgs}
                          (dissoc (select-keys options spec-keys) :validate))]
      (-> compiled
          (update :validate-fn as-vector)
          (update :validate-msg as-vector)))))

(defn- repeated?
  "Whether a value other than nil comes twice."
  [values]
  (let [values (remove nil? values)]
    (not= (count values) (count (set values)))))

(defn- check-specs [specs]
  (doseq [[wrong? message]
          [[(some (comp nil? :id) specs) "every option has an :id, or a long option that gives one"]
           [(repeated? (map :short-opt specs)) "each :short-opt is there once"]
           [(repeated? (map :long-opt specs)) "each :long-opt is there once"]
           [(repeated? (map :id (filter :default specs))) "each :id has one :default"]
           [(repeated? (map :id (filter :default-fn specs))) "each :id has one :default-fn"]
           [(some #(and (:assoc-fn %) (:update-fn %)) specs) "no option has both :assoc-fn and :update-fn"]]]
    (when wrong?
      (throw (new java.lang.AssertionError (str "Assert failed: " message))))))

(defn- compile-specs [option-specs]
  (let [specs (doall (map compile-spec option-specs))]
    (check-specs specs)
    specs))

;; Arguments

(defn- negation
  "The text of a long option that turns it off, where it has one."
  [long-opt]
  (when (and long-opt (str/starts-with? long-opt "--[no-]"))
    (str "--no-" (subs long-opt 7))))

(defn- assertion [long-opt]
  (if (negation long-opt) (str "--" (subs long-opt 7)) long-opt))

(defn- names-spec? [{:keys [short-opt long-opt]} opt]
  (or (= opt short-opt)
      (and long-opt (or (= opt (assertion long-opt)) (= opt (negation long-opt))))))

(defn- find-spec [specs opt]
  (first (filter #(names-spec? % opt) specs)))

(defn- short-tokens
  "The options of \"-abc\", of which one that requires an argument takes what is left, and else the next argument, if any."
  [specs arg more]
  (loop [letters (subs arg 1) tokens []]
    (if (= letters "")
      [tokens more]
      (let [opt (str "-" (subs letters 0 1))
            left (subs letters 1)]
        (cond
          (not (:required (find-spec specs opt))) (recur left (conj tokens [opt]))
          (not= left "") [(conj tokens [opt left]) more]
          :else [(conj tokens (if (seq more) [opt (first more)] [opt])) (rest more)])))))

(defn- tokenized
  "What the arguments say: options as [opt] or [opt argument], and the arguments that are none."
  [specs args in-order?]
  (loop [[arg & more :as args] (seq args) tokens [] arguments []]
    (cond
      (nil? args) [tokens arguments]
      (nil? arg) (recur more tokens arguments)
      (= arg "--") [tokens (into arguments more)]
      (re-find #"^--\S+=" arg) (let [at (str/index-of arg "=")]
                                 (recur more (conj tokens [(subs arg 0 at) (subs arg (inc at))]) arguments))
      (str/starts-with? arg "--") (if (and (:required (find-spec specs arg)) more)
                                    (recur (next more) (conj tokens [arg (first more)]) arguments)
                                    (recur more (conj tokens [arg]) arguments))
      (re-find #"^-." arg) (let [[found more] (short-tokens specs arg more)]
                             (recur (seq more) (into tokens found) arguments))
      in-order? [tokens (into arguments args)]
      :else (recur more tokens (conj arguments arg)))))

;; Values

(defn- missing-argument [opt {:keys [required]}]
  (str "Missing required argument for " (pr-str (str opt " " required))))

(defn- parsed
  "The value of an option as [value error]."
  [{:keys [parse-fn]} value opt argument]
  (if parse-fn
    (try
      [(parse-fn value) nil]
      (catch :default e
        [nil (str "Error while parsing option " (pr-str (str opt " " argument)) ": " e)]))
    [value nil]))

(defn- validation-error
  "What is wrong with a value; nil where nothing is."
  [{:keys [validate-fn validate-msg]} value opt argument]
  (loop [fns (seq validate-fn) msgs (seq validate-msg)]
    (when fns
      (if (try ((first fns) value) (catch :default _ false))
        (recur (next fns) (next msgs))
        (let [msg (first msgs)
              msg (if (fn? msg) (msg value) msg)]
          (str "Failed to validate " (pr-str (str opt " " argument)) (when msg (str ": " msg))))))))

(defn- option-value
  "The value that a token gives to the option of a spec, as [value error]."
  [specs {:keys [required long-opt post-validation] :as spec} opt argument strict?]
  (if (and required (nil? argument))
    [nil (missing-argument opt spec)]
    (let [argument (when required argument)
          given (if required argument (not= opt (negation long-opt)))
          [value error] (parsed spec given opt argument)
          error (or error (when-not post-validation (validation-error spec value opt argument)))]
      (cond
        error [nil error]
        (and strict? required (find-spec specs argument)) [nil (missing-argument opt spec)]
        :else [value nil]))))

(defn- with-value [options {:keys [id assoc-fn update-fn multi]} value]
  (cond
    assoc-fn (assoc-fn options id value)
    (and update-fn multi) (update options id update-fn value)
    update-fn (update options id update-fn)
    :else (assoc options id value)))

(defn- take-token
  "What has been parsed, with one token more."
  [specs strict? {:keys [options] :as state} [opt argument]]
  (let [failed (fn [error] (update state :errors conj error))]
    (if-let [{:keys [id post-validation required] :as spec} (find-spec specs opt)]
      (let [[value error] (option-value specs spec opt argument strict?)]
        (if error
          (failed error)
          (let [options (with-value options spec value)
                error (when post-validation (validation-error spec (get options id) opt (when required argument)))]
            (if error
              (failed error)
              (-> state (assoc :options options) (update :given conj id))))))
      (failed (str "Unknown option: " (pr-str opt))))))

(defn- with-default-fns [options specs given]
  (reduce (fn [m {:keys [id default-fn]}]
            (if (and default-fn (not-any? #{id} given))
              (assoc m id (default-fn options))
              m))
          options
          specs))

(defn- defaults [specs]
  (into {} (comp (filter #(contains? % :default)) (map (juxt :id :default))) specs))

;; Summaries

(defn make-summary-part
  "The columns of one compiled spec in a summary: option, default where show-defaults? is true, description."
  [show-defaults? {:keys [short-opt long-opt required desc default default-desc default-fn] :as spec}]
  (let [opt (cond
              (and short-opt long-opt) (str short-opt ", " long-opt)
              long-opt (str "    " long-opt)
              :else short-opt)
        opt (if required (str opt " " required) opt)
        shown (cond
                (not required) ""
                default-desc default-desc
                default-fn "<computed>"
                (contains? spec :default) (if (nil? default) "nil" (str default))
                :else "")]
    (if show-defaults?
      [opt shown (or desc "")]
      [opt (or desc "")])))

(defn- padded [text width]
  (let [text (str text)]
    (apply str text (repeat (- width (count text)) " "))))

(defn format-lines
  "The lines of a summary: each part of each row in as many columns as lens has it."
  [lens parts]
  (map (fn [row] (str/trimr (apply str (map (fn [width text] (str "  " (padded text width))) lens row)))) parts))

(defn summarize
  "The summary of compiled specs: a line for each, with columns for options, defaults, if any, and descriptions."
  [specs]
  (if (seq specs)
    (let [show-defaults? (boolean (some #(and (:required %) (or (contains? % :default) (:default-fn %))) specs))
          parts (map #(make-summary-part show-defaults? %) specs)
          widths (apply map (fn [& column] (apply max (map count column))) parts)]
      (str/join \newline (format-lines widths parts)))
    ""))

(defn get-default-options
  "The map of the defaults of option specs, those of :default-fn among them."
  [option-specs]
  (let [specs (compile-specs option-specs)]
    (with-default-fns (defaults specs) specs [])))

;; The whole

(defn parse-opts
  "Parses arguments by option specs, each a vector [short-opt long-opt-with-argument description & {properties}], of whose
  first three any may be nil or left out. Answers a map of
  :options    id to value
  :arguments  what is no option
  :summary    a text that tells of all options
  :errors     messages; nil where there are none

  An option whose long form names an argument (\"--port PORT\") requires one, others are true where they are given.
  \"--[no-]name\" can be turned off too. Properties of a spec:
  :id :short-opt :long-opt :required :desc  what the first three strings say otherwise
  :default       the value where the option is not given
  :default-fn    a function of the map of options that gives it
  :default-desc  what the summary tells of it
  :parse-fn      a function of the argument that gives the value
  :assoc-fn      a function of options, id and value that gives the options
  :update-fn     a function of the value so far that gives the next; with :multi true, of that and the new value
  :validate      a vector of predicates, each followed by a message or a function of the value that gives one
  :validate-fn :validate-msg  the same in two vectors
  :post-validation  whether it is what :assoc-fn and :update-fn made of it that is validated
  :missing       the message where the option has neither been given nor has a default

  Options: :in-order true stops at the first argument that is no option; :no-defaults true leaves defaults out; :strict true
  takes no option for the argument of another; :summary-fn is a function of the compiled specs that gives the summary."
  [args option-specs & options]
  (let [{:keys [in-order no-defaults strict summary-fn]} options
        specs (compile-specs option-specs)
        [tokens arguments] (tokenized specs args in-order)
        start {:options (defaults specs) :errors [] :given []}
        {:keys [options errors given]} (reduce #(take-token specs strict %1 %2) start tokens)
        missing (for [{:keys [id missing]} specs :when (and missing (not (contains? options id)))] missing)
        errors (into errors missing)]
    {:options (if no-defaults (select-keys options given) (with-default-fns options specs given))
     :arguments arguments
     :summary ((or summary-fn summarize) specs)
     :errors (not-empty errors)}))

;; As it was before parse-opts

(defn- legacy-spec [spec]
  (let [[switches more] (split-with #(and (string? %) (str/starts-with? % "-")) spec)
        [desc more] (if (string? (first more)) [(first more) (rest more)] ["" more])
        options (apply hash-map more)
        long (last switches)
        bare (str/replace long #"^--?(\[no-\])?" "")
        flag? (boolean (or (:flag options) (str/starts-with? long "--[no-]")))
        on (if (str/starts-with? long "--") (str "--" bare) long)
        off (when (and flag? (str/starts-with? long "--")) (str "--no-" bare))]
    {:switches (concat (butlast switches) (when off [off]) [on])
     :off off
     :id (keyword bare)
     :desc desc
     :flag? flag?
     :required (when-not flag? bare)
     :default (if (contains? options :default) (:default options) (when flag? false))
     :has-default? (or flag? (contains? options :default))
     :parse-fn (:parse-fn options identity)
     :assoc-fn (:assoc-fn options assoc)}))

(defn- legacy-banner [intro specs]
  (let [rows (list* ["Switches" "Default" "Desc"]
                    ["--------" "-------" "----"]
                    (for [{:keys [switches default desc]} specs] [(str/join ", " switches) (str default) desc]))
        widths (apply map (fn [& column] (apply max (map count column))) rows)]
    (str (when intro (str intro "\n\n"))
         (apply str (for [row rows] (str (apply str (map (fn [width text] (str "  " (padded text width))) widths row)) "\n"))))))

(defn- switch-specs
  "A spec of parse-opts for each switch."
  [specs]
  (for [spec specs, switch (:switches spec)] {:short-opt switch :required (:required spec) :of spec}))

(defn- legacy-arguments
  "The arguments, with what one of them joins set apart."
  [specs args]
  (mapcat (fn [arg]
            (cond
              (re-find #"^--\S+=" arg) (str/split arg #"=" 2)
              (re-find #"^-[^-]." arg) (mapcat identity (first (short-tokens specs arg nil)))
              :else [arg]))
          args))

(defn cli
  "Superseded by parse-opts. Parses arguments by specs, each a vector of switches, perhaps a description, and :default,
  :parse-fn, :assoc-fn or :flag with their values. A string before the specs begins the banner. Answers a vector of the map
  of options, the vector of other arguments, and the banner."
  [args & specs]
  (let [[intro specs] (if (string? (first specs)) [(first specs) (rest specs)] [nil specs])
        specs (map legacy-spec specs)
        by-switch (switch-specs specs)
        [args after] (split-with #(not= "--" %) args)
        start (reduce (fn [m {:keys [id default has-default? assoc-fn]}] (if has-default? (assoc-fn m id default) m)) {} specs)]
    (loop [args (legacy-arguments by-switch args) options start others []]
      (if-let [[arg & more] (seq args)]
        (if (str/starts-with? arg "-")
          (let [{:keys [id flag? off parse-fn assoc-fn]} (:of (find-spec by-switch arg))]
            (cond
              (nil? id) (throw (new java.lang.Exception (str "'" arg "' is not a valid argument")))
              flag? (recur more (assoc-fn options id (not= arg off)) others)
              :else (recur (rest more) (assoc-fn options id (parse-fn (first more))) others)))
          (recur more options (conj others arg)))
        [options (into others (rest after)) (legacy-banner intro specs)]))))
