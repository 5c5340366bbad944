import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapLike, Seq } from '../../../src/data/collection.js';
import { equiv } from '../../../src/data/equality.js';
import { Fn, NativeFn } from '../../../src/data/functions.js';
import type { Asker } from '../../../src/data/guest.js';
import { keyword } from '../../../src/data/keyword.js';
import { EMPTY_MAP, EMPTY_SORTED_MAP, KEYS, mapFromArray, type SortedMap, sortedMapFromArray } from '../../../src/data/maps/index.js';
import { Double, Ratio } from '../../../src/data/numbers/index.js';
import { vector } from '../../../src/data/seqs/index.js';
import { surroundBy, surroundings } from '../../../src/data/surroundings.js';
import type { Value } from '../../../src/data/value.js';

const native = (f: (a: Value, b: Value) => Value) => new NativeFn('f', null, null, f, null, null, null, -1);
const greater = native((a, b) => (a as number) > (b as number));

function all(s: Seq | null): Value[] {
  const out: Value[] = [];
  for (let c: Seq | null = s; c !== null; c = c.next() as Seq | null) out.push(c.first());
  return out;
}

describe('sorted maps', () => {
  it('behave as a model, in both orders', () => {
    const edits = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 })), { maxLength: 200 });
    fc.assert(
      fc.property(edits, fc.boolean(), fc.integer({ min: -1, max: 61 }), (list, down, from) => {
        const model = new Map<number, number>();
        let m: MapLike = sortedMapFromArray(down ? greater : null, []);
        for (const [i, [add, key]] of list.entries()) {
          m = add ? m.assoc(key, i) : m.dissoc(key);
          if (add) model.set(key, i);
          else model.delete(key);
        }
        const sorted = m as SortedMap;
        const keys = [...model.keys()].sort((a, b) => (down ? b - a : a - b));
        expect(all(sorted.seqOf(KEYS))).toEqual(keys);
        expect(all(sorted.seqDirected(false, KEYS))).toEqual(keys.slice().reverse());
        const beyond = (key: number) => (down ? key <= from : key >= from);
        expect(all(sorted.seqFrom(from, true, KEYS))).toEqual(keys.filter(beyond));
        expect(all(sorted.seqFrom(from, false, KEYS))).toEqual(keys.filter((key) => key === from || !beyond(key)).reverse());
        for (const [key, i] of model) expect(m.get(key, null)).toBe(i);
        expect(m.size).toBe(model.size);
      }),
      { numRuns: 150 },
    );
  });
  it('stay balanced', () => {
    let m: MapLike = EMPTY_SORTED_MAP;
    for (let i = 0; i < 20_000; i++) m = m.assoc(i, i);
    for (let i = 0; i < 20_000; i += 3) m = m.dissoc(i);
    let depth = 0;
    let level = [(m as SortedMap).tree];
    while (level.length > 0) {
      depth++;
      level = level.flatMap((t) => (t === null ? [] : [t.left, t.right])).filter((t) => t !== null);
    }
    expect([m.size, depth < 30]).toEqual([13333, true]);
  });
  it('order nil first, and mixed numbers by value', () => {
    expect(all(sortedMapFromArray(null, [new Double(1.5), 0, 2, 0, null, 0, 1n, 0]).seqOf(KEYS))).toEqual([null, 1n, new Double(1.5), 2]);
  });
  it('refuse what has no order', () => {
    expect(() => EMPTY_SORTED_MAP.assoc(EMPTY_MAP, 1)).toThrow('Default comparator requires nil, Number, or Comparable: {}');
    expect(EMPTY_SORTED_MAP.assoc(vector(EMPTY_MAP), 1).size).toBe(1);
    expect(EMPTY_SORTED_MAP.get(EMPTY_MAP, null)).toBe(null);
    const m = sortedMapFromArray(null, [1, 2]);
    expect(() => m.assoc(keyword(null, 'a'), 3)).toThrow('cannot be cast to class');
    expect(() => m.dissoc(keyword(null, 'a'))).toThrow('cannot be cast to class');
  });
  it('read the answers of a comparator as Java does', () => {
    const two = (answer: Value) =>
      all(
        sortedMapFromArray(
          native(() => answer),
          [1, 2, 3, 4],
        ).seqOf(KEYS),
      );
    expect(two(new Double(0.5))).toEqual([1]);
    expect(two(new Ratio(1n, 2n))).toEqual([1]);
    expect(two(4294967296)).toEqual([1]);
    expect(two(4294967295)).toEqual([3, 1]);
    expect(two(new Double(-1.5))).toEqual([3, 1]);
    expect(two(true)).toEqual([3, 1]);
    expect(two(false)).toEqual([1]);
    expect(() => two('x')).toThrow('class java.lang.String cannot be cast to class java.lang.Number');
    expect(() => two(null)).toThrow('Cannot invoke "java.lang.Number.intValue()" because "n" is null');
  });
  it('ask guest code where the comparator is a guest function', () => {
    const f = new Fn({ name: 'user/f', arities: [2], restArity: -1 }, []);
    const asker: Asker = (question, [comparator, a, b]) => {
      expect([question, comparator]).toEqual(['compare', f]);
      return (a as number) > (b as number);
    };
    const before = surroundBy({ ...surroundings, asker });
    try {
      const m = sortedMapFromArray(f, [1, 'a', 3, 'b', 2, 'c', 3, 'd']);
      expect(all(m.seqOf(2))).toEqual(['d', 'c', 'a']);
      expect((m.empty() as SortedMap).comparator).toBe(f);
    } finally {
      surroundBy(before);
    }
  });
  it('equal other maps', () => {
    const m = sortedMapFromArray(null, [1, 2, 3, 4]);
    expect([equiv(m, mapFromArray([3, 4, 1, 2])), equiv(mapFromArray([3, 4, 1, 2]), m), m.hasheq()]).toEqual([true, true, -812819982]);
    expect(equiv(m, mapFromArray([keyword(null, 'a'), 2, 1, 2]))).toBe(false);
    expect(() => equiv(mapFromArray([keyword(null, 'a'), 2, 1, 2]), m)).toThrow('cannot be cast');
  });
});
