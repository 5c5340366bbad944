/*
 * The interfaces that Clojure's own collection classes name, for `instance?` and for protocols extended to
 * interfaces. The interfaces themselves have no supers here, so every one is listed.
 */

const COLLECTION = ['java.lang.Object', 'clojure.lang.IPersistentCollection', 'clojure.lang.Seqable', 'clojure.lang.IHashEq'] as const;

/** Java's own come last, so that a protocol extended to one of Clojure's interfaces is found before them. */
const JAVA = ['java.lang.Iterable', 'java.util.Collection'] as const;
const JAVA_LIST = [...JAVA, 'java.util.List'] as const;

const SEQ = [...COLLECTION, 'clojure.lang.ISeq', 'clojure.lang.Sequential', 'clojure.lang.IObj', 'clojure.lang.IMeta'] as const;

/** Those of a seq that is no `ASeq`, such as a lazy one. */
export const OTHER_SEQ_SUPERS = ['clojure.lang.Obj', ...SEQ, ...JAVA_LIST] as const;
export const SEQ_SUPERS = ['clojure.lang.ASeq', ...SEQ, ...JAVA_LIST] as const;
export const COUNTED_SEQ_SUPERS = ['clojure.lang.ASeq', ...SEQ, 'clojure.lang.Counted', ...JAVA_LIST] as const;

export const EMPTY_LIST_SUPERS = [
  'clojure.lang.Obj',
  ...SEQ,
  'clojure.lang.Counted',
  'clojure.lang.IPersistentList',
  'clojure.lang.IPersistentStack',
  ...JAVA_LIST,
] as const;

export const LIST_SUPERS = ['clojure.lang.ASeq', ...EMPTY_LIST_SUPERS] as const;

const ENTRY = [
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
] as const;

/** A map entry is a vector that carries no metadata. */
export const ENTRY_SUPERS = ['clojure.lang.AMapEntry', ...ENTRY, ...JAVA_LIST, 'java.util.RandomAccess'] as const;
export const VECTOR_SUPERS = [
  'clojure.lang.APersistentVector',
  ...ENTRY,
  'clojure.lang.IObj',
  'clojure.lang.IMeta',
  ...JAVA_LIST,
  'java.util.RandomAccess',
] as const;

export const QUEUE_SUPERS = [
  'clojure.lang.Obj',
  ...COLLECTION,
  'clojure.lang.IPersistentList',
  'clojure.lang.IPersistentStack',
  'clojure.lang.Sequential',
  'clojure.lang.Counted',
  'clojure.lang.IObj',
  'clojure.lang.IMeta',
  ...JAVA,
] as const;
