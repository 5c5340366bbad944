import { isInstance, registerClass } from '../classes.js';
import type { OrGuest, Seq } from '../collection.js';
import { ExceptionClass } from '../errors.js';
import { KEYS } from '../maps/map-seq.js';
import { EMPTY_SORTED_MAP, emptySortedMap, type SortedMap } from '../maps/sorted-map.js';
import { SORTED_SET_SUPERS } from '../maps/supers.js';
import { treeFind } from '../maps/tree.js';
import type { Value } from '../value.js';
import { PersistentSet } from './persistent-set.js';

/** Clojure's `PersistentTreeSet`: a set in the order of its elements. */
export class SortedSet extends PersistentSet {
  protected hash = 0;
  constructor(
    readonly map: SortedMap,
    readonly meta: Value,
  ) {
    super();
  }
  override get(x: Value, notFound: Value): Value {
    const node = treeFind(this.map.tree, this.map.order, x);
    return node === null ? notFound : node.key;
  }
  override conj(x: Value): SortedSet {
    const map = this.map.assoc(x, true);
    return map === this.map ? this : new SortedSet(map, this.meta);
  }
  override disj(x: Value): SortedSet {
    const map = this.map.dissoc(x);
    return map === this.map ? this : new SortedSet(map, this.meta);
  }
  /** As in Clojure, elements that cannot be compared with this set's own are not equal to them, where `has` would throw. */
  override equiv(other: Value): OrGuest<boolean> {
    try {
      return super.equiv(other);
    } catch (e) {
      if (isInstance(ExceptionClass.classCast, e)) return false;
      throw e;
    }
  }
  override empty(): SortedSet {
    return new SortedSet(this.map.empty(), this.meta);
  }
  override withMeta(meta: Value): SortedSet {
    return new SortedSet(this.map, meta);
  }
  /** The function given to `sorted-set-by`; null for the order of `compare`. */
  get comparator(): Value {
    return this.map.comparator;
  }
  /** The seq in the set's order or against it; `rseq` is the latter. null where the set is empty. */
  seqDirected(ascending: boolean): Seq | null {
    return this.map.seqDirected(ascending, KEYS);
  }
  /** The seq from `x`, or from the first element beyond it in that direction, on; null where there is none. */
  seqFrom(x: Value, ascending: boolean): Seq | null {
    return this.map.seqFrom(x, ascending, KEYS);
  }
}
registerClass(SortedSet, 'clojure.lang.PersistentTreeSet', SORTED_SET_SUPERS);

export const EMPTY_SORTED_SET: SortedSet = new SortedSet(EMPTY_SORTED_MAP, null);

/** `(sorted-set x …)`, or `(sorted-set-by comparator x …)`; the comparator is null for the former. */
export function sortedSetFromArray(comparator: Value, items: readonly Value[]): SortedSet {
  let map = emptySortedMap(comparator);
  for (const x of items) map = map.assoc(x, true);
  return new SortedSet(map, null);
}
