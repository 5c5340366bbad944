import { registerClass } from '../classes.js';
import type { Seq } from '../collection.js';
import type { Value } from '../value.js';
import { Chunk, ChunkedSeq, COUNTED_CHUNKED_SUPERS } from './chunk.js';
import { EMPTY_LIST, type List, UnboundedSeq } from './list.js';
import { RepeatForever } from './repeat.js';
import { SEQ_SUPERS } from './supers.js';

/** `(range start end step)` over longs, all of them within ±(2^53-1). Never empty. */
export class Range extends ChunkedSeq {
  constructor(
    readonly start: number,
    readonly step: number,
    /** How many numbers it has, 1 at the least. */
    readonly length: number,
    meta: Value,
  ) {
    super(meta);
  }
  /** The number at `i`, which must be within 0 ≤ i < length: not checked. */
  at(i: number): number {
    return this.start + i * this.step;
  }
  override first(): number {
    return this.start;
  }
  override next(): Range | null {
    return this.length > 1 ? new Range(this.start + this.step, this.step, this.length - 1, null) : null;
  }
  override count(): number {
    return this.length;
  }
  override chunkedFirst(): Chunk {
    const n = Math.min(32, this.length);
    const array: number[] = [];
    for (let i = 0, x = this.start; i < n; i++, x += this.step) array.push(x);
    return new Chunk(array, 0, n);
  }
  override chunkedNext(): Range | null {
    return this.length > 32 ? new Range(this.start + 32 * this.step, this.step, this.length - 32, null) : null;
  }
  override chunkedRest(): Seq {
    return this.chunkedNext() ?? EMPTY_LIST;
  }
  override withMeta(meta: Value): Range {
    return new Range(this.start, this.step, this.length, meta);
  }
}
registerClass(Range, 'clojure.lang.LongRange', COUNTED_CHUNKED_SUPERS);

/** The natural numbers from a number on: `(range)`. */
export class Naturals extends UnboundedSeq {
  constructor(
    readonly start: number,
    meta: Value,
  ) {
    super(meta);
  }
  override first(): number {
    return this.start;
  }
  override next(): Naturals {
    return new Naturals(this.start + 1, null);
  }
  override withMeta(meta: Value): Naturals {
    return new Naturals(this.start, meta);
  }
}
registerClass(Naturals, 'clojure.lang.Iterate', [...SEQ_SUPERS, 'clojure.lang.IPending']);

/**
 * `(range start end step)` of safe integers; a step of 0 repeats the start for ever, as in Clojure. undefined where
 * an argument is another kind of number: such ranges are made in Clojure.
 */
export function rangeOf(start: Value, end: Value, step: Value): Range | List | RepeatForever | undefined {
  if (typeof start !== 'number' || typeof end !== 'number' || typeof step !== 'number') return undefined;
  if (step === 0) return start === end ? EMPTY_LIST : new RepeatForever(start, null);
  const length = Math.ceil((end - start) / step);
  // Such a length is beyond what doubles count exactly; so is the way there.
  if (length > 2 ** 50) return undefined;
  return length <= 0 ? EMPTY_LIST : new Range(start, step, length, null);
}
