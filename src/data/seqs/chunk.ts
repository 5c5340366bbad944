import { registerClass } from '../classes.js';
import type { Collection, OrGuest, Seq } from '../collection.js';
import { arrayIndexOutOfBounds, ExceptionClass, nullPointer, Throwable } from '../errors.js';
import type { Value } from '../value.js';
import { BaseSeq, EMPTY_LIST } from './list.js';
import { SEQ_SUPERS } from './supers.js';

/** A run of values in an array, handed from one chunked seq function to the next. The array is never changed. */
export class Chunk {
  constructor(
    readonly array: readonly Value[],
    readonly offset: number,
    readonly end: number,
  ) {}
  get length(): number {
    return this.end - this.offset;
  }
  /** The element at `i`, which must be within 0 ≤ i < length: not checked. */
  at(i: number): Value {
    return this.array[this.offset + i];
  }
}
export const CHUNK_SUPERS = ['java.lang.Object', 'clojure.lang.IChunk', 'clojure.lang.Indexed', 'clojure.lang.Counted'] as const;
registerClass(Chunk, 'clojure.lang.ArrayChunk', CHUNK_SUPERS);

/** A chunk in the making: `chunk-buffer`, `chunk-append`, `chunk`. */
export class ChunkBuffer {
  private array: Value[] | null = [];
  private taken = 0;
  constructor(
    /** How many values it can take. */
    private readonly capacity: number,
  ) {
    if (capacity < 0) throw new Throwable(ExceptionClass.negativeArraySize, String(capacity));
  }
  /** How many values it has taken. */
  get length(): number {
    return this.taken;
  }
  /** Takes one more value. */
  add(x: Value): void {
    if (this.array === null) throw nullPointer();
    if (this.taken >= this.capacity) throw arrayIndexOutOfBounds(this.taken, this.capacity);
    this.array.push(x);
    this.taken++;
  }
  /** The chunk of what it took. The buffer takes nothing more afterwards. */
  chunk(): Chunk {
    const array = this.array ?? [];
    this.array = null;
    return new Chunk(array, 0, array.length);
  }
}
registerClass(ChunkBuffer, 'clojure.lang.ChunkBuffer', ['java.lang.Object', 'clojure.lang.Counted']);

/** A seq whose front is an array of values: `chunked-seq?`. */
export abstract class ChunkedSeq extends BaseSeq {
  /** The values at the front, one at least. */
  abstract chunkedFirst(): Chunk;
  /** What follows the front, as a seq; null where nothing does. */
  abstract chunkedNext(): OrGuest<Seq | null>;
  /** What follows the front, unlooked at; `()` where nothing does. */
  abstract chunkedRest(): Seq;
}

export const CHUNKED_SUPERS = [...SEQ_SUPERS, 'clojure.lang.IChunkedSeq'] as const;
export const COUNTED_CHUNKED_SUPERS = [...CHUNKED_SUPERS, 'clojure.lang.Counted'] as const;

/** A chunk before a seq: `chunk-cons`. */
export class ChunkedCons extends ChunkedSeq {
  constructor(
    private readonly array: readonly Value[],
    private readonly offset: number,
    private readonly end: number,
    private readonly more: Seq | null,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.array[this.offset];
  }
  override next(): OrGuest<Seq | null> {
    if (this.offset + 1 < this.end) return new ChunkedCons(this.array, this.offset + 1, this.end, this.more, null);
    return this.more === null ? null : this.more.seq();
  }
  override rest(): Seq {
    if (this.offset + 1 < this.end) return new ChunkedCons(this.array, this.offset + 1, this.end, this.more, null);
    return this.more === null ? EMPTY_LIST : this.more;
  }
  override chunkedFirst(): Chunk {
    return new Chunk(this.array, this.offset, this.end);
  }
  override chunkedNext(): OrGuest<Seq | null> {
    return this.more === null ? null : this.more.seq();
  }
  override chunkedRest(): Seq {
    return this.more === null ? EMPTY_LIST : this.more;
  }
  override withMeta(meta: Value): Collection {
    return new ChunkedCons(this.array, this.offset, this.end, this.more, meta);
  }
}
registerClass(ChunkedCons, 'clojure.lang.ChunkedCons', CHUNKED_SUPERS);

/** `(chunk-cons chunk rest)`: the rest alone where the chunk is empty. */
export function chunkCons(chunk: Chunk, more: Seq | null): Seq | null {
  return chunk.length === 0 ? more : new ChunkedCons(chunk.array, chunk.offset, chunk.end, more, null);
}
