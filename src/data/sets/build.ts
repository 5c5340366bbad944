import type { SetLike } from '../collection.js';
import { classCast } from '../errors.js';
import { duplicateKey } from '../maps/build.js';
import type { Value } from '../value.js';
import { EMPTY_SET, HashSet } from './hash-set.js';
import { TransientSet } from './transient-set.js';

/** The set of these elements; of equal ones the first stays. */
export function setFromArray(items: readonly Value[]): HashSet {
  if (items.length === 0) return EMPTY_SET;
  const t = new TransientSet(EMPTY_SET);
  for (const x of items) t.conj(x);
  return t.persistent();
}

/** The set of a literal's elements; IllegalArgumentException "Duplicate key: …" where two are equal. */
export function setFromLiteral(items: readonly Value[]): HashSet {
  if (items.length === 0) return EMPTY_SET;
  const t = new TransientSet(EMPTY_SET);
  for (let i = 0; i < items.length; i++) if (t.conj(items[i]).size === i) throw duplicateKey(items[i]);
  return t.persistent();
}

/** `(transient s)`: ClassCastException where `s` is no set that has a transient form. */
export function transientSet(s: SetLike): TransientSet {
  if (s instanceof HashSet) return new TransientSet(s);
  throw classCast(s, 'clojure.lang.IEditableCollection');
}
