import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyword } from '../../../src/data/keyword.js';
import { Double } from '../../../src/data/numbers/index.js';
import type { Value } from '../../../src/data/value.js';
import { ENGINES } from '../../support/engines.js';
import { type Api, elements, guestApi, nativeApi } from './api.js';

/** A key of the model: each of its texts stands for the same key, as `[1 2]` and `(1 2)` do. */
type Key = (api: Api, variant: number) => Value;

const always =
  (x: Value): Key =>
  () =>
    x;

/** Keys of every kind; many have equal hashes. */
const MIXED: readonly Key[] = [
  ...Array.from({ length: 20 }, (_, i) => always(keyword(null, `k${i}`))),
  ...['AaAa', 'BBBB', 'AaBB', 'BBAa', 'x'].map(always),
  ...Array.from(
    { length: 8 },
    (_, i): Key =>
      (_api, v) =>
        v === 0 ? i : BigInt(i),
  ),
  ...Array.from(
    { length: 4 },
    (_, i): Key =>
      (api, v) =>
        api.call(v === 0 ? 'vector' : 'list', i, 'x'),
  ),
  (api, v) => api.call(v === 0 ? 'array-map' : 'hash-map', 'a', 1),
  (api, v) => api.call(v === 0 ? 'hash-set' : 'sorted-set', 1, 2),
  always(null),
  always(true),
  always(false),
  always(new Double(1.5)),
];
const ORDERED: readonly Key[] = Array.from(
  { length: 40 },
  (_, i): Key =>
    (_api, v) =>
      v === 0 ? i - 20 : BigInt(i - 20),
);

type Edit = readonly [op: 'put' | 'drop', key: number, variant: number];
const edit: fc.Arbitrary<Edit> = fc.tuple(fc.constantFrom<'put' | 'drop'>('put', 'put', 'drop'), fc.nat(39), fc.nat(1));
type Step = { readonly edits: readonly Edit[]; readonly how: 'one by one' | 'transient' | 'all at once' };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ edits: fc.array(edit, { maxLength: 25 }), how: fc.constantFrom<Step['how']>('one by one', 'transient', 'all at once') }),
  { maxLength: 8 },
);

interface Kind {
  readonly name: string;
  readonly make: string;
  readonly keys: readonly Key[];
  readonly isMap: boolean;
  /** Whether its seq is in the order of the numbers of the keys, or against it. */
  readonly order?: 1 | -1;
}

const KINDS: readonly Kind[] = [
  { name: 'maps', make: 'literal-map', keys: MIXED, isMap: true },
  { name: 'array maps', make: 'array-map', keys: MIXED, isMap: true },
  { name: 'hash maps', make: 'hash-map', keys: MIXED, isMap: true },
  { name: 'sorted maps', make: 'sorted-map', keys: ORDERED, isMap: true, order: 1 },
  { name: 'sorted maps with a comparator', make: 'descending-map', keys: ORDERED, isMap: true, order: -1 },
  { name: 'sets', make: 'hash-set', keys: MIXED, isMap: false },
  { name: 'sorted sets', make: 'sorted-set', keys: ORDERED, isMap: false, order: 1 },
  { name: 'sorted sets with a comparator', make: 'descending-set', keys: ORDERED, isMap: false, order: -1 },
];

/** The numbers of the keys that are there; in a map with their values. */
type Model = ReadonlyMap<number, number>;
interface Version {
  readonly value: Value;
  readonly model: Model;
}

function flat(api: Api, kind: Kind, model: Model): Value[] {
  return [...model].flatMap(([i, v]) => (kind.isMap ? [kind.keys[i](api, 0), v] : [kind.keys[i](api, 0)]));
}

