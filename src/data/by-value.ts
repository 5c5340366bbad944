import type { OrGuest } from './collection.js';
import type { Value } from './value.js';

/**
 * A thing that is no collection but has an equality of its own: a UUID, an instance of a guest type. Hashing,
 * equality and `compare` know it by this base class, so that they need not know every such class.
 */
export abstract class ByValue {
  /** Clojure's `hash` of it; GUEST where guest code must say. */
  abstract hasheq(): OrGuest<number>;
  /** Clojure's `=` with this on the left; GUEST where guest code must say. */
  abstract equiv(other: Value): OrGuest<boolean>;
  /** Clojure's `compare`; null where it has no order, GUEST where guest code must say. */
  compareTo(_other: Value): OrGuest<number | null> {
    return null;
  }
}

/**
 * An instance of a guest type (`deftype`, `reify`), which may bring methods of its own for every operation on
 * collections: `seq`, `valAt`, `cons`. So each operation that does not know what to do with one answers GUEST.
 */
export abstract class GuestInstance extends ByValue {}

/** A thing with parts that `get` finds by keywords, and nothing else of a map. */
export abstract class Labelled extends ByValue {
  abstract lookup(key: Value, notFound: Value): Value;
}
