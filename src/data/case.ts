import { Collection } from './collection.js';
import { keysEqual } from './equality.js';
import { GUEST } from './guest.js';
import { javaHash } from './java-hash.js';
import { SortedMap } from './maps/sorted-map.js';
import { BigDecimal, Double } from './numbers/index.js';
import { SortedSet } from './sets/sorted-set.js';
import { Instance } from './types.js';
import type { Value } from './value.js';

const isSorted = (x: Value): boolean => x instanceof SortedMap || x instanceof SortedSet;

/** Whether Java's hashes of the two are the same; so they are taken to be where one can only be told by guest code. */
function sameHash(a: Value, b: Value): boolean {
  const hash = javaHash(a);
  const other = javaHash(b);
  return hash === GUEST || other === GUEST || hash === other;
}

/**
 * Whether `case` goes for x to the clause of a constant. Clojure looks for Java's hash first and compares then, so that `0.0` does not find
 * `-0.0`, nor `1.50M` `1.5M`, and a sorted collection's comparator is not asked.
 */
export function caseFinds(constant: Value, x: Value): boolean {
  if (constant === x) return true;
  // Without a hash of its own an instance has that of its identity, whatever else it may be equal to.
  if (x instanceof Instance && !x.type.methods.has('hashCode')) return false;
  // What a sorted collection holds is looked up in the constant: its own comparator might not know the constant's elements.
  if (isSorted(x)) return sameHash(constant, x) && keysEqual(x, constant);
  if (!keysEqual(constant, x)) return false;
  const byHash = constant instanceof Collection || constant instanceof Double || constant instanceof BigDecimal;
  return !byHash || sameHash(constant, x);
}
