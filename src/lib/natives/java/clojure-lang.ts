import { charOf } from '../../../data/char.js';
import type { MapLike } from '../../../data/collection.js';
import { compare } from '../../../data/compare.js';
import { equiv } from '../../../data/equality.js';
import { GUEST, thenCall } from '../../../data/guest.js';
import { hasheq } from '../../../data/hash.js';
import { javaHash } from '../../../data/java-hash.js';
import { keyword, keywordOf } from '../../../data/keyword.js';
import { EMPTY_HASH_MAP, EMPTY_MAP, EMPTY_SORTED_MAP } from '../../../data/maps/index.js';
import { demunge, MUNGED, munge } from '../../../data/munge.js';
import * as op from '../../../data/operations/index.js';
import { EMPTY_LIST, EMPTY_VECTOR, listFromArray, vectorFromArray } from '../../../data/seqs/index.js';
import { EMPTY_SET } from '../../../data/sets/index.js';
import { Sym, symbol, symbolOf } from '../../../data/symbol.js';
import type { Value } from '../../../data/value.js';
import { Var } from '../../../data/var.js';
import type { Arities, ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';

/** What libraries name of the workings of Clojure itself: of its compiler, its runtime and the makers of its collections. */

const SPECIAL_FORMS =
  '& monitor-exit case* try reify* finally loop* do letfn* if clojure.core/import* new deftype* let* fn* recur set! . var quote catch throw monitor-enter def';

/** A map from pairs, in the order of a hash map. */
function hashMap(pairs: readonly (readonly [Value, Value])[]): MapLike {
  let map: MapLike = EMPTY_HASH_MAP;
  for (const [k, v] of pairs) map = map.assoc(k, v);
  return map;
}

/** A var that nothing ever binds: Clove's compiler keeps its state elsewhere. */
function unboundVar(name: string): Var {
  const v = new Var('clojure.lang.Compiler', name);
  v.dynamic = true;
  return v;
}

const spread = (coll: Value, make: (items: Value[]) => Value): Value => {
  const items = op.toArray(coll);
  return items === GUEST ? GUEST : make(items);
};

function pairsInto(start: MapLike, items: readonly Value[]): MapLike {
  let map = start;
  for (let i = 0; i + 1 < items.length; i += 2) map = map.assoc(items[i], items[i + 1]);
  return map;
}

const toVector: Arities = { 1: (coll) => spread(coll, vectorFromArray) };
const toMap = (empty: MapLike): Arities => ({ 1: (items) => spread(items, (all) => pairsInto(empty, all)) });
const named = (x: Value): Sym => (x instanceof Sym ? x : symbolOf(textOf(x)));

let lastId = 0;

export const clojureStatics: ClassMembers['statics'] = {
  'Compiler/munge': { 1: (name) => munge(textOf(name)) },
  'Compiler/demunge': { 1: (name) => demunge(textOf(name)) },
  'Keyword/intern': {
    1: (x) => (x instanceof Sym ? keyword(x.ns, x.name) : keywordOf(textOf(x))),
    2: (ns, name) => keyword(ns === null ? null : textOf(ns), textOf(name)),
  },
  'Symbol/intern': { 1: (x) => named(x), 2: (ns, name) => symbol(ns === null ? null : textOf(ns), textOf(name)) },
  'Symbol/create': { 1: (x) => named(x), 2: (ns, name) => symbol(ns === null ? null : textOf(ns), textOf(name)) },
  'LazilyPersistentVector/create': toVector,
  'LazilyPersistentVector/createOwning': toVector,
  'PersistentVector/create': toVector,
  'PersistentList/create': { 1: (coll) => spread(coll, listFromArray) },
  'PersistentArrayMap/createWithCheck': toMap(EMPTY_MAP as MapLike),
  'PersistentArrayMap/createAsIfByAssoc': toMap(EMPTY_MAP as MapLike),
  'PersistentHashMap/create': toMap(EMPTY_HASH_MAP),
  'PersistentHashSet/create': { 1: (coll) => op.set(coll) },
  'AFn/applyToHelper': { 2: (f, args) => spread(args, (items) => thenCall(f, items)) },
  'RT/map': toMap(EMPTY_MAP as MapLike),
  'RT/vector': { rest: (items) => vectorFromArray(items.slice()), restFrom: 0 },
  'RT/nextID': { 0: () => ++lastId },
  'RT/count': { 1: op.count },
  'RT/seq': { 1: op.seq },
  'RT/first': { 1: op.first },
  'RT/next': { 1: op.next },
  'RT/more': { 1: op.rest },
  'RT/cons': { 2: op.cons },
  'RT/conj': { 2: (coll, x) => op.conj(coll, x) },
  'RT/assoc': { 3: op.assoc },
  'RT/dissoc': { 2: op.dissoc },
  'RT/contains': { 2: op.contains },
  'RT/find': { 2: op.find },
  'RT/get': { 2: (coll, k) => op.get(coll, k, null), 3: op.get },
  'RT/nth': { 2: op.nth, 3: op.nthOr },
  'RT/keys': { 1: op.keys },
  'RT/vals': { 1: op.vals },
  'RT/toArray': { 1: op.toArray },
  'Util/equiv': { 2: equiv },
  'Util/equals': { 2: equiv },
  'Util/identical': { 2: (a, b) => a === b },
  'Util/compare': { 2: compare },
  'Util/hash': { 1: (x) => (x === null ? 0 : javaHash(x)) },
  'Util/hasheq': { 1: hasheq },
};

export const clojureFields: ClassMembers['fields'] = {
  'Compiler/specials': hashMap(SPECIAL_FORMS.split(' ').map((name) => [symbolOf(name), null])),
  'Compiler/CHAR_MAP': hashMap(Object.entries(MUNGED).map(([c, word]) => [charOf(c.charCodeAt(0)), word])),
  'Compiler/LOCAL_ENV': unboundVar('LOCAL_ENV'),
  'Compiler/LOOP_LOCALS': unboundVar('LOOP_LOCALS'),
  'PersistentArrayMap/EMPTY': EMPTY_MAP,
  'PersistentHashMap/EMPTY': EMPTY_HASH_MAP,
  'PersistentHashSet/EMPTY': EMPTY_SET,
  'PersistentList/EMPTY': EMPTY_LIST,
  'PersistentTreeMap/EMPTY': EMPTY_SORTED_MAP,
  'PersistentVector/EMPTY': EMPTY_VECTOR,
};
