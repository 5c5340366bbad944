import { ByValue } from '../data/by-value.js';
import { defineClass, registerClass } from '../data/classes.js';
import type { OrGuest, Seq } from '../data/collection.js';
import { compareStrings } from '../data/compare.js';
import { classCast, illegalState, type Throwable } from '../data/errors.js';
import { stringHash } from '../data/murmur3.js';
import { BaseSeq, EMPTY_LIST } from '../data/seqs/index.js';
import { SEQ_SUPERS } from '../data/seqs/supers.js';
import type { Value } from '../data/value.js';
import type { TextSink, TextSource } from './host.js';

/** `what` is a thing of the host that this runtime may not use. */
export function outOfReach(what: string): Throwable {
  return illegalState(`${what} out of reach: this runtime was not granted that`);
}

defineClass('java.io.Closeable', [], 'interface');
defineClass('java.io.Reader', ['java.lang.Object', 'java.io.Closeable']);
defineClass('java.io.Writer', ['java.lang.Object', 'java.io.Closeable']);

const NEWLINE = 10;
const RETURN = 13;

/** A source with text put back in front of it. */
class ContinuedSource implements TextSource {
  #text: string;
  constructor(
    text: string,
    readonly after: TextSource,
  ) {
    this.#text = text;
  }
  /** What was put in front and has not been read. */
  get text(): string {
    return this.#text;
  }
  readLine(): string | null {
    if (this.#text === '') return this.after.readLine();
    const end = /\r\n|\r|\n/.exec(this.#text);
    if (end === null) return this.take(this.#text.length) + (this.after.readLine() ?? '');
    const line = this.take(end.index);
    this.take(end[0].length);
    return line;
  }
  readChar(): number {
    return this.#text === '' ? this.after.readChar() : this.take(1).charCodeAt(0);
  }
  readRest(): string {
    return this.take(this.#text.length) + this.after.readRest();
  }
  close(): void {
    this.after.close();
  }
  /** What there was before, if all that was put in front has been read. */
  get rest(): TextSource {
    return this.#text === '' ? this.after : this;
  }
  private take(length: number): string {
    const taken = this.#text.slice(0, length);
    this.#text = this.#text.slice(length);
    return taken;
  }
}

/** Text that comes in, as a value: `*in*`, and what `clojure.java.io/reader` gives. */
export class Reader {
  #source: TextSource;
  constructor(source: TextSource) {
    this.#source = source;
  }
  /** Reads from there from now on. */
  reopen(source: TextSource): void {
    this.#source = source;
  }
  get source(): TextSource {
    return this.#source;
  }
  /** The text that is yet to be read, where it is all there; null where the host brings it. */
  get left(): string | null {
    return leftOf(this.#source);
  }
  /** Puts text back, to be read before all else. */
  unread(text: string): void {
    const { source } = this;
    if (text !== '') this.#source = new ContinuedSource(text, source instanceof ContinuedSource ? source.rest : source);
  }
  /** The next line with the newline that ends it, if one does; empty at the end of the source. */
  readWithEnd(): string {
    let line = '';
    for (;;) {
      const c = this.source.readChar();
      if (c < 0) return line;
      line += String.fromCharCode(c);
      if (c === NEWLINE) return line;
    }
  }
}
registerClass(Reader, 'java.io.BufferedReader', ['java.io.Reader']);

/** A reader to which text can be put back, as Java has it; here that is true of every reader. */
export class PushbackReader extends Reader {}
registerClass(PushbackReader, 'java.io.PushbackReader', ['java.io.Reader']);

/** A reader of code that counts lines: forms read from it know their place, and errors say so. What `*in*` is. */
export class LineNumberingReader extends PushbackReader {}
registerClass(LineNumberingReader, 'clojure.lang.LineNumberingPushbackReader', ['java.io.PushbackReader']);

function refuseInput(): never {
  throw outOfReach('The standard input is');
}

/** What stands for the standard input where none was granted: an error comes when it is read, not before. */
export const NO_INPUT: TextSource = { readLine: refuseInput, readChar: refuseInput, readRest: refuseInput, close() {} };

/** Text that goes out, as a value: `*err*`, and what `clojure.java.io/writer` gives. */
export class Writer implements TextSink {
  constructor(private readonly sink: TextSink) {}
  write(text: string): void {
    this.sink.write(text);
  }
  flush(): void {
    this.sink.flush();
  }
  close(): void {
    this.sink.close();
  }
}
registerClass(Writer, 'java.io.BufferedWriter', ['java.io.Writer']);

/** A writer that keeps what is written, for `with-out-str`. */
export class StringWriter implements TextSink {
  private parts: string[] = [];
  write(text: string): void {
    this.parts.push(text);
  }
  flush(): void {}
  close(): void {}
  get text(): string {
    if (this.parts.length > 1) this.parts = [this.parts.join('')];
    return this.parts[0] ?? '';
  }
  /** What has been written since the last take. */
  take(): string {
    const { text } = this;
    this.parts = [];
    return text;
  }
  toString(): string {
    return this.text;
  }
}
registerClass(StringWriter, 'java.io.StringWriter', ['java.io.Writer']);

/** A writer whose text goes to a guest function when it is flushed. Only a native can leave that call to its engine. */
export class CallbackWriter extends StringWriter {
  constructor(
    readonly onFlush: Value,
    readonly onClose: Value,
  ) {
    super();
  }
}
registerClass(CallbackWriter, 'java.io.PrintWriter', ['java.io.Writer']);

/** A text as a source, for `with-in-str` and `java.io.StringReader`. */
export class StringSource implements TextSource {
  #at = 0;
  constructor(readonly text: string) {}
  /** The text that has not been read. */
  get left(): string {
    return this.text.slice(this.#at);
  }

  readLine(): string | null {
    const { text } = this;
    const start = this.#at;
    if (start === text.length) return null;
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== NEWLINE && text.charCodeAt(end) !== RETURN) end++;
    const isPair = text.charCodeAt(end) === RETURN && text.charCodeAt(end + 1) === NEWLINE;
    this.#at = Math.min(text.length, end + (isPair ? 2 : 1));
    return text.slice(start, end);
  }
  readChar(): number {
    return this.#at === this.text.length ? -1 : this.text.charCodeAt(this.#at++);
  }
  readRest(): string {
    const rest = this.text.slice(this.#at);
    this.#at = this.text.length;
    return rest;
  }
  close(): void {}
}

/** The text that a source will give, where it has it all; null where the host brings it. */
function leftOf(source: TextSource): string | null {
  if (source instanceof StringSource) return source.left;
  if (!(source instanceof ContinuedSource)) return null;
  const after = leftOf(source.after);
  return after === null ? null : source.text + after;
}

/** A text as a reader. */
export class StringReader extends Reader {
  constructor(text: string) {
    super(new StringSource(text));
  }
}
registerClass(StringReader, 'java.io.StringReader', ['java.io.Reader']);

/** What java.io.File.hashCode adds on Unix. */
const JAVA_FILE_SEED = 1234321;

/** A path as a value; nothing need be there. Two files of one path are equal. */
export class FileRef extends ByValue {
  constructor(readonly path: string) {
    super();
  }
  override hasheq(): number {
    return stringHash(this.path) ^ JAVA_FILE_SEED;
  }
  override equiv(other: Value): boolean {
    return other instanceof FileRef && other.path === this.path;
  }
  override compareTo(other: Value): number {
    if (!(other instanceof FileRef)) throw classCast(other, 'java.io.File');
    return compareStrings(this.path, other.path);
  }
  override toString(): string {
    return this.path;
  }
}
registerClass(FileRef, 'java.io.File', ['java.lang.Object', 'java.lang.Comparable']);

/**
 * The lines that a source still gives. Each line is read when it is first looked at, and not before, so the rest of
 * the first line of a terminal does not wait for a second one.
 */
export class LineSeq extends BaseSeq {
  /** undefined until it has been read; null where there was no more. */
  private line: string | null | undefined = undefined;
  private following: LineSeq | null = null;
  constructor(
    private readonly source: TextSource,
    readonly meta: Value,
  ) {
    super();
  }
  override seq(): Seq | null {
    return this.read() === null ? null : this;
  }
  override first(): Value {
    return this.read();
  }
  override next(): Seq | null {
    return this.read() === null ? null : this.afterFirst().seq();
  }
  override rest(): OrGuest<Seq> {
    return this.read() === null ? EMPTY_LIST : this.afterFirst();
  }
  override withMeta(meta: Value): LineSeq {
    const copy = new LineSeq(this.source, meta);
    copy.line = this.read();
    copy.following = copy.line === null ? null : this.afterFirst();
    return copy;
  }
  private read(): string | null {
    if (this.line === undefined) this.line = this.source.readLine();
    return this.line;
  }
  private afterFirst(): LineSeq {
    this.following ??= new LineSeq(this.source, null);
    return this.following;
  }
}
registerClass(LineSeq, 'clojure.lang.LazySeq$Lines', SEQ_SUPERS);
