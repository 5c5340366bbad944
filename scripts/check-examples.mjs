// Runs every example that says what it prints, on every engine, and compares. Beside X.clj (or X.cljc) stands X.expected; an
// expected text without a program of its name is what the folder's program prints for the input X.txt.
//   node scripts/check-examples.mjs [NAME...]             compares
//   node scripts/check-examples.mjs --record [NAME...]    writes what Clojure prints: needs `clojure` on the path
// An X.cljc uses what Clojure does not have, so that Clove itself is recorded.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from './setup.mjs';

const ENGINES = ['vm', 'jit', 'auto', 'tree'];
const EXPECTED = '.expected';
const PROGRAM = /\.cljc?$/;
const TIMEOUT = 400_000;
const DRIVER = join('scripts', 'run-examples.clj');
/** Where Debian keeps the libraries that some examples use and Clove ships. */
const JARS = ['data.json', 'data.csv', 'tools.cli'].map((name) => `/usr/share/java/${name}.jar`).join(':');

const withoutEnding = (file) => file.slice(0, file.lastIndexOf('.'));

function filesOf(folder) {
  return readdirSync(join(root, 'examples', folder)).map((file) => join('examples', folder, file));
}

/** The command lines of a folder, each with the file that says what it prints. */
function examplesIn(folder) {
  const files = filesOf(folder);
  const programs = files.filter((file) => PROGRAM.test(file));
  const own = programs.map((program) => ({ program, args: [], expected: withoutEnding(program) + EXPECTED }));
  const inputs = files
    .filter((file) => file.endsWith(EXPECTED) && existsSync(join(root, `${withoutEnding(file)}.txt`)))
    .map((expected) => ({ program: join('examples', folder, `${folder}.clj`), args: [`${withoutEnding(expected)}.txt`], expected }));
  if (inputs.length > 0) return inputs;
  // A folder with a program in JavaScript and no expected text is about embedding: a test of its own runs it.
  const isEmbedding = files.some((file) => file.endsWith('.mjs')) && !files.some((file) => file.endsWith(EXPECTED));
  return isEmbedding ? [] : own;
}

/** What each of the examples prints. All run in one process, which is killed where it does not end. */
async function run(command, args, examples) {
  const lines = examples.map(({ program, args }) => [program, ...args].join(' '));
  const child = spawn(command, [...args, DRIVER, ...lines], {
    cwd: root,
    timeout: TIMEOUT,
    env: { ...process.env, CLASSPATH: JARS },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const outputs = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  if (outputs.length !== examples.length) {
    process.stdout.write(
      `${[command, ...args].join(' ')} ended (${child.signalCode ?? child.exitCode}) after ${outputs.length} examples\n${stderr}\n`,
    );
  }
  return outputs;
}

/** The first line in which two texts differ. */
function difference(actual = '', expected = '') {
  const [a, e] = [actual.split('\n'), expected.split('\n')];
  const at = e.findIndex((line, i) => line !== a[i]);
  const line = at === -1 ? e.length : at;
  return `  line ${line + 1} is       ${a[line]}\n  instead of   ${e[line]}\n`;
}

async function check(examples) {
  let failed = 0;
  const outputsOf = await Promise.all(ENGINES.map((engine) => run('./clove', ['--engine', engine], examples)));
  for (const [e, engine] of ENGINES.entries()) {
    const outputs = outputsOf[e];
    examples.forEach(({ program, args, expected }, i) => {
      const wanted = existsSync(join(root, expected)) ? readFileSync(join(root, expected), 'utf8') : undefined;
      if (outputs[i] !== undefined && outputs[i] === wanted) return;
      failed++;
      process.stdout.write(`FAILED: ./clove --engine ${engine} ${[program, ...args].join(' ')}\n${difference(outputs[i], wanted)}`);
    });
  }
  const index = readFileSync(join(root, 'examples', 'README.md'), 'utf8');
  for (const name of new Set(examples.map(({ program }) => basename(dirname(program))))) {
    if (index.includes(`[${name}](${name}/`)) continue;
    failed++;
    process.stdout.write(`FAILED: ${name} is not in the index, examples/README.md\n`);
  }
  process.stdout.write(`examples: ${examples.length * ENGINES.length - failed} passed, ${failed} failed\n`);
  return failed === 0 && examples.length > 0;
}

async function record(examples) {
  const portable = examples.filter(({ program }) => program.endsWith('.clj'));
  const others = examples.filter(({ program }) => !program.endsWith('.clj'));
  for (const [command, group] of [
    ['clojure', portable],
    ['./clove', others],
  ]) {
    if (group.length === 0) continue;
    const outputs = await run(command, [], group);
    outputs.forEach((output, i) => {
      if (output.includes('ERROR: ')) process.stdout.write(`${relative('examples', dirname(group[i].program))}: ${output}`);
      writeFileSync(join(root, group[i].expected), output);
    });
  }
  return true;
}

const [first, ...rest] = process.argv.slice(2);
const recording = first === '--record';
const names = recording ? rest : process.argv.slice(2);
const folders = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (names.length === 0 || names.includes(basename(entry.name))))
  .map((entry) => entry.name);
process.exit((await (recording ? record : check)(folders.flatMap(examplesIn))) ? 0 : 1);
