import { registerClass } from '../classes.js';
import { type OrGuest, type Seq, Sequential, Vec } from '../collection.js';
import { equiv } from '../equality.js';
import { illegalState, indexOutOfBounds } from '../errors.js';
import { GUEST } from '../guest.js';
import { hasheq, mixCollHash } from '../hash.js';
import type { Value } from '../value.js';
import { Chunk, ChunkedSeq, COUNTED_CHUNKED_SUPERS } from './chunk.js';
import { BaseSeq, equivSeqs } from './list.js';
import { COUNTED_SEQ_SUPERS, VECTOR_SUPERS } from './supers.js';
import {
  canShrink,
  EMPTY_NODE,
  isFull,
  type Leaf,
  leafOf,
  trieOf,
  type VectorNode,
  withElement,
  withLeaf,
  withoutLeaf,
} from './vector-trie.js';

/** The ordered hash of a vector's elements. */
export function hashOfVec(v: Vec): OrGuest<number> {
  let h = 1;
  const n = v.length;
  for (let i = 0; i < n; i++) {
    const e = hasheq(v.at(i));
    if (e === GUEST) return GUEST;
    h = (Math.imul(31, h) + e) | 0;
  }
  return mixCollHash(h, n);
}

/** Whether a vector equals anything else: another sequential thing with equal elements. */
export function equivVec(a: Vec, b: Value): OrGuest<boolean> {
  if (b instanceof Vec) {
    const n = a.length;
    if (b.length !== n) return false;
    for (let i = 0; i < n; i++) {
      const same = equiv(a.at(i), b.at(i));
      if (same !== true) return same;
    }
    return true;
  }
  return b instanceof Sequential ? equivSeqs(a.seq() as Seq | null, b.seq()) : false;
}

/**
 * Clojure's vector: a trie of full leaves, and a tail of up to 32 elements. Versions of a vector share the array of
 * their tail: `conj` to the version that ends where the array ends appends in place, which nobody else can see, since
 * every version reads no further than its own length. So an array of a tail may be longer than the tail.
 */
export class PersistentVector extends Vec {
  /** The index of the first element of the tail. */
  readonly tailOffset: number;
  /** The cached hash; 0 while it is not known. */
  private hash: number;
  constructor(
    override readonly length: number,
    readonly shift: number,
    readonly root: VectorNode,
    readonly tail: Leaf,
    readonly meta: Value,
  ) {
    super();
    this.tailOffset = length === 0 ? 0 : (length - 1) & ~31;
    this.hash = 0;
  }
  override at(i: number): Value {
    return i >= this.tailOffset ? this.tail[i - this.tailOffset] : leafOf(this.root, this.shift, i)[i & 31];
  }
  /** The array that holds element `i` at `i & 31`. It may be longer than the vector; never change it. */
  leafFor(i: number): readonly Value[] {
    return i >= this.tailOffset ? this.tail : leafOf(this.root, this.shift, i);
  }
  override seq(): VectorSeq | null {
    return this.length === 0 ? null : new VectorSeq(this, 0, this.leafFor(0), null);
  }
  override count(): number {
    return this.length;
  }
  override conj(x: Value): PersistentVector {
    const n = this.length;
    const t = n - this.tailOffset;
    if (t === 32) {
      const root = withLeaf(this.root, this.shift, n - 1, this.tail, null);
      return new PersistentVector(n + 1, isFull(n - 32, this.shift) ? this.shift + 5 : this.shift, root, [x], this.meta);
    }
    let tail = this.tail;
    // A push gives the array room for 17 more at once, which is a waste for the many vectors that stay tiny.
    if (t === 0) tail = [x];
    else if (t === 1) tail = [tail[0], x];
    else if (t === 2) tail = [tail[0], tail[1], x];
    else {
      if (tail.length !== t) tail = tail.slice(0, t);
      tail.push(x);
    }
    return new PersistentVector(n + 1, this.shift, this.root, tail, this.meta);
  }
  override assocN(i: number, x: Value): PersistentVector {
    const n = this.length;
    if (i >= 0 && i < n) {
      if (i < this.tailOffset)
        return new PersistentVector(n, this.shift, withElement(this.root, this.shift, i, x, null), this.tail, this.meta);
      const tail = this.tail.slice(0, n - this.tailOffset);
      tail[i - this.tailOffset] = x;
      return new PersistentVector(n, this.shift, this.root, tail, this.meta);
    }
    if (i === n) return this.conj(x);
    throw indexOutOfBounds();
  }
  override pop(): PersistentVector {
    const n = this.length;
    if (n === 0) throw illegalState("Can't pop empty vector");
    if (n === 1) return this.empty();
    const t = n - this.tailOffset;
    if (t > 1) return new PersistentVector(n - 1, this.shift, this.root, this.tail.slice(0, t - 1), this.meta);
    const tail = leafOf(this.root, this.shift, n - 2);
    const root = withoutLeaf(this.root, this.shift, n - 2, null) ?? EMPTY_NODE;
    if (canShrink(root, this.shift)) return new PersistentVector(n - 1, this.shift - 5, root[0] as VectorNode, tail, this.meta);
    return new PersistentVector(n - 1, this.shift, root, tail, this.meta);
  }
  override empty(): PersistentVector {
    return this.meta === null ? EMPTY_VECTOR : EMPTY_VECTOR.withMeta(this.meta);
  }
  override withMeta(meta: Value): PersistentVector {
    return new PersistentVector(this.length, this.shift, this.root, this.tail, meta);
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (!(other instanceof PersistentVector)) return equivVec(this, other);
    const n = this.length;
    if (other.length !== n) return false;
    for (let base = 0; base < n; base += 32) {
      const a = this.leafFor(base);
      const b = other.leafFor(base);
      if (a === b) continue;
      const end = Math.min(32, n - base);
      for (let i = 0; i < end; i++) {
        const same = equiv(a[i], b[i]);
        if (same !== true) return same;
      }
    }
    return true;
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    const h = hashOfVec(this);
    if (h !== GUEST) this.hash = h;
    return h;
  }
  /** The elements as a new array. */
  toArray(): Value[] {
    const n = this.length;
    if (n <= 32) return this.tail.slice(0, n);
    const out: Value[] = [];
    for (let base = 0; base < n; base += 32) {
      const leaf = this.leafFor(base);
      const end = Math.min(32, n - base);
      for (let i = 0; i < end; i++) out.push(leaf[i]);
    }
    return out;
  }
}
registerClass(PersistentVector, 'clojure.lang.PersistentVector', [...VECTOR_SUPERS, 'clojure.lang.IEditableCollection']);

