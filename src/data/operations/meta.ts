import { CLASS } from '../classes.js';
import { Collection, MapLike } from '../collection.js';
import { classCast } from '../errors.js';
import { Fn, NativeFn } from '../functions.js';
import { GUEST } from '../guest.js';
import { Atom } from '../reference.js';
import { LazySeq, pendingLazySeq } from '../seqs/lazy-seq.js';
import { Sym } from '../symbol.js';
import { Instance } from '../types.js';
import type { Value } from '../value.js';

/** Clojure's `meta`: nil for what carries none. GUEST for what the runtime knows more of: vars, namespaces, rare references. */
export function meta(x: Value): Value {
  if (x instanceof Collection || x instanceof Sym || x instanceof Fn || x instanceof NativeFn || x instanceof Atom) return x.meta;
  if (x instanceof Instance) return x.type.methods.has('meta') ? GUEST : x.meta;
  return typeof x === 'object' && x !== null && CLASS in x && 'meta' in x ? GUEST : null;
}

const carriesMeta = (x: Value): boolean =>
  x instanceof Collection || x instanceof Sym || x instanceof Fn || x instanceof NativeFn || x instanceof Instance;

/**
 * Clojure's `with-meta`: a copy with other metadata, a map or nil. ClassCastException for what can carry none, which is looked at before
 * the metadata, as Java casts the target of a call first.
 */
export function withMeta(x: Value, m: Value): Value {
  if (m === undefined) m = null;
  if (x !== null && x !== undefined && !carriesMeta(x)) throw classCast(x, 'clojure.lang.IObj');
  if (x instanceof Instance && !(x.type.kind === 'reify' || x.type.methods.has('withMeta'))) return GUEST;
  if (m !== null && !(m instanceof MapLike)) throw classCast(m, 'clojure.lang.IPersistentMap');
  if ((x instanceof Collection || x instanceof Sym || x instanceof Fn) && x.meta === m) return x;
  // The copy of a lazy seq begins with what that gave.
  if (x instanceof LazySeq && pendingLazySeq(x) !== null) return GUEST;
  if (x instanceof Collection || x instanceof Sym) return x.withMeta(m);
  if (x instanceof Fn) return new Fn(x.template, x.captured, m);
  if (x instanceof NativeFn) {
    const copy = new NativeFn(x.name, x.f0, x.f1, x.f2, x.f3, x.f4, x.rest, x.restFrom, m);
    copy.twin = x.twin;
    return copy;
  }
  if (x instanceof Instance) return x.type.kind === 'reify' && !x.type.methods.has('withMeta') ? x.withMeta(m) : GUEST;
  throw classCast(x, 'clojure.lang.IObj');
}
