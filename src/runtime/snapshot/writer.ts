import { Code } from '../../bytecode/code.js';
import { ClassRef, className, findClass } from '../../data/classes.js';
import { NativeFn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import { ByteWriter, SnapshotError } from './bytes.js';
import type { Kind, PartSink } from './kind.js';
import type { Kinds } from './kinds.js';
import * as tag from './tags.js';

/** What the objects of a runtime are written in terms of. */
export interface WriterWorld {
  readonly kinds: Kinds;
  /** The number of an object that the runtime had from the start and still has; undefined for any other. */
  pristine(x: object): number | undefined;
  /** Whether that native is the one that every runtime finds under its name. */
  isNative(x: NativeFn): boolean;
  /** The name that the host gave an object; undefined where it gave none. */
  hostName(x: unknown): string | undefined;
  /** A name for what no snapshot can hold; null where it cannot be given one. */
  readonly share: ((x: object) => string) | null;
}

/**
 * Writes a graph of objects: each one once, where it is first met its kind and what it cannot be made without, and the rest of it
 * later, when its turn comes. So nothing is recursive, and what is shared, or leads back to itself, stays so.
 */
export class GraphWriter implements PartSink {
  readonly out = new ByteWriter();
  /** The numbers of the objects that were written, in the order in which they were met. */
  readonly numbers = new Map<unknown, number>();
  private readonly texts = new Map<string, number>();
  /** The objects that have bodies, with their kinds; and where in the queue the one stands in which each was met, for the error that tells the way. */
  private readonly queue: object[] = [];
  private readonly kindOf: number[] = [];
  private readonly from: number[] = [];
  /** Where the one stands whose body is being written; below 0, one of those that are not written themselves. */
  private current = NOWHERE;
  private readonly outside: object[] = [];
  constructor(private readonly world: WriterWorld) {}

  uint(n: number): void {
    this.out.uint(n);
  }
  int(n: number): void {
    this.out.int(n);
  }
  float(n: number): void {
    this.out.float(n);
  }
  string(s: string): void {
    this.out.string(s);
  }
  bytes(bytes: Uint8Array): void {
    this.out.raw(bytes);
  }

  ref(x: unknown): void {
    const { out } = this;
    switch (typeof x) {
      case 'number':
        this.number(x);
        return;
      case 'string': {
        const known = this.texts.get(x);
        if (known !== undefined) {
          out.byte(tag.OLD_TEXT);
          out.uint(known);
        } else {
          this.texts.set(x, this.texts.size);
          out.byte(tag.NEW_TEXT);
          out.string(x);
        }
        return;
      }
      case 'boolean':
        out.byte(x ? tag.TRUE : tag.FALSE);
        return;
      case 'undefined':
        out.byte(tag.UNDEFINED);
        return;
      case 'bigint':
        out.byte(tag.BIG);
        out.string(x.toString(36));
        return;
      case 'object':
        if (x === null) {
          out.byte(tag.NIL);
          return;
        }
        break;
    }
    const known = this.numbers.get(x);
    if (known !== undefined) {
      out.byte(tag.OLD);
      out.uint(known);
    } else this.first(x as object);
  }

  private number(n: number): void {
    const { out } = this;
    if (n >= tag.LEAST_SMALL && n <= tag.MOST_SMALL) out.byte(tag.SMALL + n - tag.LEAST_SMALL);
    else if (n >= 0) {
      out.byte(tag.POSITIVE);
      out.uint(n);
    } else {
      out.byte(tag.NEGATIVE);
      out.uint(-n);
    }
  }

  /** An object that has not been met before. */
  private first(x: object): void {
    const { out, world } = this;
    const { kinds } = world;
    const wellKnown = kinds.wellKnown.get(x);
    if (wellKnown !== undefined) {
      out.byte(tag.WELL_KNOWN);
      out.uint(wellKnown);
      return;
    }
    const pristine = world.pristine(x);
    if (pristine !== undefined) {
      this.count(x);
      out.byte(tag.PRISTINE);
      out.uint(pristine);
      return;
    }
    const name = world.hostName(x);
    if (name !== undefined) {
      this.host(x, name);
      return;
    }
    if (x instanceof NativeFn && world.isNative(x)) {
      this.count(x);
      out.byte(tag.NATIVE);
      out.string(x.name);
      return;
    }
    if (x instanceof ClassRef && findClass(x.name) === x) {
      this.count(x);
      out.byte(tag.CLASS_NAME);
      out.string(x.name);
      return;
    }
    if (x instanceof Code && this.inner(x)) return;
    const number = kinds.numberOf(x);
    if (number < 0) {
      if (world.share === null) throw this.refusal(x);
      this.host(x, world.share(x));
      return;
    }
    const kind = kinds.all[number];
    out.byte(tag.FIRST_KIND + number);
    kind.head?.(x, this);
    this.count(x);
    if (kind.body === undefined) return;
    this.from.push(this.current);
    this.kindOf.push(number);
    this.queue.push(x);
  }

  /** A code inside one that every runtime has: the way to it. Codes of the library are made of an image, each when it is first called. */
  private inner(x: Code): boolean {
    const way: number[] = [];
    for (let code = x; code.parent !== null; code = code.parent) {
      way.push(code.parent.constants.indexOf(code));
      const outermost = this.world.pristine(code.parent);
      if (outermost === undefined) continue;
      this.count(x);
      this.out.byte(tag.INNER_CODE);
      this.out.uint(outermost);
      this.out.uint(way.length);
      for (const index of way.reverse()) this.out.uint(index);
      return true;
    }
    return false;
  }

  private host(x: object, name: string): void {
    this.count(x);
    this.out.byte(tag.HOST);
    this.out.string(name);
  }

  private count(x: object): void {
    this.numbers.set(x, this.numbers.size);
  }

  /** Writes what is held by an object that is not written itself. */
  within(x: object, write: () => void): void {
    this.outside.push(x);
    this.current = NOWHERE - this.outside.length;
    write();
    this.current = NOWHERE;
  }

  /** Writes the bodies of all that has been met, and of what they lead to. */
  finish(): void {
    const { all } = this.world.kinds;
    for (this.current = 0; this.current < this.queue.length; this.current++)
      (all[this.kindOf[this.current]].body as NonNullable<Kind['body']>)(this.queue[this.current], this);
    this.current = NOWHERE;
  }

  /** The error of an object that no snapshot can hold, with the way to it. */
  private refusal(x: object): SnapshotError {
    const way: string[] = [];
    let at = this.current;
    for (; at >= 0; at = this.from[at]) way.unshift(describe(this.queue[at]));
    if (at < NOWHERE) way.unshift(describe(this.outside[NOWHERE - at - 1]));
    // What is between is a node of a trie, or an array: it says nothing to anybody.
    const told = way.filter((step, i) => step !== '' && step !== way[i - 1]);
    const shown = told.length > LONGEST_WAY ? [...told.slice(0, 3), '…', ...told.slice(3 - LONGEST_WAY)] : told;
    const what = typeof x === 'function' ? 'a function of the host' : `an object of the class ${className(x as Value)}`;
    const where = shown.length === 0 ? '' : `, which is held by ${shown.reverse().join(', which is held by ')}`;
    return new SnapshotError(
      `A snapshot cannot hold ${what}${where}. A thing of the host can be saved under a name that hostObjects gives it, on both sides`,
    );
  }
}

const LONGEST_WAY = 10;
/** Stands for what the runtime itself holds. */
const NOWHERE = -1;

function describe(x: object): string {
  const text = String((x as { toString?: unknown }).toString === Object.prototype.toString ? '' : describeNamed(x));
  return text;
}

function describeNamed(x: object): string {
  const named = x as { readonly ns?: unknown; readonly name?: unknown; readonly template?: { readonly name: string } };
  const type = className(x as Value);
  if (type === 'clojure.lang.Var') return String(x);
  if (named.template !== undefined) return `the function ${named.template.name}`;
  if (type === 'js.Array' || type === 'js.Object' || type === 'clove.Fiber') return type === 'clove.Fiber' ? 'a fiber' : '';
  return `an object of the class ${type}`;
}
