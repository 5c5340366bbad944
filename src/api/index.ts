import type { Value } from '../data/value.js';
import { setRoot, type Var } from '../data/var.js';
import type { CompilationLog } from '../engines/jit/log.js';
import { library } from '../lib/shipped.js';
import { EOF } from '../reader/context.js';
import { ReadError } from '../reader/read-error.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import type { Host, TextSink } from '../runtime/host.js';
import type { LimitOptions } from '../runtime/limits.js';
import { describeError } from '../runtime/report.js';
import { createRuntime as createWorld, type EngineName } from '../runtime/runtime.js';

export { LimitError, type LimitName } from '../data/budget.js';
export type { Value } from '../data/value.js';
export type { Var } from '../data/var.js';
export type { CompilationLog } from '../engines/jit/log.js';
export type { Host } from '../runtime/host.js';
export type { LimitOptions } from '../runtime/limits.js';
export type { EngineName } from '../runtime/runtime.js';

export interface RuntimeOptions {
  /** Which engine runs the programs. Default `vm`. */
  readonly engine?: EngineName;
  /** Takes what the program prints; without it, and without a host's output, that goes nowhere. */
  readonly stdout?: (text: string) => void;
  /** Takes warnings and what the program prints to `*err*`. */
  readonly stderr?: (text: string) => void;
  /** What the program may reach of this machine. Default: nothing. */
  readonly host?: Host;
  /** How much each text and each call from the host may use. Default: no limits. The engine `tree` knows none. */
  readonly limits?: LimitOptions;
  /** Features of reader conditionals beside `:clove` and `:default`. Default `clj`, whose branches Clove mostly can run. */
  readonly features?: readonly string[];
  /** Hears of what the engines `jit` and `auto` compile, and why they leave it: `clove profile` is made of that. */
  readonly compilationLog?: CompilationLog;
}

export interface EvalOptions {
  /** The name of the text in errors. Default `NO_SOURCE_FILE`. */
  readonly file?: string;
  /** The number of its first line. Default 1. */
  readonly line?: number;
  /** Limits of this text, in place of those of the runtime. */
  readonly limits?: LimitOptions;
  /** Hears the value of each top-level form. */
  readonly onForm?: (value: Value) => void;
}

/** An isolated Clojure world. */
export interface Runtime {
  /** The name of the current namespace. */
  readonly currentNs: string;
  /** Reads and evaluates all forms of a text in the current namespace; the value of the last, nil where there is none. */
  evalString(text: string, options?: EvalOptions): Value;
  /** Loads a file that the host grants; the value of its last form. */
  loadFile(path: string): Value;
  /** Loads a namespace, found as Clojure's `require` finds it. */
  require(ns: string): void;
  /** Calls a function, or anything that can be called as one. */
  call(fn: Value, ...args: Value[]): Value;
  /** Lets the fibers that the program has begun run on, until each has ended or waits for what nothing here can bring. */
  drain(): void;
  /** Lets those that are ready run on for so many turns at most, without waiting for any time to pass. */
  takeTurns(most: number): void;
  /** The var of that name; undefined where there is none. */
  lookup(ns: string, name: string): Var | undefined;
  /** Gives a var a value as `set!` does where a dynamic binding of it is in force, else a root value. */
  setVar(v: Var, value: Value): void;
  /** The value as `pr` prints it. */
  printString(value: Value): string;
  /** Names that begin with `prefix` and mean something in the current namespace, sorted. */
  completions(prefix: string): string[];
  /** A listing of the bytecode of a text. Its definitions are evaluated, since later forms may need them; nothing else is. */
  disassemble(text: string, file: string): string;
  /** Whether the text only ended too early: more of it could make it right. */
  isIncomplete(text: string): boolean;
  /** An error as the command line reports it: class, message, place, source line with caret, hint, stack. */
  describeError(error: unknown): string;
}

const sink = (write: ((text: string) => void) | undefined, fallback: TextSink | undefined): TextSink =>
  write === undefined ? (fallback ?? { write() {}, flush() {}, close() {} }) : { write, flush() {}, close() {} };

/** Makes a runtime: a Clojure world of its own, which reaches nothing but what `options.host` grants. */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  const host = options.host ?? {};
  const { limits } = options;
  const world = createWorld({
    engine: options.engine ?? 'vm',
    host,
    stdout: sink(options.stdout, host.stdout),
    stderr: sink(options.stderr, host.stderr),
    library,
    features: options.features,
    compilationLog: options.compilationLog,
  });

  /** How many calls of the host are under way, one inside the other. */
  let nested = 0;
  /** Runs what the host asked for, within the limits: those of the outermost call hold. */
  function limited<T>(own: LimitOptions | undefined, body: () => T): T {
    const wanted = own ?? limits;
    if (wanted === undefined) return body();
    if (world.engine.meter === null) throw new Error("The engine 'tree' knows no limits: choose 'vm', 'jit' or 'auto'");
    if (nested++ === 0) world.limits.begin(wanted);
    try {
      return body();
    } finally {
      if (--nested === 0) world.limits.begin({});
    }
  }

  return {
    get currentNs() {
      return world.currentNs().name;
    },
    evalString: (text, { file = 'NO_SOURCE_FILE', line = 1, onForm, limits: own } = {}) =>
      limited(own, () => world.evalSource(new Source(file, text, line), onForm)),
    loadFile: (path) => limited(limits, () => world.call(world.coreVar('load-file').root, [path])),
    require: (ns) =>
      limited(
        limits,
        () =>
          void world.call(world.coreVar('require').root, [
            world.evalForm(createReader(new Source('require', `'${ns}`), world.readerContext).read()),
          ]),
      ),
    call: limits === undefined ? (fn, ...args) => world.call(fn, args) : (fn, ...args) => limited(limits, () => world.call(fn, args)),
    drain: () => world.fibers.drain(),
    takeTurns(most) {
      for (let left = most; left > 0 && !world.fibers.idle; left--) world.fibers.letOthersRun();
    },
    lookup: (ns, name) => world.namespaces.find(ns)?.own(name),
    setVar(v, value) {
      if (world.bindings.isBound(v)) world.bindings.write(v, value);
      else setRoot(v, value);
    },
    printString: (value) => world.call(world.coreVar('pr-str').root, [value]) as string,
    disassemble: (text, file) => world.disassemble(new Source(file, text)),
    completions: (prefix) => world.completions(prefix),
    isIncomplete(text) {
      const reader = createReader(new Source('REPL', text), { ...world.readerContext, readTagged: () => null });
      try {
        while (reader.read() !== EOF);
        return false;
      } catch (e) {
        return e instanceof ReadError && e.incomplete;
      }
    },
    describeError: (error) => describeError(error, world),
  };
}
