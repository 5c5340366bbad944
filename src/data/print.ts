import { checkText } from './bounds.js';
import { spend, unitsOfText } from './budget.js';
import { Char, charName } from './char.js';
import { CLASS, ClassRef } from './classes.js';
import { Collection, MapLike, type OrGuest, type Seq, SetLike, Vec } from './collection.js';
import { Throwable } from './errors.js';
import { Fn } from './functions.js';
import { GUEST } from './guest.js';
import { fromHost } from './host.js';
import { formatInst } from './inst.js';
import { Keyword, keyword } from './keyword.js';
import { isNumber, printNumber } from './numbers/index.js';
import { errorParts } from './print-error.js';
import { identityText, objectClass, printObject, quoteRegex, quoteString } from './print-text.js';
import { Atom, Delay, Reduced, Volatile } from './reference.js';
import { Regex } from './regex.js';
import { Queue } from './seqs/index.js';
import { Sym, symbol } from './symbol.js';
import { ReaderConditional, TaggedLiteral } from './tagged.js';
import { Instance, Record, TypeDef } from './types.js';
import { Uuid } from './uuid.js';
import type { Value } from './value.js';
import { Var } from './var.js';

export interface PrintOptions {
  /** `*print-readably*`: strings and characters as literals. Default true. */
  readonly readably?: boolean;
  /** `*print-length*`: how many elements of each collection; null for all. */
  readonly length?: number | null;
  /** `*print-level*`: how many collections deep; null for all. */
  readonly level?: number | null;
  /** `*print-meta*`. Default false. */
  readonly meta?: boolean;
  /** `*print-namespace-maps*`: `#:a{:b 1}`. Default false. */
  readonly namespaceMaps?: boolean;
  /** Whether guest code prints this object (a type that brings its own `print-method`): then the answer is GUEST. */
  readonly isCustom?: (x: object) => boolean;
}

/**
 * A value as `pr` prints it (as `print` does where not `readably`), in Clojure's own text; GUEST where only guest
 * code can tell. It keeps its own stack, so that depth is no limit.
 */
export function printString(x: Value, options: PrintOptions = {}): OrGuest<string> {
  return new Printer(options).print(x);
}

/**
 * An object as `pr` prints it, in pieces: text, value, text and so on to the last text, where the values are what it
 * holds and have not been printed. Of a collection of Clove's own this makes no sense.
 */
export function printParts(x: Value, options: PrintOptions): Value[] {
  return new Printer(options).parts(x);
}

/** Methods of a guest type that show in how its instances print. */
const PRINTING_METHODS = ['toString', 'seq', 'deref', 'valAt'];
const STATUS = keyword(null, 'status');
const VAL = keyword(null, 'val');
const READY = keyword(null, 'ready');
const PENDING = keyword(null, 'pending');
const FAILED = keyword(null, 'failed');
const SIMPLE_KEY = /^[A-Za-z_*+?!'-][\w*+?!'-]*$/;

/** What is left to print: a text, a value, or the rest of a collection. */
type Task = string | { readonly value: Value; readonly bare: boolean } | Elements;

/** A collection that is being printed. `take` answers its next element, or END. */
interface Elements {
  readonly take: () => Value;
  readonly close: string;
  /** Elements come as key, value, key, value …. */
  readonly pairs: boolean;
  /** How many collections it stands inside of, itself included. */
  readonly depth: number;
  /** The host object whose data it is, to find circles; null for Clove's own. */
  readonly host: object | null;
  taken: number;
}

/** How many characters are put aside at a time. */
const LONG = 1 << 16;

const END: unique symbol = Symbol('end');

class Printer {
  /** What was printed before `out`, in pieces. */
  private readonly before: string[] = [];
  private length = 0;
  private out = '';
  private readonly tasks: Task[] = [];
  private depth = 0;
  private readonly readably: boolean;

  constructor(private readonly options: PrintOptions) {
    this.readably = options.readably !== false;
  }

  print(x: Value): OrGuest<string> {
    if (!this.value(x, false)) return GUEST;
    for (;;) {
      const task = this.tasks[this.tasks.length - 1];
      if (task === undefined) {
        spend(unitsOfText(this.length + this.out.length));
        return this.before.length === 0 ? this.out : `${this.before.join('')}${this.out}`;
      }
      if (typeof task === 'string') {
        this.tasks.pop();
        this.out += task;
      } else if ('take' in task) {
        this.depth = task.depth;
        if (!this.nextElement(task)) return GUEST;
      } else {
        this.tasks.pop();
        if (!this.value(task.value, task.bare)) return GUEST;
      }
    }
  }

