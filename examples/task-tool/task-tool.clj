;; A command line tool with clojure.tools.cli: global options, subcommands with options of their own, errors and help. The
;; command lines are a script here; (-main) with *command-line-args* would run it as a tool.

(ns task-tool
  (:require [clojure.edn :as edn]
            [clojure.string :as str]
            [clojure.tools.cli :refer [parse-opts]]))

(def global-options
  [["-f" "--format FORMAT" "How to print: text or edn"
    :default :text
    :parse-fn keyword
    :validate [#{:text :edn} "must be text or edn"]]
   ["-v" "--verbose" "Say more; twice for still more" :default 0 :update-fn inc]
   ["-h" "--help" "Show this help"]])

(def priorities ["low" "normal" "high"])

(def commands
  {"add" {:help "TEXT...: add a task"
          :options [["-p" "--priority N" "From 0 (low) to 2 (high)"
                     :default 1
                     :parse-fn parse-long
                     :validate [some? "must be a number"
                                #(<= 0 % 2) "must be between 0 and 2"]]
                    ["-t" "--tag TAG" "May be given several times"
                     :id :tags
                     :default #{}
                     :assoc-fn (fn [options k tag] (update options k conj tag))]]}
   "list" {:help "[OPTION...]: list the tasks"
           :options [["-a" "--all" "Those done too"]
                     [nil "--tag TAG" "Only those with the tag"]
                     [nil "--[no-]sort" "By priority" :default true]]}
   "done" {:help "ID: mark as done", :options []}})

(def tasks (atom (sorted-map)))

(defmulti execute (fn [command _options _arguments] command))

(defmethod execute "add" [_ {:keys [priority tags]} words]
  (if (empty? words)
    {:exit 1, :message "What is to be done?"}
    (let [id (inc (count @tasks))]
      (swap! tasks assoc id {:text (str/join " " words), :priority priority, :tags tags})
      {:exit 0, :message (str "Task " id)})))

(defmethod execute "done" [_ _ [id]]
  (let [id (some-> id edn/read-string)]
    (if (@tasks id)
      (do (swap! tasks assoc-in [id :done] true) {:exit 0})
      {:exit 1, :message (str "No task " id)})))

(defmethod execute "list" [_ {:keys [all tag sort format]} _]
  (let [chosen (cond->> @tasks
                 (not all) (remove (comp :done val))
                 tag (filter #(contains? (:tags (val %)) tag))
                 sort (sort-by (comp - :priority val)))]
    {:exit 0
     :message (if (= format :edn)
                (pr-str (map key chosen))
                (str/join "\n" (for [[id {:keys [text priority tags done]}] chosen]
                                 (str id ". " text " (" (priorities priority) ")"
                                      (str/join (map #(str " #" %) (clojure.core/sort tags)))
                                      (when done " done")))))}))

(defn usage [summary]
  (str/join "\n" (concat ["tasks [OPTION...] COMMAND" "" "Options:" summary "" "Commands:"]
                         (for [[command {:keys [help]}] (sort-by key commands)] (str "  " command " " help)))))

(defn run [args]
  (let [{:keys [options arguments errors summary]} (parse-opts args global-options :in-order true)
        [command & more] arguments
        spec (commands command)]
    (cond
      errors {:exit 2, :message (str/join "\n" errors)}
      (:help options) {:exit 0, :message (usage summary)}
      (nil? command) {:exit 2, :message "Say what to do, or --help"}
      (nil? spec) {:exit 2, :message (str "Unknown command " command)}
      :else
      (let [{inner :options, inner-errors :errors, :keys [arguments]} (parse-opts more (:options spec))]
        (if inner-errors
          {:exit 2, :message (str/join "\n" inner-errors)}
          (cond-> (execute command (merge options inner) arguments)
            (pos? (:verbose options)) (assoc :options (into (sorted-map) (merge options inner)))))))))

(doseq [line ["--help" "" "add" "add -p 2 --tag home --tag garden water the roses" "add -t work write a report" "add -p0 sleep"
              "add --priority 7 x" "add --priority much x" "add --size 3" "list" "-f edn list --no-sort" "list --tag work"
              "done 1" "done 9" "-vv list -a" "--format xml list" "dance" "list --tag"]]
  (println "$ tasks" line)
  (let [{:keys [exit message options]} (run (remove str/blank? (str/split line #" ")))]
    (when message (println message))
    (when options (println options))
    (when (pos? exit) (println "exit" exit))))
