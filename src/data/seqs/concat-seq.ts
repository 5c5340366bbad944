import { registerClass } from '../classes.js';
import type { Seq } from '../collection.js';
import type { Value } from '../value.js';
import { type LazySeq, realised } from './lazy-seq.js';
import { BaseSeq } from './list.js';
import { SEQ_SUPERS } from './supers.js';

/**
 * The first elements of a concatenation, kept in an array, and the seq after them. In Clojure each of them is a Cons whose rest
 * is a lazy seq, and so it seems here too.
 */
export class ConcatSeq extends BaseSeq {
  constructor(
    private readonly items: readonly Value[],
    private readonly index: number,
    private readonly tail: Seq | null,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.items[this.index];
  }
  override next(): Seq | null {
    const i = this.index + 1;
    return i < this.items.length ? new ConcatSeq(this.items, i, this.tail, null) : this.tail;
  }
  override rest(): LazySeq {
    return realised(this.next());
  }
  override withMeta(meta: Value): ConcatSeq {
    return new ConcatSeq(this.items, this.index, this.tail, meta);
  }
}
registerClass(ConcatSeq, 'clojure.lang.Cons', SEQ_SUPERS);
