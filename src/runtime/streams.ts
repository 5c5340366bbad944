import { defineClass, registerClass } from '../data/classes.js';
import type { OrGuest, Seq } from '../data/collection.js';
import { BaseSeq, EMPTY_LIST } from '../data/seqs/index.js';
import { SEQ_SUPERS } from '../data/seqs/supers.js';
import type { Value } from '../data/value.js';
import type { Files, TextSink, TextSource } from './host.js';

defineClass('java.io.Closeable', [], 'interface');
defineClass('java.io.Reader', ['java.lang.Object', 'java.io.Closeable']);
defineClass('java.io.Writer', ['java.lang.Object', 'java.io.Closeable']);

/** Text that comes in, as a value: `*in*`, and what `clojure.java.io/reader` gives. */
export class Reader {
  constructor(readonly source: TextSource) {}
}
registerClass(Reader, 'java.io.BufferedReader', ['java.io.Reader']);

/** Text that goes out, as a value: `*out*`, and what `clojure.java.io/writer` gives. */
export class Writer {
  constructor(readonly sink: TextSink) {}
}
registerClass(Writer, 'java.io.BufferedWriter', ['java.io.Writer']);

/** A writer that keeps what is written: `with-out-str`. */
export class StringWriter extends Writer {
  #text: string;
  constructor() {
    super({
      write: (text) => {
        this.#text += text;
      },
      flush() {},
      close() {},
    });
    this.#text = '';
  }
  /** All that has been written. */
  override toString(): string {
    return this.#text;
  }
}
registerClass(StringWriter, 'java.io.StringWriter', ['java.io.Writer']);

const NEWLINE = 10;
const RETURN = 13;

/** A text as a source, for `with-in-str` and `java.io.StringReader`. */
export class StringSource implements TextSource {
  #at = 0;
  constructor(readonly text: string) {}

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

/** A path as a value; nothing need be there. Two files of one path are equal. */
export class FileRef {
  constructor(
    readonly path: string,
    /** null where the runtime was not granted files: then it is but a name. */
    readonly files: Files | null,
  ) {}
  toString(): string {
    return this.path;
  }
}
registerClass(FileRef, 'java.io.File', ['java.lang.Object', 'java.lang.Comparable']);

/**
 * The lines that a source still gives. Each line is read when it is first looked at, and not before, so the rest of
 * the first line of a terminal does not wait for a second one.
 */
export class LineSeq extends BaseSeq {
  readonly #source: TextSource;
  /** undefined until it has been read; null where there was no more. */
  #line: string | null | undefined;
  #rest: LineSeq | null = null;
  constructor(source: TextSource, meta: Value = null) {
    super(meta);
    this.#source = source;
  }
  override seq(): Seq | null {
    return this.#read() === null ? null : this;
  }
  override first(): Value {
    return this.#read();
  }
  override next(): Seq | null {
    return this.#read() === null ? null : this.#following().seq();
  }
  override rest(): OrGuest<Seq> {
    return this.#read() === null ? EMPTY_LIST : this.#following();
  }
  override withMeta(meta: Value): LineSeq {
    const copy = new LineSeq(this.#source, meta);
    copy.#line = this.#read();
    copy.#rest = copy.#line === null ? null : this.#following();
    return copy;
  }
  #read(): string | null {
    if (this.#line === undefined) this.#line = this.#source.readLine();
    return this.#line;
  }
  #following(): LineSeq {
    this.#rest ??= new LineSeq(this.#source);
    return this.#rest;
  }
}
registerClass(LineSeq, 'clojure.lang.LazySeq$Lines', SEQ_SUPERS);
