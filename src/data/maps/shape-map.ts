import { CLASS, type ClassRef } from '../classes.js';
import type { MapLike, OrGuest, Seq } from '../collection.js';
import { equiv, keysEqual } from '../equality.js';
import { hashOfKey } from '../hash.js';
import { Keyword } from '../keyword.js';
import { LazySeq, MapEntry } from '../seqs/index.js';
import type { Value } from '../value.js';
import { ARRAY_MAP_CLASS, ArrayMap } from './array-map.js';
import { EMPTY_HASH_MAP, HASH_MAP_CLASS, HashMap } from './hash-map.js';
import { type Part, SlotSeq } from './map-seq.js';
import { installEmptyMap, PersistentMap } from './persistent-map.js';
import { emptyShape, type Shape, type Transition } from './shape.js';

/** A map of up to sixteen keyword keys: a shared shape, which knows the keys, and the values in its order. */
export class ShapeMap extends PersistentMap {
  protected hash = 0;
  constructor(
    readonly shape: Shape,
    /** The values, as many as the shape has keys. Not to be changed by anybody. */
    readonly slots: readonly Value[],
    readonly meta: Value,
  ) {
    super();
  }
  get size(): number {
    return this.slots.length;
  }
  get [CLASS](): ClassRef {
    return this.shape.hashed ? HASH_MAP_CLASS : ARRAY_MAP_CLASS;
  }

  override get(key: Value, notFound: Value): Value {
    if (!(key instanceof Keyword)) return this.misses(key, notFound);
    const i = this.shape.indexOf(key);
    return i < 0 ? notFound : this.slots[i];
  }
  override has(key: Value): boolean {
    return key instanceof Keyword ? this.shape.indexOf(key) >= 0 : this.misses(key, false);
  }
  override entry(key: Value): Value {
    if (!(key instanceof Keyword)) return this.misses(key, null);
    const i = this.shape.indexOf(key);
    return i < 0 ? null : new MapEntry(key, this.slots[i]);
  }

  /** What is answered of a key that is no keyword. Lazy seqs are realised as they are where Clojure looks for them. */
  private misses<T>(key: Value, answer: T): T {
    if (key instanceof LazySeq && this.slots.length > 0) {
      if (this.shape.hashed) hashOfKey(key);
      else keysEqual(key, this.shape.keys[0]);
    }
    return answer;
  }

  override assoc(key: Value, value: Value): MapLike {
    if (key instanceof Keyword) return this.assocShaped(key, value);
    return this.unshaped().assoc(key, value);
  }
  /** `assoc` of a keyword. */
  assocShaped(key: Keyword, value: Value): PersistentMap {
    const i = this.shape.indexOf(key);
    if (i >= 0) return this.slots[i] === value ? this : this.withSlot(i, value);
    const t = this.shape.plus(key);
    return t === null ? this.unshaped().assoc(key, value) : this.grown(t, value);
  }
  /** The map with another value in slot `i`. */
  withSlot(i: number, value: Value): ShapeMap {
    const slots = this.slots.slice();
    slots[i] = value;
    return new ShapeMap(this.shape, slots, this.meta);
  }
  /** The map with the new key of a transition of its shape. */
  grown(t: Transition, value: Value): ShapeMap {
    const old = this.slots;
    const n = old.length;
    const slots = new Array<Value>(n + 1);
    if (t.moves === null) {
      for (let i = 0; i < t.at; i++) slots[i] = old[i];
      slots[t.at] = value;
      for (let i = t.at; i < n; i++) slots[i + 1] = old[i];
    } else for (let i = 0; i <= n; i++) slots[i] = i === t.at ? value : old[t.moves[i]];
    return new ShapeMap(t.to, slots, this.meta);
  }

  override dissoc(key: Value): MapLike {
    if (!(key instanceof Keyword)) return this.misses(key, this);
    const i = this.shape.indexOf(key);
    if (i < 0) return this;
    const shape = this.shape.minus(i);
    if (shape === null) return this.unshaped().dissoc(key);
    if (shape === emptyShape) return this.empty();
    const slots = this.slots.slice();
    slots.splice(i, 1);
    return new ShapeMap(shape, slots, this.meta);
  }

  /** The same map without a shape, as Clojure would hold it: ready for keys of any kind. */
  unshaped(): ArrayMap | HashMap {
    const pairs = this.pairs();
    return this.shape.hashed ? HashMap.of(pairs, this.meta) : new ArrayMap(pairs, this.meta);
  }
  /** Keys and values by turns, in a new array. */
  pairs(): Value[] {
    const pairs: Value[] = [];
    for (let i = 0; i < this.slots.length; i++) pairs.push(this.shape.keys[i], this.slots[i]);
    return pairs;
  }

  override empty(): PersistentMap {
    if (this.shape.hashed) return EMPTY_HASH_MAP.withMeta(this.meta);
    return this.meta === null ? EMPTY_MAP : new ShapeMap(emptyShape, [], this.meta);
  }
  override withMeta(meta: Value): ShapeMap {
    return new ShapeMap(this.shape, this.slots, meta);
  }
  override seqOf(part: Part): Seq | null {
    return this.slots.length === 0 ? null : new SlotSeq(this.shape.keys, this.slots, 0, null, part);
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    const { keys } = this.shape;
    for (let i = 0; i < this.slots.length; i++) {
      const answer = visit(keys[i], this.slots[i]);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (!(other instanceof ShapeMap) || other.shape !== this.shape) return super.equiv(other);
    for (let i = 0; i < this.slots.length; i++) {
      const same = equiv(this.slots[i], other.slots[i]);
      if (same !== true) return same;
    }
    return true;
  }
}

/** `{}`. */
export const EMPTY_MAP: ShapeMap = new ShapeMap(emptyShape, [], null);
installEmptyMap(EMPTY_MAP);
