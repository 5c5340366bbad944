import { registerClass } from '../classes.js';
import type { OrGuest, Seq } from '../collection.js';
import { GUEST } from '../guest.js';
import { addP, gt, gte, isNeg, isPos, isZero, lte, numEquiv, toDouble } from '../numbers/index.js';
import type { Value } from '../value.js';
import { CHUNKED_SUPERS, Chunk, ChunkedSeq, COUNTED_CHUNKED_SUPERS } from './chunk.js';
import { EMPTY_LIST, type List, LONGEST_WALK, UnboundedSeq } from './list.js';
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
  override isEndless(): boolean {
    return this.length > LONGEST_WALK;
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

/** `(range start end step)` where one of the three is no safe integer; elements are added up, as in Clojure. Never empty. */
export class NumberRange extends ChunkedSeq {
  constructor(
    readonly start: Value,
    readonly end: Value,
    readonly step: Value,
    meta: Value,
  ) {
    super(meta);
  }
  /** Whether the range ends before this number. */
  private isBeyond(x: Value): boolean {
    return isPos(this.step) ? gte(x, this.end) : lte(x, this.end);
  }
  private from(x: Value): NumberRange | null {
    return this.isBeyond(x) ? null : new NumberRange(x, this.end, this.step, null);
  }
  override first(): Value {
    return this.start;
  }
  override next(): NumberRange | null {
    return this.from(addP(this.start, this.step));
  }
  override isEndless(): boolean {
    // Also true where the step is too small to move the start at all.
    const length = (toDouble(this.end) - toDouble(this.start)) / toDouble(this.step);
    return !(length <= LONGEST_WALK) || numEquiv(this.start, addP(this.start, this.step));
  }
  override count(): OrGuest<number> {
    return this.isEndless() ? GUEST : super.count();
  }
  override chunkedFirst(): Chunk {
    const array: Value[] = [];
    let x = this.start;
    do {
      array.push(x);
      x = addP(x, this.step);
    } while (array.length < 32 && !this.isBeyond(x));
    return new Chunk(array, 0, array.length);
  }
  override chunkedNext(): NumberRange | null {
    const { array } = this.chunkedFirst();
    return this.from(addP(array[array.length - 1], this.step));
  }
  override chunkedRest(): Seq {
    return this.chunkedNext() ?? EMPTY_LIST;
  }
  override withMeta(meta: Value): NumberRange {
    return new NumberRange(this.start, this.end, this.step, meta);
  }
}
registerClass(NumberRange, 'clojure.lang.Range', CHUNKED_SUPERS);

/**
 * `(range start end step)` of any numbers; a step of 0 repeats the start for ever, as in Clojure.
 * ClassCastException or, for nil, NullPointerException where one of them is no number.
 */
export function rangeOf(start: Value, end: Value, step: Value): Range | NumberRange | List | RepeatForever {
  if (typeof start === 'number' && typeof end === 'number' && typeof step === 'number' && step !== 0) {
    const length = Math.ceil((end - start) / step);
    if (length <= 0) return EMPTY_LIST;
    // Beyond that, doubles may round the length.
    if (length <= 2 ** 50) return new Range(start, step, length, null);
  }
  if ((isPos(step) && gt(start, end)) || (isNeg(step) && gt(end, start)) || numEquiv(start, end)) return EMPTY_LIST;
  return isZero(step) ? new RepeatForever(start, null) : new NumberRange(start, end, step, null);
}
