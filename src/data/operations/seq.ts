import { className } from '../classes.js';
import { Collection, type OrGuest, Seq } from '../collection.js';
import { illegalArgument, type Throwable } from '../errors.js';
import { GUEST } from '../guest.js';
import { fromHost, hostIterator, isTypedArray } from '../host.js';
import { HostArraySeq, StringSeq } from '../seqs/array-seq.js';
import { iteratorSeq } from '../seqs/iterator-seq.js';
import { MapEntry } from '../seqs/map-entry.js';
import type { Value } from '../value.js';
import { ByValue } from '../by-value.js';

const entryFromHost = (pair: unknown): Value => {
  const [key, value] = pair as [unknown, unknown];
  return new MapEntry(fromHost(key), fromHost(value));
};

/** `seq` of what is neither nil, nor a collection, nor a string. */
function seqOfOther(x: Value): OrGuest<Seq | null> {
  if (typeof x === 'object' && x !== null) {
    if (Array.isArray(x) || isTypedArray(x)) return x.length === 0 ? null : new HostArraySeq(x, 0, null);
    if (x instanceof ByValue) return GUEST;
    const iterator = hostIterator(x);
    if (iterator !== null) return iteratorSeq(iterator, x instanceof Map ? entryFromHost : fromHost);
  }
  throw cannotSeq(x);
}

/** The error of a value that no seq can be made of. */
export function cannotSeq(x: Value): Throwable {
  return illegalArgument(`Don't know how to create ISeq from: ${className(x)}`);
}

/**
 * Clojure's `seq`: null where there are no elements. Takes nil, collections, strings, host arrays and iterables;
 * IllegalArgumentException for anything else.
 */
export function seq(x: Value): OrGuest<Seq | null> {
  if (x instanceof Collection) return x.seq();
  if (x === null || x === undefined) return null;
  if (typeof x === 'string') return x.length === 0 ? null : new StringSeq(x, 0, null);
  return seqOfOther(x);
}
