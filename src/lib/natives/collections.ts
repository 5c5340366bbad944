import { spendOnElements } from '../../data/budget.js';
import { GuestInstance } from '../../data/by-value.js';
import { type ClassRef, defineClass, isInstance } from '../../data/classes.js';
import { Collection, MapLike, Seq, Sequential, SetLike, Vec } from '../../data/collection.js';
import { classCast, illegalArgument } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { isTypedArray } from '../../data/host.js';
import {
  ArrayMap,
  arrayMapFromArray,
  checkComparator,
  EMPTY_MAP,
  HashMap,
  hashMapFromArray,
  orderNumber,
  ShapeMap,
  SortedMap,
  sortedMapFromArray,
} from '../../data/maps/index.js';
import * as op from '../../data/operations/index.js';
import {
  Chunk,
  EMPTY_LIST,
  EMPTY_VECTOR,
  LazySeq,
  List,
  listFromArray,
  MapEntry,
  PersistentVector,
  Queue,
  TransientVector,
  vectorFromArray,
} from '../../data/seqs/index.js';
import { EMPTY_SET, HashSet, SortedSet, setFromArray, sortedSetFromArray } from '../../data/sets/index.js';
import { strOf } from '../../data/str.js';
import { Record } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';

const ISEQ: ClassRef = defineClass('clojure.lang.ISeq', [], 'interface');
const COUNTED = defineClass('clojure.lang.Counted', [], 'interface');

type Test = (x: Value) => boolean;

const unary = (doc: string, f: (x: Value) => NativeResult, name = 'coll'): NativeSpec => ({ doc, arglists: `([${name}])`, 1: f });

/** A class test that instances of guest types pass too, by the interfaces that they implement. */
function kind(doc: string, own: Test, ...interfaces: string[]): NativeSpec {
  const refs = interfaces.map((i) => defineClass(i, [], 'interface'));
  return { doc, arglists: '([x])', 1: (x) => own(x) || (x instanceof GuestInstance && refs.some((r) => isInstance(r, x))) };
}

/** Applies a step to all further arguments, one or two at a time; GUEST as soon as one step answers it. */
function steps(
  start: Value,
  args: Value[],
  from: number,
  step: (acc: Value, args: Value[], i: number) => NativeResult,
  by = 1,
): NativeResult {
  let acc: NativeResult = start;
  for (let i = from; i < args.length; i += by) {
    if (acc === GUEST) return GUEST;
    acc = step(acc, args, i);
  }
  return acc;
}

function evenPairs(args: Value[]): Value[] {
  const last = args[args.length - 1];
  if (args.length % 2 !== 0) throw illegalArgument(`No value supplied for key: ${last === null ? 'null' : String(strOf(last))}`);
  return args;
}

function assocMany(args: Value[]): NativeResult {
  const odd = args.length % 2 === 0;
  const all = steps(args[0], odd ? args.slice(0, -1) : args, 1, (acc, xs, i) => op.assoc(acc, xs[i], xs[i + 1]), 2);
  // The pairs before it come first, and may fail.
  if (odd && all !== GUEST) throw illegalArgument('assoc expects even number of arguments after map/vector, found odd number');
  return all;
}

function assocBangMany(args: Value[]): NativeResult {
  return steps(args[0], args, 1, (acc, xs, i) => op.assocBang(acc, xs[i], i + 1 < xs.length ? xs[i + 1] : null), 2);
}

const sortedPairs = (comparator: Value, args: Value[]): Value => sortedMapFromArray(comparator, evenPairs(args));

/** The map that arguments after `&` stand for: pairs, with perhaps at the end what `conj` adds to a map. */
function mapOfArguments(items: Value[]): Value {
  if (items.length === 1) return items[0];
  const trailing = items.length % 2 === 1 ? items[items.length - 1] : null;
  let m: MapLike = EMPTY_MAP;
  for (let i = 0; i + 1 < items.length; i += 2) m = m.assoc(items[i], items[i + 1]);
  return trailing === null ? m : (m.conj(trailing) as Value);
}

