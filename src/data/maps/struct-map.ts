import { registerClass } from '../classes.js';
import type { Seq } from '../collection.js';
import { runtimeError } from '../errors.js';
import { MapEntry } from '../seqs/index.js';
import type { Value } from '../value.js';
import { indexOfKey } from './array-map.js';
import { PairSeq, type Part } from './map-seq.js';
import { emptyMap, PersistentMap } from './persistent-map.js';
import { STRUCT_MAP_SUPERS } from './supers.js';

/** What `create-struct` gives: the keys that every struct map of that kind has. */
export class StructBasis {
  /** Keys and nils by turns: the struct map that has no values yet. */
  readonly blank: readonly Value[];
  constructor(keys: readonly Value[]) {
    this.blank = keys.flatMap((k) => [k, null]);
  }
  get size(): number {
    return this.blank.length >> 1;
  }
  /** The number of a key, from 0; -1 where it is none of the basis. */
  indexOf(key: Value): number {
    return indexOfKey(this.blank, this.blank.length, key) >> 1;
  }
}
registerClass(StructBasis, 'clojure.lang.PersistentStructMap$Def', ['java.lang.Object']);

/** Clojure's `PersistentStructMap`: the keys of its basis first, which it always has, then whatever else was put in. */
export class StructMap extends PersistentMap {
  protected hash = 0;
  constructor(
    readonly basis: StructBasis,
    /** The values of the keys of the basis. Not to be changed by anybody. */
    readonly values: readonly Value[],
    readonly others: PersistentMap,
    readonly meta: Value,
  ) {
    super();
  }
  /** The struct map of that basis in which every key of it is nil. */
  static blank(basis: StructBasis, meta: Value = null): StructMap {
    return new StructMap(
      basis,
      Array.from({ length: basis.size }, () => null),
      emptyMap(null),
      meta,
    );
  }
  get size(): number {
    return this.values.length + this.others.size;
  }
  override get(key: Value, notFound: Value): Value {
    const i = this.basis.indexOf(key);
    return i < 0 ? this.others.get(key, notFound) : this.values[i];
  }
  override has(key: Value): boolean {
    return this.basis.indexOf(key) >= 0 || this.others.has(key);
  }
  override entry(key: Value): Value {
    const i = this.basis.indexOf(key);
    return i < 0 ? this.others.entry(key) : new MapEntry(this.basis.blank[2 * i], this.values[i]);
  }
  override assoc(key: Value, value: Value): StructMap {
    const i = this.basis.indexOf(key);
    if (i < 0) return new StructMap(this.basis, this.values, this.others.assoc(key, value) as PersistentMap, this.meta);
    const values = this.values.slice();
    values[i] = value;
    return new StructMap(this.basis, values, this.others, this.meta);
  }
  override dissoc(key: Value): StructMap {
    if (this.basis.indexOf(key) >= 0) throw runtimeError("Can't remove struct key");
    const others = this.others.dissoc(key) as PersistentMap;
    return others === this.others ? this : new StructMap(this.basis, this.values, others, this.meta);
  }
  override empty(): StructMap {
    return StructMap.blank(this.basis);
  }
  override withMeta(meta: Value): StructMap {
    return new StructMap(this.basis, this.values, this.others, meta);
  }
  override seqOf(part: Part): Seq | null {
    const pairs: Value[] = [];
    this.forEach((key, value) => {
      pairs.push(key, value);
      return undefined;
    });
    return pairs.length === 0 ? null : new PairSeq(pairs, 0, null, part);
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    for (let i = 0; i < this.values.length; i++) {
      const stopped = visit(this.basis.blank[2 * i], this.values[i]);
      if (stopped !== undefined) return stopped;
    }
    return this.others.forEach(visit);
  }
}
registerClass(StructMap, 'clojure.lang.PersistentStructMap', STRUCT_MAP_SUPERS);
