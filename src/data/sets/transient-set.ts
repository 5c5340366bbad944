import { registerClass } from '../classes.js';
import type { HashMap } from '../maps/hash-map.js';
import { TRANSIENT_SET_SUPERS } from '../maps/supers.js';
import { TransientMap } from '../maps/transient-map.js';
import type { Value } from '../value.js';
import { HashSet } from './hash-set.js';

/** A hash set that changes in place until `persistent()` seals it; then every method throws IllegalAccessError. */
export class TransientSet {
  private readonly map: TransientMap;
  constructor(s: HashSet) {
    this.map = new TransientMap(s.map);
  }
  get size(): number {
    return this.map.size;
  }
  /** The set's own element that equals `x`, or `notFound`. */
  get(x: Value, notFound: Value): Value {
    return this.map.keyOf(x, notFound);
  }
  has(x: Value): boolean {
    return this.map.has(x);
  }
  conj(x: Value): this {
    this.map.assoc(x, true);
    return this;
  }
  disj(x: Value): this {
    this.map.dissoc(x);
    return this;
  }
  /** The set as it is now, which later changes do not touch. */
  snapshot(): HashSet {
    return new HashSet(this.map.snapshot() as HashMap, null);
  }
  /** The set, which nothing changes any more. */
  persistent(): HashSet {
    return new HashSet(this.map.persistent() as HashMap, null);
  }
}
registerClass(TransientSet, 'clojure.lang.PersistentHashSet$TransientHashSet', TRANSIENT_SET_SUPERS);
