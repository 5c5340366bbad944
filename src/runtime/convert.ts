import { Char } from '../data/char.js';
import { MultiFn, ProtocolFn } from '../data/dispatch.js';
import { Fn, NativeFn } from '../data/functions.js';
import { fromHost, standsFor } from '../data/host.js';
import { Keyword } from '../data/keyword.js';
import { BigDecimal, Double, Ratio, toDouble, WideLong } from '../data/numbers/index.js';
import { Regex } from '../data/regex.js';
import type { Value } from '../data/value.js';

/** Calls a guest function for the host. */
export type CallGuest = (fn: Value, args: Value[]) => Value;

/**
 * A guest value as the host sees it: doubles, ratios and decimals are numbers, longs beyond 2^53 are bigints, characters
 * are strings, regular expressions the host's own, and a function is an ordinary JavaScript function, the same one each
 * time. All other data is handed over as it is.
 */
export function toHost(x: Value, call: CallGuest): unknown {
  if (typeof x !== 'object' || x === null) return x;
  if (x instanceof Double) return x.value;
  if (x instanceof Fn || x instanceof NativeFn || x instanceof ProtocolFn || x instanceof MultiFn) return hostFunction(x, call);
  if (x instanceof WideLong) return x.value;
  if (x instanceof Char) return String.fromCharCode(x.code);
  if (x instanceof Ratio || x instanceof BigDecimal) return toDouble(x);
  return x instanceof Regex ? x.forHost : x;
}

const hostFunctions = new WeakMap<object, (...args: unknown[]) => unknown>();

function hostFunction(fn: Fn | NativeFn | ProtocolFn | MultiFn, call: CallGuest): (...args: unknown[]) => unknown {
  let made = hostFunctions.get(fn);
  if (made === undefined) {
    const most = fn instanceof ProtocolFn ? null : mostOf(fn);
    made = (...args) => {
      const wanted = most ?? taken(fn as ProtocolFn, args.length);
      if (args.length > wanted) args.length = wanted;
      // They are nobody else's: the guest is given the same array.
      for (let i = 0; i < args.length; i++) args[i] = fromHost(args[i]);
      const value = call(fn, args as Value[]);
      return typeof value === 'object' && value !== null ? toHost(value, call) : value;
    };
    hostFunctions.set(fn, made);
    standsFor(made, fn);
  }
  return made;
}

/**
 * How many of so many arguments a function is called with. JavaScript hands its callbacks more than most want, as in
 * `.map` with element, index and array: those beyond what a function takes are left out.
 */
function taken(fn: ProtocolFn, count: number): number {
  for (let n = count; n > 0; n--) if (fn.takes(n)) return n;
  return count;
}

function mostOf(fn: Fn | NativeFn | MultiFn): number {
  if (fn instanceof Fn) return mostOfGuest(fn);
  if (fn instanceof NativeFn) return mostOfNative(fn);
  const { dispatch } = fn;
  if (dispatch instanceof Fn || dispatch instanceof NativeFn) return mostOf(dispatch);
  return dispatch instanceof Keyword ? 1 : Number.POSITIVE_INFINITY;
}

function mostOfGuest({ template }: Fn): number {
  return template.restArity >= 0 ? Number.POSITIVE_INFINITY : (template.arities[template.arities.length - 1] ?? 0);
}

function mostOfNative(fn: NativeFn): number {
  if (fn.rest !== null) return Number.POSITIVE_INFINITY;
  return [fn.f0, fn.f1, fn.f2, fn.f3, fn.f4].map((f) => f !== null).lastIndexOf(true);
}
