import { spend } from './budget.js';
import { ByValue, GuestInstance } from './by-value.js';
import { Char } from './char.js';
import { Collection, type OrGuest, Vec } from './collection.js';
import { ask, GUEST } from './guest.js';
import { Keyword } from './keyword.js';
import { isNumber, numEquals } from './numbers/index.js';
import { Sym, sameSymbol } from './symbol.js';
import type { Value } from './value.js';

/** `equiv` of a value that is no collection, nothing with an equality of its own, and equal to nothing but itself. */
function equivAtom(a: Value, b: Value): OrGuest<boolean> {
  if (b instanceof ByValue) return b.equiv(a);
  return b instanceof Collection && b.equivOther();
}

/** What is left of `equiv` when the values are not identical and neither of them is a string or a long. */
function equivObjects(a: object, b: Value): OrGuest<boolean> {
  if (a instanceof Keyword || a instanceof Char) return b instanceof Keyword ? false : equivAtom(a, b);
  if (a instanceof Collection) {
    if (b instanceof GuestInstance) return GUEST;
    spend(a instanceof Vec ? a.length : 1);
    return a.equiv(b);
  }
  if (isNumber(a)) return isNumber(b) ? numEquals(a, b) : equivAtom(a, b);
  if (a instanceof ByValue) return b instanceof Collection && !(a instanceof GuestInstance) ? b.equivOther() : a.equiv(b);
  if (a instanceof Sym) return b instanceof Sym ? sameSymbol(a, b) : equivAtom(a, b);
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : equivAtom(a, b);
}

/**
 * Clojure's `=` of two values: numbers by category, sequential things with sequential things, maps with maps, sets
 * with sets, dates by time, host objects by identity. GUEST where guest code must help to find it.
 */
export function equiv(a: Value, b: Value): OrGuest<boolean> {
  if (a === b) return true;
  switch (typeof a) {
    case 'number':
      // Longs that are not identical differ.
      if (typeof b === 'number') return false;
      return typeof b === 'bigint' || (typeof b === 'object' && isNumber(b)) ? numEquals(a, b as Value) : equivAtom(a, b);
    case 'bigint':
      return typeof b === 'number' || typeof b === 'bigint' || (typeof b === 'object' && isNumber(b))
        ? numEquals(a, b as number)
        : equivAtom(a, b);
    case 'object':
      if (a !== null) return equivObjects(a, b);
      return b === undefined;
    case 'undefined':
      return b === null;
    default:
      return equivAtom(a, b);
  }
}

/**
 * Equality of keys: `equiv`, with the question put to guest code where that must answer. A key that is no collection does not
 * have lazy seqs realised, as in Clojure's array maps.
 */
export function keysEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  const answer = equiv(a, b);
  if (answer !== GUEST) return answer;
  if (b instanceof Collection && !(a instanceof Collection || a instanceof GuestInstance)) return false;
  return isTrue(ask('equiv', a, b));
}

/** Equality of a key that a map under construction holds with another: unlike that of a lookup it has lazy seqs realised. */
export function heldKeyEquals(held: Value, key: Value): boolean {
  if (held === key) return true;
  if (held instanceof Keyword) return false;
  const answer = equiv(held, key);
  return answer === GUEST ? isTrue(ask('equiv', held, key)) : answer;
}

const isTrue = (answer: Value): boolean => answer !== false && answer !== null && answer !== undefined;

/** Clojure's `identical?`. Strings, longs and characters have no identity of their own: equal ones are identical. */
export function identical(a: Value, b: Value): boolean {
  return a === b || (a === null && b === undefined) || (a === undefined && b === null);
}
