import { registerClass } from '../classes.js';
import type { Seq } from '../collection.js';
import { keysEqual } from '../equality.js';
import { Keyword } from '../keyword.js';
import { MapEntry } from '../seqs/index.js';
import type { Value } from '../value.js';
import { HashMap } from './hash-map.js';
import { PairSeq, type Part } from './map-seq.js';
import { emptyMap, PersistentMap } from './persistent-map.js';
import { MAX_ORDERED } from './shape.js';
import { MAP_SUPERS } from './supers.js';

/** The index of `key` in the first `length` elements of an array of keys and values by turns; -1 where it is not there. */
export function indexOfKey(pairs: readonly Value[], length: number, key: Value): number {
  const k = key === undefined ? null : key;
  for (let i = 0; i < length; i += 2) if (pairs[i] === k) return i;
  if (k === null || typeof k === 'string' || k instanceof Keyword) return -1;
  for (let i = 0; i < length; i += 2) if (keysEqual(k, pairs[i])) return i;
  return -1;
}

/**
 * Clojure's `PersistentArrayMap`: a few entries in the order of insertion, looked up one by one. It grows into a
 * hash map with its ninth key; only `array-map` makes longer ones.
 */
export class ArrayMap extends PersistentMap {
  protected hash = 0;
  constructor(
    /** Keys and values by turns, no key twice. Not to be changed by anybody. */
    readonly pairs: readonly Value[],
    readonly meta: Value,
  ) {
    super();
  }
  get size(): number {
    return this.pairs.length >> 1;
  }

  private indexOf(key: Value): number {
    return indexOfKey(this.pairs, this.pairs.length, key);
  }
  override get(key: Value, notFound: Value): Value {
    const i = this.indexOf(key);
    return i < 0 ? notFound : this.pairs[i + 1];
  }
  override has(key: Value): boolean {
    return this.indexOf(key) >= 0;
  }
  override entry(key: Value): Value {
    const i = this.indexOf(key);
    return i < 0 ? null : new MapEntry(this.pairs[i], this.pairs[i + 1]);
  }
  override assoc(key: Value, value: Value): ArrayMap | HashMap {
    const i = this.indexOf(key);
    if (i >= 0) {
      if (this.pairs[i + 1] === value) return this;
      const pairs = this.pairs.slice();
      pairs[i + 1] = value;
      return new ArrayMap(pairs, this.meta);
    }
    if (this.size >= MAX_ORDERED) return HashMap.of(this.pairs, this.meta).assoc(key, value);
    return new ArrayMap([...this.pairs, key === undefined ? null : key, value], this.meta);
  }
  override dissoc(key: Value): PersistentMap {
    const i = this.indexOf(key);
    if (i < 0) return this;
    if (this.pairs.length === 2) return this.empty();
    const pairs = this.pairs.slice();
    pairs.splice(i, 2);
    return new ArrayMap(pairs, this.meta);
  }

  override empty(): PersistentMap {
    return emptyMap(this.meta);
  }
  override withMeta(meta: Value): ArrayMap {
    return new ArrayMap(this.pairs, meta);
  }
  override seqOf(part: Part): Seq | null {
    return this.pairs.length === 0 ? null : new PairSeq(this.pairs, 0, null, part);
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    const { pairs } = this;
    for (let i = 0; i < pairs.length; i += 2) {
      const answer = visit(pairs[i], pairs[i + 1]);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}
export const ARRAY_MAP_CLASS = registerClass(ArrayMap, 'clojure.lang.PersistentArrayMap', MAP_SUPERS);
