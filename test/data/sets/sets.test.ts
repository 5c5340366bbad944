import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Seq, SetLike } from '../../../src/data/collection.js';
import { equiv } from '../../../src/data/equality.js';
import { NativeFn } from '../../../src/data/functions.js';
import { keyword } from '../../../src/data/keyword.js';
import { mapFromArray } from '../../../src/data/maps/index.js';
import {
  EMPTY_SET,
  EMPTY_SORTED_SET,
  setFromArray,
  setFromLiteral,
  sortedSetFromArray,
  transientSet,
} from '../../../src/data/sets/index.js';
import type { Value } from '../../../src/data/value.js';

function all(s: Seq | null): Value[] {
  const out: Value[] = [];
  for (let c: Seq | null = s; c !== null; c = c.next() as Seq | null) out.push(c.first());
  return out;
}
const element: fc.Arbitrary<Value> = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constantFrom('Aa', 'BB', 'AaAa', 'BBBB', 'AaBB', null));

describe('sets', () => {
  it('behave as a model, persistent and transient', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), element), { maxLength: 150 }), (edits) => {
        const model = new Set<Value>();
        let s: SetLike = EMPTY_SET;
        const t = transientSet(EMPTY_SET);
        for (const [add, x] of edits) {
          s = add ? s.conj(x) : s.disj(x);
          if (add) t.conj(x);
          else t.disj(x);
          if (add) model.add(x);
          else model.delete(x);
        }
        for (const x of model) expect([s.get(x, 'none'), s.has(x), t.has(x), t.get(x, 'none')]).toEqual([x, true, true, x]);
        const made = t.persistent();
        expect([s.size, made.size]).toEqual([model.size, model.size]);
        expect(new Set(all(s.seq() as Seq | null))).toEqual(model);
        expect([equiv(s, made), equiv(made, setFromArray([...model]))]).toEqual([true, true]);
        expect(() => t.conj(1)).toThrow('Transient used after persistent! call');
      }),
      { numRuns: 100 },
    );
  });
  it('keep the element that they have', () => {
    const s = setFromArray([1n]);
    expect([s.conj(1), s.get(1, null), s.disj(2)]).toEqual([s, 1n, s]);
    expect(sortedSetFromArray(null, [1n]).get(1, null)).toBe(1n);
  });
  it('refuse elements that come twice in a literal', () => {
    expect(() => setFromLiteral(['a', 'b', 'a'])).toThrow('Duplicate key: a');
    expect(() => setFromLiteral([null, null])).toThrow('Duplicate key: null');
    expect(setFromLiteral([1, 2, null]).size).toBe(3);
  });
  it("hash and compare as Clojure's", () => {
    expect([EMPTY_SET.hasheq(), setFromArray([1, 2, 3]).hasheq(), sortedSetFromArray(null, [3, 2, 1]).hasheq()]).toEqual([
      -15128758, 439094965, 439094965,
    ]);
    const sorted = sortedSetFromArray(null, [1, 2]);
    const keywords = setFromArray([keyword(null, 'a'), keyword(null, 'b')]);
    expect([equiv(sorted, setFromArray([2, 1])), equiv(sorted, keywords), equiv(keywords, sorted)]).toEqual([true, false, false]);
    expect(() => sorted.has(keyword(null, 'a'))).toThrow('cannot be cast');
    expect(equiv(setFromArray([1]), mapFromArray([1, 1]))).toBe(false);
  });
  it('sort', () => {
    const down = new NativeFn('>', null, null, (a, b) => (a as number) > (b as number), null, null, null, -1);
    const s = sortedSetFromArray(down, [1, 5, 3, 5]);
    expect([all(s.seq()), all(s.seqDirected(false)), all(s.seqFrom(4, true)), all(s.seqFrom(4, false))]).toEqual([
      [5, 3, 1],
      [1, 3, 5],
      [3, 1],
      [5],
    ]);
    expect(all(s.empty().conj(1).conj(2).seq())).toEqual([2, 1]);
    expect(EMPTY_SORTED_SET.seq()).toBe(null);
  });
});
