(ns clojure.java.shell
  "Runs other programs to their end, where the host grants that. clove.process can do more with them."
  (:require [clove.process :as process]))

(def ^:dynamic *sh-dir* "The folder where sh runs programs; nil is that of this program." nil)
(def ^:dynamic *sh-env* "The environment that sh gives to programs, a map; nil is that of this program." nil)

(defmacro with-sh-dir
  "Evaluates the forms with dir as the folder where sh runs programs."
  [dir & forms]
  (list* 'clojure.core/binding ['clojure.java.shell/*sh-dir* dir] forms))

(defmacro with-sh-env
  "Evaluates the forms with env, a map, as the environment that sh gives to programs."
  [env & forms]
  (list* 'clojure.core/binding ['clojure.java.shell/*sh-env* env] forms))

(defn- variables
  "An environment as a map: it may be given as a sequence of texts NAME=value too."
  [env]
  (if (or (nil? env) (map? env))
    env
    (into {} (map (fn [text] (let [i (.indexOf text "=")] [(subs text 0 i) (subs text (inc i))]))) env)))

(defn- input
  "What a program is to read, as clove.process takes it, in an encoding."
  [in encoding]
  (cond
    (nil? in) nil
    (string? in) (.getBytes in (or encoding "UTF-8"))
    (bytes? in) in
    :else (with-open [from (clojure.java.io/input-stream in)] (.readAllBytes from))))

(defn sh
  "Runs a program with arguments, texts, and waits for its end: a map of :exit, :out and :err. After the texts may stand options:
  :in       what it reads: a text, an array of bytes, or what clojure.java.io makes an input stream of
  :in-enc   the encoding of a text that it reads, UTF-8 without it
  :out-enc  the encoding of what it writes, UTF-8 without it; :bytes leaves :out an array of bytes
  :env      variables of its environment: a map, or an array of texts NAME=value
  :dir      the folder where it runs"
  [& args]
  (let [[command options] (split-with string? args)
        {:keys [in in-enc out-enc env dir]} (merge {:env *sh-env* :dir *sh-dir*} (apply hash-map options))]
    (process/run (vec command)
                 {:in (input in in-enc)
                  :as (if (= out-enc :bytes) :bytes :text)
                  :encoding (when (string? out-enc) out-enc)
                  :env (variables env)
                  :dir dir})))
