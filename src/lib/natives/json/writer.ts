import { CLASS, type ClassRef, className, classOf } from '../../../data/classes.js';
import { Collection, MapLike, type OrGuest, Seq, SetLike, Vec } from '../../../data/collection.js';
import type { ProtocolFn } from '../../../data/dispatch.js';
import { ExceptionClass, Throwable } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import { fromHost, hostElement, isTypedArray, type TypedArray } from '../../../data/host.js';
import { Keyword } from '../../../data/keyword.js';
import { type Shape, ShapeMap } from '../../../data/maps/index.js';
import { BigDecimal, Double, formatDouble, formatNumber, Ratio, toDouble, WideLong } from '../../../data/numbers/index.js';
import { seq } from '../../../data/operations/index.js';
import { ChunkedSeq } from '../../../data/seqs/index.js';
import { strOf } from '../../../data/str.js';
import { Sym } from '../../../data/symbol.js';
import { Uuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import type { TextSink } from '../../../runtime/host.js';
import { jsonError } from './errors.js';
import { type EscapeOptions, quoter } from './strings.js';

/** What the writer asks of guest code before it can go on. */
export type Request = 'key' | 'value' | 'seq' | 'write';

/** Objects and arrays may stand in one another to this depth; a value that holds itself would go on for ever. */
const MAX_DEPTH = 1_000_000;
/** So much text is kept before it goes out. */
const BLOCK = 1 << 14;
/** So many texts of strings that are keys are kept. */
const MAX_KEYS = 1024;

interface ArrayFrame {
  readonly kind: 'array';
  items: readonly unknown[] | TypedArray;
  i: number;
  end: number;
  /** What follows the items; null for nothing. */
  rest: OrGuest<Seq | null>;
  /** What `rest` is asked of where guest code must find it. */
  source: Value;
  isFirst: boolean;
}

interface ObjectFrame {
  readonly kind: 'object';
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
  /** The keys as they are written, between comma and colon, where all are known beforehand. */
  readonly texts: readonly string[] | null;
  i: number;
  isFirst: boolean;
  /** The text of the key whose value is asked for. */
  keyText: string;
}

type Frame = ArrayFrame | ObjectFrame;

/** What one call of `write` and its like is given. */
export interface WriterOptions extends EscapeOptions {
  readonly out: TextSink;
  /** The function -write of the protocol, and what the library itself extends it with, for data and for everything else. */
  readonly write: ProtocolFn;
  readonly forData: Value;
  readonly forOthers: Value;
  /** Whether keys and values go through functions of the program. */
  readonly asksKeys: boolean;
  readonly asksValues: boolean;
  /** What the latter answers for a value that is left out. */
  readonly omitted: Value;
}

const exception = (message: string): Throwable => new Throwable(ExceptionClass.exception, message);

/**
 * Writes a value as JSON. Where guest code must run (a function of the program, a lazy seq, a type with its own way to be
 * written) it stops with a request, and goes on when it has the answer; so no guest code ever runs inside of it.
 */
export class JsonWriter {
  /** What is asked for, and the arguments of that. */
  asked: Value[] = [];
  private text = '';
  private readonly frames: Frame[] = [];
  private pending: Request | null = null;
  private readonly quote: (text: string) => string;
  private readonly kinds = new Map<ClassRef | null, 'data' | 'other' | 'guest'>();
  private readonly shapes = new Map<Shape, readonly string[]>();
  private readonly keyTexts = new Map<Value, string>();
  private readonly plainStrings: boolean;
  private readonly plainLongs: boolean;

  constructor(
    private readonly options: WriterOptions,
    private readonly root: Value,
  ) {
    this.quote = quoter(options);
    this.plainStrings = this.kindOf('') === 'data';
    this.plainLongs = this.kindOf(0) === 'data';
  }

  /** Goes on until something is asked for or all is written; null is the latter. `answer` is for what was asked last. */
  run(answer: Value): Request | null {
    const request = this.pending;
    this.pending = null;
    if (request === null) this.value(this.root);
    else this.take(request, answer);
    while (this.pending === null && this.frames.length > 0) {
      const frame = this.frames[this.frames.length - 1];
      if (frame.kind === 'array') this.arrayStep(frame);
      else this.objectStep(frame);
      if (this.text.length > BLOCK) this.flush();
    }
    if (this.pending === null || this.pending === 'write') this.flush();
    return this.pending;
  }

  /** Hands on what has been written so far. */
  flush(): void {
    const { text } = this;
    this.text = '';
    // Looking at a character has the pieces copied into one string; unjoined they would weigh four times as much.
    if (!Number.isNaN(text.charCodeAt(0))) this.options.out.write(text);
  }

  private ask(request: Request, ...args: Value[]): void {
    this.pending = request;
    this.asked = args;
  }

  private take(request: Request, answer: Value): void {
    const frame = this.frames[this.frames.length - 1];
    if (request === 'seq') {
      const array = frame as ArrayFrame;
      array.rest = answer as Seq | null;
      array.source = null;
      return;
    }
    if (request === 'write') return;
    const object = frame as ObjectFrame;
    if (request === 'key') {
      if (typeof answer !== 'string') throw exception('JSON object keys must be strings');
      this.keyed(object, `${this.quote(answer)}:`);
    } else this.valued(object, answer);
  }

  private arrayStep(frame: ArrayFrame): void {
    const { items, end } = frame;
    while (frame.i < end) {
      const item = items[frame.i++] as Value;
      if (frame.isFirst) frame.isFirst = false;
      else this.text += ',';
      if (!this.simple(item)) {
        this.value(item);
        return;
      }
    }
    this.nextItems(frame);
  }

  /** Writes what is no object, no array and for nobody else to write; whether x is such. */
  private simple(x: Value): boolean {
    if (typeof x === 'string') {
      if (!this.plainStrings) return false;
      this.text += this.quote(x);
      return true;
    }
    if (typeof x === 'number') {
      if (!this.plainLongs) return false;
      this.text += x;
      return true;
    }
    return false;
  }

  /** Turns to the elements that follow; where there are none, the array ends. */
  private nextItems(frame: ArrayFrame): void {
    if (frame.rest === GUEST) return this.ask('seq', frame.source);
    const s = frame.rest === null ? null : frame.rest.seq();
    if (s === GUEST) return this.ask('seq', frame.rest as Value);
    if (s === null) {
      this.text += ']';
      this.frames.pop();
    } else if (s instanceof ChunkedSeq) {
      const chunk = s.chunkedFirst();
      frame.items = chunk.array;
      frame.i = chunk.offset;
      frame.end = chunk.end;
      frame.rest = s.chunkedRest();
    } else {
      frame.items = [s.first()];
      frame.i = 0;
      frame.end = 1;
      frame.rest = s.rest();
      frame.source = frame.rest === GUEST ? s : null;
    }
  }

  private objectStep(frame: ObjectFrame): void {
    if (frame.i === frame.keys.length) {
      this.text += '}';
      this.frames.pop();
      return;
    }
    const { texts } = frame;
    if (texts !== null && !this.options.asksValues) this.fields(frame, texts);
    else if (texts !== null) this.keyed(frame, texts[frame.i].slice(1));
    else if (this.options.asksKeys) this.ask('key', frame.keys[frame.i]);
    else {
      const text = this.keyText(frame.keys[frame.i]);
      if (text === null) this.ask('key', frame.keys[frame.i]);
      else this.keyed(frame, text);
    }
  }

  /** Writes entries up to and with the first whose value is not simple. */
  private fields(frame: ObjectFrame, texts: readonly string[]): void {
    const { values } = frame;
    while (frame.i < values.length) {
      const i = frame.i++;
      this.text += i === 0 ? texts[i].slice(1) : texts[i];
      if (!this.simple(values[i])) {
        this.value(values[i]);
        return;
      }
    }
  }

  private keyed(frame: ObjectFrame, keyText: string): void {
    const value = frame.values[frame.i];
    if (!this.options.asksValues) {
      this.text += frame.isFirst ? keyText : `,${keyText}`;
      frame.isFirst = false;
      frame.i++;
      this.value(value);
      return;
    }
    frame.keyText = keyText;
    this.ask('value', frame.keys[frame.i], value);
  }

  private valued(frame: ObjectFrame, value: Value): void {
    frame.i++;
    if (value === this.options.omitted) return;
    this.text += frame.isFirst ? frame.keyText : `,${frame.keyText}`;
    frame.isFirst = false;
    this.value(value);
  }

  /** A key as it is written where the program has no function for keys, with the colon; null where only guest code knows. */
  private keyText(key: Value): string | null {
    const known = this.keyTexts.get(key);
    if (known !== undefined) return known;
    if (key === null || key === undefined) throw exception('JSON object properties may not be nil');
    const named = key instanceof Keyword || key instanceof Sym;
    const text = named ? key.name : strOf(key);
    if (text === GUEST) return null;
    const quoted = `${this.quote(text)}:`;
    if (this.keyTexts.size < MAX_KEYS && (named || typeof key === 'string')) this.keyTexts.set(key, quoted);
    return quoted;
  }

  private shapeTexts(shape: Shape): readonly string[] {
    let texts = this.shapes.get(shape);
    if (texts === undefined) {
      texts = shape.keys.map((k) => `,${this.keyText(k)}`);
      this.shapes.set(shape, texts);
    }
    return texts;
  }

  /** Who writes values of this class: this writer (`other` is what it has no text for), or guest code. */
  private kindOf(x: Value): 'data' | 'other' | 'guest' {
    const type = classOf(x);
    let kind = this.kinds.get(type);
    if (kind === undefined) {
      const { write, forData, forOthers } = this.options;
      const method = write.find(x);
      kind = method === forData ? 'data' : method === forOthers ? 'other' : 'guest';
      this.kinds.set(type, kind);
    }
    return kind;
  }

  private value(x: Value): void {
    const kind = this.kindOf(x);
    if (kind === 'guest') this.ask('write', x);
    else if (kind === 'other') this.other(x);
    else if (x instanceof ShapeMap) {
      this.begin();
      this.open(x.shape.keys, x.slots, this.options.asksKeys ? null : this.shapeTexts(x.shape));
    } else if (x instanceof Collection) this.collection(x);
    else this.text += this.scalar(x);
  }

  private begin(): void {
    if (this.frames.length === MAX_DEPTH) throw new Throwable(ExceptionClass.stackOverflow, null);
  }

  private open(keys: readonly Value[], values: readonly Value[], texts: readonly string[] | null): void {
    this.text += '{';
    this.frames.push({ kind: 'object', keys, values, texts, i: 0, isFirst: true, keyText: '' });
  }

  private items(items: readonly unknown[] | TypedArray, rest: OrGuest<Seq | null>, source: Value): void {
    this.begin();
    this.text += '[';
    this.frames.push({ kind: 'array', items, i: 0, end: items.length, rest, source, isFirst: true });
  }

  private collection(x: Collection): void {
    if (x instanceof MapLike) {
      this.begin();
      const keys: Value[] = [];
      const values: Value[] = [];
      x.forEach((k, v) => {
        keys.push(k);
        values.push(v);
      });
      this.open(keys, values, null);
    } else if (x instanceof SetLike) {
      const items: Value[] = [];
      x.forEach((item) => {
        items.push(item);
      });
      this.items(items, null, null);
    } else if (x instanceof Vec) {
      const s = x.seq();
      this.items([], s, x);
    } else this.items([], x instanceof Seq ? x : seq(x), x);
  }

  private scalar(x: Value): string {
    if (typeof x === 'string') return this.quote(x);
    if (typeof x === 'number') return String(x);
    if (x instanceof Double) return this.double(x.value);
    if (x === null || x === undefined) return 'null';
    if (typeof x === 'boolean') return x ? 'true' : 'false';
    if (x instanceof Keyword || x instanceof Sym) return this.quote(x.name);
    if (x instanceof Ratio) return this.double(toDouble(x));
    if (typeof x === 'bigint' || x instanceof WideLong || x instanceof BigDecimal) return formatNumber(x);
    if (x instanceof Uuid) return `"${x.text}"`;
    if (x instanceof Date) return `"${x.toISOString().replace('.000Z', 'Z')}"`;
    throw unwritable(x);
  }

  private double(x: number): string {
    if (Number.isNaN(x)) throw jsonError('JSON error: cannot write Double NaN');
    if (!Number.isFinite(x)) throw jsonError('JSON error: cannot write infinite Double');
    return formatDouble(x);
  }

  /** Host arrays, and the plain objects of the host by their own properties; nothing else. */
  private other(x: Value): void {
    if (Array.isArray(x) || isTypedArray(x)) {
      const items: Value[] = [];
      for (let i = 0; i < x.length; i++) items.push(hostElement(x, i));
      this.items(items, null, null);
      return;
    }
    if (!isPlainObject(x)) throw unwritable(x);
    const keys: Value[] = [];
    const values: Value[] = [];
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(x))) {
      if (!property.enumerable || !('value' in property)) continue;
      keys.push(key);
      values.push(fromHost(property.value));
    }
    this.begin();
    this.open(keys, values, null);
  }
}

function isPlainObject(x: Value): x is object {
  if (typeof x !== 'object' || x === null || CLASS in x) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === Object.prototype || prototype === null;
}

function unwritable(x: Value): Throwable {
  return exception(`Don't know how to write JSON of class ${className(x)}`);
}
