import type { Guest } from './guest.js';
import type { Value } from './value.js';

/** A result, or GUEST where only guest code can find it. */
export type OrGuest<T> = T | Guest;

/** Every persistent collection, seqs included: `coll?`. Immutable, apart from what it caches about itself. */
export abstract class Collection {
  /** Assigned by each class that has instances: a constructor here, which all of them called, would cost most of what making one takes. */
  abstract readonly meta: Value;
  /** null where it is empty. */
  abstract seq(): OrGuest<Seq | null>;
  abstract count(): OrGuest<number>;
  abstract conj(x: Value): OrGuest<Collection>;
  /** The empty collection of this kind, with this one's metadata. */
  abstract empty(): Value;
  abstract withMeta(meta: Value): Collection;
  /** Clojure's `=` with this collection on the left. */
  abstract equiv(other: Value): OrGuest<boolean>;
  /** Clojure's `=` with something on the left that is no collection: never true, but GUEST where the answer takes guest code. */
  equivOther(): OrGuest<false> {
    return false;
  }
  /** Clojure's `hash`, cached where that is possible. */
  abstract hasheq(): OrGuest<number>;
}

/** Collections that are equal when their elements are equal one by one: `sequential?`. */
export abstract class Sequential extends Collection {}

/** `seq?`: lists, lazy seqs, ranges and all that `seq` gives. */
export abstract class Seq extends Sequential {
  abstract first(): Value;
  /** The rest as a seq; null where there is nothing more. */
  abstract next(): OrGuest<Seq | null>;
  /** The rest without looking at it: lazy rests stay lazy, an empty rest is `()`. */
  abstract rest(): OrGuest<Seq>;
}

/** `vector?`. */
export abstract class Vec extends Sequential {
  abstract readonly length: number;
  /** The element at `i`, which must be an integer within 0 ≤ i < length: not checked. */
  abstract at(i: number): Value;
  /** Replaces element `i`, or appends where i = length; IndexOutOfBoundsException otherwise. */
  abstract assocN(i: number, x: Value): Vec;
  /** Without the last element; IllegalStateException "Can't pop empty vector" where there is none. */
  abstract pop(): Vec;
  abstract override conj(x: Value): Vec;
}

/** `map?`. Keys that only guest code can hash or compare are asked about (guest.ts). */
export abstract class MapLike extends Collection {
  abstract readonly size: number;
  abstract get(key: Value, notFound: Value): Value;
  abstract has(key: Value): boolean;
  /** The entry as the map holds it (its own key object), or null. */
  abstract entry(key: Value): Value;
  abstract assoc(key: Value, value: Value): MapLike;
  abstract dissoc(key: Value): MapLike;
  /** Visits the entries in the map's order until `visit` answers something other than undefined; returns that. */
  abstract forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined;
}

/** `set?`. */
export abstract class SetLike extends Collection {
  abstract readonly size: number;
  abstract get(key: Value, notFound: Value): Value;
  abstract has(key: Value): boolean;
  abstract override conj(x: Value): SetLike;
  abstract disj(x: Value): SetLike;
  abstract forEach<T>(visit: (x: Value) => T | undefined): T | undefined;
}

/** What the prototypes of the families have, which compiled code asks: keys that nothing else has. */
export const IS_COLLECTION = Symbol('collection');
export const IS_SEQUENTIAL = Symbol('sequential');
export const IS_SEQ = Symbol('seq');
export const IS_VEC = Symbol('vector');
export const IS_MAPLIKE = Symbol('map');
export const IS_SETLIKE = Symbol('set');

for (const [family, key] of [
  [Collection, IS_COLLECTION],
  [Sequential, IS_SEQUENTIAL],
  [Seq, IS_SEQ],
  [Vec, IS_VEC],
  [MapLike, IS_MAPLIKE],
  [SetLike, IS_SETLIKE],
] as const)
  Object.defineProperty(family.prototype, key, { value: true });
