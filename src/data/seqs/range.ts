import { registerClass } from '../classes.js';
import type { OrGuest, Seq } from '../collection.js';
import { GUEST } from '../guest.js';
import { addP, gt, gte, isLong, isNeg, isPos, isZero, lte, numEquiv, toDouble } from '../numbers/index.js';
import type { Value } from '../value.js';
import { CHUNK_SUPERS, CHUNKED_SUPERS, Chunk, ChunkedSeq, COUNTED_CHUNKED_SUPERS } from './chunk.js';
import { EMPTY_LIST, type List, LONGEST_WALK, UnboundedSeq } from './list.js';
import { RepeatForever } from './repeat.js';
import { SEQ_SUPERS } from './supers.js';

/** A chunk of a range of longs. */
export class LongChunk extends Chunk {}
registerClass(LongChunk, 'clojure.lang.LongRange$LongChunk', CHUNK_SUPERS);

/** `(range start end step)` over longs, all of them within ±(2^53-1). Never empty. */
export class Range extends ChunkedSeq {
  constructor(
    readonly start: number,
    readonly step: number,
    /** How many numbers it has, 1 at the least. */
    readonly length: number,
    readonly meta: Value,
    /** How many of them the chunk at the front has. */
    private readonly front = Math.min(32, length),
  ) {
    super();
  }
  /** The number at `i`, which must be within 0 ≤ i < length: not checked. */
  at(i: number): number {
    return this.start + i * this.step;
  }
  override first(): number {
    return this.start;
  }
  override next(): Range | null {
    if (this.length === 1) return null;
    const left = this.length - 1;
    return new Range(this.start + this.step, this.step, left, null, this.front > 1 ? this.front - 1 : Math.min(32, left));
  }
  override count(): number {
    return this.length;
  }
  override isEndless(): boolean {
    return this.length > LONGEST_WALK;
  }
  override chunkedFirst(): Chunk {
    const n = this.front;
    const array: number[] = [];
    for (let i = 0, x = this.start; i < n; i++, x += this.step) array.push(x);
    return new LongChunk(array, 0, n);
  }
  override chunkedNext(): Range | null {
    const n = this.front;
    return this.length > n ? new Range(this.start + n * this.step, this.step, this.length - n, null) : null;
  }
  override chunkedRest(): Seq {
    return this.chunkedNext() ?? EMPTY_LIST;
  }
  override withMeta(meta: Value): Range {
    return new Range(this.start, this.step, this.length, meta, this.front);
  }
}
registerClass(Range, 'clojure.lang.LongRange', COUNTED_CHUNKED_SUPERS);

/** The natural numbers from a number on: `(range)`. */
export class Naturals extends UnboundedSeq {
  constructor(
    readonly start: number,
    readonly meta: Value,
  ) {
    super();
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
    readonly meta: Value,
    /** How many numbers the chunk at the front has, if there are so many. */
    private readonly front = 32,
  ) {
    super();
  }
  /** Whether the range ends before this number. */
  private isBeyond(x: Value): boolean {
    return isPos(this.step) ? gte(x, this.end) : lte(x, this.end);
  }
  protected make(start: Value, meta: Value, front: number): NumberRange {
    return new NumberRange(start, this.end, this.step, meta, front);
  }
  private from(x: Value, front: number): NumberRange | null {
    return this.isBeyond(x) ? null : this.make(x, null, front);
  }
  override first(): Value {
    return this.start;
  }
  override next(): NumberRange | null {
    return this.from(addP(this.start, this.step), this.front > 1 ? this.front - 1 : 32);
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
    } while (array.length < this.front && !this.isBeyond(x));
    return new Chunk(array, 0, array.length);
  }
  override chunkedNext(): NumberRange | null {
    const { array } = this.chunkedFirst();
    return this.from(addP(array[array.length - 1], this.step), 32);
  }
  override chunkedRest(): Seq {
    return this.chunkedNext() ?? EMPTY_LIST;
  }
  override withMeta(meta: Value): NumberRange {
    return this.make(this.start, meta, this.front);
  }
}
registerClass(NumberRange, 'clojure.lang.Range', CHUNKED_SUPERS);

/** One whose three numbers are longs, if not all safe integers. */
export class WideRange extends NumberRange {
  protected override make(start: Value, meta: Value, front: number): WideRange {
    return new WideRange(start, this.end, this.step, meta, front);
  }
}
registerClass(WideRange, 'clojure.lang.LongRange', COUNTED_CHUNKED_SUPERS);

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
  if (isZero(step)) return new RepeatForever(start, null);
  return isLong(start) && isLong(end) && isLong(step) ? new WideRange(start, end, step, null) : new NumberRange(start, end, step, null);
}
