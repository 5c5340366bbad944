/**
 * Asks the `clojure` command what it says to every case of the folder `cases` and writes clojure.json: the class
 * and the message of the error, and the line and column where reading or compiling failed.
 * Parts that no portable program can rely on are taken out: numbers of generated names, modules of the JVM.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder)
  .sort()
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^=== /m).slice(1))
  .map((part) => [
    part.slice(0, part.indexOf('\n')),
    part
      .slice(part.indexOf('\n') + 1)
      .replace(/\n$/, '')
      .replace('‸', ''),
  ]);

const program = `
(ns oracle.errors)
(require 'clojure.set 'clojure.string)

(defn inner [e class]
  (if (and (instance? class e) (.getCause e)) (.getCause e) e))

(defn describe [e]
  (let [{:clojure.error/keys [phase line column]} (ex-data e)
        cause (-> e (inner clojure.lang.Compiler$CompilerException) (inner clojure.lang.LispReader$ReaderException))]
    [(.getName (class cause)) (.getMessage cause) (some-> phase name) line column]))

(defn json [x]
  (cond
    (nil? x) "null"
    (string? x) (str "\\"" (apply str (map (fn [c] (if (or (< (int c) 32) (= c \\") (= c \\\\)) (format "\\\\u%04x" (int c)) c)) x)) "\\"")
    (vector? x) (str "[" (clojure.string/join "," (map json x)) "]")
    :else (str x)))

(defn run-case [text]
  (remove-ns 'user)
  (create-ns 'user)
  (println
    (json
      (binding [*ns* (find-ns 'user)]
        (clojure.core/refer 'clojure.core)
        (try
          [nil (pr-str (Compiler/load (java.io.StringReader. text) "case.clj" "case.clj"))]
          (catch Throwable t (describe t)))))))

${cases.map(([, text]) => `(run-case ${JSON.stringify(text)})`).join('\n')}
`;

const work = mkdtempSync(join(tmpdir(), 'errors-'));
const file = join(work, 'errors.clj');
writeFileSync(file, program);
const lines = execFileSync('clojure', [file], { encoding: 'utf8' }).trimEnd().split('\n');
rmSync(work, { recursive: true });
if (lines.length !== cases.length) throw new Error(`${lines.length} answers to ${cases.length} cases`);

function normalise(message) {
  if (message === null || /^Cannot (invoke|throw)/.test(message)) return null;
  return message
    .replace(/ \([^()]* (is|are) in (unnamed )?module .*\)$/s, '')
    .replace(/--\d+/g, '--N')
    .replace(/eval\d+/g, 'evalN');
}

const recorded = {};
cases.forEach(([name], i) => {
  const [kind, message, phase, line, column] = JSON.parse(lines[i]);
  if (kind === null) throw new Error(`no error in the case "${name}": ${message}`);
  recorded[name] = { class: kind, message: normalise(message), phase, line, column };
});
writeFileSync(join(import.meta.dirname, 'clojure.json'), `${JSON.stringify(recorded, null, 2)}\n`);
console.log(`${cases.length} cases recorded`);
