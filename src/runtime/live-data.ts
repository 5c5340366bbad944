import { Code } from '../bytecode/code.js';
import { CLASS, ClassRef } from '../data/classes.js';
import { Collection } from '../data/collection.js';
import { Fn, NativeFn } from '../data/functions.js';
import { Keyword } from '../data/keyword.js';
import { Shape } from '../data/maps/shape.js';
import { TreeNode } from '../data/maps/tree.js';
import { TrieNode } from '../data/maps/trie.js';
import { Double } from '../data/numbers/index.js';
import { bitsOf } from '../data/numbers/size.js';
import { Chunk, LazySeq } from '../data/seqs/index.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';
import type { LiveData } from './limits.js';
import { Namespace } from './namespace.js';

/** What an object takes beside its fields, and a field. */
const HEADER = 16;
const FIELD = 8;
const FIELDS_OF_VAR = 12;
const BARE_VAR = HEADER + FIELDS_OF_VAR * FIELD;
/** What an entry of a Map or a Set takes. */
const ENTRY = 32;
/** Texts from here on may be one text that is referred to often, or many that are equal: nothing tells which. */
const SHARED_TEXT = 32;
/** Texts from here on are compared with few others: those of one length have one hash. */
const LONG_TEXT = 1 << 14;
/** With how many texts of its length a long text is compared. */
const COMPARED = 4;
/** So many objects, and elements of long collections, apart the walk asks whether its time is over. */
const STEP = 1 << 10;

/** What it takes to copy such a set, of the time that it took to fill it. */
const COPY = 0.5;
/** Sets of so many objects, and of twice as many and so on, are about to be copied to twice the room. */
const FIRST_LONG_COPY = 1 << 16;

/** Vars of the library that nobody has named yet: they count as they will once they are made, so that it makes no difference when that is. */
export class BareVars {
  constructor(readonly count: number) {}
}

/** What a walk needs to know of the time that it may take. */
export interface WalkTime {
  /** Whether there are no more than so many milliseconds left. */
  isOver(milliseconds: number): boolean;
}

/**
 * Measures what can be reached from the roots, by the sizes that a 64-bit JavaScript engine has about: each object 16 bytes and eight for
 * each field, each text a byte for each character. Compiled code, functions of the host and objects of its own classes count nothing.
 * Null where time is over before the end.
 *
 * To know what was met takes ten times as long as to walk. So data that cannot hold itself is walked first as if nothing in it were shared:
 * where all of it is `enough` at the most, that will do for an answer, which then is too high rather than too low.
 */
export function measureLive(roots: () => Iterable<Value | BareVars>, enough: number, time: WalkTime): LiveData | null {
  const tree = walk(roots(), true, enough, time);
  return tree === 'much' ? (walk(roots(), false, Number.POSITIVE_INFINITY, time) as LiveData | null) : tree;
}

/** `asTree`: what is shared between immutable data is counted as often as it is met, up to `enough` bytes. */
function walk(roots: Iterable<Value | BareVars>, asTree: boolean, enough: number, time: WalkTime): LiveData | 'much' | null {
  const began = performance.now();
  const seen = new Set<Value>();
  const longTexts = new Map<number, string[]>();
  const out: Found = { values: [], long: [] };
  const waiting = out.values;
  let bytes = 0;
  let repeated = 0;
  for (const root of roots) {
    if (root instanceof BareVars) bytes += root.count * BARE_VAR;
    else if (root instanceof Var && isBare(root)) bytes += BARE_VAR;
    else waiting.push(root);
  }
  let objects = 0;
  let copyAt = FIRST_LONG_COPY;
  for (let steps = 1; ; steps++) {
    if (steps % STEP === 0) {
      if (bytes > enough) return 'much';
      if (time.isOver(0)) return null;
    }
    if (waiting.length === 0 && !takeMore(out)) return bytes > enough ? 'much' : { bytes, repeated, objects };
    const x = waiting.pop();
    if (typeof x === 'string') {
      const size = HEADER + x.length;
      if (x.length >= SHARED_TEXT && !asTree) {
        if (x.length >= LONG_TEXT ? isKnown(x, longTexts) : seen.has(x)) {
          repeated += size;
          continue;
        }
        if (x.length < LONG_TEXT) seen.add(x);
      }
      bytes += size;
    } else if (typeof x === 'bigint') bytes += HEADER + Math.max(FIELD, bitsOf(x) / 8);
    else if (typeof x === 'object' && x !== null) {
      const layout = layoutOf(x);
      if (!asTree || !TREES.has(layout)) {
        if (seen.has(x)) continue;
        seen.add(x);
        if (seen.size === copyAt) {
          copyAt *= 2;
          if (time.isOver((performance.now() - began) * COPY)) return null;
        }
      }
      objects++;
      bytes += HEADER + fields(x, layout, out);
    }
  }
}

/** Whether a var holds a function alone, as most of the library's do: nothing else can be reached from there. */
function isBare({ root, watches }: Var): boolean {
  return watches === null && (root instanceof NativeFn || (root instanceof Fn && root.captured.length === 0 && root.meta === null));
}

