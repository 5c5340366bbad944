import type { FnIr } from '../compiler/ir.js';
import type { TraceFrame } from '../data/errors.js';
import type { Identities } from '../data/identity.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';

/** What an engine needs of the runtime that it runs for. */
export interface Services {
  /** What tells objects of this runtime apart. */
  readonly identities: Identities;
  /** The value of a var that some fiber has bound: this fiber's binding, else the root. */
  readBound(v: Var): Value;
  /** `(set! v value)`: gives this fiber's binding a new value; throws where there is none. */
  setBound(v: Var, value: Value): Value;
  /** Gives a var its root value and metadata, as `def` does; answers the var. `hasInit` is false for `(def x)`. */
  define(v: Var, hasInit: boolean, init: Value, meta: Value): Value;
  hostGet(target: Value, name: string): Value;
  hostSet(target: Value, name: string, value: Value): Value;
  /** Calls a method; may leave the call to the engine (guest.ts, thenCall). */
  hostCall(target: Value, name: string, args: Value[], orField: boolean): Value;
  construct(type: Value, args: Value[]): Value;
  /** Calls a function of the host with guest values. */
  invokeHost(fn: Value, args: Value[]): Value;
  /** The var of the core library of that name. */
  core(name: string): Var;
  /** Keeps the trace of an error of the host, which has no place of its own for it. */
  noteTrace(error: Value, trace: readonly TraceFrame[]): void;
}

/** One way to run what the compiler made. */
export interface Engine {
  readonly name: 'tree' | 'vm';
  /** Evaluates a top-level form that was lowered to a function without parameters. */
  run(fn: FnIr): Value;
  /** Calls any callable value from the host. */
  call(fn: Value, args: readonly Value[]): Value;
}
