/*
 * The interfaces that Clojure's own collection classes name, for `instance?` and for protocols extended to
 * interfaces. The interfaces themselves have no supers here, so every one is listed.
 */

const COLLECTION = [
  'java.lang.Object',
  'clojure.lang.IPersistentCollection',
  'clojure.lang.Seqable',
  'clojure.lang.IHashEq',
  'java.lang.Iterable',
  'java.util.Collection',
] as const;

export const SEQ_SUPERS = [
  ...COLLECTION,
  'clojure.lang.ISeq',
  'clojure.lang.Sequential',
  'clojure.lang.IObj',
  'clojure.lang.IMeta',
  'java.util.List',
] as const;

export const COUNTED_SEQ_SUPERS = [...SEQ_SUPERS, 'clojure.lang.Counted'] as const;

export const LIST_SUPERS = [...COUNTED_SEQ_SUPERS, 'clojure.lang.IPersistentList', 'clojure.lang.IPersistentStack'] as const;

/** A map entry is a vector that carries no metadata. */
export const ENTRY_SUPERS = [
  ...COLLECTION,
  'clojure.lang.IPersistentVector',
  'clojure.lang.IPersistentStack',
  'clojure.lang.Sequential',
  'clojure.lang.Associative',
  'clojure.lang.ILookup',
  'clojure.lang.Indexed',
  'clojure.lang.Counted',
  'clojure.lang.Reversible',
  'clojure.lang.IFn',
  'java.lang.Comparable',
  'java.util.List',
  'java.util.RandomAccess',
] as const;

export const VECTOR_SUPERS = [...ENTRY_SUPERS, 'clojure.lang.IObj', 'clojure.lang.IMeta'] as const;

export const QUEUE_SUPERS = [
  ...COLLECTION,
  'clojure.lang.IPersistentList',
  'clojure.lang.IPersistentStack',
  'clojure.lang.Sequential',
  'clojure.lang.Counted',
  'clojure.lang.IObj',
  'clojure.lang.IMeta',
] as const;
