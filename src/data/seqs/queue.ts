import { registerClass } from '../classes.js';
import { type OrGuest, type Seq, Sequential } from '../collection.js';
import { GUEST } from '../guest.js';
import type { Value } from '../value.js';
import { BaseSeq, equivSeqs, hashOfSeq } from './list.js';
import { QUEUE_SUPERS, SEQ_SUPERS } from './supers.js';
import { EMPTY_VECTOR, type PersistentVector } from './vector.js';

/**
 * `clojure.lang.PersistentQueue`: `conj` at the rear, `peek` and `pop` at the front. The front is a seq, the rear a
 * vector that becomes the front when that is used up.
 */
export class Queue extends Sequential {
  private hash: number;
  constructor(
    readonly length: number,
    readonly front: Seq | null,
    readonly rear: PersistentVector,
    readonly meta: Value,
  ) {
    super();
    this.hash = 0;
  }
  /** The element at the front, or nil. */
  peek(): Value {
    return this.front === null ? null : this.front.first();
  }
  /** Without the element at the front; itself where it is empty. */
  pop(): Queue {
    if (this.front === null) return this;
    // The front is a seq of a vector or a one-element list that conj made, so its rest is there.
    const next = this.front.next() as Seq | null;
    if (next !== null) return new Queue(this.length - 1, next, this.rear, this.meta);
    return new Queue(this.length - 1, this.rear.seq(), EMPTY_VECTOR, this.meta);
  }
  override seq(): Seq | null {
    return this.front === null ? null : new QueueSeq(this.front, this.rear, this.length, null);
  }
  override count(): number {
    return this.length;
  }
  override conj(x: Value): Queue {
    if (this.front === null) return new Queue(1, EMPTY_VECTOR.conj(x).seq(), EMPTY_VECTOR, this.meta);
    return new Queue(this.length + 1, this.front, this.rear.conj(x), this.meta);
  }
  override empty(): Queue {
    return this.meta === null ? EMPTY_QUEUE : EMPTY_QUEUE.withMeta(this.meta);
  }
  override withMeta(meta: Value): Queue {
    return new Queue(this.length, this.front, this.rear, meta);
  }
  override equiv(other: Value): OrGuest<boolean> {
    return other instanceof Sequential ? equivSeqs(this.seq(), other.seq()) : false;
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    const h = hashOfSeq(this.seq());
    if (h !== GUEST) this.hash = h;
    return h;
  }
}
registerClass(Queue, 'clojure.lang.PersistentQueue', QUEUE_SUPERS);

export const EMPTY_QUEUE = new Queue(0, null, EMPTY_VECTOR, null);

export class QueueSeq extends BaseSeq {
  constructor(
    private readonly front: Seq,
    private readonly rear: PersistentVector,
    private readonly length: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.front.first();
  }
  override next(): QueueSeq | null {
    const next = this.front.next() as Seq | null;
    if (next !== null) return new QueueSeq(next, this.rear, this.length - 1, null);
    const rear = this.rear.seq();
    return rear === null ? null : new QueueSeq(rear, EMPTY_VECTOR, this.length - 1, null);
  }
  override count(): number {
    return this.length;
  }
  override withMeta(meta: Value): QueueSeq {
    return new QueueSeq(this.front, this.rear, this.length, meta);
  }
}
registerClass(QueueSeq, 'clojure.lang.PersistentQueue$Seq', SEQ_SUPERS);
