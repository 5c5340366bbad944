import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineClass } from '../../../src/data/classes.js';
import type { MapLike } from '../../../src/data/collection.js';
import { equiv } from '../../../src/data/equality.js';
import { type Asker, GUEST, type Question } from '../../../src/data/guest.js';
import { keyword } from '../../../src/data/keyword.js';
import {
  ArrayMap,
  arrayMapFromArray,
  EMPTY_HASH_MAP,
  EMPTY_MAP,
  HashMap,
  hashMapFromArray,
  mapFromArray,
  mapFromLiteral,
  ShapeMap,
  type TransientMap,
  transientMap,
} from '../../../src/data/maps/index.js';
import { arraySeq, list, MapEntry, vector } from '../../../src/data/seqs/index.js';
import { surroundBy, surroundings } from '../../../src/data/surroundings.js';
import { Instance, TypeDef } from '../../../src/data/types.js';
import type { Value } from '../../../src/data/value.js';

const k = (name: string) => keyword(null, name);

/** Few keys, of which many have equal hashes. */
const someKey: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz').map(k),
  fc.integer({ min: -5, max: 40 }),
  fc.array(fc.constantFrom('Aa', 'BB'), { minLength: 2, maxLength: 3 }).map((a) => a.join('')),
  fc.constantFrom<Value>(null, true, false),
);
const edits = fc.array(fc.tuple(fc.boolean(), someKey, fc.integer({ min: 0, max: 9 })), { maxLength: 120 });

function check(m: MapLike, model: Map<Value, Value>): void {
  expect(m.size).toBe(model.size);
  for (const [key, value] of model) {
    expect(m.get(key, 'none')).toBe(value);
    expect(m.has(key)).toBe(true);
    expect(m.entry(key)).toEqual(new MapEntry(key, value));
  }
  const seen = new Map<Value, Value>();
  m.forEach((key, value) => void seen.set(key, value));
  expect(seen.size).toBe(model.size);
  for (const [key, value] of seen) expect(model.get(key)).toBe(value);
}

const starts: [string, MapLike, Map<Value, Value>][] = [
  ['{}', EMPTY_MAP, new Map()],
  ['an empty hash map', EMPTY_HASH_MAP, new Map()],
  [
    'an array map',
    arrayMapFromArray([1, 2, 'b', 4]),
    new Map<Value, Value>([
      [1, 2],
      ['b', 4],
    ]),
  ],
];

describe('maps behave as a model', () => {
  for (const [name, start, entries] of starts) {
    it(`from ${name}, persistent and transient`, () => {
      fc.assert(
        fc.property(edits, (list) => {
          const model = new Map(entries);
          let m = start;
          const t = transientMap(start);
          const versions: [MapLike, Map<Value, Value>][] = [];
          for (const [add, key, value] of list) {
            if (add) {
              m = m.assoc(key, value);
              t.assoc(key, value);
              model.set(key, value);
            } else {
              m = m.dissoc(key);
              t.dissoc(key);
              model.delete(key);
            }
            versions.push([m, new Map(model)]);
          }
          expect(t.size).toBe(model.size);
          for (const [key, value] of model) expect(t.get(key, 'none')).toBe(value);
          const made = t.persistent();
          check(made, model);
          for (const v of versions.slice(-3)) check(...v);
          expect(equiv(m, made)).toBe(true);
          expect(m.hasheq()).toBe(made.hasheq());
        }),
        { numRuns: 60 },
      );
    });
  }
  it('with a hundred thousand entries', () => {
    const t = transientMap(EMPTY_MAP);
    for (let i = 0; i < 100_000; i++) t.assoc(i, i + 1);
    let m: MapLike = t.persistent();
    expect(m.size).toBe(100_000);
    for (let i = 0; i < 100_000; i += 7) expect(m.get(i, null)).toBe(i + 1);
    const full = m;
    for (let i = 0; i < 100_000; i += 2) m = m.dissoc(i);
    expect([m.size, m.get(2, 'gone'), m.get(3, 'gone'), full.get(2, 'gone')]).toEqual([50_000, 'gone', 4, 3]);
    const back = transientMap(m as HashMap);
    for (let i = 1; i < 100_000; i += 2) back.dissoc(i);
    expect([back.size, m.size, back.persistent().seq()]).toEqual([0, 50_000, null]);
  });
});

