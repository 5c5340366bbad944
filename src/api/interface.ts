import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { CompilationLog } from '../engines/jit/log.js';
import type { Tiering } from '../engines/jit/tiering.js';
import type { Host } from '../runtime/host.js';
import type { LimitOptions } from '../runtime/limits.js';
import type { EngineName } from '../runtime/runtime.js';
import type { HostObjects } from '../runtime/snapshot/index.js';
import type { AdvanceOptions, Program } from './programs.js';

/** Functions and values of the host by the names that the program calls them by. */
export type HostNamespace = Readonly<Record<string, unknown>>;

export interface RuntimeOptions {
  /** Which engine runs the programs. Default `vm`. */
  readonly engine?: EngineName;
  /** Takes what the program prints; without it, and without a host's output, that goes nowhere. */
  readonly stdout?: (text: string) => void;
  /** Takes warnings and what the program prints to `*err*`. */
  readonly stderr?: (text: string) => void;
  /** What the program may reach of this machine. Default: nothing. */
  readonly host?: Host;
  /** Namespaces of the host's functions and values, by name: see `Runtime.define`. */
  readonly namespaces?: Readonly<Record<string, HostNamespace>>;
  /** How much each text and each call from the host may use. Default: no limits. The engine `tree` knows none. */
  readonly limits?: LimitOptions;
  /** Features of reader conditionals beside `:clove` and `:default`. Default `clj`, whose branches Clove mostly can run. */
  readonly features?: readonly string[];
  /** Hears of what the engines `jit` and `auto` compile, and why they leave it: `clove profile` is made of that. */
  readonly compilationLog?: CompilationLog;
  /** When `jit` and `auto` compile, and how much compiled code they keep: changes how fast programs run, never what they do. */
  readonly tiering?: Partial<Tiering>;
  /** How many calls and turns of loops the turn of a fiber has, before others have theirs. Default 16,384. */
  readonly slice?: number;
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

/** Options of `evaluateAsync`. */
export interface AsyncOptions extends EvalOptions {
  /**
   * Cancels the evaluation: a CancellationException is thrown in all its fibers where they wait or where their turn begins, `finally` runs,
   * and once all have ended the promise is rejected with the reason of the signal.
   */
  readonly signal?: AbortSignal;
}

export interface SnapshotOptions {
  /**
   * Things of the host that the program may hold, by the names under which they are saved. What the host has defined in namespaces
   * has its full name: see `RuntimeOptions.namespaces`.
   */
  readonly hostObjects?: HostObjects;
}

/** What `restoreRuntime` gives a runtime beside what the snapshot holds. */
export interface RestoreOptions extends Omit<RuntimeOptions, 'features'>, SnapshotOptions {}

export interface CompileOptions extends Pick<EvalOptions, 'file' | 'line' | 'limits'> {
  /** The names of what `run` is given. Default: none. */
  readonly params?: readonly string[];
}

/** A text that has been compiled, to be run as often as one likes, also several times at once. */
export interface Compiled {
  /** Runs it with JavaScript's data; the value of the last form as `toJs` has it. Fails as `evaluate` does. */
  run(args?: readonly unknown[], options?: Pick<EvalOptions, 'limits'>): unknown;
  /** The same for programs that wait for promises of the host. */
  runAsync(args?: readonly unknown[], options?: Pick<AsyncOptions, 'signal' | 'limits'>): Promise<unknown>;
}

/** An isolated Clojure world. */
export interface Runtime {
  /**
   * Reads and evaluates all forms of a text in the current namespace; the value of the last as `toJs` has it. Throws a CloveError where
   * the program fails, a LimitError where a limit stops it. A program that has to wait for a promise fails: `evaluateAsync`.
   */
  evaluate(text: string, options?: EvalOptions): unknown;
  /** The same for programs that wait for promises of the host: `(await p)`. The host's events have their turn while it runs. */
  evaluateAsync(text: string, options?: AsyncOptions): Promise<unknown>;
  /** Calls a function of the program, by its full name or as `get` gave it, with JavaScript's data; it may wait for promises. */
  callAsync(
    fn: string | ((...args: never[]) => unknown),
    args?: readonly unknown[],
    options?: Pick<AsyncOptions, 'signal' | 'limits'>,
  ): Promise<unknown>;
  /**
   * Reads and compiles all forms of a text in the current namespace, without running any: a macro that one form defines is not there for
   * the next. Throws a CloveError where the text is wrong.
   */
  compile(text: string, options?: CompileOptions): Compiled;
  /**
   * What the var of that full name (`my.app/total`) holds, as JavaScript has it: a function is an ordinary function, the same one each
   * time. Throws where there is no such var.
   */
  get(name: string): unknown;
  /** Gives the var of that full name a value, as `fromJs` has it; makes the var, and its namespace, where there is none. */
  set(name: string, value: unknown): void;
  /**
   * Makes a namespace of the host's functions and values. The functions are given JavaScript's own data, as `toJs` has it, and what
   * they answer is what `fromJs` makes of it; the fiber that calls one waits where it answers a promise.
   */
  define(ns: string, members: HostNamespace): void;
  /** A value of the program as JavaScript's own data: `null`, numbers, strings, arrays, plain objects, functions. */
  toJs(value: Value): unknown;
  /** JavaScript's data as a program has it: arrays as vectors, plain objects as maps with keywords. */
  fromJs(value: unknown): Value;
  /** Ends all that the program began; the runtime cannot be used any more. */
  dispose(): void;
  /** The units of `LimitOptions.fuel` that programs have used here so far; 0 on the engine `tree`, which counts none. */
  readonly fuelUsed: number;
  /**
   * The bytes of data that programs can reach, as the limit `memory` counts them, but exactly: beyond what there was when memory was first limited or
   * measured. Takes some 0.5 ms for each 1000 objects.
   */
  measureMemory(): number;
  /** The name of the current namespace. */
  readonly currentNs: string;
  /** Reads and evaluates all forms of a text in the current namespace; the value of the last, nil where there is none. */
  evalString(text: string, options?: EvalOptions): Value;
  /**
   * The same for programs that wait for the host. The host's events have their turn where some fiber waits for them, and every few
   * milliseconds where there is a `signal`, so that one of them can abort it.
   */
  evalStringLater(text: string, options?: AsyncOptions): Promise<Value>;
  /** Loads a file that the host grants; the value of its last form. */
  loadFile(path: string): Value;
  /** The same for programs that wait for the host. The host's events have their turn where some fiber waits for them. */
  loadFileAsync(path: string): Promise<Value>;
  /** Loads a namespace, found as Clojure's `require` finds it. */
  require(ns: string): void;
  /** Calls a function, or anything that can be called as one. */
  call(fn: Value, ...args: Value[]): Value;
  /** The same for functions that wait for the host, with its events as `loadFileAsync` has them. */
  callLater(fn: Value, ...args: Value[]): Promise<Value>;
  /** Lets the fibers that the program has begun run on, until each has ended or waits for what nothing here can bring. */
  drain(): void;
  /**
   * The same, and waits for the host too: a program that serves requests goes on until it is stopped. The host's events have their turn where
   * some fiber waits for them, and every few milliseconds where it is not `patient`. Default: patient.
   */
  drainAsync(options?: { readonly patient?: boolean }): Promise<void>;
  /** Lets those that are ready run on for so many turns at most, without waiting for any time to pass. */
  takeTurns(most: number): void;
  /** Begins the evaluation of a text in a fiber of its own, in the current namespace. It goes on when fibers have their turns: see `advance`. */
  start(text: string, options?: Pick<EvalOptions, 'file' | 'line'>): Program;
  /**
   * The programs that were started here, or in the runtime that this one was restored from, and have not been dropped; and evaluations
   * that are under way or that a limit stopped.
   */
  readonly programs: readonly Program[];
  /** Lets the fibers that are ready run on; whether some are ready still. Throws a LimitError where a limit stops them. */
  advance(options?: AdvanceOptions): boolean;
  /**
   * All of this runtime as bytes, for `restoreRuntime`. Throws a SnapshotError that tells the way to what no snapshot can hold,
   * and an error where guest code runs that the host has called.
   */
  snapshot(options?: SnapshotOptions): Uint8Array;
  /**
   * A copy of this runtime that goes its own way from here: all that programs hold, fibers that wait included. Objects and functions of the
   * host are shared. What is not given in `options` is as it was given to this one. Throws as `snapshot` does.
   */
  fork(options?: Omit<RuntimeOptions, 'features' | 'namespaces'>): Runtime;
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
