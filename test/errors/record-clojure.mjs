/**
 * Asks the `clojure` command what it says to every case of the folder `cases` and writes clojure.json: the class
 * and the message of the error, and the phase in which it came.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askClojure } from '../support/oracle.mjs';

const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder)
  .sort()
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^=== /m).slice(1))
  .map((part) => {
    const end = part.indexOf('\n');
    return {
      name: part.slice(0, end),
      text: part
        .slice(end + 1)
        .replace(/\n$/, '')
        .replace('‸', ''),
    };
  });

const answers = askClojure(cases.map(({ text }) => text));
const recorded = {};
cases.forEach(({ name }, i) => {
  const { value, error } = answers[i];
  if (error === null) throw new Error(`no error in the case "${name}": ${value}`);
  recorded[name] = { class: error.class, message: error.message, phase: error.phase };
});
writeFileSync(join(import.meta.dirname, 'clojure.json'), `${JSON.stringify(recorded, null, 2)}\n`);
console.log(`${cases.length} cases recorded`);
