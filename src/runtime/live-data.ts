import { Code } from '../bytecode/code.js';
import { CLASS } from '../data/classes.js';
import { Keyword } from '../data/keyword.js';
import { bitsOf } from '../data/numbers/size.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';
import type { LiveData } from './limits.js';
import { Namespace } from './namespace.js';

/** What an object takes beside its fields, and a field. */
const HEADER = 16;
const FIELD = 8;
/** What an entry of a Map or a Set takes. */
const ENTRY = 32;
/** Texts from here on are counted once, however often they are referred to, unless they are so long that comparing them takes too long. */
const SHARED_TEXT = 32;
const LONG_TEXT = 1 << 16;

/**
 * Measures what can be reached from the roots, by the sizes that a 64-bit JavaScript engine has about: each object 16 bytes and eight for
 * each field, each text a byte for each character. Compiled code, functions of the host and objects of its own classes count nothing.
 */
export function measureLive(roots: Iterable<Value>): LiveData {
  const seen = new Set<Value>();
  const waiting: Value[] = [...roots];
  let bytes = 0;
  while (waiting.length > 0) {
    const x = waiting.pop();
    if (typeof x === 'string') {
      if (x.length >= SHARED_TEXT && x.length < LONG_TEXT) {
        if (seen.has(x)) continue;
        seen.add(x);
      }
      bytes += HEADER + x.length;
    } else if (typeof x === 'bigint') bytes += HEADER + Math.max(FIELD, bitsOf(x) / 8);
    else if (typeof x === 'object' && x !== null && !seen.has(x)) {
      seen.add(x);
      bytes += HEADER + fields(x, waiting);
    }
  }
  return { bytes, objects: seen.size };
}

/** Adds what an object refers to; the bytes that its fields take. */
function fields(x: object, out: Value[]): number {
  if (x instanceof Code || x instanceof Keyword || x instanceof Namespace || x instanceof WeakRef) return 0;
  if (x instanceof Var) {
    out.push(x.root, x.watches);
    return FIELD * 12;
  }
  if (Array.isArray(x)) {
    for (const item of x) if (isData(item)) out.push(item);
    return x.length * FIELD;
  }
  if (ArrayBuffer.isView(x)) return x.byteLength;
  if (x instanceof Map) {
    for (const [key, value] of x) out.push(key, value);
    return x.size * ENTRY;
  }
  if (x instanceof Set) {
    for (const item of x) out.push(item);
    return x.size * ENTRY;
  }
  const own = CLASS in x || isPlain(x) ? Object.values(Object.getOwnPropertyDescriptors(x)) : [];
  for (const { value } of own) if (isData(value)) out.push(value);
  return own.length * FIELD;
}

/** What takes room of its own. */
const isData = (x: unknown): boolean => (typeof x === 'object' && x !== null) || typeof x === 'string' || typeof x === 'bigint';

function isPlain(x: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(x);
  // Parts of collections have classes of their own that no program sees.
  return prototype === null || prototype === Object.prototype || !isOfHost(prototype as object);
}

/** Whether objects with that prototype are the host's own affair: those of JavaScript's own classes. */
const isOfHost = (prototype: object): boolean => HOST_PROTOTYPES.has(prototype);

const HOST_PROTOTYPES: ReadonlySet<object> = new Set<object>([
  Function.prototype,
  Promise.prototype,
  RegExp.prototype,
  Date.prototype,
  WeakMap.prototype,
  WeakSet.prototype,
  ArrayBuffer.prototype,
]);
