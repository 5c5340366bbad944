import { Code } from '../../bytecode/code.js';
import { findClass } from '../../data/classes.js';
import type { NativeFn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Runtime } from '../runtime.js';
import { type ByteReader, SnapshotError } from './bytes.js';
import type { Kind, PartSource } from './kind.js';
import type { Kinds } from './kinds.js';
import type { PristineFinder } from './pristine.js';
import * as tag from './tags.js';

/** What the objects of a snapshot are found and made in. */
export interface ReaderWorld {
  readonly kinds: Kinds;
  readonly world: Runtime;
  /** The objects that every runtime has from the start. */
  readonly pristine: PristineFinder;
  native(name: string): NativeFn | undefined;
  /** What the host gives under that name; undefined where it gives nothing. */
  hostObject(name: string): unknown;
}

/** Reads a graph that a GraphWriter wrote. */
export class GraphReader implements PartSource {
  private readonly objects: unknown[] = [];
  /** The kinds of the objects that no program can hold, by the numbers of the objects. */
  private readonly internal = new Set<number>();
  private readonly texts: string[] = [];
  private queue: { readonly x: object; readonly kind: Kind }[] = [];
  private next = 0;
  private readonly checks: (() => void)[] = [];
  private readonly puts: (() => void)[] = [];
  constructor(
    private readonly given: ReaderWorld,
    private readonly bytesIn: ByteReader,
  ) {}

  get world(): Runtime {
    return this.given.world;
  }
  uint(): number {
    return this.bytesIn.uint();
  }
  int(): number {
    return this.bytesIn.int();
  }
  float(): number {
    return this.bytesIn.float();
  }
  string(): string {
    return this.bytesIn.string();
  }
  count(): number {
    return this.bytesIn.count();
  }
  bytes(length: number): Uint8Array {
    return this.bytesIn.raw(length);
  }
  last(put: () => void): void {
    this.puts.push(put);
  }
  later(check: () => void): void {
    this.checks.push(check);
  }
  broken(what?: string): Error {
    return this.bytesIn.broken(what);
  }

  value(): Value {
    return this.tagged(this.bytesIn.byte(), false) as Value;
  }

  ref(): unknown {
    return this.tagged(this.bytesIn.byte(), true);
  }

  private tagged(t: number, internals: boolean): unknown {
    const { bytesIn, given } = this;
    if (t >= tag.SMALL) return t - tag.SMALL + tag.LEAST_SMALL;
    if (t >= tag.FIRST_KIND) return this.made(t - tag.FIRST_KIND, internals);
    switch (t) {
      case tag.NIL:
        return null;
      case tag.TRUE:
        return true;
      case tag.FALSE:
        return false;
      case tag.UNDEFINED:
        return undefined;
      case tag.POSITIVE:
        return bytesIn.uint();
      case tag.NEGATIVE:
        return -bytesIn.uint() + 0;
      case tag.BIG:
        return this.big(bytesIn.string());
      case tag.NEW_TEXT: {
        const text = bytesIn.string();
        this.texts.push(text);
        return text;
      }
      case tag.OLD_TEXT: {
        const i = bytesIn.uint();
        if (i >= this.texts.length) throw this.broken();
        return this.texts[i];
      }
      case tag.OLD: {
        const i = bytesIn.uint();
        if (i >= this.objects.length || (!internals && this.internal.has(i))) throw this.broken();
        return this.objects[i];
      }
      case tag.PRISTINE: {
        const i = bytesIn.uint();
        if (i >= given.pristine.length) throw this.broken();
        const x = given.pristine.at(i);
        return this.keep(x, internals || !(x instanceof Code));
      }
      case tag.WELL_KNOWN: {
        const i = bytesIn.uint();
        const { known } = given.kinds;
        if (i >= known.length) throw this.broken();
        return known[i];
      }
      case tag.NATIVE: {
        const name = bytesIn.string();
        const native = given.native(name);
        if (native === undefined) throw this.broken(`it names the function ${name}, which the library does not have`);
        return this.keep(native, true);
      }
      case tag.HOST: {
        const name = bytesIn.string();
        const x = given.hostObject(name);
        if (x === undefined) throw new SnapshotError(`The snapshot needs the host object "${name}": give it in hostObjects`);
        return this.keep(x, true);
      }
      case tag.CLASS_NAME: {
        const name = bytesIn.string();
        const found = findClass(name);
        if (found === undefined) throw this.broken(`it names the class ${name}, which is not there`);
        return this.keep(found, true);
      }
      case tag.INNER_CODE:
        return this.keep(this.innerCode(), internals);
      default:
        throw this.broken();
    }
  }

  private keep<T>(x: T, allowed: boolean): T {
    if (!allowed) throw this.broken();
    this.objects.push(x);
    return x;
  }

  private big(text: string): bigint {
    const digits = text.startsWith('-') ? text.slice(1) : text;
    if (!/^[0-9a-z]+$/.test(digits)) throw this.broken();
    const n = bigOf(digits);
    return text.startsWith('-') ? -n : n;
  }

  private innerCode(): Code {
    const outermost = this.bytesIn.uint();
    if (outermost >= this.given.pristine.length) throw this.broken();
    let code: unknown = this.given.pristine.at(outermost);
    for (let left = this.bytesIn.count(); left > 0; left--) {
      if (!(code instanceof Code)) throw this.broken();
      code.unpack();
      code = code.constants[this.bytesIn.uint()];
    }
    if (!(code instanceof Code)) throw this.broken();
    this.internal.add(this.objects.length);
    return code;
  }

  private made(number: number, internals: boolean): object {
    const kind = this.given.kinds.all[number];
    if (kind === undefined || (kind.internal === true && !internals)) throw this.broken();
    const x = kind.make(this);
    if (kind.internal === true) this.internal.add(this.objects.length);
    this.objects.push(x);
    if (kind.fill !== undefined) this.queue.push({ x, kind });
    return x;
  }

  /** Reads the bodies of all that has been met, and of what they lead to; then sees whether what was read fits together. */
  finish(): void {
    while (this.next < this.queue.length) {
      const { x, kind } = this.queue[this.next++];
      (kind.fill as NonNullable<Kind['fill']>)(x, this);
      if (this.next > 1 << 16 && this.next * 2 > this.queue.length) {
        this.queue = this.queue.slice(this.next);
        this.next = 0;
      }
    }
    for (const check of this.checks) check();
    for (const put of this.puts) put();
  }

  /** The object of that number. */
  objectAt(i: number): object {
    const x = this.objects[i];
    if ((typeof x !== 'object' && typeof x !== 'function') || x === null) throw this.broken();
    return x;
  }
}

const RADIX = 36n;
/** So many digits at most are read one by one. */
const FEW_DIGITS = 64;

/** The number of these digits in base 36: halves are put together, so that the time is that of multiplying. */
function bigOf(digits: string): bigint {
  if (digits.length > FEW_DIGITS) {
    const low = digits.length >> 1;
    return bigOf(digits.slice(0, -low)) * RADIX ** BigInt(low) + bigOf(digits.slice(-low));
  }
  let n = 0n;
  for (const digit of digits) n = n * RADIX + BigInt(Number.parseInt(digit, 36));
  return n;
}
