import { registerClass } from '../classes.js';
import { EMPTY_HASH_MAP, type HashMap } from '../maps/hash-map.js';
import { SET_SUPERS } from '../maps/supers.js';
import type { Value } from '../value.js';
import { PersistentSet } from './persistent-set.js';

/** Clojure's `PersistentHashSet`: in the order of a hash map, however few its elements. */
export class HashSet extends PersistentSet {
  protected hash = 0;
  constructor(
    readonly map: HashMap,
    readonly meta: Value,
  ) {
    super();
  }
  override get(x: Value, notFound: Value): Value {
    return this.map.keyOf(x, notFound);
  }
  override conj(x: Value): HashSet {
    const map = this.map.assoc(x, true);
    return map === this.map ? this : new HashSet(map, this.meta);
  }
  override disj(x: Value): HashSet {
    const map = this.map.dissoc(x);
    return map === this.map ? this : new HashSet(map, this.meta);
  }
  override empty(): HashSet {
    return this.meta === null ? EMPTY_SET : new HashSet(EMPTY_HASH_MAP, this.meta);
  }
  override withMeta(meta: Value): HashSet {
    return new HashSet(this.map, meta);
  }
}
registerClass(HashSet, 'clojure.lang.PersistentHashSet', SET_SUPERS);

/** `#{}`. */
export const EMPTY_SET: HashSet = new HashSet(EMPTY_HASH_MAP, null);
