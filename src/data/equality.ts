import { spend } from './budget.js';
import { ByValue, GuestInstance } from './by-value.js';
import { Char } from './char.js';
import { Collection, type OrGuest, Vec } from './collection.js';
import { ask, GUEST } from './guest.js';
import { Keyword } from './keyword.js';
import { isNumber, numEquals } from './numbers/index.js';
import { Sym, sameSymbol } from './symbol.js';
import type { Value } from './value.js';

/** What is left of `equiv` when the values are not identical and neither of them is a string or a long. */
function equivObjects(a: object, b: Value): OrGuest<boolean> {
  if (a instanceof Keyword || a instanceof Char) return b instanceof ByValue ? b.equiv(a) : false;
  if (a instanceof Collection) {
    if (b instanceof GuestInstance) return GUEST;
    spend(a instanceof Vec ? a.length : 1);
    return a.equiv(b);
  }
  if (isNumber(a)) return isNumber(b) ? numEquals(a, b) : b instanceof GuestInstance && b.equiv(a);
  if (a instanceof ByValue) return a.equiv(b);
  if (b instanceof ByValue) return b.equiv(a);
  if (a instanceof Sym) return b instanceof Sym && sameSymbol(a, b);
  return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
}

/**
 * Clojure's `=` of two values: numbers by category, sequential things with sequential things, maps with maps, sets
 * with sets, dates by time, host objects by identity. GUEST where guest code must help to find it.
 */
export function equiv(a: Value, b: Value): OrGuest<boolean> {
  if (a === b) return true;
  switch (typeof a) {
    case 'number':
    case 'bigint':
      return typeof b === 'number' || typeof b === 'bigint' || (typeof b === 'object' && isNumber(b))
        ? numEquals(a, b as number)
        : b instanceof GuestInstance && b.equiv(a);
    case 'object':
      if (a !== null) return equivObjects(a, b);
      return b === undefined;
    case 'undefined':
      return b === null;
    default:
      return b instanceof ByValue ? b.equiv(a) : false;
  }
}

/** Equality of keys: `equiv`, with the question put to guest code where that must answer. */
export function keysEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  const answer = equiv(a, b);
  if (answer !== GUEST) return answer;
  const given = ask('equiv', a, b);
  return given !== false && given !== null && given !== undefined;
}

/** Clojure's `identical?`. Strings, longs and characters have no identity of their own: equal ones are identical. */
export function identical(a: Value, b: Value): boolean {
  return a === b || (a === null && b === undefined) || (a === undefined && b === null);
}
