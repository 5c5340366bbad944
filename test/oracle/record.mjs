/**
 * Records what Clojure itself answers to the expressions of cases/AREA/TOPIC.txt, in TOPIC.json beside it. Needs
 * `clojure` on the path. `node test/oracle/record.mjs [AREA[/TOPIC]...]` records those; without names, all.
 *
 * A text has one expression a line. Empty lines and lines that start with `;` are comments. The expressions of a topic
 * are evaluated in one namespace `user`, each after those before it. A line `@ F: + | - & X: 1 | 2.0 => (F X 1)` stands
 * for all expressions that come of putting one of the texts for each name: two names and two texts each make four.
 * A line `; needs data.json test.check` names the libraries that a topic is about, as Debian packages them for Clojure.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expand } from './template.mjs';

const folder = join(import.meta.dirname, 'cases');
const run = promisify(execFile);

const topics = readdirSync(folder)
  .flatMap((area) => readdirSync(join(folder, area)).map((file) => `${area}/${file}`))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));
const wanted = process.argv.slice(2);
const chosen = topics.filter((topic) => wanted.length === 0 || wanted.some((w) => topic === w || topic.startsWith(`${w}/`)));
if (chosen.length === 0) throw new Error(`no such topics: ${wanted.join(' ')}`);

/** The answers of the oracle to one topic, in a process of its own. */
async function record(topic) {
  const lines = readFileSync(join(folder, `${topic}.txt`), 'utf8').split('\n');
  const expressions = lines.flatMap(expand);
  const libraries = lines.filter((line) => line.startsWith('; needs ')).flatMap((line) => line.split(' ').slice(2));
  const scratch = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    writeFileSync(join(scratch, 'expressions.json'), expressions.map((e) => JSON.stringify(e)).join('\n'));
    const { stdout } = await run('clojure', [join(import.meta.dirname, 'answer.clj'), join(scratch, 'expressions.json')], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, CLASSPATH: libraries.map((name) => `/usr/share/java/${name}.jar`).join(':') },
    });
    const answers = stdout.trimEnd().split('\n');
    if (answers.length !== expressions.length) {
      throw new Error(`${topic}: ${expressions.length} expressions, ${answers.length} answers:\n${answers.slice(-3).join('\n')}`);
    }
    const rows = expressions.map((e, i) => `  [${JSON.stringify(e)}, ${answers[i]}]`);
    writeFileSync(join(folder, `${topic}.json`), `[\n${rows.join(',\n')}\n]\n`);
    console.log(`${topic}: ${expressions.length}`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

for (const topic of chosen) await record(topic);
