import type { Runtime, RuntimeOptions } from '../api/exports.js';
import { createRuntimeOf } from '../api/runtime.js';
import { openImage } from '../bytecode/image/index.js';
import { isFunction } from '../data/callable.js';
import type { PrecompiledTable } from '../engines/jit/precompiled.js';
import { furtherNatives } from '../lib/natives/further.js';
import { createLibrary } from '../lib/part.js';
import { snapshots } from '../lib/parts/snapshots.js';

/** A program that `clove build` has compiled. */
export interface BuiltProgram {
  /** The namespace that is loaded, which requires the others. */
  readonly main: string;
  /** What all of them do when they are loaded. */
  readonly image: string;
  /** What the image leaves out of the namespaces of the program: places of its instructions, docstrings. */
  readonly details: Readonly<Record<string, string>>;
  readonly compiled: PrecompiledTable;
}

/** A program that runs. */
export interface StartedProgram {
  readonly runtime: Runtime;
  /** What the var of that full name holds, for a module to export: a function takes and gives JavaScript's own data. */
  value(name: string): unknown;
}

/** To take compiled code from a table costs little, but not so little that it is worth it for what runs once. */
const SOON = { hotTurns: 1, warmCalls: 2 };

/** Starts a program: loads its namespace on the engine `auto`, which here makes no functions of texts. */
export function startProgram({ main, image, details, compiled }: BuiltProgram, options: RuntimeOptions): StartedProgram {
  const sections = openImage(image, true, (ns) => (Object.hasOwn(details, ns) ? details[ns] : null));
  const library = {
    ...createLibrary([{ name: 'natives', natives: furtherNatives }, snapshots]),
    section: (ns: string) => sections.get(ns),
    find: (ns: string) => (sections.has(ns) ? [{ file: ns, text: '' }] : undefined),
  };
  const runtime = createRuntimeOf({ library, precompiled: compiled }, { engine: 'auto', tiering: SOON, ...options });
  runtime.require(main);
  return {
    runtime,
    value(name) {
      const slash = name.indexOf('/', 1);
      const v = runtime.lookup(name.slice(0, slash), name.slice(slash + 1));
      if (v === undefined) throw new Error(`Internal error: the program has no var ${name}`);
      if (!isFunction(v.root)) return runtime.toJs(v.root);
      return (...args: unknown[]) => runtime.toJs(runtime.call(v.root, ...args.map(runtime.fromJs)));
    },
  };
}

/** What a program prints, line by line, for `console.log` and its kin. */
function lines(print: (line: string) => void): (text: string) => void {
  let waiting = '';
  return (text) => {
    const all = (waiting + text).split('\n');
    waiting = all.pop() ?? '';
    for (const line of all) print(line);
  };
}

/** What a program reaches that may run anywhere: the globals, clocks and chance; it prints to the console. */
export const anywhere = (): RuntimeOptions => ({
  host: {
    globals: globalThis,
    getters: true,
    now: Date.now,
    nanoTime: () => Math.round(performance.now() * 1e6),
    random: Math.random,
  },
  stdout: lines((line) => console.log(line)),
  stderr: lines((line) => console.error(line)),
});
