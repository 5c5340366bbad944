import { NativeFn, type NativeResult } from '../../data/functions.js';
import { thenCall } from '../../data/guest.js';
import { HashMap, ShapeMap, TransientMap } from '../../data/maps/index.js';
import * as op from '../../data/operations/index.js';
import { HashSet, TransientSet } from '../../data/sets/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';

/** Whether `f`, which a program calls by the name of a core function, is still the library's own. */
const isLibrarys = (f: Value, name: string): boolean => f instanceof NativeFn && f.name === name;

/** From so many elements on a collection is changed in place: smaller ones are made anew in less time. */
const LEAST = 16;

/**
 * A collection that only the loop which builds it sees, ready to be changed in place: one that was so before, or one that has
 * grown large. Anything else stays what it is.
 */
function owned(x: Value): Value {
  const isLarge = (x instanceof HashMap || x instanceof HashSet) && x.size >= LEAST && x.meta === null;
  return isLarge ? op.transient(x) : x;
}

/** The collection as it is now, which later changes do not touch. */
const now = (x: Value): Value => (x instanceof TransientMap || x instanceof TransientSet ? x.snapshot() : x);

const ownNative = (name: string, spec: Omit<NativeSpec, 'doc' | 'internal'>): NativeSpec => ({
  doc: `${name} of a collection that a loop builds: see the pass builders. The last argument is what the program calls by that name.`,
  internal: true,
  ...spec,
});

/** What takes the places of core functions where a loop builds a collection that nobody else sees. */
export const ownedNatives = defineNatives('clojure.core', {
  '-own-assoc': ownNative('assoc', {
    arglists: '([m k v f])',
    4(m, k, v, f): NativeResult {
      if (!isLibrarys(f, 'clojure.core/assoc')) return thenCall(f, [now(m), k, v]);
      if (m instanceof ShapeMap) return m.assoc(k, v);
      const target = owned(m);
      return target instanceof TransientMap ? target.assoc(k, v) : op.assoc(target, k, v);
    },
  }),
  '-own-conj': ownNative('conj', {
    arglists: '([coll x f])',
    3(coll, x, f): NativeResult {
      if (!isLibrarys(f, 'clojure.core/conj')) return thenCall(f, [now(coll), x]);
      const target = owned(coll);
      return target instanceof TransientMap || target instanceof TransientSet ? target.conj(x) : op.conj(target, x);
    },
  }),
  '-own-get': ownNative('get', {
    arglists: '([m k f] [m k not-found f])',
    3: (m, k, f) => (isLibrarys(f, 'clojure.core/get') ? op.get(m, k) : thenCall(f, [now(m), k])),
    4: (m, k, notFound, f) => (isLibrarys(f, 'clojure.core/get') ? op.get(m, k, notFound) : thenCall(f, [now(m), k, notFound])),
  }),
  '-own-contains?': ownNative('contains?', {
    arglists: '([m k f])',
    3: (m, k, f) => (isLibrarys(f, 'clojure.core/contains?') ? op.contains(m, k) : thenCall(f, [now(m), k])),
  }),
  '-own-count': ownNative('count', {
    arglists: '([m f])',
    2: (m, f) => (isLibrarys(f, 'clojure.core/count') ? op.count(m) : thenCall(f, [now(m)])),
  }),
  '-own-seal': {
    doc: 'What a loop has built, as a persistent collection.',
    arglists: '([x])',
    internal: true,
    1: (x) => (x instanceof TransientMap || x instanceof TransientSet ? x.persistent() : x),
  },
});
