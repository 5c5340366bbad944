import { registerClass } from '../classes.js';
import { type OrGuest, Vec } from '../collection.js';
import { indexOutOfBounds } from '../errors.js';
import { GUEST } from '../guest.js';
import type { Value } from '../value.js';
import { VECTOR_SUPERS } from './supers.js';
import { EMPTY_VECTOR, equivVec, hashOfVec, IndexedSeq } from './vector.js';

/** `subvec`: a window on a vector, made in constant time. It keeps the whole vector alive. */
export class SubVec extends Vec {
  override readonly length: number;
  private hash: number;
  constructor(
    readonly vec: Vec,
    readonly start: number,
    readonly end: number,
    readonly meta: Value,
  ) {
    super();
    this.length = end - start;
    this.hash = 0;
  }
  override at(i: number): Value {
    return this.vec.at(this.start + i);
  }
  override seq(): IndexedSeq | null {
    return new IndexedSeq(this, 0, null);
  }
  override count(): number {
    return this.length;
  }
  override conj(x: Value): Vec {
    return new SubVec(this.vec.assocN(this.end, x), this.start, this.end + 1, this.meta);
  }
  override assocN(i: number, x: Value): Vec {
    if (i === this.length) return this.conj(x);
    // As in Clojure, a negative index is for the vector behind the window to refuse, or to take.
    if (i > this.length) throw indexOutOfBounds();
    return new SubVec(this.vec.assocN(this.start + i, x), this.start, this.end, this.meta);
  }
  override pop(): Vec {
    return this.length === 1 ? EMPTY_VECTOR : new SubVec(this.vec, this.start, this.end - 1, this.meta);
  }
  override empty(): Value {
    return this.meta === null ? EMPTY_VECTOR : EMPTY_VECTOR.withMeta(this.meta);
  }
  override withMeta(meta: Value): SubVec {
    return new SubVec(this.vec, this.start, this.end, meta);
  }
  override equiv(other: Value): OrGuest<boolean> {
    return equivVec(this, other);
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    const h = hashOfVec(this);
    if (h !== GUEST) this.hash = h;
    return h;
  }
}
registerClass(SubVec, 'clojure.lang.APersistentVector$SubVector', VECTOR_SUPERS);

/** The elements `start` ≤ i < `end` of a vector; IndexOutOfBoundsException where they are not all within it. */
export function subvec(v: Vec, start: number, end: number): Vec {
  if (end < start || start < 0 || end > v.length) throw indexOutOfBounds();
  if (start === end) return EMPTY_VECTOR;
  return v instanceof SubVec ? new SubVec(v.vec, v.start + start, v.start + end, null) : new SubVec(v, start, end, null);
}
