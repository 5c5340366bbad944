import { defineClass } from '../../../data/classes.js';
import { ExceptionClass, Throwable } from '../../../data/errors.js';
import { type PersistentVector, vectorFromArray } from '../../../data/seqs/index.js';
import type { Value } from '../../../data/value.js';

const END_OF_FILE = defineClass('java.io.EOFException', ['java.io.IOException']);

const LINE_FEED = 10;
const RETURN = 13;

/** Reads the records of a text of comma separated values, one at a time. */
export class CsvParser {
  private at = 0;
  constructor(
    private text: string,
    /** Gives more of the text, as far as it is wanted; the empty string at its end. */
    private readonly more: () => string,
    private readonly separator: number,
    private readonly quote: number,
  ) {}

  /** The next record; null where there is none. A last line with nothing in it is none. */
  record(): PersistentVector | null {
    if (this.at >= this.text.length) {
      this.text = '';
      this.at = 0;
    }
    const cells: Value[] = [];
    for (;;) {
      const cell = this.code(this.at) === this.quote ? this.quoted() : this.plain();
      cells.push(cell);
      const c = this.code(this.at);
      this.at++;
      if (c === this.separator) continue;
      if (c === RETURN && this.code(this.at) === LINE_FEED) this.at++;
      if (Number.isNaN(c) && cells.length === 1 && cell === '') return null;
      return vectorFromArray(cells);
    }
  }

  /** The character at `i`, which may have to be read first; NaN at the end. */
  private code(i: number): number {
    if (i >= this.text.length) {
      const next = this.more();
      if (next === '') return Number.NaN;
      this.text += next;
    }
    return this.text.charCodeAt(i);
  }

  /** Whether a cell ends before this character. */
  private ends(c: number): boolean {
    return c === this.separator || c === LINE_FEED || c === RETURN || Number.isNaN(c);
  }

  private plain(): string {
    const from = this.at;
    let i = from;
    do {
      const { text } = this;
      while (i < text.length && !this.ends(text.charCodeAt(i))) i++;
    } while (!this.ends(this.code(i)));
    this.at = i;
    return this.text.slice(from, i);
  }

  private quoted(): string {
    let cell = '';
    let from = this.at + 1;
    let i = from;
    for (;;) {
      const c = this.code(i);
      if (Number.isNaN(c)) throw new Throwable(END_OF_FILE, 'CSV error (unexpected end of file)');
      if (c !== this.quote) {
        i++;
        continue;
      }
      cell += this.text.slice(from, i);
      const after = this.code(i + 1);
      if (after !== this.quote) {
        this.at = i + 1;
        if (this.ends(after)) return cell;
        throw new Throwable(ExceptionClass.exception, `CSV error (unexpected character: ${String.fromCharCode(after)})`);
      }
      from = i + 1;
      i += 2;
    }
  }
}
