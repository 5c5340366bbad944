import { isCallable } from '../data/callable.js';
import { className } from '../data/classes.js';
import { MapLike, SetLike, Vec } from '../data/collection.js';
import { MultiFn, ProtocolFn } from '../data/dispatch.js';
import { abstractMethod, ExceptionClass, Throwable } from '../data/errors.js';
import { type NativeFn, wrongArity } from '../data/functions.js';
import { GUEST, type Guest, thenCall } from '../data/guest.js';
import { Keyword } from '../data/keyword.js';
import { TransientMap } from '../data/maps/index.js';
import { isInteger, uncheckedInt } from '../data/numbers/index.js';
import { get, nth } from '../data/operations/index.js';
import { Reference } from '../data/reference.js';
import { TransientVector } from '../data/seqs/index.js';
import { TransientSet } from '../data/sets/index.js';
import { Sym } from '../data/symbol.js';
import { Instance, Record } from '../data/types.js';
import type { Value } from '../data/value.js';
import { Unbound, Var } from '../data/var.js';
import type { Services } from './services.js';

/** The error of a call with a number of arguments that the function does not take. */
export function arityError(count: number, name: string): Throwable {
  return new Throwable(ExceptionClass.arity, wrongArity(count, name));
}

/** Calls a native with its arguments in an array: the way for what is not a hot call site. */
export function callNative(fn: NativeFn, args: Value[]): Value | Guest {
  switch (args.length) {
    case 0:
      if (fn.f0 !== null) return fn.f0();
      break;
    case 1:
      if (fn.f1 !== null) return fn.f1(args[0]);
      break;
    case 2:
      if (fn.f2 !== null) return fn.f2(args[0], args[1]);
      break;
    case 3:
      if (fn.f3 !== null) return fn.f3(args[0], args[1], args[2]);
      break;
    case 4:
      if (fn.f4 !== null) return fn.f4(args[0], args[1], args[2], args[3]);
      break;
  }
  if (fn.rest !== null && args.length >= fn.restFrom) return fn.rest(args);
  throw arityError(args.length, fn.name);
}

/**
 * Calls a value that is neither a guest function nor a native: data that acts as a function, a var, a protocol
 * function, a multimethod, an instance of a guest type, a function of the host. Where guest code must run, the
 * call is left to the engine (`thenCall`).
 */
export function callOther(f: Value, args: Value[], services: Services): Value | Guest {
  if (f instanceof ProtocolFn) {
    if (args.length === 0) throw arityError(0, `${f.protocol.parts.ns}/${f.method}`);
    const method = f.find(args[0]);
    if (method === null) throw f.missing(args[0], args.length);
    return thenCall(method, args);
  }
  if (f instanceof Keyword) {
    const found = callLookup(f, args, 1, (xs) => get(xs[0], f, xs.length > 1 ? xs[1] : null));
    return found === GUEST ? thenCall(services.core('get').root, [args[0], f, ...args.slice(1)]) : found;
  }
  if (f instanceof Sym) return callLookup(f, args, 1, (xs) => get(xs[0], f, xs.length > 1 ? xs[1] : null));
  if (f instanceof Record) {
    if (isCallable(f)) return thenCall(services.core('-invoke-instance').root, [f, args]);
    throw new Throwable(ExceptionClass.classCast, `class ${className(f)} cannot be cast to class clojure.lang.IFn`);
  }
  if (f instanceof MapLike || f instanceof TransientMap || f instanceof TransientSet)
    return callLookup(f, args, 1, (xs) => f.get(xs[0], xs.length > 1 ? xs[1] : null));
  if (f instanceof SetLike) {
    if (args.length !== 1) throw dataArityError(args.length, f);
    return f.get(args[0], null);
  }
  if (f instanceof Vec || f instanceof TransientVector) {
    if (args.length !== 1) throw dataArityError(args.length, f);
    if (!isInteger(args[0])) throw new Throwable(ExceptionClass.illegalArgument, 'Key must be integer');
    return nth(f, uncheckedInt(args[0]));
  }
  if (f instanceof MultiFn) {
    if (args.length === 1) return thenCall(services.core('-invoke-multi-1').root, [f, args[0]]);
    if (args.length === 2) return thenCall(services.core('-invoke-multi-2').root, [f, args[0], args[1]]);
    return thenCall(services.core('-invoke-multi').root, [f, args]);
  }
  if (f instanceof Var) {
    return thenCall(f.bound === 0 ? f.root : services.readBound(f), args);
  }
  if (f instanceof Unbound) throw new Throwable(ExceptionClass.illegalState, `Attempting to call unbound fn: ${f.of}`);
  if (f instanceof Reference && f.kind === 'promise') {
    if (args.length !== 1) throw abstractMethod('clojure.core$promise$reify__0', 'invoke', args.length, 'clojure.lang.IFn');
    return thenCall(services.core('deliver').root, [f, args[0]]);
  }
  if (f instanceof Reference && f.kind === 'ref') return thenCall(services.core('-invoke-ref').root, [f, args]);
  if (f instanceof Instance) return thenCall(services.core('-invoke-instance').root, [f, args]);
  if (typeof f === 'function') return services.invokeHost(f, args);
  if (f === null || f === undefined) throw new Throwable(ExceptionClass.nullPointer, "Can't call nil: it is not a function");
  throw new Throwable(ExceptionClass.classCast, `class ${className(f)} cannot be cast to class clojure.lang.IFn`);
}

/** The arity error of data in the place of a function, in Clojure's words: more than twenty arguments count as one more. */
function dataArityError(count: number, f: Value): Throwable {
  return arityError(count, className(f).replaceAll('$', '/'));
}

/** A keyword counts all of its arguments. */
function keywordArityError(count: number, f: Keyword): Throwable {
  return new Throwable(ExceptionClass.arity, `Wrong number of args (${count}) passed to: ${f}`);
}

function callLookup(f: Value, args: Value[], least: number, lookup: (args: Value[]) => Value | Guest): Value | Guest {
  if (args.length < least || args.length > 2)
    throw f instanceof Keyword ? keywordArityError(args.length, f) : dataArityError(args.length, f);
  return lookup(args);
}
