import { GuestInstance } from '../by-value.js';
import { className } from '../classes.js';
import { Collection, MapLike, type OrGuest, SetLike, Vec } from '../collection.js';
import { classCast, illegalArgument, runtimeError } from '../errors.js';
import { GUEST } from '../guest.js';
import { EMPTY_MAP } from '../maps/index.js';
import { isLong } from '../numbers/index.js';
import { EMPTY_LIST } from '../seqs/list.js';
import { MapEntry } from '../seqs/map-entry.js';
import { EMPTY_VECTOR, PersistentVector, vectorFromArray } from '../seqs/vector.js';
import { setFromArray } from '../sets/index.js';
import type { Value } from '../value.js';
import { elementsOf, toArray } from './seq.js';

/** A key of a vector as an index: any integer; IllegalArgumentException for anything else. */
export function vectorIndex(key: Value): number {
  if (typeof key === 'number') return key;
  if (typeof key === 'bigint') return Number(key);
  // A long of more than 53 bits is beyond every vector.
  if (isLong(key)) return -1;
  throw illegalArgument('Key must be integer');
}

/** Clojure's `conj` of one element; nil becomes a list. */
export function conj(x: Value, item: Value): OrGuest<Collection> {
  if (x instanceof Collection) return x.conj(item);
  if (x === null || x === undefined) return EMPTY_LIST.conj(item);
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.IPersistentCollection');
}

/** Clojure's `assoc` of one key; nil becomes a map. */
export function assoc(x: Value, key: Value, value: Value): Value {
  if (x instanceof MapLike) return x.assoc(key, value);
  if (x instanceof Vec) return x.assocN(vectorIndex(key), value);
  if (x === null || x === undefined) return EMPTY_MAP.assoc(key, value);
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.Associative');
}

/** Clojure's `dissoc` of one key. */
export function dissoc(x: Value, key: Value): Value {
  if (x instanceof MapLike) return x.dissoc(key);
  if (x === null || x === undefined) return null;
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.IPersistentMap');
}

/** Clojure's `disj` of one element: of false it is nil, as of nil. */
export function disj(x: Value, item: Value): Value {
  if (x instanceof SetLike) return x.disj(item);
  if (x === null || x === undefined || x === false) return null;
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.IPersistentSet');
}

/** Clojure's `empty`: nil for what is no collection. */
export function empty(x: Value): Value {
  if (x instanceof Collection) return x.empty();
  return x instanceof GuestInstance ? GUEST : null;
}

/** Clojure's `vec`: a vector loses its metadata, anything that `seq` takes becomes a vector. */
export function vec(x: Value): Value {
  if (x instanceof PersistentVector) return x.meta === null ? x : x.withMeta(null);
  if (x === null || x === undefined) return EMPTY_VECTOR;
  if (x instanceof Vec && !(x instanceof MapEntry)) return x.meta === null ? x : x.withMeta(null);
  const items = elementsOf(x);
  if (items === undefined) throw runtimeError(`Unable to convert: class ${className(x)} to Object[]`);
  return items === GUEST ? GUEST : vectorFromArray(items);
}

/** Clojure's `set`: a set loses its metadata, anything that `seq` takes becomes a hash set. */
export function set(x: Value): Value {
  if (x instanceof SetLike) return x.meta === null ? x : x.withMeta(null);
  const items = toArray(x);
  return items === GUEST ? GUEST : setFromArray(items);
}
