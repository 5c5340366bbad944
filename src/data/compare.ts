import { ByValue, GuestInstance } from './by-value.js';
import { Char } from './char.js';
import { defineClass, isInstance } from './classes.js';
import { MapLike, Vec } from './collection.js';
import { classCast } from './errors.js';
import { ask, GUEST } from './guest.js';
import { Keyword } from './keyword.js';
import { isNumber, numCompare, toDouble } from './numbers/index.js';
import { Reference } from './reference.js';
import { Sym, sameSymbol } from './symbol.js';
import type { Value } from './value.js';

/** Java's `String.compareTo`: the difference of the first units that differ, or else of the lengths. */
export function compareStrings(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const d = a.charCodeAt(i) - b.charCodeAt(i);
    if (d !== 0) return d;
  }
  return a.length - b.length;
}

/** Names without a namespace come first; then the namespace counts, then the name. */
function compareNames(a: Sym | Keyword, b: Sym | Keyword): number {
  if (a.ns !== b.ns) {
    if (a.ns === null) return -1;
    if (b.ns === null) return 1;
    return compareStrings(a.ns, b.ns);
  }
  return compareStrings(a.name, b.name);
}

function compareVectors(a: Vec, b: Vec): number {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  for (let i = 0; i < a.length; i++) {
    const c = compare(a.at(i), b.at(i));
    if (c !== 0) return c;
  }
  return 0;
}

/** Instances of guest types that are Comparable, and UUIDs. */
function compareByValue(a: ByValue, b: Value): number {
  const c = a.compareTo(b);
  if (c === null) throw classCast(a, 'java.lang.Comparable');
  return c === GUEST ? askOrder(a, b) : c;
}

/** Whether guest code says how x compares: an instance of a guest type may, and a record that is Comparable. */
export const comparesItself = (x: Value): boolean => x instanceof GuestInstance || (x instanceof MapLike && isInstance(COMPARABLE, x));

const COMPARABLE = defineClass('java.lang.Comparable', [], 'interface');

function askOrder(a: Value, b: Value): number {
  const answer = ask('compare', null, a, b);
  if (!isNumber(answer)) throw classCast(answer, 'java.lang.Number');
  return Math.sign(toDouble(answer));
}

function compareObjects(a: object, b: Value): number {
  if (isNumber(a)) {
    if (!isNumber(b)) throw classCast(b, 'java.lang.Number');
    return numCompare(a, b);
  }
  if (a instanceof Keyword) {
    if (!(b instanceof Keyword)) throw classCast(b, 'clojure.lang.Keyword');
    return compareNames(a, b);
  }
  if (a instanceof Sym) {
    if (!(b instanceof Sym)) throw classCast(b, 'clojure.lang.Symbol');
    return sameSymbol(a, b) ? 0 : compareNames(a, b);
  }
  if (a instanceof Char) {
    if (!(b instanceof Char)) throw classCast(b, 'java.lang.Character');
    return a.code - b.code;
  }
  if (a instanceof Vec) {
    if (!(b instanceof Vec)) throw classCast(b, 'clojure.lang.IPersistentVector');
    return compareVectors(a, b);
  }
  if (a instanceof Date) {
    if (!(b instanceof Date)) throw classCast(b, 'java.util.Date');
    return Math.sign(a.getTime() - b.getTime());
  }
  if (a instanceof Reference && a.kind === 'ref') {
    if (!(b instanceof Reference && b.kind === 'ref')) throw classCast(b, 'clojure.lang.Ref');
    return Math.sign(a.number - b.number);
  }
  if (a instanceof ByValue) return compareByValue(a, b);
  if (comparesItself(a)) return askOrder(a, b);
  throw classCast(a, 'java.lang.Comparable');
}

/**
 * Clojure's `compare`: negative, 0 or positive. nil comes first; numbers, strings, characters, keywords, symbols,
 * booleans, vectors (the shorter first), dates and UUIDs each have their order. ClassCastException for all else and
 * for two things of different kinds. Instances of guest types that are Comparable are asked.
 */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
  if (b === null || b === undefined) return 1;
  switch (typeof a) {
    case 'number':
      if (typeof b === 'number') return a < b ? -1 : 1;
      return compareObjects(a as unknown as object, b);
    case 'string':
      if (typeof b !== 'string') throw classCast(b, 'java.lang.String');
      return compareStrings(a, b);
    case 'boolean':
      if (typeof b !== 'boolean') throw classCast(b, 'java.lang.Boolean');
      return a ? 1 : -1;
    default:
      return compareObjects(a as object, b);
  }
}
