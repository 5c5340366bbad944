import { registerClass } from '../classes.js';
import type { Value } from '../value.js';
import { BaseSeq } from './list.js';
import { SEQ_SUPERS } from './supers.js';

/** A seq over a host iterator, which is asked for each element once, when that is needed. */
export class IteratorSeq extends BaseSeq {
  private following: IteratorSeq | null | undefined;
  constructor(
    private readonly head: Value,
    private readonly iterator: Iterator<unknown>,
    private readonly convert: (x: unknown) => Value,
    readonly meta: Value,
  ) {
    super();
    this.following = undefined;
  }
  override first(): Value {
    return this.head;
  }
  override next(): IteratorSeq | null {
    if (this.following === undefined) this.following = iteratorSeq(this.iterator, this.convert);
    return this.following;
  }
  override withMeta(meta: Value): IteratorSeq {
    const copy = new IteratorSeq(this.head, this.iterator, this.convert, meta);
    copy.following = this.next();
    return copy;
  }
}
registerClass(IteratorSeq, 'clojure.lang.IteratorSeq', [...SEQ_SUPERS, 'clojure.lang.IPending']);

/** The seq of what an iterator still gives, each element passed through `convert`; null where it is done. */
export function iteratorSeq(iterator: Iterator<unknown>, convert: (x: unknown) => Value): IteratorSeq | null {
  const step = iterator.next();
  return step.done === true ? null : new IteratorSeq(convert(step.value), iterator, convert, null);
}