function check(api: Api, kind: Kind, { value, model }: Version): void {
  expect(api.call('count', value)).toBe(model.size);
  kind.keys.forEach((key, i) => {
    const k = key(api, i % 2);
    const has = model.has(i);
    expect(api.call('contains?', value, k)).toBe(has);
    if (kind.isMap) {
      expect(api.call('get', value, k, 'none')).toBe(has ? model.get(i) : 'none');
      expect(api.call('find', value, k) !== null).toBe(has);
    } else expect(api.call('=', api.call('get', value, k, 'none'), has ? k : 'none')).toBe(true);
  });
  const made = api.call(kind.isMap ? 'hash-map' : 'hash-set', ...flat(api, kind, model));
  expect([api.call('=', value, made), api.call('=', made, value)]).toEqual([true, true]);
  expect(api.call('hash', value)).toBe(api.call('hash', made));
  const seen = elements(api, value);
  expect(seen.length).toBe(model.size);
  const keys = kind.isMap ? seen.map((e) => api.call('key', e)) : seen;
  if (kind.isMap) {
    const all = api.call('keys', value);
    expect(api.call('=', all, api.call('seq', api.call('vector', ...keys)))).toBe(true);
    expect(seen.map((e) => api.call('val', e))).toEqual(keys.map((k) => api.call('get', value, k)));
  }
  if (kind.order !== undefined) {
    const numbers = keys.map(Number);
    expect(numbers).toEqual([...model.keys()].map((i) => i - 20).sort((a, b) => (a - b) * (kind.order as number)));
    const back = api.call('rseq', value);
    expect(back === null ? [] : elements(api, back).map((e) => Number(kind.isMap ? api.call('key', e) : e))).toEqual(
      [...numbers].reverse(),
    );
  }
}

function apply(api: Api, kind: Kind, { value, model }: Version, { edits, how }: Step, fresh: () => number): Version {
  const m = new Map(model);
  const sealed = how === 'transient' && kind.order === undefined;
  const bang = sealed ? '!' : '';
  let c = sealed ? api.call('transient', value) : value;
  if (how === 'all at once' && kind.isMap) {
    const puts = new Map(edits.filter(([op]) => op === 'put').map(([, i]) => [i, fresh()]));
    for (const [i, v] of puts) m.set(i, v);
    return { value: api.call('conj', value, api.call('hash-map', ...flat(api, kind, puts))), model: m };
  }
  for (const [op, number, variant] of edits) {
    const i = number % kind.keys.length;
    const k = kind.keys[i](api, variant);
    if (op === 'put') {
      const v = fresh();
      c = kind.isMap ? api.call(`assoc${bang}`, c, k, v) : api.call(`conj${bang}`, c, k);
      m.set(i, v);
    } else {
      c = api.call(`${kind.isMap ? 'dissoc' : 'disj'}${bang}`, c, k);
      m.delete(i);
    }
    expect([api.call('count', c), api.call('contains?', c, k)]).toEqual([m.size, m.has(i)]);
  }
  if (!sealed) return { value: c, model: m };
  const made = api.call('persistent!', c);
  expect(() => api.call('conj!', c, null)).toThrow('Transient used after persistent! call');
  return { value: made, model: m };
}

/** Keys of a guest type whose hashes are all the same, and whose equality is guest code. */
const GUEST_KEYS = `
(deftype SameHash [n]
  clojure.lang.IHashEq (hasheq [_] 7)
  Object
  (hashCode [_] 7)
  (equals [_ o] (and (instance? SameHash o) (= n (.-n o)))))
(fn [n] (SameHash. n))`;

function behave(api: Api, kind: Kind, runs: number): void {
  fc.assert(
    fc.property(steps, (list) => {
      let last = 1000;
      const versions: Version[] = [{ value: api.call(kind.make), model: new Map() }];
      for (const s of list) versions.push(apply(api, kind, versions[versions.length - 1], s, () => last++));
      for (const v of versions) check(api, kind, v);
    }),
    { numRuns: runs },
  );
}

describe('maps and sets behave as Maps and Sets', () => {
  it.each(KINDS)('$name, by TypeScript', (kind) => behave(nativeApi, kind, 60));
  describe.each(ENGINES)('on %s', (engine) => {
    const api = guestApi(engine);
    it.each(KINDS)('$name, by programs', (kind) => behave(api, kind, 10));
    it.each(KINDS.filter((kind) => kind.order === undefined))('$name with keys that are guest code', (kind) => {
      api.define('same-hash', GUEST_KEYS);
      const keys = Array.from(
        { length: 40 },
        (_, i): Key =>
          (a) =>
            i % 3 === 0 ? i : a.call('same-hash', i),
      );
      behave(api, { ...kind, keys }, 5);
    });
  });
});
