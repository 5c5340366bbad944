import { registerClass } from '../classes.js';
import { type OrGuest, type Seq, Vec } from '../collection.js';
import type { Value } from '../value.js';
import { VECTOR_SUPERS } from './supers.js';
import { EMPTY_VECTOR, IndexedSeq, type PersistentVector } from './vector.js';

/** `vector-of`: a vector that casts all that is put into it. It is no faster than others, but equal to them. */
export class TypedVec extends Vec {
  constructor(
    /** Makes an element of a value, or throws. */
    readonly cast: (x: Value) => Value,
    readonly items: PersistentVector,
    readonly meta: Value,
  ) {
    super();
  }
  override get length(): number {
    return this.items.length;
  }
  private with(items: PersistentVector): TypedVec {
    return new TypedVec(this.cast, items, this.meta);
  }
  override at(i: number): Value {
    return this.items.at(i);
  }
  override seq(): Seq | null {
    return this.items.length === 0 ? null : new IndexedSeq(this, 0, null);
  }
  override count(): number {
    return this.items.length;
  }
  override conj(x: Value): TypedVec {
    return this.with(this.items.conj(this.cast(x)));
  }
  override assocN(i: number, x: Value): TypedVec {
    return this.with(this.items.assocN(i, this.cast(x)));
  }
  override pop(): TypedVec {
    return this.with(this.items.pop());
  }
  override empty(): TypedVec {
    return this.with(EMPTY_VECTOR);
  }
  override withMeta(meta: Value): TypedVec {
    return new TypedVec(this.cast, this.items, meta);
  }
  override equiv(other: Value): OrGuest<boolean> {
    return this.items.equiv(other);
  }
  override hasheq(): OrGuest<number> {
    return this.items.hasheq();
  }
}
registerClass(TypedVec, 'clojure.core.Vec', VECTOR_SUPERS);
