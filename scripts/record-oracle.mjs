// Records what Clojure itself answers to the expressions of test/lib/cases/*.txt, one a line: their printed value, or
// the class and message of what they throw. Needs `clojure` on the path. The answers go to a .json file beside each.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test', 'lib', 'cases');
const wanted = process.argv.slice(2);

/** The expressions of a file: its lines, without comments and empty ones. */
const expressions = (file) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(';'));

// Each expression is evaluated in the namespace `user`, after those before it; a long answer is cut.
const program = `
(require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math 'clojure.edn 'clojure.data 'clojure.zip 'clojure.template)
(def lines (read-string (slurp "LINES")))
(in-ns 'user)
(defn root [e] (if-let [c (and (instance? clojure.lang.Compiler$CompilerException e) (.getCause e))] (recur c) e))
(binding [*print-length* 200]
  (doseq [line lines]
    (println
      (pr-str
        (try
          (let [value (eval (read-string line))] (str "= " (pr-str value)))
          (catch Throwable e
            (let [e (root e)]
              (str "! " (.getName (class e)) ": " (.getMessage e))))))))
  (flush)
  (System/exit 0))
`;

for (const file of readdirSync(folder).filter((f) => f.endsWith('.txt'))) {
  const name = basename(file, '.txt');
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const lines = expressions(file);
  const scratch = mkdtempSync(join(tmpdir(), 'oracle-'));
  const listing = join(scratch, 'lines.edn');
  writeFileSync(listing, `[${lines.map((l) => JSON.stringify(l)).join('\n')}]`);
  writeFileSync(join(scratch, 'program.clj'), program.replace('LINES', listing));
  const out = execFileSync('clojure', [join(scratch, 'program.clj')], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  rmSync(scratch, { recursive: true });
  const answers = out.split('\n').filter((l) => l.startsWith('"= ') || l.startsWith('"! '));
  if (answers.length !== lines.length) throw new Error(`${file}: ${lines.length} expressions, ${answers.length} answers`);
  const rows = lines.map((l, i) => `  [${JSON.stringify(l)}, ${answers[i]}]`);
  writeFileSync(join(folder, `${name}.json`), `[\n${rows.join(',\n')}\n]\n`);
  console.log(`${name}: ${lines.length}`);
}
