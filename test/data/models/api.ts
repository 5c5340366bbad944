import { createRuntime, type EngineName } from '../../../src/api/index.js';
import { equiv } from '../../../src/data/equality.js';
import { NativeFn } from '../../../src/data/functions.js';
import { hasheq } from '../../../src/data/hash.js';
import { arrayMapFromArray, hashMapFromArray, mapFromArray, sortedMapFromArray } from '../../../src/data/maps/index.js';
import * as operations from '../../../src/data/operations/index.js';
import { EMPTY_LIST, EMPTY_QUEUE, EMPTY_VECTOR, listFromArray, vectorFromArray } from '../../../src/data/seqs/index.js';
import { EMPTY_SET, setFromArray, sortedSetFromArray } from '../../../src/data/sets/index.js';
import type { Value } from '../../../src/data/value.js';

/** The functions on collections, by their Clojure names: as TypeScript code calls them, or as a program does. */
export interface Api {
  readonly name: string;
  call(name: string, ...args: Value[]): Value;
}

const greater = new NativeFn('>', null, null, (a, b) => Number(a) > Number(b), null, null, null, -1);

/** What `operations` calls otherwise, or does not have. */
const NATIVE: Readonly<Record<string, (...args: Value[]) => Value>> = {
  'assoc!': operations.assocBang,
  'conj!': operations.conjBang,
  'contains?': operations.contains,
  'disj!': operations.disjBang,
  'dissoc!': operations.dissocBang,
  'persistent!': operations.persistent,
  'pop!': operations.popBang,
  'with-meta': operations.withMeta,
  '=': equiv,
  hash: hasheq,
  nth: (x, i, ...rest) => (rest.length > 0 ? operations.nthOr(x, i, rest[0]) : operations.nth(x, i)),
  subvec: (v, start, end) => operations.subvec(v, start, end),
  vector: (...xs) => (xs.length === 0 ? EMPTY_VECTOR : vectorFromArray(xs)),
  list: (...xs) => (xs.length === 0 ? EMPTY_LIST : listFromArray(xs)),
  queue: () => EMPTY_QUEUE,
  'literal-map': (...xs) => mapFromArray(xs),
  'array-map': (...xs) => arrayMapFromArray(xs),
  'hash-map': (...xs) => hashMapFromArray(xs),
  'sorted-map': (...xs) => sortedMapFromArray(null, xs),
  'descending-map': (...xs) => sortedMapFromArray(greater, xs),
  'hash-set': (...xs) => (xs.length === 0 ? EMPTY_SET : setFromArray(xs)),
  'sorted-set': (...xs) => sortedSetFromArray(null, xs),
  'descending-set': (...xs) => sortedSetFromArray(greater, xs),
};

/** The collections as TypeScript code uses them. */
export const nativeApi: Api = {
  name: 'TypeScript',
  call(name, ...args) {
    const known = NATIVE[name] ?? (operations as unknown as Record<string, (...args: Value[]) => Value>)[name];
    return known(...args);
  },
};

/** What programs write otherwise than by a function of that name. The comparators are guest code. */
const GUEST_FORMS: Readonly<Record<string, string>> = {
  queue: '(fn [] clojure.lang.PersistentQueue/EMPTY)',
  'literal-map': '(fn [& kvs] (into {} (map vec) (partition 2 kvs)))',
  'descending-map': '(fn [& kvs] (apply sorted-map-by (fn [a b] (> a b)) kvs))',
  'descending-set': '(fn [& xs] (apply sorted-set-by (fn [a b] (- (compare a b))) xs))',
};

/** The collections as programs on that engine use them. */
export function guestApi(engine: EngineName): Api & {
  /** Gives `call` a function that the text makes. */
  define(name: string, text: string): void;
} {
  const runtime = createRuntime({ engine });
  const functions = new Map<string, Value>();
  return {
    name: `programs on ${engine}`,
    define: (name, text) => void functions.set(name, runtime.evalString(text)),
    call(name, ...args) {
      let f = functions.get(name);
      if (f === undefined) {
        f = runtime.evalString(GUEST_FORMS[name] ?? name);
        functions.set(name, f);
      }
      return runtime.call(f, ...args);
    },
  };
}

/** The elements of a collection, by `first` and `next` of its seq. */
export function elements(api: Api, x: Value): Value[] {
  const out: Value[] = [];
  for (let s = api.call('seq', x); s !== null; s = api.call('next', s)) out.push(api.call('first', s));
  return out;
}
