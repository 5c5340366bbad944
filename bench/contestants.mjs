/** Who takes part in the comparison, with what, and on which programs. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './programs.mjs';

const inBench = (...parts) => join(root, 'bench', ...parts);
const harness = (name) => inBench('harness', name);
const peer = (name) => inBench('peers', 'node_modules', name);

/** `timing` as the harnesses take it: SIZE REPEATS WARM-UP-MS BUDGET-MS. */
const numbers = (size, timing) => [size, timing.repeats, timing.warmUp, timing.budget].map(String);

/**
 * A contestant whose programs are texts of their own. `family` says what the smoke run takes one of, where it has one;
 * `strict`: its failure ends the run. Its command, null where it lacks the program, has what comes first once and then the
 * arguments of each program that one process is to run.
 */
const ownTexts = (name, family, needs, before, extension, more = {}) => ({
  name,
  family,
  needs,
  strict: false,
  command(program, size, timing) {
    const file = program.inLanguage(extension);
    if (file === undefined || (more.groups !== undefined && !more.groups.includes(program.group))) return null;
    return { before, program: [...numbers(size, timing), file, program.namespace] };
  },
  ...more,
});

/** A contestant that runs the Clojure text. */
const clojureText = (name, family, needs, before, more = {}) => ({
  name,
  family,
  needs,
  strict: false,
  command: (program, size, timing) =>
    program.without.includes(name) ? null : { before, program: [...numbers(size, timing), program.clojure, program.namespace] },
  ...more,
});

/** Clove by its built program: the launcher's check whether to build is not what is measured. */
const clove = (engine) =>
  clojureText(
    `clove-${engine}`,
    `clove-${engine}`,
    process.execPath,
    [process.execPath, join(root, 'dist', 'cli.js'), '--engine', engine, harness('warm.cljc')],
    { strict: true },
  );

const node = (file, ...more) => [process.execPath, harness(file), ...more];
const compute = { groups: ['compute', 'functions'] };

export const contestants = [
  ownTexts('js', 'js', process.execPath, node('javascript.mjs'), 'mjs', { strict: true }),
  clove('jit'),
  clove('auto'),
  clove('vm'),
  clove('tree'),
  clojureText('clojure', 'clojure', 'clojure', ['clojure', harness('warm.cljc')]),
  clojureText('squint', undefined, peer('squint-cljs'), node('to-javascript.mjs', 'squint')),
  clojureText('cherry', undefined, peer('cherry-cljs'), node('to-javascript.mjs', 'cherry')),
  clojureText('nbb', undefined, peer('nbb'), [process.execPath, join(peer('nbb'), 'cli.js'), harness('nbb.cljs')]),
  ownTexts('luajit', 'lua', 'luajit', ['luajit', harness('warm.lua')], 'lua'),
  ownTexts('lua5.4', 'lua', 'lua5.4', ['lua5.4', harness('warm.lua')], 'lua'),
  ownTexts('wasmoon', 'lua', peer('wasmoon'), node('wasmoon.mjs'), 'lua'),
  ownTexts('fengari', 'lua', peer('fengari'), node('fengari.mjs'), 'lua'),
  ownTexts('sbcl', 'lisp', 'sbcl', ['sbcl', '--script', harness('warm.lisp')], 'lisp'),
  ownTexts('chez', 'scheme', 'chezscheme', ['chezscheme', '--script', harness('chez.scm'), harness('warm.scm')], 'scm'),
  ownTexts('guile', 'scheme', 'guile', ['guile', '--no-auto-compile', harness('guile.scm'), harness('warm.scm')], 'scm'),
  ownTexts('racket', 'scheme', 'racket', ['racket', harness('racket.rkt'), harness('warm.scm')], 'scm'),
  ownTexts('biwascheme', 'scheme', peer('biwascheme'), node('biwascheme.mjs'), 'scm'),
  ownTexts('quickjs', undefined, peer('quickjs-emscripten'), node('quickjs.mjs'), 'mjs', compute),
  ownTexts('immutable', undefined, peer('immutable'), node('javascript.mjs'), 'immutable.mjs'),
  ownTexts('jsonata', undefined, peer('jsonata'), node('javascript.mjs'), 'jsonata.mjs'),
];

/** Whether what the contestant needs is on this machine: a program of that name, or a file. */
export function isInstalled({ needs }) {
  return existsSync(needs) || spawnSync('sh', ['-c', `command -v ${needs}`]).status === 0;
}

/** Builds Clove when that is needed. Throws when it cannot be built. */
export function buildClove() {
  const built = spawnSync(join(root, 'clove'), ['-e', 'nil'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`Clove cannot be built:\n${built.stderr}`);
}