export const EMPTY_VECTOR = new PersistentVector(0, 5, EMPTY_NODE, [], null);

/** The vector of the elements of `items`. It takes the array over: nobody may change it afterwards. */
export function vectorFromArray(items: Value[]): PersistentVector {
  const n = items.length;
  if (n === 0) return EMPTY_VECTOR;
  if (n <= 32) return new PersistentVector(n, 5, EMPTY_NODE, items, null);
  const tailOffset = (n - 1) & ~31;
  const { root, shift } = trieOf(items, tailOffset);
  return new PersistentVector(n, shift, root, items.slice(tailOffset), null);
}

/** The vector of these values. */
export function vector(...items: Value[]): PersistentVector {
  return vectorFromArray(items);
}

/** The seq of a `PersistentVector` from an index on, chunked by its leaves. */
export class VectorSeq extends ChunkedSeq {
  constructor(
    readonly vec: PersistentVector,
    readonly index: number,
    private readonly leaf: readonly Value[],
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.leaf[this.index & 31];
  }
  override next(): VectorSeq | null {
    const i = this.index + 1;
    if (i >= this.vec.length) return null;
    return new VectorSeq(this.vec, i, (i & 31) === 0 ? this.vec.leafFor(i) : this.leaf, null);
  }
  override count(): number {
    return this.vec.length - this.index;
  }
  override chunkedFirst(): Chunk {
    const base = this.index & ~31;
    return new Chunk(this.leaf, this.index - base, Math.min(32, this.vec.length - base));
  }
  override chunkedNext(): VectorSeq | null {
    const i = (this.index & ~31) + 32;
    return i < this.vec.length ? new VectorSeq(this.vec, i, this.vec.leafFor(i), null) : null;
  }
  override chunkedRest(): Seq {
    return this.chunkedNext() ?? (this.empty() as Seq);
  }
  override withMeta(meta: Value): VectorSeq {
    return new VectorSeq(this.vec, this.index, this.leaf, meta);
  }
}
registerClass(VectorSeq, 'clojure.lang.PersistentVector$ChunkedSeq', COUNTED_CHUNKED_SUPERS);

/** The seq of any other vector from an index on: subvectors, map entries. */
export class IndexedSeq extends BaseSeq {
  constructor(
    readonly vec: Vec,
    readonly index: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.vec.at(this.index);
  }
  override next(): IndexedSeq | null {
    return this.index + 1 < this.vec.length ? new IndexedSeq(this.vec, this.index + 1, null) : null;
  }
  override count(): number {
    return this.vec.length - this.index;
  }
  override withMeta(meta: Value): IndexedSeq {
    return new IndexedSeq(this.vec, this.index, meta);
  }
}
registerClass(IndexedSeq, 'clojure.lang.APersistentVector$Seq', [...COUNTED_SEQ_SUPERS, 'clojure.lang.IndexedSeq']);

/** `rseq` of a vector: from an index down to 0. */
export class ReverseSeq extends BaseSeq {
  constructor(
    readonly vec: Vec,
    readonly index: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.vec.at(this.index);
  }
  override next(): ReverseSeq | null {
    return this.index > 0 ? new ReverseSeq(this.vec, this.index - 1, null) : null;
  }
  override count(): number {
    return this.index + 1;
  }
  override withMeta(meta: Value): ReverseSeq {
    return new ReverseSeq(this.vec, this.index, meta);
  }
}
registerClass(ReverseSeq, 'clojure.lang.APersistentVector$RSeq', [...COUNTED_SEQ_SUPERS, 'clojure.lang.IndexedSeq']);
