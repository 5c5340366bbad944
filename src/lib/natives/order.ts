import { compare, comparesItself } from '../../data/compare.js';
import type { NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import type { Value } from '../../data/value.js';

/** `compare` as a native: instances of guest types compare themselves. */
export function compareValues(a: Value, b: Value): NativeResult {
  return comparesItself(a) ? GUEST : compare(a, b);
}
