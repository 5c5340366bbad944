// Runs every example that says what it prints, on every engine, and compares. Beside X.clj stands X.expected; an
// expected text without a program of its name is what the folder's program prints for the input X.txt.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { root } from './setup.mjs';

const ENGINES = ['vm', 'tree'];
const EXPECTED = '.expected';
const TIMEOUT = 60_000;

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** The command line whose output is in the file `expected`. */
function commandFor(expected) {
  const stem = expected.slice(0, -EXPECTED.length);
  if (existsSync(`${stem}.clj`)) return [`${stem}.clj`];
  const folder = dirname(expected);
  return [join(folder, `${basename(folder)}.clj`), `${stem}.txt`];
}

let passed = 0;
let failed = 0;
for (const expected of filesBelow(join(root, 'examples')).filter((file) => file.endsWith(EXPECTED))) {
  const command = commandFor(expected).map((file) => relative(root, file));
  for (const engine of ENGINES) {
    const { status, stdout, stderr, error } = spawnSync('./clove', ['--engine', engine, ...command], {
      cwd: root,
      encoding: 'utf8',
      timeout: TIMEOUT,
    });
    if (status === 0 && stdout === readFileSync(expected, 'utf8')) {
      passed++;
    } else {
      failed++;
      process.stdout.write(`FAILED: ./clove --engine ${engine} ${command.join(' ')}\n${error?.message ?? ''}${stderr}${stdout}\n`);
    }
  }
}
process.stdout.write(`examples: ${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