/** What the walk has found and is yet to look at. */
interface Found {
  readonly values: Value[];
  /** Long collections, which are looked at in parts. */
  readonly long: Iterator<Value>[];
}

/** Takes the next part of a long collection; false where there is none. An empty part leaves a nil. */
function takeMore({ values, long }: Found): boolean {
  if (long.length === 0) return false;
  const items = long[long.length - 1];
  for (let i = 0; i < STEP; i++) {
    const { done, value } = items.next();
    if (done === true) {
      long.pop();
      break;
    }
    if (isData(value)) values.push(value);
  }
  if (values.length === 0) values.push(null);
  return true;
}

/** Adds the elements of a collection of so many. */
function addAll(items: Iterable<Value>, size: number, out: Found): void {
  if (size > STEP) out.long.push(items[Symbol.iterator]());
  else for (const item of items) if (isData(item)) out.values.push(item);
}

function* keysAndValues(map: Map<Value, Value>): Generator<Value> {
  for (const [key, value] of map) {
    yield key;
    yield value;
  }
}

/** Whether a long text is one of some of its length that were met. */
function isKnown(text: string, met: Map<number, string[]>): boolean {
  const others = met.get(text.length);
  if (others === undefined) met.set(text.length, [text]);
  else if (others.includes(text)) return true;
  else if (others.length < COMPARED) others.push(text);
  return false;
}

/** How the fields of an object are found; `own`: it is made of data only; `tree`: and never holds itself, or hardly ever. */
type Layout = 'nothing' | 'var' | 'shape' | 'array' | 'bytes' | 'map' | 'set' | 'tree' | 'own' | 'descriptors';

const TREES: ReadonlySet<Layout> = new Set<Layout>(['nothing', 'array', 'tree']);

const layouts = new WeakMap<object, Layout>();

/** By the prototype, which tells for all objects of a class. */
function layoutOf(x: object): Layout {
  const prototype: object | null = Object.getPrototypeOf(x);
  if (prototype === null || prototype === Object.prototype) return 'descriptors';
  let layout = layouts.get(prototype);
  if (layout === undefined) {
    layout = newLayout(x, prototype);
    layouts.set(prototype, layout);
  }
  return layout;
}

function newLayout(x: object, prototype: object): Layout {
  if (x instanceof Code || x instanceof Keyword || x instanceof Namespace || x instanceof ClassRef || x instanceof WeakRef)
    return 'nothing';
  if (x instanceof Var) return 'var';
  if (x instanceof Shape) return 'shape';
  if (Array.isArray(x)) return 'array';
  if (ArrayBuffer.isView(x)) return 'bytes';
  if (x instanceof Map) return 'map';
  if (x instanceof Set) return 'set';
  if (HOST_PROTOTYPES.has(prototype)) return 'nothing';
  if (x instanceof TrieNode || x instanceof TreeNode || x instanceof Chunk || x instanceof Double) return 'tree';
  if (!(CLASS in x)) return 'descriptors';
  // A lazy seq may be what its own function holds.
  return x instanceof Collection && !(x instanceof LazySeq) ? 'tree' : 'own';
}

/** Adds what an object refers to; the bytes that its fields take. */
function fields(x: object, layout: Layout, out: Found): number {
  switch (layout) {
    case 'nothing':
      return 0;
    case 'var':
      out.values.push((x as Var).root, (x as Var).watches);
      return FIELDS_OF_VAR * FIELD;
    case 'shape':
      return (x as Shape).size * FIELD;
    case 'array':
      addAll(x as Value[], (x as Value[]).length, out);
      return (x as Value[]).length * FIELD;
    case 'bytes':
      return (x as ArrayBufferView).byteLength;
    case 'map':
      addAll(keysAndValues(x as Map<Value, Value>), (x as Map<Value, Value>).size, out);
      return (x as Map<Value, Value>).size * ENTRY;
    case 'set':
      addAll(x as Set<Value>, (x as Set<Value>).size, out);
      return (x as Set<Value>).size * ENTRY;
    case 'tree':
    case 'own': {
      let count = 0;
      // Their classes have nothing that is enumerated beside the fields.
      for (const name in x) {
        count++;
        const value = (x as { readonly [name: string]: Value })[name];
        if (isData(value)) out.values.push(value);
      }
      return count * FIELD;
    }
    default: {
      // A getter of the host's is not called.
      const own = Object.values(Object.getOwnPropertyDescriptors(x));
      for (const { value } of own) if (isData(value)) out.values.push(value);
      return own.length * FIELD;
    }
  }
}

/** What takes room of its own. */
const isData = (x: unknown): boolean => (typeof x === 'object' && x !== null) || typeof x === 'string' || typeof x === 'bigint';

/** Objects with these prototypes are the host's own affair. */
const HOST_PROTOTYPES: ReadonlySet<object> = new Set<object>([
  Function.prototype,
  Promise.prototype,
  RegExp.prototype,
  Date.prototype,
  WeakMap.prototype,
  WeakSet.prototype,
  ArrayBuffer.prototype,
]);
