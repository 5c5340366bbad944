import { registerClass } from '../../../data/classes.js';
import type { Value } from '../../../data/value.js';
import { type InputStream, type OutputStream, streamClosed } from '../../../runtime/byte-streams.js';
import type { TextSink, TextSource } from '../../../runtime/host.js';
import { Reader, Writer } from '../../../runtime/streams.js';
import { decoderFor, encoderFor } from '../java/charsets.js';

const NEWLINE = 10;
const RETURN = 13;
const CHUNK = 8192;

/** The text of a stream of bytes. */
class DecodedSource implements TextSource {
  readonly #decode: (bytes: Uint8Array, more: boolean) => string;
  #text = '';
  #at = 0;
  #ended = false;
  #closed = false;
  /** The text ended with the `\r` that ended a line: a `\n` that follows belongs to it. */
  #afterReturn = false;
  constructor(
    private readonly stream: InputStream,
    charset: Value,
  ) {
    this.#decode = decoderFor(charset);
  }

  readLine(): string | null {
    let line = '';
    for (;;) {
      const start = this.#at;
      for (let i = start; i < this.#text.length; i++) {
        const unit = this.#text.charCodeAt(i);
        if (unit !== NEWLINE && unit !== RETURN) continue;
        this.#at = i + 1;
        if (unit === RETURN) this.#passNewline();
        return line + this.#text.slice(start, i);
      }
      line += this.#text.slice(start);
      if (!this.#refill()) return line === '' ? null : line;
    }
  }

  readChar(): number {
    while (this.#at === this.#text.length) if (!this.#refill()) return -1;
    return this.#text.charCodeAt(this.#at++);
  }

  readRest(): string {
    const parts = [];
    do parts.push(this.#text.slice(this.#at));
    while (this.#refill());
    return parts.join('');
  }

  close(): void {
    this.#closed = true;
    this.stream.close();
  }

  #passNewline(): void {
    if (this.#at === this.#text.length) this.#afterReturn = true;
    else if (this.#text.charCodeAt(this.#at) === NEWLINE) this.#at++;
  }

  /** Replaces the text, all of which has been used, by the next piece; false at the end. */
  #refill(): boolean {
    if (this.#closed) throw streamClosed();
    this.#text = '';
    this.#at = 0;
    while (this.#text === '' && !this.#ended) {
      // A byte order mark is read as a whole.
      const bytes = this.stream.readUpTo(CHUNK);
      this.#ended = bytes.length === 0;
      this.#text = this.#decode(new Uint8Array(bytes.buffer), !this.#ended);
    }
    if (this.#afterReturn && this.#text !== '') {
      this.#afterReturn = false;
      if (this.#text.charCodeAt(0) === NEWLINE) this.#at = 1;
    }
    return this.#text !== '';
  }
}

/** Text that goes out as bytes, once there is enough of it or somebody flushes. */
class EncodedSink implements TextSink {
  readonly #encode: (text: string) => Int8Array;
  #waiting = '';
  #closed = false;
  constructor(
    private readonly stream: OutputStream,
    charset: Value,
  ) {
    this.#encode = encoderFor(charset);
  }
  write(text: string): void {
    if (this.#closed) throw streamClosed();
    this.#waiting += text;
    if (this.#waiting.length >= CHUNK) this.#send(false);
  }
  flush(): void {
    if (this.#closed) throw streamClosed();
    this.#send(false);
    this.stream.flush();
  }
  close(): void {
    if (this.#closed) return;
    this.#send(true);
    this.#closed = true;
    this.stream.close();
  }
  /** A high surrogate at the end waits for its other half, unless there is no more to come. */
  #send(last: boolean): void {
    const unit = this.#waiting.charCodeAt(this.#waiting.length - 1);
    const end = !last && unit >= 0xd800 && unit <= 0xdbff ? this.#waiting.length - 1 : this.#waiting.length;
    const bytes = this.#encode(this.#waiting.slice(0, end));
    this.#waiting = this.#waiting.slice(end);
    if (bytes.length > 0) this.stream.write(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}

/** A reader of the text that a stream of bytes holds. */
export class InputStreamReader extends Reader {
  constructor(stream: InputStream, charset: Value) {
    super(new DecodedSource(stream, charset));
  }
}
registerClass(InputStreamReader, 'java.io.InputStreamReader', ['java.io.Reader']);

/** A writer of text to a stream of bytes. */
export class OutputStreamWriter extends Writer {
  constructor(stream: OutputStream, charset: Value) {
    super(new EncodedSink(stream, charset));
  }
}
registerClass(OutputStreamWriter, 'java.io.OutputStreamWriter', ['java.io.Writer']);
