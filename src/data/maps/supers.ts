/*
 * The interfaces that Clojure's own map and set classes name, for `instance?` and for protocols extended to
 * interfaces. The interfaces themselves have no supers here, so every one is listed.
 */

const COLLECTION = [
  'java.lang.Object',
  'clojure.lang.IPersistentCollection',
  'clojure.lang.Seqable',
  'clojure.lang.Counted',
  'clojure.lang.IHashEq',
  'clojure.lang.IObj',
  'clojure.lang.IMeta',
  'java.lang.Iterable',
] as const;

const FUNCTION = ['clojure.lang.IFn', 'java.util.concurrent.Callable', 'java.lang.Runnable'] as const;

const MAP = [
  ...COLLECTION,
  'clojure.lang.IPersistentMap',
  'clojure.lang.Associative',
  'clojure.lang.ILookup',
  'clojure.lang.IKVReduce',
  'java.util.Map',
] as const;

/** A record is a map that is no function. */
export const RECORD_SUPERS = [
  'java.lang.Object',
  'clojure.lang.IRecord',
  'clojure.lang.IHashEq',
  'clojure.lang.IObj',
  'clojure.lang.ILookup',
  'clojure.lang.IKeywordLookup',
  'clojure.lang.IPersistentMap',
  'java.util.Map',
  'java.io.Serializable',
] as const;

const PLAIN_MAP = ['clojure.lang.APersistentMap', ...MAP, ...FUNCTION, 'clojure.lang.MapEquivalence'] as const;
export const MAP_SUPERS = [...PLAIN_MAP, 'clojure.lang.IEditableCollection', 'clojure.lang.IMapIterable'] as const;
export const STRUCT_MAP_SUPERS = PLAIN_MAP;
export const SORTED_MAP_SUPERS = [...PLAIN_MAP, 'clojure.lang.Reversible', 'clojure.lang.Sorted'] as const;

const SET = [
  'clojure.lang.APersistentSet',
  ...COLLECTION,
  ...FUNCTION,
  'clojure.lang.IPersistentSet',
  'java.util.Set',
  'java.util.Collection',
] as const;
export const SET_SUPERS = [...SET, 'clojure.lang.IEditableCollection'] as const;
export const SORTED_SET_SUPERS = [...SET, 'clojure.lang.Reversible', 'clojure.lang.Sorted'] as const;

const TRANSIENT = ['java.lang.Object', 'clojure.lang.ITransientCollection', 'clojure.lang.Counted', 'clojure.lang.IFn'] as const;
export const TRANSIENT_MAP_SUPERS = [
  ...TRANSIENT,
  'clojure.lang.ITransientMap',
  'clojure.lang.ITransientAssociative',
  'clojure.lang.ILookup',
] as const;
export const TRANSIENT_SET_SUPERS = [...TRANSIENT, 'clojure.lang.ITransientSet'] as const;
