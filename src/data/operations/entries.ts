import { GuestInstance } from '../by-value.js';
import { type OrGuest, type Seq, Vec } from '../collection.js';
import { classCast } from '../errors.js';
import { GUEST } from '../guest.js';
import { EntryMap, EntrySeq, KEYS, type Part, SortedMap, VALUES } from '../maps/index.js';
import { ReverseSeq } from '../seqs/vector.js';
import { SortedSet } from '../sets/index.js';
import type { Value } from '../value.js';
import { toArray } from './seq.js';

function partOf(x: Value, part: Part): OrGuest<Seq | null> {
  if (x instanceof EntryMap) return x.seqOf(part);
  const entries = toArray(x);
  if (entries === GUEST || entries.some((e) => e instanceof GuestInstance)) return GUEST;
  return entries.length === 0 ? null : new EntrySeq(entries, 0, part);
}

/** Clojure's `keys` of a map, or of a seq of map entries; null where there are none. */
export function keys(x: Value): OrGuest<Seq | null> {
  return partOf(x, KEYS);
}

/** Clojure's `vals` of a map, or of a seq of map entries; null where there are none. */
export function vals(x: Value): OrGuest<Seq | null> {
  return partOf(x, VALUES);
}

/** Clojure's `rseq` of a vector or a sorted collection, in constant time; null where it is empty. */
export function rseq(x: Value): OrGuest<Seq | null> {
  if (x instanceof Vec) return x.length === 0 ? null : new ReverseSeq(x, x.length - 1, null);
  if (x instanceof SortedMap || x instanceof SortedSet) return x.seqDirected(false);
  if (x instanceof GuestInstance) return GUEST;
  throw classCast(x, 'clojure.lang.Reversible');
}
