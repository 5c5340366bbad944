import { GuestInstance } from '../by-value.js';
import { findClass, isInstance } from '../classes.js';
import type { OrGuest } from '../collection.js';
import { classCast } from '../errors.js';
import { GUEST } from '../guest.js';
import { ArrayMap, HashMap, ShapeMap, TransientMap, transientMap } from '../maps/index.js';
import { TransientVector } from '../seqs/transient-vector.js';
import { PersistentVector } from '../seqs/vector.js';
import { HashSet, TransientSet, transientSet } from '../sets/index.js';
import type { Value } from '../value.js';
import { vectorIndex } from './change.js';

/** Answers GUEST for instances of guest types that are of that class, and throws ClassCastException for all else. */
function other(x: Value, wanted: string): typeof GUEST {
  const type = findClass(wanted);
  if (x instanceof GuestInstance && type !== undefined && isInstance(type, x)) return GUEST;
  throw classCast(x, wanted);
}

/** Clojure's `transient` of a vector, a hash map or a hash set. */
export function transient(x: Value): Value {
  if (x instanceof PersistentVector) return new TransientVector(x);
  if (x instanceof ShapeMap || x instanceof ArrayMap || x instanceof HashMap) return transientMap(x);
  if (x instanceof HashSet) return transientSet(x);
  return other(x, 'clojure.lang.IEditableCollection');
}

/** Clojure's `persistent!`. */
export function persistent(x: Value): Value {
  if (x instanceof TransientVector || x instanceof TransientMap || x instanceof TransientSet) return x.persistent();
  return other(x, 'clojure.lang.ITransientCollection');
}

/** Clojure's `conj!` of one element. */
export function conjBang(x: Value, item: Value): OrGuest<Value> {
  if (x instanceof TransientVector || x instanceof TransientMap || x instanceof TransientSet) return x.conj(item);
  return other(x, 'clojure.lang.ITransientCollection');
}

/** Clojure's `assoc!` of one key. */
export function assocBang(x: Value, key: Value, value: Value): Value {
  if (x instanceof TransientMap) return x.assoc(key, value);
  if (x instanceof TransientVector) return x.assocN(vectorIndex(key), value);
  return other(x, 'clojure.lang.ITransientAssociative');
}

/** Clojure's `dissoc!` of one key. */
export function dissocBang(x: Value, key: Value): Value {
  return x instanceof TransientMap ? x.dissoc(key) : other(x, 'clojure.lang.ITransientMap');
}

/** Clojure's `disj!` of one element. */
export function disjBang(x: Value, item: Value): Value {
  return x instanceof TransientSet ? x.disj(item) : other(x, 'clojure.lang.ITransientSet');
}

/** Clojure's `pop!`. */
export function popBang(x: Value): Value {
  return x instanceof TransientVector ? x.pop() : other(x, 'clojure.lang.ITransientVector');
}
