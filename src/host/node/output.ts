import { Buffer } from 'node:buffer';
import { closeSync, writeSync } from 'node:fs';
import type { Encoding, TextSink } from '../../runtime/host.js';
import { ioError } from './io-error.js';
import { nanoTime } from './nano-time.js';
import { pause } from './pause.js';

const BUFFERED = 1 << 16;
const MILLISECONDS_BETWEEN_TRIES = 1;
/** A patient output goes out at least so many nanoseconds after the last time, however often it is flushed. */
const PATIENCE = 5e6;

export interface OutputOptions {
  readonly encoding?: Encoding;
  /** For messages. */
  readonly name?: string;
  /** What to do when nobody reads any more; without it that is an IOException. */
  readonly onBrokenPipe?: () => never;
  /**
   * Whether flushes that follow each other quickly may wait for one another, for outputs that no one watches: printing
   * a line flushes, and a call of the system for each line is most of the time of a program that prints much.
   */
  readonly patient?: () => boolean;
}

/**
 * Writes text to a file descriptor, synchronously, so that nothing is lost when the process ends. Text waits until
 * there is enough of it or somebody flushes.
 */
export class Output implements TextSink {
  #waiting = '';
  #lastTime = 0;
  #scheduled = false;
  readonly #encoding: Encoding;
  readonly #name: string;
  readonly #options: OutputOptions;
  constructor(
    readonly fd: number,
    options: OutputOptions = {},
  ) {
    this.#encoding = options.encoding ?? 'utf8';
    this.#name = options.name ?? 'output';
    this.#options = options;
  }

  write(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length >= BUFFERED) this.flushNow();
  }

  flush(): void {
    if (this.#waiting === '') return;
    if (this.#options.patient?.() !== true || nanoTime() - this.#lastTime >= PATIENCE) {
      this.flushNow();
    } else if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.flushNow();
      });
    }
  }

  /** Sends what waits, patient or not. */
  flushNow(): void {
    if (this.#waiting === '') return;
    // A high surrogate at the end waits for its other half.
    const last = this.#waiting.charCodeAt(this.#waiting.length - 1);
    const end = last >= 0xd800 && last <= 0xdbff ? this.#waiting.length - 1 : this.#waiting.length;
    const text = this.#waiting.slice(0, end);
    this.#waiting = this.#waiting.slice(end);
    this.#send(encode(text, this.#encoding));
    this.#lastTime = nanoTime();
  }

  close(): void {
    this.flushNow();
    if (this.#waiting !== '') this.#send(encode(this.#waiting, this.#encoding));
    this.#waiting = '';
    if (this.fd > 2) closeSync(this.fd);
  }

  #send(bytes: Uint8Array): void {
    let sent = 0;
    while (sent < bytes.length) {
      try {
        sent += writeSync(this.fd, bytes, sent);
      } catch (e) {
        const code = (e as NodeJS.ErrnoException).code;
        if (code === 'EPIPE') this.#options.onBrokenPipe?.();
        // A pipe whose reader is slow refuses for a while.
        if (code !== 'EAGAIN') throw ioError(e, this.#name, false);
        pause(MILLISECONDS_BETWEEN_TRIES);
      }
    }
  }
}

/** The bytes of a text; `?` stands for what the encoding lacks. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  return encoding === 'utf8'
    ? Buffer.from(text, 'utf8')
    : Buffer.from(text.replace(/[\ud800-\udbff][\udc00-\udfff]|[^\0-\xff]/g, '?'), 'latin1');
}
