import { outOfMemory } from '../data/bounds.js';
import { classCast, ExceptionClass, nullPointer, Throwable, type TraceFrame } from '../data/errors.js';
import { Instance, Record } from '../data/types.js';
import type { Value } from '../data/value.js';
import type { Services } from './services.js';

/** The functions of the core library that answer the questions of collections. */
export const QUESTION = { hash: '-ask-hash', equiv: '-ask-equiv', compare: '-ask-compare', text: '-ask-text' } as const;

/** How many frames of a stack a trace keeps, the innermost ones. */
export const MAX_TRACE = 64;

export function stackOverflow(): Throwable {
  return new Throwable(ExceptionClass.stackOverflow, null);
}

/** What guest code sees of something that JavaScript threw. The engine's own overflows become the guest's. */
export function throwable(e: unknown): Value {
  if (!(e instanceof RangeError)) return e;
  if (/call stack/.test(e.message)) return stackOverflow();
  return /^Invalid (?:string|array) length|^Array buffer allocation/.test(e.message) ? outOfMemory() : e;
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
