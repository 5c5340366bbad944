import { spend } from '../budget.js';
import { GuestInstance, Labelled } from '../by-value.js';
import { charOf } from '../char.js';
import { className } from '../classes.js';
import { Collection, MapLike, type OrGuest, type Seq, Sequential, SetLike, Vec } from '../collection.js';
import { arrayIndexOutOfBounds, classCast, ExceptionClass, illegalArgument, indexOutOfBounds, intOverflow, Throwable } from '../errors.js';
import { GUEST } from '../guest.js';
import { hostElement, hostLookup, isTypedArray } from '../host.js';
import { sizeOf } from '../host-property.js';
import { TransientMap } from '../maps/index.js';
import { isInteger, isNumber, toLong, uncheckedInt } from '../numbers/index.js';
import { Matcher } from '../regex-matcher.js';
import { ArraySeq, StringSeq } from '../seqs/array-seq.js';
import { Chunk, ChunkBuffer } from '../seqs/chunk.js';
import { List } from '../seqs/list.js';
import { MapEntry } from '../seqs/map-entry.js';
import { Queue } from '../seqs/queue.js';
import { Range } from '../seqs/range.js';
import { subvec as subvecOf } from '../seqs/sub-vec.js';
import { TransientVector } from '../seqs/transient-vector.js';
import { PersistentVector, VectorSeq } from '../seqs/vector.js';
import { TransientSet } from '../sets/index.js';
import type { Value } from '../value.js';
import { notSupported, stringIndexOutOfBounds } from './seq.js';

/** Clojure's `count`; UnsupportedOperationException for what has none. GUEST at the first part that is not realised. */
export function count(x: Value): OrGuest<number> {
  if (x instanceof Collection) return x.count();
  if (x === null || x === undefined) return 0;
  if (typeof x === 'string') return x.length;
  if (Array.isArray(x) || isTypedArray(x) || x instanceof TransientVector || x instanceof Chunk || x instanceof ChunkBuffer)
    return x.length;
  if (x instanceof TransientMap || x instanceof TransientSet) return x.size;
  if (x instanceof GuestInstance) return GUEST;
  const size = typeof x === 'object' ? sizeOf(x) : undefined;
  if (size !== undefined) return size;
  throw notSupported('count', x);
}

/** What `nth` answers inside where there is no such element. */
const NONE: unique symbol = Symbol('none');

/** An index given as any number, cut towards zero; ArithmeticException beyond 32 bits. */
function indexOf(i: Value): number {
  if (typeof i !== 'number' && !isNumber(i)) throw classCast(i, 'java.lang.Number');
  const n = toLong(i);
  if (typeof n !== 'number' || (n | 0) !== n) throw intOverflow();
  return n;
}

/** An integer key of a vector or an array, cut to its lowest 32 bits as Java's `intValue` does it; NaN where the key is none. */
function integerKey(key: Value): number {
  if (typeof key === 'number') return key | 0;
  return isInteger(key) ? uncheckedInt(key) : Number.NaN;
}

/** How many elements a walk pays for at a time. */
const PORTION = 1024;

function elementOfSeq(start: OrGuest<Seq | null>, i: number): Value | typeof NONE {
  let s = start;
  for (let k = i; ; k--) {
    if (s === GUEST) return GUEST;
    if (s === null || i < 0) return NONE;
    if (k === 0) return s.first();
    if (k % PORTION === 0) spend(PORTION);
    s = s.next();
  }
}

/** A group of the last match, as `nth` of a matcher gives it. */
function matchedGroup(m: Matcher, i: number): Value {
  const found = m.group(i);
  if (found === undefined) throw indexOutOfBounds(`No group ${i}`);
  return found;
}

/** Element `i` of whatever has elements in order; NONE where there is no such one. */
function element(x: Value, i: number): Value | typeof NONE {
  if (x instanceof Vec || x instanceof TransientVector || x instanceof Range || x instanceof Chunk)
    return i >= 0 && i < x.length ? x.at(i) : NONE;
  if (x instanceof VectorSeq && i < PORTION) return i >= 0 && i + x.index < x.vec.length ? x.vec.at(i + x.index) : NONE;
  if (x instanceof ArraySeq) return i >= 0 && i + x.index < x.array.length ? x.array[i + x.index] : NONE;
  if (x instanceof StringSeq) return i >= 0 && i + x.index < x.text.length ? charOf(x.text.charCodeAt(i + x.index)) : NONE;
  if (x instanceof Sequential) return elementOfSeq(x.seq(), i);
  if (typeof x === 'string') return i >= 0 && i < x.length ? charOf(x.charCodeAt(i)) : NONE;
  if (Array.isArray(x) || isTypedArray(x)) return i >= 0 && i < x.length ? hostElement(x, i) : NONE;
  if (x instanceof GuestInstance) return GUEST;
  if (x instanceof Matcher) return i <= x.regex.groupCount ? matchedGroup(x, i) : NONE;
  throw notSupported('nth', x);
}

/** Clojure's `nth` without a default: IndexOutOfBoundsException where there is no such element, nil of nil. */
export function nth(x: Value, index: Value): Value {
  if (x instanceof PersistentVector && typeof index === 'number' && index >= 0 && index < x.length) return x.at(index);
  const i = indexOf(index);
  if (x === null || x === undefined) return null;
  const found = element(x, i);
  if (found !== NONE) return found;
  if (typeof x === 'string') throw stringIndexOutOfBounds(x, i);
  if (x instanceof Chunk) throw arrayIndexOutOfBounds(i, x.length);
  if (x instanceof Matcher) return matchedGroup(x, i);
  if (Array.isArray(x) || isTypedArray(x)) throw new Throwable(ExceptionClass.arrayIndexOutOfBounds, null);
  throw indexOutOfBounds();
}