  parts(x: Value): Value[] {
    this.value(x, true);
    const out: Value[] = [];
    const put = (value: Value): void => {
      out.push(this.out, value);
      this.out = '';
    };
    for (let task = this.tasks.pop(); task !== undefined; task = this.tasks.pop()) {
      if (typeof task === 'string') this.out += task;
      else if ('take' in task) this.elementParts(task, put);
      else put(task.value);
    }
    out.push(this.out);
    return out;
  }

  private elementParts(frame: Elements, put: (value: Value) => void): void {
    for (let n = 0, x = frame.take(); x !== END && x !== GUEST; n++, x = frame.take()) {
      if (n > 0) this.out += frame.pairs && n % 2 === 0 ? ', ' : ' ';
      put(x);
    }
    this.out += frame.close;
  }

  /** Puts a long text aside. It is then laid out flat, which V8 does when a character is read: a rope takes many times the memory. */
  private putAside(): void {
    this.out.charCodeAt(0);
    this.length += this.out.length;
    checkText(this.length);
    this.before.push(this.out);
    this.out = '';
  }

  private nextElement(frame: Elements): boolean {
    spend(1);
    if (this.out.length > LONG) this.putAside();
    const x = frame.take();
    if (x === GUEST) return false;
    if (x === END) {
      this.tasks.pop();
      this.depth = frame.depth - 1;
      this.out += frame.close;
      return true;
    }
    const n = frame.taken++;
    const second = frame.pairs && n % 2 === 1;
    if (n > 0) this.out += frame.pairs && !second ? ', ' : ' ';
    const length = this.options.length ?? null;
    if (length !== null && length >= 0 && !second && (frame.pairs ? n / 2 : n) >= length) {
      this.tasks.pop();
      this.depth = frame.depth - 1;
      this.out += `...${frame.close}`;
      return true;
    }
    return this.value(x, false);
  }

  /** Prints what fits on the spot and leaves the rest as tasks; false where guest code is needed. */
  private value(x: Value, bare: boolean): boolean {
    if (typeof x === 'string') this.out += this.readably ? quoteString(x) : x;
    else if (x === null || x === undefined) this.out += 'nil';
    else if (typeof x === 'boolean') this.out += String(x);
    else if (typeof x === 'symbol') this.out += `#object[Symbol ${quoteString(x.description ?? '')}]`;
    else if (isNumber(x)) this.out += printNumber(x);
    else return this.object(x as object, bare);
    return true;
  }

  private object(x: object, bare: boolean): boolean {
    if (this.options.isCustom?.(x) === true) return false;
    if (x instanceof Instance && PRINTING_METHODS.some((name) => x.type.methods.has(name))) return false;
    if (x instanceof Keyword) this.out += x.toString();
    else if (x instanceof Sym || x instanceof Collection || x instanceof Fn) {
      if (!bare && this.options.meta === true && this.readably && x.meta instanceof MapLike && x.meta.size > 0) this.withMeta(x, x.meta);
      else if (x instanceof Sym) this.out += x.toString();
      else if (x instanceof Fn) this.out += printObject(x);
      else return this.collection(x);
    } else if (x instanceof Char) this.out += this.readably ? `\\${charName(x)}` : x.toString();
    else if (x instanceof Regex) this.out += quoteRegex(x.source);
    else if (x instanceof Uuid) this.out += `#uuid "${x.text}"`;
    else if (x instanceof Var || x instanceof ClassRef || x instanceof TypeDef) this.out += x.toString();
    else if (x instanceof TaggedLiteral) this.tasks.push({ value: x.form, bare: false }, `#${x.tag} `);
    else if (x instanceof ReaderConditional) this.tasks.push({ value: x.form, bare: false }, x.splicing ? '#?@' : '#?');
    else if (x instanceof Throwable) this.tasks.push(...errorParts(x).reverse());
    else if (x instanceof Atom || x instanceof Volatile || x instanceof Reduced) this.reference(x, READY, x.value);
    else if (x instanceof Delay) {
      if (x.error !== null) this.reference(x, FAILED, x.error);
      else this.reference(x, x.isRealized() ? READY : PENDING, x.value);
    } else this.hostObject(x);
    return true;
  }

