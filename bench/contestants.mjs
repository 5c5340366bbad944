/** Who takes part in the comparison, with what, and on which programs. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inBench = (...parts) => join(root, 'bench', ...parts);

/** Every program: its size, and the file and namespace of its Clojure text. The other languages' files lie in bench/programs. */
export const programs = [
  { name: 'fib', size: 27, smallSize: 15 },
  { name: 'loop', size: 1_000_000, smallSize: 1000, file: inBench('programs', 'loop.clj'), namespace: 'bench.loop' },
  { name: 'tak', size: 6, smallSize: 3 },
  { name: 'deriv', size: 2000, smallSize: 20 },
  { name: 'upvalue-counter', size: 100_000, smallSize: 100 },
  { name: 'nqueens', size: 8, smallSize: 5 },
  { name: 'closure-storm', size: 50_000, smallSize: 100 },
  { name: 'higher-order-fold', size: 50_000, smallSize: 100 },
  { name: 'mandelbrot', size: 100, smallSize: 8 },
  { name: 'throw-catch', size: 10_000, smallSize: 50 },
  { name: 'string-pipeline', size: 2000, smallSize: 20 },
  { name: 'hash-maps', size: 10_000, smallSize: 50 },
].map((program) => ({
  file: join(root, 'test', 'programs', 's19', `${program.name}.clj`),
  namespace: `s19.${program.name}`,
  ...program,
}));

const clojureArguments = (program, size, repeats) => [
  inBench('harness', 'warm.clj'),
  String(size),
  String(repeats),
  program.file,
  program.namespace,
];

/** A contestant whose programs are bench/programs/NAME.ext; it has no command for a program that it lacks. */
function withPrograms(name, executable, before, extension) {
  return {
    name,
    executable,
    command(program, size, repeats) {
      const file = inBench('programs', `${program.name}.${extension}`);
      return existsSync(file) ? [executable, ...before, String(size), String(repeats), file] : null;
    },
  };
}

/** Clove by its built program: the launcher's check whether to build is not what is measured. */
const clove = (engine) => ({
  name: `clove-${engine}`,
  executable: process.execPath,
  command: (program, size, repeats) => [
    process.execPath,
    join(root, 'dist', 'cli.js'),
    '--engine',
    engine,
    ...clojureArguments(program, size, repeats),
  ],
});

export const contestants = [
  withPrograms('js', process.execPath, [inBench('harness', 'warm.mjs')], 'mjs'),
  clove('auto'),
  clove('jit'),
  clove('vm'),
  clove('tree'),
  withPrograms('lua5.4', 'lua5.4', [inBench('harness', 'warm.lua')], 'lua'),
  withPrograms('luajit', 'luajit', [inBench('harness', 'warm.lua')], 'lua'),
  withPrograms('sbcl', 'sbcl', ['--script', inBench('harness', 'warm.lisp')], 'lisp'),
  { name: 'clojure', executable: 'clojure', command: (program, size, repeats) => ['clojure', ...clojureArguments(program, size, repeats)] },
];

/** Whether the contestant's program can be started on this machine. */
export function isInstalled(contestant) {
  if (existsSync(contestant.executable)) return true;
  return spawnSync('sh', ['-c', `command -v ${contestant.executable}`]).status === 0;
}

/** Builds Clove when that is needed. Throws when it cannot be built. */
export function buildClove() {
  const built = spawnSync(join(root, 'clove'), ['-e', 'nil'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`Clove cannot be built:\n${built.stderr}`);
}

/**
 * One sample in a fresh process: `first` (loading and the first run) and the median of the warm runs, both in
 * milliseconds, and the result as text. Throws when the program fails.
 */
export function sample(command) {
  const [executable, ...rest] = command;
  const { status, stdout, stderr, error } = spawnSync(executable, rest, { encoding: 'utf8', cwd: root, maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command.join(' ')} failed\n${error?.message ?? ''}${stderr}${stdout}`);
  const { first, warm, result } = JSON.parse(stdout.trimEnd().split('\n').at(-1));
  return { first, warm: median(warm), result };
}

/** The middle of the numbers, or the mean of the middle two. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
