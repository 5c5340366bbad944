import { Buffer } from 'node:buffer';
import { closeSync, readSync } from 'node:fs';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { Encoding, TextSource } from '../../runtime/host.js';
import { ioError } from './io-error.js';
import { pause } from './pause.js';

const NEWLINE = 10;
const RETURN = 13;
/** A slice of a chunk keeps the whole chunk alive, so chunks are not larger than reading fast needs. */
const CHUNK = 1 << 16;
const MILLISECONDS_BETWEEN_TRIES = 5;

/**
 * Reads text from a file descriptor, synchronously, from where the descriptor stands. It decodes a chunk of whole
 * lines at a time and gives out slices of it, so a line costs no copy and no call into Node. Files of any length.
 */
export class LineReader implements TextSource {
  #buffer = Buffer.allocUnsafe(CHUNK);
  /** How many bytes of the buffer wait to be decoded: never a whole line. */
  #waiting = 0;
  #ended = false;
  #closed = false;
  #text = '';
  /** Where in the text we are. */
  #at = 0;
  #hasReturns = false;
  /** The text ended with the `\r` that ended a line: a `\n` that follows belongs to it. */
  #afterReturn = false;

  constructor(
    readonly fd: number,
    readonly encoding: Encoding = 'utf8',
    /** For messages. */
    readonly name = 'input',
    /** Called before the descriptor is read, which may take a while. */
    readonly beforeRead: () => void = () => {},
  ) {}

  readLine(): string | null {
    let head = '';
    for (;;) {
      const end = this.#hasReturns ? this.#lineEnd() : this.#text.indexOf('\n', this.#at);
      if (end >= 0) {
        const line = this.#text.slice(this.#at, end);
        this.#at = end + 1;
        if (this.#hasReturns) this.#passNewline(end);
        return head === '' ? line : head + line;
      }
      head += this.#text.slice(this.#at);
      if (!this.#refill(true)) return head === '' ? null : head;
    }
  }

  readChar(): number {
    while (this.#at === this.#text.length) if (!this.#refill(false)) return -1;
    return this.#text.charCodeAt(this.#at++);
  }

  readRest(): string {
    const parts = [];
    do parts.push(this.#text.slice(this.#at));
    while (this.#refill(true));
    return parts.join('');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#text = '';
    this.#at = 0;
    // The process's own input stays open: others may read it.
    if (this.fd > 2) closeSync(this.fd);
  }

  /** Where the current line ends, by `\n` or by `\r`; -1 where the text does not tell. */
  #lineEnd(): number {
    for (let i = this.#at; i < this.#text.length; i++) {
      const unit = this.#text.charCodeAt(i);
      if (unit === NEWLINE || unit === RETURN) return i;
    }
    return -1;
  }

  /** Goes past the `\n` of a `\r\n` whose `\r` is at `end`. */
  #passNewline(end: number): void {
    if (this.#text.charCodeAt(end) !== RETURN) return;
    if (this.#at === this.#text.length) this.#afterReturn = true;
    else if (this.#text.charCodeAt(this.#at) === NEWLINE) this.#at++;
  }

  /**
   * Replaces the text, which must have been used up, by the next piece: whole lines, or, not `wholeLines`, whatever
   * whole characters come first. False at the end, where the text is empty.
   */
  #refill(wholeLines: boolean): boolean {
    if (this.#closed) throw new Throwable(ExceptionClass.io, 'Stream closed');
    let cut = 0;
    while (!this.#ended && cut === 0) {
      const from = this.#waiting;
      this.#read();
      cut = wholeLines ? this.#endOfLines(from) : this.encoding === 'utf8' ? endOfCharacters(this.#buffer, this.#waiting) : this.#waiting;
    }
    if (cut === 0) cut = this.#waiting;
    this.#at = 0;
    this.#hasReturns = this.#buffer.subarray(0, cut).includes(RETURN);
    this.#text = this.#decode(cut);
    this.#buffer.copyWithin(0, cut, this.#waiting);
    this.#waiting -= cut;
    if (this.#afterReturn && cut > 0) {
      this.#afterReturn = false;
      if (this.#text.charCodeAt(0) === NEWLINE) this.#at = 1;
    }
    return cut > 0;
  }

  /** Reads what comes next behind the waiting bytes. Waits where the descriptor does not block and has nothing yet. */
  #read(): void {
    if (this.#waiting === this.#buffer.length) {
      const larger = Buffer.allocUnsafe(this.#buffer.length * 2);
      this.#buffer.copy(larger);
      this.#buffer = larger;
    }
    this.beforeRead();
    for (;;) {
      try {
        const n = readSync(this.fd, this.#buffer, this.#waiting, this.#buffer.length - this.#waiting, null);
        if (n === 0) this.#ended = true;
        this.#waiting += n;
        return;
      } catch (e) {
        const code = (e as NodeJS.ErrnoException).code;
        // Windows reports the end of a pipe as an error.
        if (code === 'EOF') this.#ended = true;
        else if (code !== 'EAGAIN') throw ioError(e, this.name, false);
        if (this.#ended) return;
        pause(MILLISECONDS_BETWEEN_TRIES);
      }
    }
  }

  /** The end of the last whole line within the waiting bytes, of which those before `from` have none; 0 if there is none. */
  #endOfLines(from: number): number {
    const fresh = this.#buffer.subarray(from, this.#waiting);
    const newline = fresh.lastIndexOf(NEWLINE);
    const end = newline >= 0 ? newline : fresh.lastIndexOf(RETURN);
    return end < 0 ? 0 : from + end + 1;
  }

  #decode(end: number): string {
    try {
      return this.#buffer.toString(this.encoding, 0, end);
    } catch (e) {
      throw ioError(e, `A line of ${this.name}`, false);
    }
  }
}

/** The end of the last whole UTF-8 character within the first `length` bytes. */
function endOfCharacters(bytes: Uint8Array, length: number): number {
  // A character has at most four bytes, so its first one is among the last four.
  for (let i = length - 1; i >= Math.max(0, length - 4); i--) {
    const byte = bytes[i];
    if (byte < 0x80) return i + 1;
    if (byte >= 0xc0) return i + (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) <= length ? length : i;
  }
  return length;
}
