import { classCast, ExceptionClass, nullPointer, Throwable, type TraceFrame } from '../data/errors.js';
import { Instance, Record } from '../data/types.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Services } from './services.js';

/** How many frames of a stack a trace keeps, the innermost ones. */
export const MAX_TRACE = 64;

/** Reading a var that has no value is not an error in Clojure: it gives an object that says so. */
export class Unbound {
  constructor(readonly of: Var) {}
  toString(): string {
    return `Unbound: ${this.of}`;
  }
}

export function unboundVar(v: Var): Value {
  return new Unbound(v);
}

export function stackOverflow(): Throwable {
  return new Throwable(ExceptionClass.stackOverflow, null);
}

/** What guest code sees of something that JavaScript threw. The engine's own overflow becomes the guest's. */
export function throwable(e: unknown): Value {
  if (e instanceof RangeError && /call stack/.test(e.message)) return stackOverflow();
  return e;
}

/** Notes where an exception was thrown, the first time that it is. */
export function attachTrace(thrown: Value, services: Services, trace: () => readonly TraceFrame[]): void {
  if (thrown instanceof Throwable) thrown.trace ??= trace();
  else services.noteTrace(thrown, trace());
}

/** The instance whose field is read. */
export function fieldTarget(x: Value): Instance | Record {
  if (x instanceof Instance || x instanceof Record) return x;
  if (x === null) throw nullPointer();
  throw classCast(x, 'clojure.lang.IType');
}