  /** `^{:a 1} x`, and `^T x` where a tag is all there is. */
  private withMeta(x: Sym | Collection | Fn, meta: MapLike): void {
    const tag = meta.size === 1 ? meta.get(keyword(null, 'tag'), null) : null;
    this.out += '^';
    this.tasks.push({ value: x, bare: true }, ' ', { value: tag === null ? meta : tag, bare: false });
  }

  private reference(x: object, status: Keyword, value: Value): void {
    this.out += `#object[${objectClass(x)} 0x${identityText(x)} `;
    this.tasks.push(']');
    this.begin('{', '}', fromArray([STATUS, status, VAL, value]), true);
  }

  /** Opens a collection whose elements are `take`n one by one. */
  private begin(open: string, close: string, take: () => Value, pairs = false, host: object | null = null): void {
    const level = this.options.level ?? null;
    if (level !== null && this.depth >= level) {
      this.out += '#';
      return;
    }
    this.out += open;
    this.tasks.push({ take, close, pairs, depth: this.depth + 1, host, taken: 0 });
  }

  private collection(x: Collection): boolean {
    if (x instanceof Vec) {
      let i = 0;
      this.begin('[', ']', () => (i < x.length ? x.at(i++) : END));
    } else if (x instanceof MapLike) this.map(x);
    else if (x instanceof SetLike) {
      const items: Value[] = [];
      x.forEach((e) => {
        items.push(e);
      });
      this.begin('#{', '}', fromArray(items));
    } else if (x instanceof Queue) this.out += printObject(x);
    else {
      const start = x.seq();
      if (start === GUEST) return false;
      this.begin('(', ')', fromSeq(start));
    }
    return true;
  }

  private map(x: MapLike): void {
    const items: Value[] = [];
    x.forEach((k, v) => {
      items.push(k, v);
    });
    if (x instanceof Record) {
      this.out += `#${x.type.name}`;
      this.begin('{', '}', fromArray(items), true);
      return;
    }
    const ns = this.options.namespaceMaps === true ? commonNamespace(items) : null;
    if (ns === null) {
      this.begin('{', '}', fromArray(items), true);
      return;
    }
    const bare = items.map((k, i) => (i % 2 === 1 ? k : k instanceof Keyword ? keyword(null, k.name) : symbol(null, (k as Sym).name)));
    this.begin(`#:${ns}{`, '}', fromArray(bare), true);
  }

  private hostObject(x: object): void {
    if (x instanceof Date && !Number.isNaN(x.getTime())) {
      this.out += `#inst "${formatInst(x)}"`;
      return;
    }
    const proto: unknown = CLASS in x ? undefined : Object.getPrototypeOf(x);
    const array = Array.isArray(x);
    if (!(array || proto === null || proto === Object.prototype)) {
      this.out += printObject(x);
      return;
    }
    if (this.tasks.some((t) => typeof t === 'object' && 'host' in t && t.host === x)) {
      this.out += `#object[Circular 0x${identityText(x)}]`;
      return;
    }
    this.out += '#js ';
    if (array) {
      let i = 0;
      const take = (): Value => (i < x.length ? fromHost(Object.getOwnPropertyDescriptor(x, i++)?.value) : END);
      this.begin('[', ']', take, false, x);
      return;
    }
    const items: Value[] = [];
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(x))) {
      if (!property.enumerable || !('value' in property)) continue;
      items.push(SIMPLE_KEY.test(key) ? keyword(null, key) : key, fromHost(property.value));
    }
    this.begin('{', '}', fromArray(items), true, x);
  }
}

function fromArray(items: readonly Value[]): () => Value {
  let i = 0;
  return () => (i < items.length ? items[i++] : END);
}

/** Walks a seq; looks beyond an element only when the one after it is asked for. */
function fromSeq(start: Seq | null): () => Value {
  let s: OrGuest<Seq | null> = start;
  let begun = false;
  return () => {
    if (begun && s !== null && s !== GUEST) s = s.next();
    begun = true;
    if (s === null) return END;
    return s === GUEST ? GUEST : s.first();
  };
}

/** The namespace that all keys of a map share, which must be keywords or symbols; null where there is none. */
function commonNamespace(items: readonly Value[]): string | null {
  let ns: string | null = null;
  for (let i = 0; i < items.length; i += 2) {
    const k = items[i];
    if (!(k instanceof Keyword || k instanceof Sym) || k.ns === null || (ns !== null && k.ns !== ns)) return null;
    ns = k.ns;
  }
  return ns;
}
