import { spend, spendOnElements } from '../budget.js';
import { GuestInstance } from '../by-value.js';
import { charOf } from '../char.js';
import { type ClassRef, className, classOf } from '../classes.js';
import { Collection, MapLike, type OrGuest, Seq, SetLike, Vec } from '../collection.js';
import { ExceptionClass, illegalArgument, Throwable, unsupported } from '../errors.js';
import { GUEST } from '../guest.js';
import { fromHost, hostElement, hostIterator, isTypedArray } from '../host.js';
import { ArraySeq, HostArraySeq, StringSeq } from '../seqs/array-seq.js';
import { ChunkedSeq } from '../seqs/chunk.js';
import { iteratorSeq } from '../seqs/iterator-seq.js';
import { Cons, EMPTY_LIST, endless, List } from '../seqs/list.js';
import { MapEntry } from '../seqs/map-entry.js';
import { PersistentVector } from '../seqs/vector.js';
import type { Value } from '../value.js';

const entryFromHost = (pair: unknown): Value => {
  const [key, value] = pair as [unknown, unknown];
  return new MapEntry(fromHost(key), fromHost(value));
};

/** The error of a value that no seq can be made of. */
function cannotSeq(x: Value): Throwable {
  return illegalArgument(`Don't know how to create ISeq from: ${className(x)}`);
}

/** The error of an operation that a type does not have, in Clojure's words. */
export function notSupported(operation: string, x: Value): Throwable {
  // Java's simple name of an inner class is what stands after the dollar; names of guest classes are not taken apart.
  const name = (classOf(x) as ClassRef).name.replace(/^clojure\.lang\.\w+\$/, '');
  return unsupported(`${operation} not supported on this type: ${name.slice(name.lastIndexOf('.') + 1)}`);
}

/** `seq` of what is neither nil, nor a collection, nor a string; undefined where it has none. */
function seqOfOther(x: Value): OrGuest<Seq | null> | undefined {
  if (typeof x === 'object' && x !== null) {
    if (Array.isArray(x) || isTypedArray(x)) return x.length === 0 ? null : new HostArraySeq(x, 0, null);
    if (x instanceof GuestInstance) return GUEST;
    const iterator = hostIterator(x);
    if (iterator !== null) return iteratorSeq(iterator, x instanceof Map ? entryFromHost : fromHost);
  }
  return undefined;
}

/**
 * Clojure's `seq`: null where there are no elements. Takes nil, collections, strings, host arrays and iterables;
 * IllegalArgumentException for anything else.
 */
export function seq(x: Value): OrGuest<Seq | null> {
  if (x instanceof Collection) return x.seq();
  if (x === null || x === undefined) return null;
  if (typeof x === 'string') return x.length === 0 ? null : new StringSeq(x, 0, null);
  const s = seqOfOther(x);
  if (s === undefined) throw cannotSeq(x);
  return s;
}

/** Clojure's `first`: nil where there is none. */
export function first(x: Value): Value {
  if (x instanceof Seq) return x.first();
  if (x instanceof Vec) return x.length > 0 ? x.at(0) : null;
  const s = seq(x);
  return s === null || s === GUEST ? s : s.first();
}

/** Clojure's `second`. */
export function second(x: Value): Value {
  if (x instanceof Vec) return x.length > 1 ? x.at(1) : null;
  const s = next(x);
  return s === null || s === GUEST ? s : s.first();
}

/** Clojure's `next`: null where nothing follows the first element. */
export function next(x: Value): OrGuest<Seq | null> {
  if (x instanceof Seq) return x.next();
  const s = seq(x);
  return s === null || s === GUEST ? s : s.next();
}

/** Clojure's `rest`: what follows the first element, unlooked at; `()` where nothing does. */
export function rest(x: Value): OrGuest<Seq> {
  if (x instanceof Seq) return x.rest();
  const s = seq(x);
  if (s === GUEST) return GUEST;
  return s === null ? EMPTY_LIST : s.rest();
}

/** Clojure's `cons`. It does not realise a lazy `x`. */
export function cons(head: Value, x: Value): OrGuest<Seq> {
  if (x instanceof Seq) return new Cons(head, x, null);
  if (x === null || x === undefined) return new List(head, null, 1, null);
  const s = seq(x);
  return s === GUEST ? GUEST : new Cons(head, s, null);
}

/** Pushes the elements of a seq to `out`; whether all of them could be reached without guest code. */
function pushSeq(start: Seq | null, out: Value[]): boolean {
  let s: OrGuest<Seq | null> = start;
  while (s !== null) {
    if (s === GUEST || endless(s)) return false;
    if (s instanceof ChunkedSeq) {
      const chunk = s.chunkedFirst();
      spend(chunk.end - chunk.offset);
      for (let i = chunk.offset; i < chunk.end; i++) out.push(chunk.array[i]);
      s = s.chunkedNext();
    } else {
      spend(1);
      out.push(s.first());
      s = s.next();
    }
  }
  return true;
}

/** The elements of anything as a new array, as `toArray` gives them; undefined where `seq` does not take it. */
export function elementsOf(x: Value): OrGuest<Value[]> | undefined {
  if (x instanceof ArraySeq) {
    spend(x.array.length - x.index);
    return x.array.slice(x.index);
  }
  if (x instanceof PersistentVector) {
    spendOnElements(x.length);
    return x.toArray();
  }
  if (x instanceof Vec || typeof x === 'string' || Array.isArray(x) || isTypedArray(x)) spendOnElements(x.length);
  else if (x instanceof MapLike || x instanceof SetLike) spendOnElements(Number(x.count()));
  const out: Value[] = [];
  if (x === null || x === undefined) return out;
  if (x instanceof Vec) for (let i = 0; i < x.length; i++) out.push(x.at(i));
  else if (x instanceof MapLike) {
    x.forEach((key, value) => {
      out.push(new MapEntry(key, value));
    });
  } else if (x instanceof SetLike) {
    x.forEach((item) => {
      out.push(item);
    });
  } else if (typeof x === 'string') for (let i = 0; i < x.length; i++) out.push(charOf(x.charCodeAt(i)));
  else if (Array.isArray(x) || isTypedArray(x)) for (let i = 0; i < x.length; i++) out.push(hostElement(x, i));
  else {
    const s = x instanceof Collection ? x.seq() : seqOfOther(x);
    if (s === undefined) return undefined;
    if (s === GUEST || !pushSeq(s, out)) return GUEST;
  }
  return out;
}

/**
 * The elements of anything that `seq` takes, as a new array; GUEST at the first part that is not realised, and for
 * seqs that never end. IllegalArgumentException for what `seq` does not take.
 */
export function toArray(x: Value): OrGuest<Value[]> {
  const items = elementsOf(x);
  if (items === undefined) throw cannotSeq(x);
  return items;
}

/** The error of an index into a string, in Java's words, which are others where a character needs more than a byte. */
export function stringIndexOutOfBounds(s: string, i: number): Throwable {
  const wide = /[^\0-\xff]/.test(s);
  return new Throwable(ExceptionClass.stringIndexOutOfBounds, wide ? `index ${i}, length ${s.length}` : `String index out of range: ${i}`);
}