/** Clojure's `nth` with a default. */
export function nthOr(x: Value, index: Value, notFound: Value): Value {
  if (x instanceof PersistentVector && typeof index === 'number' && index >= 0 && index < x.length) return x.at(index);
  const i = indexOf(index);
  // A negative index is answered before anyone asks what is indexed.
  if (x === null || x === undefined || i < 0) return notFound;
  const found = element(x, i);
  return found === NONE ? notFound : found;
}

function getOther(x: Value, key: Value, notFound: Value): Value {
  if (x instanceof TransientMap || x instanceof TransientSet) return x.get(key, notFound);
  if (x instanceof TransientVector) {
    const i = integerKey(key);
    return i >= 0 && i < x.length ? x.at(i) : notFound;
  }
  if (typeof x === 'string' || Array.isArray(x) || isTypedArray(x)) {
    if (!isNumber(key)) return notFound;
    const i = uncheckedInt(key);
    if (i < 0 || i >= x.length) return notFound;
    return typeof x === 'string' ? charOf(x.charCodeAt(i)) : hostElement(x, i);
  }
  if (x instanceof Labelled) return x.lookup(key, notFound);
  if (x instanceof GuestInstance) return GUEST;
  const found = typeof x === 'object' && x !== null ? hostLookup(x, key) : undefined;
  return found === undefined ? notFound : found;
}

/** Clojure's `get`: nil, or `notFound`, where `x` has no such key or is no associative thing at all. */
export function get(x: Value, key: Value, notFound: Value = null): Value {
  if (x instanceof MapLike) return x.get(key, notFound);
  if (x instanceof Vec) {
    const i = integerKey(key);
    return i >= 0 && i < x.length ? x.at(i) : notFound;
  }
  if (x === null || x === undefined) return notFound;
  if (x instanceof SetLike) return x.get(key, notFound);
  return getOther(x, key, notFound);
}

/** Clojure's `contains?`; IllegalArgumentException for what has no keys. */
export function contains(x: Value, key: Value): OrGuest<boolean> {
  if (x instanceof MapLike || x instanceof SetLike) return x.has(key);
  if (x === null || x === undefined) return false;
  if (x instanceof Vec || x instanceof TransientVector || Array.isArray(x) || isTypedArray(x)) {
    const i = integerKey(key);
    return i >= 0 && i < x.length;
  }
  if (x instanceof TransientMap || x instanceof TransientSet) return x.has(key);
  if (typeof x === 'string' && isNumber(key)) {
    const i = uncheckedInt(key);
    return i >= 0 && i < x.length;
  }
  if (x instanceof GuestInstance) return GUEST;
  throw illegalArgument(`contains? not supported on type: ${className(x)}`);
}

const ABSENT: unique symbol = Symbol('absent');

/** Clojure's `find`: the entry of a key, or nil. A vector's entries are index and element. */
export function find(x: Value, key: Value): Value {
  if (x instanceof MapLike) return x.entry(key);
  if (x === null || x === undefined) return null;
  if (x instanceof Vec || x instanceof TransientVector) {
    const i = integerKey(key);
    return i >= 0 && i < x.length ? new MapEntry(key, x.at(i)) : null;
  }
  if (x instanceof TransientMap) {
    const found = x.get(key, ABSENT);
    return found === ABSENT ? null : new MapEntry(key, found);
  }
  if (x instanceof GuestInstance) return GUEST;
  throw illegalArgument(`find not supported on type: ${className(x)}`);
}

/** Clojure's `peek`: the element that `pop` would remove; nil where there is none. */
export function peek(x: Value): Value {
  if (x instanceof Vec) return x.length === 0 ? null : x.at(x.length - 1);
  if (x instanceof List) return x.head;
  if (x instanceof Queue) return x.peek();
  if (x === null || x === undefined) return null;
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.IPersistentStack');
}

/** Clojure's `pop`; IllegalStateException for an empty vector or list. */
export function pop(x: Value): Value {
  if (x instanceof Vec || x instanceof List || x instanceof Queue) return x.pop();
  if (x === null || x === undefined) return null;
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.IPersistentStack');
}

/** Clojure's `key` of a map entry. */
export function key(entry: Value): Value {
  if (entry instanceof MapEntry) return entry.key;
  if (entry instanceof GuestInstance) return GUEST;
  throw classCast(entry, 'java.util.Map$Entry');
}

/** Clojure's `val` of a map entry. */
export function val(entry: Value): Value {
  if (entry instanceof MapEntry) return entry.val;
  if (entry instanceof GuestInstance) return GUEST;
  throw classCast(entry, 'java.util.Map$Entry');
}

/** Clojure's `subvec`, to the end where `end` is not given. Both are truncated to integers. */
export function subvec(v: Value, start: Value, ...end: [] | [Value]): Value {
  if (v instanceof GuestInstance) return GUEST;
  if (v === null) {
    const from = indexOf(start);
    const to = end.length === 0 ? 0 : indexOf(end[0]);
    if (from < 0 || to < from) throw indexOutOfBounds();
  }
  if (!(v instanceof Vec)) throw classCast(v, 'clojure.lang.IPersistentVector');
  return subvecOf(v, indexOf(start), end.length === 0 ? v.length : indexOf(end[0]));
}
