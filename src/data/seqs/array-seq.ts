import { charOf } from '../char.js';
import { registerClass } from '../classes.js';
import { hostElement, type TypedArray } from '../host.js';
import type { Value } from '../value.js';
import { BaseSeq } from './list.js';
import { COUNTED_SEQ_SUPERS } from './supers.js';

const INDEXED_SUPERS = [...COUNTED_SEQ_SUPERS, 'clojure.lang.IndexedSeq'] as const;

/** A seq over an array of Clove values that nobody changes any more: rest arguments, sorted items. Never empty. */
export class ArraySeq extends BaseSeq {
  constructor(
    readonly array: readonly Value[],
    readonly index: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.array[this.index];
  }
  override next(): ArraySeq | null {
    return this.index + 1 < this.array.length ? new ArraySeq(this.array, this.index + 1, null) : null;
  }
  override count(): number {
    return this.array.length - this.index;
  }
  override withMeta(meta: Value): ArraySeq {
    return new ArraySeq(this.array, this.index, meta);
  }
}
registerClass(ArraySeq, 'clojure.lang.ArraySeq', INDEXED_SUPERS);

/** The seq of the values of `array` from an index on; null where there are none. */
export function arraySeq(array: readonly Value[], index = 0): ArraySeq | null {
  return index < array.length ? new ArraySeq(array, index, null) : null;
}

/** A seq over a host array, whose elements are read, and converted, when they are asked for. Never empty. */
export class HostArraySeq extends BaseSeq {
  constructor(
    readonly array: readonly unknown[] | TypedArray,
    readonly index: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return hostElement(this.array, this.index);
  }
  override next(): HostArraySeq | null {
    return this.index + 1 < this.array.length ? new HostArraySeq(this.array, this.index + 1, null) : null;
  }
  override count(): number {
    return this.array.length - this.index;
  }
  override withMeta(meta: Value): HostArraySeq {
    return new HostArraySeq(this.array, this.index, meta);
  }
}
registerClass(HostArraySeq, 'clojure.lang.ArraySeq', INDEXED_SUPERS);

/** The characters of a string from an index on. Never empty. */
export class StringSeq extends BaseSeq {
  constructor(
    readonly text: string,
    readonly index: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return charOf(this.text.charCodeAt(this.index));
  }
  override next(): StringSeq | null {
    return this.index + 1 < this.text.length ? new StringSeq(this.text, this.index + 1, null) : null;
  }
  override count(): number {
    return this.text.length - this.index;
  }
  override withMeta(meta: Value): StringSeq {
    return new StringSeq(this.text, this.index, meta);
  }
}
registerClass(StringSeq, 'clojure.lang.StringSeq', INDEXED_SUPERS);
