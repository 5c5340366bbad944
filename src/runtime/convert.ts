import { Fn, NativeFn } from '../data/functions.js';
import { Double, WideLong } from '../data/numbers/index.js';
import type { Value } from '../data/value.js';

/** A value of the host as guest code sees it: a number that is no safe integer is a double, `undefined` is nil. */
export function fromHost(x: unknown): Value {
  if (typeof x === 'number') return Number.isSafeInteger(x) && !Object.is(x, -0) ? x : new Double(x);
  return x === undefined ? null : x;
}

/**
 * A guest value as the host sees it: doubles are numbers, longs beyond 2^53 are bigints, and a function is an
 * ordinary JavaScript function, the same one each time.
 */
export function toHost(x: Value, call: (fn: Value, args: Value[]) => Value): unknown {
  if (x instanceof Double) return x.value;
  if (x instanceof WideLong) return x.value;
  if (x instanceof Fn || x instanceof NativeFn) return hostFunction(x, call);
  return x;
}

const hostFunctions = new WeakMap<object, (...args: unknown[]) => unknown>();

function hostFunction(fn: Fn | NativeFn, call: (fn: Value, args: Value[]) => Value): (...args: unknown[]) => unknown {
  let made = hostFunctions.get(fn);
  if (made === undefined) {
    made = (...args) => toHost(call(fn, args.map(fromHost)), call);
    hostFunctions.set(fn, made);
  }
  return made;
}