const isCounted: Test = (x) =>
  x instanceof Vec ||
  x instanceof MapLike ||
  x instanceof SetLike ||
  (x instanceof Collection && isInstance(COUNTED, x)) ||
  (typeof x === 'object' && x !== null && !(x instanceof Collection) && isInstance(COUNTED, x));
const SEQABLE_KINDS: Test = (x) =>
  x === null ||
  x instanceof Collection ||
  typeof x === 'string' ||
  Array.isArray(x) ||
  isTypedArray(x) ||
  x instanceof Map ||
  x instanceof Set;

/** Vectors, maps and sets: making, reading and changing them. */
export const collectionNatives = defineNatives('clojure.core', {
  conj: {
    doc: 'coll with elements added where that is cheap for it: at the end of a vector, in front of a list or seq. nil becomes a list.',
    arglists: '([] [coll] [coll x] [coll x & xs])',
    0: () => EMPTY_VECTOR,
    1: (coll) => coll,
    2: op.conj,
    rest: (args) => steps(args[0], args, 1, (acc, xs, i) => op.conj(acc, xs[i])),
    restFrom: 3,
  },
  assoc: {
    doc: 'A map with keys set to values, or a vector with elements at indexes replaced. nil becomes a map.',
    arglists: '([map key val] [map key val & kvs])',
    3: op.assoc,
    rest: assocMany,
    restFrom: 4,
  },
  dissoc: {
    doc: 'A map without the keys.',
    arglists: '([map] [map key] [map key & ks])',
    1: (m) => m,
    2: op.dissoc,
    rest: (args) => steps(args[0], args, 1, (acc, xs, i) => op.dissoc(acc, xs[i])),
    restFrom: 3,
  },
  disj: {
    doc: 'A set without the elements.',
    arglists: '([set] [set key] [set key & ks])',
    1: (s) => s,
    2: op.disj,
    rest: (args) => steps(args[0], args, 1, (acc, xs, i) => op.disj(acc, xs[i])),
    restFrom: 3,
  },
  get: {
    doc: 'The value of a key in a map, an element of a set, or the element at an index; nil or not-found where there is none.',
    arglists: '([map key] [map key not-found])',
    2: (m, k) => op.get(m, k, null),
    3: op.get,
  },
  nth: {
    doc: 'The element at an index; throws, or gives not-found, where there is none.',
    arglists: '([coll index] [coll index not-found])',
    2: op.nth,
    3: op.nthOr,
  },
  'contains?': {
    doc: 'Whether the collection has the key: an index for a vector, an element for a set.',
    arglists: '([coll key])',
    2: op.contains,
  },
  find: { doc: 'The entry of a key, or nil.', arglists: '([map key])', 2: op.find },
  count: unary('The number of elements.', op.count),
  empty: unary('The empty collection of the same kind; nil for what is no collection.', op.empty),
  peek: unary('The last element of a vector, the first of a list or queue; nil where there is none.', op.peek),
  pop: unary('The collection without the element that peek gives.', op.pop),
  keys: unary('A seq of the keys of a map; nil where there are none.', op.keys, 'map'),
  vals: unary('A seq of the values of a map; nil where there are none.', op.vals, 'map'),
  key: unary('The key of a map entry.', op.key, 'e'),
  val: unary('The value of a map entry.', op.val, 'e'),
  rseq: unary('A seq of a vector or a sorted collection from its end, in constant time; nil where it is empty.', op.rseq, 'rev'),
  vec: unary('A vector of the elements.', op.vec),
  set: unary('A set of the elements.', op.set),
  subvec: {
    doc: 'The vector of the elements from start to just before end, in constant time.',
    arglists: '([v start] [v start end])',
    2(v, start) {
      const n = op.count(v);
      return n === GUEST ? GUEST : op.subvec(v, start, n);
    },
    3: (v, start, end) => op.subvec(v, start, end),
  },
  vector: {
    doc: 'A vector of the arguments.',
    arglists: '([] [a] [a b] [a b c] [a b c d] [a b c d e] [a b c d e f] [a b c d e f & args])',
    0: () => EMPTY_VECTOR,
    1: (a) => vectorFromArray([a]),
    2: (a, b) => vectorFromArray([a, b]),
    rest: (args) => vectorFromArray(args.slice()),
    restFrom: 3,
  },
  list: {
    doc: 'A list of the arguments.',
    arglists: '([& items])',
    0: () => EMPTY_LIST,
    1: (a) => listFromArray([a]),
    2: (a, b) => listFromArray([a, b]),
    rest: (args) => listFromArray(args),
    restFrom: 3,
  },
  'hash-map': {
    doc: 'A hash map of keys and values.',
    arglists: '([] [& keyvals])',
    0: () => EMPTY_MAP,
    rest: (args) => hashMapFromArray(evenPairs(args)),
    restFrom: 1,
  },
  'array-map': {
    doc: 'A map of keys and values that keeps their order.',
    arglists: '([] [& keyvals])',
    0: () => EMPTY_MAP,
    rest(args) {
      const last = args[args.length - 1];
      if (args.length % 2 !== 0 && last === null) throw illegalArgument('No value supplied for key: ');
      return arrayMapFromArray(evenPairs(args));
    },
    restFrom: 1,
  },
  'sorted-map': {
    doc: 'A map that is sorted by compare of its keys.',
    arglists: '([& keyvals])',
    rest: (args) => sortedPairs(null, args),
    restFrom: 0,
  },
  'sorted-map-by': {
    doc: 'A map that is sorted by a comparator of its keys.',
    arglists: '([comparator & keyvals])',
    rest: (args) => sortedPairs(args[0], args.slice(1)),
    restFrom: 1,
  },
  'hash-set': {
    doc: 'A hash set of the arguments.',
    arglists: '([] [& keys])',
    0: () => EMPTY_SET,
    rest: (args) => setFromArray(args),
    restFrom: 1,
  },
  'sorted-set': {
    doc: 'A set that is sorted by compare.',
    arglists: '([& keys])',
    rest: (args) => sortedSetFromArray(null, args),
    restFrom: 0,
  },
  'sorted-set-by': {
    doc: 'A set that is sorted by a comparator.',
    arglists: '([comparator & keys])',
    rest: (args) => sortedSetFromArray(args[0], args.slice(1)),
    restFrom: 1,
  },
  transient: unary('A copy of a vector, hash map or hash set that is changed in place by the functions that end in !.', op.transient),
  'persistent!': unary('The persistent collection that a transient has become; the transient is of no use afterwards.', op.persistent),
  'conj!': {
    doc: 'The transient with an element added.',
    arglists: '([] [coll] [coll x])',
    0: () => op.transient(EMPTY_VECTOR),
    1: (c) => c,
    2: op.conjBang,
  },
  'assoc!': {
    doc: 'The transient with keys set to values.',
    arglists: '([coll key val] [coll key val & kvs])',
    3: op.assocBang,
    rest: assocBangMany,
    restFrom: 4,
  },
  'dissoc!': {
    doc: 'The transient map without the keys.',
    arglists: '([map key] [map key & ks])',
    2: op.dissocBang,
    rest: (args) => steps(args[0], args, 1, (acc, xs, i) => op.dissocBang(acc, xs[i])),
    restFrom: 3,
  },
  'disj!': {
    doc: 'The transient set without the elements.',
    arglists: '([set] [set key] [set key & ks])',
    1: (s) => s,
    2: op.disjBang,
    rest: (args) => steps(args[0], args, 1, (acc, xs, i) => op.disjBang(acc, xs[i])),
    restFrom: 3,
  },
  'pop!': unary('The transient vector without its last element.', op.popBang),
  meta: unary('The metadata of x; nil where it has none.', op.meta, 'obj'),
  'with-meta': { doc: 'x with other metadata.', arglists: '([obj m])', 2: op.withMeta },
  'vector?': kind('Whether x is a vector.', (x) => x instanceof Vec, 'clojure.lang.IPersistentVector'),
  'map?': kind('Whether x is a map.', (x) => x instanceof MapLike, 'clojure.lang.IPersistentMap'),
  'set?': kind('Whether x is a set.', (x) => x instanceof SetLike, 'clojure.lang.IPersistentSet'),
  'list?': kind('Whether x is a list.', (x) => x instanceof List || x instanceof Queue, 'clojure.lang.IPersistentList'),
  'seq?': kind('Whether x is a seq.', (x) => x instanceof Seq, 'clojure.lang.ISeq'),
  'coll?': kind(
    'Whether x is a collection.',
    (x) => x instanceof Collection,
    'clojure.lang.IPersistentCollection',
    'clojure.lang.ISeq',
    'clojure.lang.IPersistentMap',
    'clojure.lang.IPersistentVector',
    'clojure.lang.IPersistentSet',
  ),
  'sequential?': kind('Whether x is a list, vector or seq.', (x) => x instanceof Sequential, 'clojure.lang.Sequential'),
  'associative?': kind(
    'Whether x is a map or a vector.',
    (x) => x instanceof MapLike || x instanceof Vec,
    'clojure.lang.Associative',
    'clojure.lang.IPersistentMap',
    'clojure.lang.IPersistentVector',
  ),
  'sorted?': kind('Whether x is a sorted map or set.', (x) => x instanceof SortedMap || x instanceof SortedSet, 'clojure.lang.Sorted'),
  'counted?': kind('Whether count of x takes constant time.', isCounted, 'clojure.lang.Counted'),
  'reversible?': kind(
    'Whether rseq can be asked of x.',
    (x) => x instanceof Vec || x instanceof SortedMap || x instanceof SortedSet,
    'clojure.lang.Reversible',
  ),
  'indexed?': kind(
    'Whether nth of x takes constant time.',
    (x) => x instanceof Vec || x instanceof TransientVector || x instanceof Chunk,
    'clojure.lang.Indexed',
  ),
  'seqable?': kind('Whether seq of x works.', SEQABLE_KINDS, 'clojure.lang.Seqable', 'java.lang.Iterable', 'java.util.Map'),
  'record?': kind('Whether x is a record.', (x) => x instanceof Record, 'clojure.lang.IRecord'),
  'map-entry?': kind('Whether x is a map entry.', (x) => x instanceof MapEntry, 'java.util.Map$Entry'),
  '-editable?': {
    doc: 'Whether a transient of x can be made.',
    arglists: '([x])',
    internal: true,
    1: (x) =>
      x instanceof PersistentVector || x instanceof ShapeMap || x instanceof ArrayMap || x instanceof HashMap || x instanceof HashSet,
  },
  '-plain-source?': {
    doc: 'Whether -into can walk x by itself: a vector, a map or a set, which are realised as a whole.',
    arglists: '([x])',
    internal: true,
    1: (x) => x === null || x instanceof PersistentVector || x instanceof MapLike || x instanceof SetLike,
  },
  '-into': { doc: 'to with the elements of a plain source added.', arglists: '([to from])', internal: true, 2: intoPlain },
  '-map-from': {
    doc: 'The map of a flat collection of keys and values.',
    arglists: '([kvs])',
    internal: true,
    1(kvs) {
      const items = op.toArray(kvs);
      return items === GUEST ? GUEST : hashMapFromArray(evenPairs(items));
    },
  },
  '-destructured-map': {
    doc: 'What a map pattern takes apart: a seq stands for a map of its keys and values.',
    arglists: '([x])',
    internal: true,
    1(x) {
      if (x === null || x instanceof MapLike) return x;
      if (!(x instanceof Collection) || !isInstance(ISEQ, x)) return x;
      if (x instanceof LazySeq && !x.isRealized()) return GUEST;
      const items = op.toArray(x);
      return items === GUEST ? GUEST : items.length === 0 ? EMPTY_MAP : mapOfArguments(items);
    },
  },
  '-map-of-arguments': {
    doc: 'The map that arguments stand for, given as an array; the empty map where s is nil.',
    arglists: '([s items])',
    internal: true,
    2: (s, items) => (s === null ? EMPTY_MAP : mapOfArguments(items as Value[])),
  },
  'seq-to-map-for-destructuring': {
    doc: 'The map that a seq of keys and values stands for; a map alone, or at the end, is taken as it is.',
    arglists: '([s])',
    1(s) {
      const items = op.toArray(s);
      return items === GUEST ? GUEST : items.length === 0 ? EMPTY_MAP : mapOfArguments(items);
    },
  },
  '-key-values?': { doc: 'Whether -key-values can walk x.', arglists: '([x])', internal: true, 1: (x) => x instanceof MapLike },
  '-key-values': {
    doc: 'A host array of the keys and values of a map, in its order.',
    arglists: '([m])',
    internal: true,
    1(m) {
      if (!(m instanceof MapLike)) throw classCast(m, 'clojure.lang.IPersistentMap');
      const out: Value[] = [];
      m.forEach((k, v) => {
        out.push(k, v);
      });
      return out;
    },
  },
  '-compare-keys': {
    doc: 'Compares two keys by the order of a sorted collection.',
    arglists: '([sc a b])',
    internal: true,
    3: (sc, a, b) => sortedOrder(sc)(a, b),
  },
  '-order-number': {
    doc: 'The number that the answer of a comparator stands for, where it is no boolean.',
    arglists: '([answer])',
    internal: true,
    1: orderNumber,
  },
  '-comparator': {
    doc: 'f, which must be a comparator, or nil.',
    arglists: '([f])',
    internal: true,
    1(f) {
      if (f !== null) checkComparator(f);
      return f;
    },
  },
  '-seq-directed': {
    doc: 'A seq of a sorted collection, in its order or against it.',
    arglists: '([sc ascending])',
    internal: true,
    2: (sc, ascending) => sorted(sc).seqDirected(ascending === true),
  },
  '-seq-from': {
    doc: 'A seq of a sorted collection from the first element not before (ascending) or not after key.',
    arglists: '([sc key ascending])',
    internal: true,
    3: (sc, key, ascending) => sorted(sc).seqFrom(key, ascending === true),
  },
});

function sorted(sc: Value): SortedMap | SortedSet {
  if (sc instanceof SortedMap || sc instanceof SortedSet) return sc;
  throw classCast(sc, 'clojure.lang.Sorted');
}

function sortedOrder(sc: Value): (a: Value, b: Value) => number {
  const s = sorted(sc);
  return s instanceof SortedMap ? s.order : s.map.order;
}

function intoPlain(to: Value, from: Value): NativeResult {
  if (from === null) return to;
  if (from instanceof PersistentVector) spendOnElements(from.length);
  else if (from instanceof MapLike || from instanceof SetLike) spendOnElements(Number(from.count()));
  let target = op.transient(to);
  let guest = false;
  const add = (x: Value): undefined => {
    const grown = op.conjBang(target, x);
    if (grown === GUEST) guest = true;
    else target = grown;
  };
  if (from instanceof PersistentVector) for (let i = 0; i < from.length; i++) add(from.at(i));
  else if (from instanceof MapLike)
    from.forEach((k, v) => {
      add(new MapEntry(k, v));
    });
  else if (from instanceof SetLike) from.forEach(add);
  return guest ? GUEST : op.persistent(target);
}
