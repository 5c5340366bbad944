import { defineClass, registerClass } from '../data/classes.js';
import { ExceptionClass, exInfo, Throwable } from '../data/errors.js';
import { keyword } from '../data/keyword.js';
import { mapFromArray } from '../data/maps/index.js';
import { streamClosed } from './byte-streams.js';
import type { AsyncByteSink, AsyncByteSource } from './host-io.js';

defineClass('java.io.Closeable', [], 'interface');

const NEWLINE = 10;
/** More has come of a line. */
export const MORE = keyword(null, 'more');
const NOTHING = new Uint8Array(0);
const LIMIT = keyword('clove.stream', 'limit');

/** Bytes of the host that a program waits for: a body, what a process writes. */
export class IncomingBytes {
  /** What has come and has not been read. */
  #waiting: Uint8Array = NOTHING;
  #ended = false;
  #closed = false;
  #reading: Promise<boolean> | null = null;
  #count = 0;
  /** So many of the waiting bytes have no end of a line among them. */
  #searched = 0;
  constructor(
    private readonly source: AsyncByteSource,
    /** The most bytes that may come; null where there is no bound. */
    private readonly most: number | null = null,
    /** Called once it has ended or was closed. */
    private readonly onEnd: () => void = () => {},
  ) {}

  /** What is there to be read, or comes next; null at the end. */
  next(): Uint8Array | null | Promise<Uint8Array | null> {
    if (this.#waiting.length > 0) return this.#take(this.#waiting.length);
    return this.#fill().then(() => (this.#waiting.length > 0 ? this.#take(this.#waiting.length) : null));
  }

  /** The bytes of the next line, without `\n` and `\r\n`; null at the end, MORE once more has come where the line is not all there. */
  nextLine(): Uint8Array | null | Promise<typeof MORE> {
    const end = this.#waiting.indexOf(NEWLINE, this.#searched);
    if (end >= 0) return withoutReturn(this.#take(end + 1).subarray(0, end));
    const { length } = this.#waiting;
    if (this.#ended) return length > 0 ? this.#take(length) : null;
    this.#searched = length;
    return this.#fill().then(() => MORE);
  }

  /** How many bytes have come and wait to be read. */
  get waiting(): number {
    return this.#waiting.length;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = NOTHING;
    if (!this.#ended) this.source.cancel();
    this.onEnd();
  }

  #take(length: number): Uint8Array {
    const taken = this.#waiting.subarray(0, length);
    this.#searched = 0;
    this.#waiting = this.#waiting.subarray(length);
    return taken;
  }

  /** Waits for more. Several may wait at once: the first takes what comes. */
  async #fill(): Promise<void> {
    if (this.#closed) throw streamClosed();
    if (this.#ended) return;
    this.#reading ??= this.#read();
    await this.#reading;
  }

  async #read(): Promise<boolean> {
    try {
      const more = await this.source.read();
      if (this.#closed) throw streamClosed();
      if (more === null) {
        this.#ended = true;
        this.onEnd();
        return false;
      }
      this.#count += more.length;
      if (this.most !== null && this.#count > this.most) {
        this.close();
        throw exInfo(`More than ${this.most} bytes have come`, mapFromArray([LIMIT, this.most]));
      }
      this.#waiting = joined(this.#waiting, more);
      return true;
    } finally {
      this.#reading = null;
    }
  }
}
registerClass(IncomingBytes, 'clove.stream.Incoming', ['java.lang.Object', 'java.io.Closeable']);

/** Where bytes go that the host takes when it can: the input of a process, the body of an answer. */
export class OutgoingBytes {
  #closed = false;
  #last: Promise<void> = Promise.resolve();
  constructor(private readonly sink: AsyncByteSink) {}

  /** Sends the bytes after all that was sent before. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#closed) throw streamClosed();
    this.#last = this.#last.then(() => this.sink.write(bytes));
    return this.#last;
  }

  /** Nothing more comes. */
  end(): Promise<void> {
    if (this.#closed) return this.#last;
    this.#closed = true;
    this.#last = this.#last.then(() => this.sink.end());
    return this.#last;
  }

  /** Gives up what has not been sent. */
  abort(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.sink.abort();
  }
}
registerClass(OutgoingBytes, 'clove.stream.Outgoing', ['java.lang.Object', 'java.io.Closeable']);

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === 13 ? line.subarray(0, -1) : line;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** What the host's failure is to the program, where it is nothing that the program knows already. */
export function failure(e: unknown): Throwable {
  return e instanceof Throwable ? e : new Throwable(ExceptionClass.io, e instanceof Error ? e.message : String(e));
}