describe('kinds of maps', () => {
  const keys = Array.from({ length: 20 }, (_, i) => k(`k${i}`));
  const grow = (n: number) => keys.slice(0, n).reduce<MapLike>((m, key, i) => m.assoc(key, i), EMPTY_MAP);
  it('keyword keys have shapes up to sixteen', () => {
    expect((grow(8) as ShapeMap).shape).toMatchObject({ size: 8, hashed: false });
    expect((grow(9) as ShapeMap).shape).toMatchObject({ size: 9, hashed: true });
    expect(grow(16)).toBeInstanceOf(ShapeMap);
    expect(grow(17)).toBeInstanceOf(HashMap);
    expect(grow(3).assoc('x', 1)).toBeInstanceOf(ArrayMap);
    expect(grow(8).assoc('x', 1)).toBeInstanceOf(HashMap);
    expect(grow(9).assoc('x', 1)).toBeInstanceOf(HashMap);
    for (const n of [3, 9, 16, 17]) expect(grow(n).get(keys[2], null)).toBe(2);
  });
  it('same keys, same shape, whatever the way', () => {
    const literal = mapFromLiteral(keys.slice(0, 12).flatMap((key, i) => [key, i])) as ShapeMap;
    expect(literal.shape).toBe((grow(12) as ShapeMap).shape);
    expect((grow(3).dissoc(keys[1]) as ShapeMap).shape).toBe((EMPTY_MAP.assoc(keys[0], 1).assoc(keys[2], 1) as ShapeMap).shape);
    expect((grow(9).dissoc(keys[8]) as ShapeMap).shape).not.toBe((grow(8) as ShapeMap).shape);
    expect(equiv(grow(9).dissoc(keys[8]), grow(8))).toBe(true);
  });
  it('the empty map is one', () => {
    expect(grow(1).dissoc(keys[0])).toBe(EMPTY_MAP);
    expect(mapFromArray([1, 2]).dissoc(1)).toBe(EMPTY_MAP);
    expect(mapFromLiteral([])).toBe(EMPTY_MAP);
    expect(hashMapFromArray([1, 2]).empty()).toBeInstanceOf(HashMap);
  });
  it('assoc of the value that is there gives the same map', () => {
    for (const m of [grow(3), grow(12), grow(18), mapFromArray(['a', 0]).assoc(keys[0], 0)]) expect(m.assoc(keys[0], 0)).toBe(m);
    for (const m of [grow(3), grow(12), grow(18), mapFromArray(['a', 0])]) expect(m.dissoc('no')).toBe(m);
  });
  it('computed keywords do not fill the table of shapes', () => {
    let last: MapLike = EMPTY_MAP;
    for (let i = 0; i < 20_000; i++) last = EMPTY_MAP.assoc(k('fixed'), 0).assoc(k(`computed${i}`), i);
    expect(last).toBeInstanceOf(ArrayMap);
    expect([last.size, last.get(k('computed19999'), null), last.get(k('fixed'), null)]).toEqual([2, 19999, 0]);
    expect(equiv(last.dissoc(k('computed19999')), EMPTY_MAP.assoc(k('fixed'), 0))).toBe(true);
  });
  it('metadata stays with the map', () => {
    const meta = grow(1);
    for (const m of [grow(3), grow(12), grow(18), mapFromArray([1, 2])]) {
      const with_ = m.withMeta(meta) as MapLike;
      expect([with_.assoc('q', 1).meta, with_.dissoc(keys[0]).meta, (with_.empty() as MapLike).meta, with_.hasheq()]).toEqual([
        meta,
        meta,
        meta,
        m.hasheq(),
      ]);
    }
  });
});

describe('keys', () => {
  it('of equal value stay the object they were', () => {
    for (const make of [mapFromArray, hashMapFromArray]) {
      const m = make([1n, 'a']).assoc(1, 'b');
      expect([m.entry(1), m.get(1n, null), m.size]).toEqual([new MapEntry(1n, 'b'), 'b', 1]);
    }
  });
  it('twice in a literal are refused', () => {
    expect(() => mapFromLiteral([k('a'), 1, k('a'), 2])).toThrow('Duplicate key: :a');
    expect(() => mapFromLiteral(['a', 1, 'a', 2])).toThrow('Duplicate key: a');
    expect(() => mapFromLiteral([vector(1, 'b'), 1, list(1, 'b'), 2])).toThrow('Duplicate key: [1 "b"]');
    expect(() => mapFromLiteral([null, 1, null, 2])).toThrow('Duplicate key: null');
    const many = Array.from({ length: 24 }, (_, i) => (i === 22 ? 4 : i));
    expect(() => mapFromLiteral(many)).toThrow('Duplicate key: 4');
    expect(mapFromArray(many).get(4, null)).toBe(23);
    expect(
      mapFromArray([k('a'), 1, k('b'), 2, k('a'), 3])
        .seq()
        ?.first(),
    ).toEqual(new MapEntry(k('a'), 3));
  });
  it('undefined of the host is nil', () => {
    const m = mapFromArray([undefined, 1]);
    expect([m.get(null, 0), m.get(undefined, 0), hashMapFromArray([null, 2]).get(undefined, 0)]).toEqual([1, 1, 2]);
  });
  it('of vectors are found by value', () => {
    const m = hashMapFromArray([vector(1, 2), 'v']);
    expect([m.get(vector(1, 2), null), m.get(list(1, 2), null), m.get(vector(2, 1), null)]).toEqual(['v', 'v', null]);
  });
});

