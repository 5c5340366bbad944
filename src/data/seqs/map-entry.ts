import { registerClass } from '../classes.js';
import { type OrGuest, type Seq, Vec } from '../collection.js';
import { classCast, indexOutOfBounds } from '../errors.js';
import type { Value } from '../value.js';
import { ENTRY_SUPERS } from './supers.js';
import { equivVec, hashOfVec, type PersistentVector, vectorFromArray } from './vector.js';

/** An entry of a map: a vector of two that `key` and `val` know. */
export class MapEntry extends Vec {
  readonly meta: Value;
  constructor(
    readonly key: Value,
    readonly val: Value,
  ) {
    super();
    this.meta = null;
  }
  override get length(): number {
    return 2;
  }
  override at(i: number): Value {
    return i === 0 ? this.key : this.val;
  }
  override seq(): OrGuest<Seq | null> {
    return vectorFromArray([this.key, this.val]).seq();
  }
  override count(): number {
    return 2;
  }
  override conj(x: Value): PersistentVector {
    return vectorFromArray([this.key, this.val, x]);
  }
  override assocN(i: number, x: Value): PersistentVector {
    switch (i) {
      case 0:
        return vectorFromArray([x, this.val]);
      case 1:
        return vectorFromArray([this.key, x]);
      case 2:
        return this.conj(x);
      default:
        throw indexOutOfBounds();
    }
  }
  override pop(): PersistentVector {
    return vectorFromArray([this.key]);
  }
  override empty(): Value {
    return null;
  }
  override withMeta(_meta: Value): never {
    throw classCast(this, 'clojure.lang.IObj');
  }
  override equiv(other: Value): OrGuest<boolean> {
    return equivVec(this, other);
  }
  override hasheq(): OrGuest<number> {
    return hashOfVec(this);
  }
}
registerClass(MapEntry, 'clojure.lang.MapEntry', [...ENTRY_SUPERS, 'clojure.lang.IMapEntry', 'java.util.Map$Entry']);
