import { registerClass } from '../classes.js';
import { ExceptionClass, illegalState, indexOutOfBounds, Throwable } from '../errors.js';
import type { Value } from '../value.js';
import { PersistentVector } from './vector.js';
import {
  canShrink,
  EMPTY_NODE,
  isFull,
  type Leaf,
  leafOf,
  type Owner,
  type VectorNode,
  withElement,
  withLeaf,
  withoutLeaf,
} from './vector-trie.js';

/** The error of a transient that is used after `persistent!`. */
export function transientSealed(): Throwable {
  return new Throwable(ExceptionClass.illegalAccess, 'Transient used after persistent! call');
}

/** A vector that changes in place until `persistent()` seals it. */
export class TransientVector {
  private size: number;
  private shift: number;
  private root: VectorNode;
  private tail: Leaf;
  private owner: Owner | null = { transient: true };
  constructor(v: PersistentVector) {
    this.size = v.length;
    this.shift = v.shift;
    this.root = v.root;
    this.tail = v.tail.slice(0, v.length - v.tailOffset);
  }
  private ensureEditable(): Owner {
    if (this.owner === null) throw transientSealed();
    return this.owner;
  }
  get length(): number {
    this.ensureEditable();
    return this.size;
  }
  /** The element at `i`, which must be an integer within 0 ≤ i < length: not checked. */
  at(i: number): Value {
    this.ensureEditable();
    const tailOffset = this.size - this.tail.length;
    return i >= tailOffset ? this.tail[i - tailOffset] : leafOf(this.root, this.shift, i)[i & 31];
  }
  /** Appends `x`. */
  conj(x: Value): this {
    const owner = this.ensureEditable();
    if (this.tail.length === 32) {
      const taller = isFull(this.size - 32, this.shift);
      this.root = withLeaf(this.root, this.shift, this.size - 1, this.tail, owner);
      if (taller) this.shift += 5;
      this.tail = [x];
    } else this.tail.push(x);
    this.size++;
    return this;
  }
  /** Replaces element `i`, or appends where i = length; IndexOutOfBoundsException otherwise. */
  assocN(i: number, x: Value): this {
    const owner = this.ensureEditable();
    if (i === this.size) return this.conj(x);
    if (i < 0 || i > this.size) throw indexOutOfBounds();
    const tailOffset = this.size - this.tail.length;
    if (i >= tailOffset) this.tail[i - tailOffset] = x;
    else this.root = withElement(this.root, this.shift, i, x, owner);
    return this;
  }
  /** Removes the last element; IllegalStateException where there is none. */
  pop(): this {
    const owner = this.ensureEditable();
    if (this.size === 0) throw illegalState("Can't pop empty vector");
    this.tail.pop();
    this.size--;
    if (this.tail.length > 0 || this.size === 0) return this;
    const last = this.size - 1;
    this.tail = leafOf(this.root, this.shift, last).slice();
    this.root = withoutLeaf(this.root, this.shift, last, owner) ?? EMPTY_NODE;
    if (canShrink(this.root, this.shift)) {
      this.root = this.root[0] as VectorNode;
      this.shift -= 5;
    }
    return this;
  }
  /** The vector of what it holds, without metadata. The transient is of no use afterwards. */
  persistent(): PersistentVector {
    this.ensureEditable();
    this.owner = null;
    return new PersistentVector(this.size, this.shift, this.root, this.tail, null);
  }
}
registerClass(TransientVector, 'clojure.lang.PersistentVector$TransientVector', [
  'java.lang.Object',
  'clojure.lang.ITransientVector',
  'clojure.lang.ITransientAssociative',
  'clojure.lang.ITransientCollection',
  'clojure.lang.ILookup',
  'clojure.lang.Indexed',
  'clojure.lang.Counted',
  'clojure.lang.IFn',
]);
