import { GuestInstance } from './by-value.js';
import { defineClass, isInstance } from './classes.js';
import { MapLike, SetLike, Vec } from './collection.js';
import { MultiFn, ProtocolFn } from './dispatch.js';
import { classCast } from './errors.js';
import { Fn, NativeFn } from './functions.js';
import { Keyword } from './keyword.js';
import { TransientMap } from './maps/index.js';
import { Reference } from './reference.js';
import { TransientVector } from './seqs/index.js';
import { TransientSet } from './sets/index.js';
import { Sym } from './symbol.js';
import { Record } from './types.js';
import type { Value } from './value.js';
import { Unbound, Var } from './var.js';

const IFN = defineClass('clojure.lang.IFn', [], 'interface');

/** Whether x was made by fn, whichever engine or native stands behind it. */
export const isFunction = (x: Value): boolean =>
  x instanceof Fn || x instanceof NativeFn || x instanceof ProtocolFn || typeof x === 'function';

/** Whether x can be called: what Clojure has as an IFn. */
export const isCallable = (x: Value): boolean =>
  isFunction(x) ||
  x instanceof MultiFn ||
  x instanceof Keyword ||
  x instanceof Sym ||
  x instanceof Vec ||
  x instanceof SetLike ||
  x instanceof TransientVector ||
  x instanceof TransientMap ||
  x instanceof TransientSet ||
  x instanceof Var ||
  (x instanceof Reference && (x.kind === 'promise' || x.kind === 'ref')) ||
  (x instanceof MapLike && !(x instanceof Record)) ||
  ((x instanceof GuestInstance || x instanceof Record) && isInstance(IFN, x));

/**
 * x in the place of the function of a call, before the arguments are evaluated: Clojure casts it first. nil passes, and fails when it is
 * called.
 */
export function callee(x: Value): Value {
  if (x === null || x === undefined || x instanceof Unbound || isCallable(x)) return x;
  throw classCast(x, 'clojure.lang.IFn');
}
