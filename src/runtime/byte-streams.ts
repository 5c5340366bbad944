import { defineClass, registerClass } from '../data/classes.js';
import { ExceptionClass, Throwable } from '../data/errors.js';
import type { ByteSink, ByteSource } from './host.js';

defineClass('java.io.Flushable', [], 'interface');
defineClass('java.io.InputStream', ['java.lang.Object', 'java.io.Closeable']);
defineClass('java.io.OutputStream', ['java.lang.Object', 'java.io.Closeable', 'java.io.Flushable']);

const CHUNK = 8192;

/** A stream that was closed is not used again. */
export function streamClosed(): Throwable {
  return new Throwable(ExceptionClass.io, 'Stream closed');
}

/** Bytes that come in, as a value. */
export abstract class InputStream implements ByteSource {
  abstract read(target: Uint8Array): number;
  abstract close(): void;
  /** How many bytes there are for certain without waiting. */
  abstract available(): number;
  /** Whether `mark` and `reset` work. */
  get marks(): boolean {
    return false;
  }
  /** Where a later reset goes back to. */
  mark(): void {}
  reset(): void {
    throw new Throwable(ExceptionClass.io, 'mark/reset not supported');
  }
  /** What is left, at most so many bytes. */
  readUpTo(limit: number): Int8Array {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length < limit) {
      const part = new Uint8Array(Math.min(CHUNK, limit - length));
      const n = this.read(part);
      if (n < 0) break;
      parts.push(part.subarray(0, n));
      length += n;
    }
    return joined(parts, length);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Int8Array {
  const all = new Int8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes of an array as a stream. */
export class ByteArrayInput extends InputStream {
  #at = 0;
  #mark = 0;
  constructor(private readonly bytes: Uint8Array) {
    super();
  }
  override read(target: Uint8Array): number {
    if (target.length === 0) return 0;
    const part = this.bytes.subarray(this.#at, this.#at + target.length);
    if (part.length === 0) return -1;
    target.set(part);
    this.#at += part.length;
    return part.length;
  }
  override available(): number {
    return this.bytes.length - this.#at;
  }
  override get marks(): boolean {
    return true;
  }
  override mark(): void {
    this.#mark = this.#at;
  }
  override reset(): void {
    this.#at = this.#mark;
  }
  override close(): void {}
}
registerClass(ByteArrayInput, 'java.io.ByteArrayInputStream', ['java.io.InputStream']);

/** Bytes of a file of the host. */
export class FileInputStream extends InputStream {
  constructor(private readonly source: ByteSource) {
    super();
  }
  override read(target: Uint8Array): number {
    return this.source.read(target);
  }
  override available(): number {
    return 0;
  }
  override close(): void {
    this.source.close();
  }
}
registerClass(FileInputStream, 'java.io.FileInputStream', ['java.io.InputStream']);

/** A stream that reads another one piece by piece, and can go back to a place that was marked. */
export class BufferedInput extends InputStream {
  #buffer = new Uint8Array(0);
  #at = 0;
  /** Where in the buffer the mark is; -1 where there is none. */
  #mark = -1;
  #closed = false;
  constructor(private readonly inner: InputStream) {
    super();
  }
  override read(target: Uint8Array): number {
    if (this.#closed) throw streamClosed();
    if (target.length === 0) return 0;
    if (this.#at === this.#buffer.length && !this.#refill()) return -1;
    const part = this.#buffer.subarray(this.#at, this.#at + target.length);
    target.set(part);
    this.#at += part.length;
    return part.length;
  }
  override available(): number {
    if (this.#closed) throw streamClosed();
    return this.#buffer.length - this.#at + this.inner.available();
  }
  override get marks(): boolean {
    return true;
  }
  override mark(): void {
    this.#mark = this.#at;
  }
  override reset(): void {
    if (this.#closed) throw streamClosed();
    if (this.#mark < 0) throw new Throwable(ExceptionClass.io, 'Resetting to invalid mark');
    this.#at = this.#mark;
  }
  override close(): void {
    this.#closed = true;
    this.inner.close();
  }
  /** Replaces what has been read by the next piece, and keeps what comes after the mark. */
  #refill(): boolean {
    const piece = new Uint8Array(CHUNK);
    const n = this.inner.read(piece);
    if (n < 0) return false;
    const kept = this.#mark < 0 ? this.#buffer.subarray(0, 0) : this.#buffer.subarray(this.#mark);
    const buffer = new Uint8Array(kept.length + n);
    buffer.set(kept);
    buffer.set(piece.subarray(0, n), kept.length);
    this.#buffer = buffer;
    this.#at = kept.length;
    if (this.#mark >= 0) this.#mark = 0;
    return true;
  }
}
registerClass(BufferedInput, 'java.io.BufferedInputStream', ['java.io.InputStream']);

/** Bytes that go out, as a value. What is handed to `write` is copied where it is kept. */
export abstract class OutputStream implements ByteSink {
  abstract write(bytes: Uint8Array): void;
  abstract flush(): void;
  abstract close(): void;
}

/** A stream that keeps what is written to it. */
export class ByteArrayOutput extends OutputStream {
  #buffer = new Uint8Array(32);
  #length = 0;
  get size(): number {
    return this.#length;
  }
  /** A copy of what has been written. */
  get bytes(): Int8Array {
    return new Int8Array(this.#buffer.slice(0, this.#length).buffer);
  }
  override write(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }
  clear(): void {
    this.#length = 0;
  }
  override flush(): void {}
  override close(): void {}
  override toString(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes);
  }
}
registerClass(ByteArrayOutput, 'java.io.ByteArrayOutputStream', ['java.io.OutputStream']);

/** A file of the host that bytes are written to. */
export class FileOutputStream extends OutputStream {
  constructor(private readonly sink: ByteSink) {
    super();
  }
  override write(bytes: Uint8Array): void {
    this.sink.write(bytes);
  }
  override flush(): void {}
  override close(): void {
    this.sink.close();
  }
}
registerClass(FileOutputStream, 'java.io.FileOutputStream', ['java.io.OutputStream']);

/** A stream whose bytes go on to another one once there are enough of them, or somebody flushes. */
export class BufferedOutput extends OutputStream {
  #waiting = new ByteArrayOutput();
  constructor(private readonly inner: OutputStream) {
    super();
  }
  override write(bytes: Uint8Array): void {
    this.#waiting.write(bytes);
    if (this.#waiting.size >= CHUNK) this.#send();
  }
  override flush(): void {
    this.#send();
    this.inner.flush();
  }
  override close(): void {
    this.flush();
    this.inner.close();
  }
  #send(): void {
    if (this.#waiting.size === 0) return;
    const { bytes } = this.#waiting;
    this.#waiting.clear();
    this.inner.write(new Uint8Array(bytes.buffer));
  }
}
registerClass(BufferedOutput, 'java.io.BufferedOutputStream', ['java.io.OutputStream']);
