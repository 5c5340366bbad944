import { CLASS, defineClass, registerClass } from '../../../data/classes.js';
import type { MapLike } from '../../../data/collection.js';
import { GUEST } from '../../../data/guest.js';
import { EMPTY_HASH_MAP } from '../../../data/maps/index.js';
import * as n from '../../../data/numbers/index.js';
import * as op from '../../../data/operations/index.js';
import { toArray } from '../../../data/operations/index.js';
import type { Value } from '../../../data/value.js';
import type { Arities, ClassMembers } from '../define.js';

/** Java's maps that change in place, as caches of libraries use them: by their methods. */
class MutableMap {
  constructor(public map: MapLike) {}
}

const NAMES = ['java.util.HashMap', 'java.util.IdentityHashMap', 'java.util.WeakHashMap', 'java.util.concurrent.ConcurrentHashMap'];
for (const name of NAMES) registerClass({ prototype: {} }, name, ['java.lang.Object', 'java.util.Map']);

const of = (x: Value): MutableMap => x as MutableMap;

function put(m: Value, k: Value, v: Value): Value {
  const before = of(m).map.get(k, null);
  of(m).map = of(m).map.assoc(k, v);
  return before;
}

function putAll(m: Value, other: Value): Value {
  const entries = toArray(other instanceof MutableMap ? other.map : other);
  if (entries === GUEST) return GUEST;
  for (const e of entries) put(m, op.key(e), op.val(e));
  return null;
}

function remove(m: Value, k: Value): Value {
  const before = of(m).map.get(k, null);
  of(m).map = op.dissoc(of(m).map, k) as MapLike;
  return before;
}

const methods: Readonly<Record<string, Arities>> = {
  put: { 3: put },
  putIfAbsent: { 3: (m, k, v) => (of(m).map.has(k) ? of(m).map.get(k, null) : put(m, k, v)) },
  putAll: { 2: putAll },
  get: { 2: (m, k) => of(m).map.get(k, null) },
  getOrDefault: { 3: (m, k, other) => of(m).map.get(k, other) },
  containsKey: { 2: (m, k) => of(m).map.has(k) },
  remove: { 2: remove },
  clear: {
    1(m) {
      of(m).map = EMPTY_HASH_MAP;
      return null;
    },
  },
  size: { 1: (m) => op.count(of(m).map) },
  isEmpty: { 1: (m) => op.count(of(m).map) === 0 },
  keySet: { 1: (m) => op.set(op.keys(of(m).map)) },
  values: { 1: (m) => op.vals(of(m).map) },
  entrySet: { 1: (m) => op.set(op.seq(of(m).map)) },
};

function maker(name: string): Arities {
  const type = defineClass(name);
  const make = (): MutableMap => {
    const made = new MutableMap(EMPTY_HASH_MAP);
    Object.defineProperty(made, CLASS, { value: type });
    return made;
  };
  return {
    0: make,
    // A number is the room to begin with.
    1(x) {
      const made = make();
      return !n.isNumber(x) && putAll(made, x) === GUEST ? GUEST : made;
    },
  };
}

const itself: Arities = { 1: (m) => m };

/** Members of those classes. */
export const mutableMaps: Pick<ClassMembers, 'statics' | 'methods' | 'constructors'> = {
  statics: { 'Collections/synchronizedMap': itself, 'Collections/synchronizedList': itself },
  methods: Object.fromEntries(NAMES.map((name) => [name, methods])),
  constructors: Object.fromEntries(NAMES.map((name) => [name, maker(name)])),
};