describe('conj', () => {
  it('takes entries, pairs, maps and seqs of entries', () => {
    const m = mapFromArray([k('a'), 1]);
    const more = mapFromArray([k('b'), 2, 'c', 3]);
    const expected = mapFromArray([k('a'), 1, k('b'), 2, 'c', 3]);
    for (const x of [more, more.seq(), arraySeq([new MapEntry(k('b'), 2), new MapEntry('c', 3)])])
      expect(equiv(m.conj(x), expected)).toBe(true);
    expect(equiv((m.conj(vector(k('b'), 2)) as MapLike).conj(new MapEntry('c', 3)), expected)).toBe(true);
    const big = hashMapFromArray([null, 0, 1, 1]);
    expect(equiv(big.conj(mapFromArray([null, 5, 2, 2, 3, 3, 4, 4])), mapFromArray([null, 5, 1, 1, 2, 2, 3, 3, 4, 4]))).toBe(true);
    expect(m.conj(null)).toBe(m);
    expect(m.conj('')).toBe(m);
    expect(() => m.conj(vector(1))).toThrow('Vector arg to map conj must be a pair');
    expect(() => m.conj(1)).toThrow("Don't know how to create ISeq from: java.lang.Long");
    expect(() => m.conj(list(vector(1, 2)))).toThrow('class clojure.lang.PersistentVector cannot be cast to class java.util.Map$Entry');
  });
});

describe('transients', () => {
  it('are dead once persistent', () => {
    const t = transientMap(EMPTY_MAP);
    t.assoc(1, 2);
    const m = t.persistent();
    for (const use of [
      () => t.assoc(1, 3),
      () => t.dissoc(1),
      () => t.get(1, null),
      () => t.size,
      () => t.persistent(),
      () => t.conj(null),
    ])
      expect(use).toThrow('Transient used after persistent! call');
    expect(m.get(1, null)).toBe(2);
  });
  it('leave the map that they came from alone', () => {
    const m = mapFromArray(Array.from({ length: 200 }, (_, i) => i)) as HashMap;
    const t: TransientMap = transientMap(m);
    for (let i = 0; i < 200; i += 2) t.assoc(i, 'new').dissoc(i + 4);
    for (let i = 0; i < 200; i += 2) expect(m.get(i, null)).toBe(i + 1);
  });
});

describe('keys of guest types', () => {
  const type = new TypeDef(defineClass('user.Key'), 'user.Key', [], [], 'type');
  for (const name of ['hashCode', 'equals']) type.methods.set(name, null);
  const key = (n: number) => new Instance(type, [n]);
  const answer = (question: Question, args: Value[]): Value =>
    question === 'hash' ? 7 : (args[0] as Instance).slots[0] === (args[1] as Instance).slots[0];
  function asking<T>(asker: Asker, body: () => T): T {
    const before = surroundBy({ ...surroundings, asker });
    try {
      return body();
    } finally {
      surroundBy(before);
    }
  }

  it('are found by what guest code answers', () => {
    asking(answer, () => {
      for (const start of [EMPTY_MAP, EMPTY_HASH_MAP]) {
        const m = start.assoc(key(1), 'a').assoc(key(2), 'b').assoc(key(1), 'c');
        expect([m.size, m.get(key(1), null), m.get(key(2), null), m.get(key(3), 'no'), m.dissoc(key(2)).size]).toEqual([
          2,
          'c',
          'b',
          'no',
          1,
        ]);
      }
    });
  });
  it('leave a transient as it was where an answer is interrupted', () => {
    const entries = asking(answer, () => hashMapFromArray(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? key(i) : i))));
    for (let stop = 1; stop <= 21; stop++) {
      const t = transientMap(entries);
      let asked = 0;
      const interrupting: Asker = (question, args) => {
        if (++asked === stop) throw new Error('later');
        return answer(question, args);
      };
      expect(() => asking(interrupting, () => t.assoc(key(41), 'new'))).toThrow('later');
      asked = 0;
      expect(() => asking(interrupting, () => t.dissoc(key(38)))).toThrow('later');
      expect(t.size).toBe(20);
      asking(answer, () => expect(equiv(t.persistent(), entries)).toBe(true));
    }
  });
  it('make hashes and equality a matter of guest code', () => {
    const m = hashMapFromArray([1, key(1)]);
    expect([m.hasheq(), equiv(m, hashMapFromArray([1, key(1)])), equiv(m, hashMapFromArray([2, key(1)]))]).toEqual([GUEST, GUEST, false]);
  });
});
