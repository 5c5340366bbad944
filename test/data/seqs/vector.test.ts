import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec } from '../../../src/data/collection.js';
import { equiv } from '../../../src/data/equality.js';
import { hasheq } from '../../../src/data/hash.js';
import { keyword } from '../../../src/data/keyword.js';
import { toArray } from '../../../src/data/operations/index.js';
import {
  EMPTY_VECTOR,
  MapEntry,
  type PersistentVector,
  ReverseSeq,
  subvec,
  TransientVector,
  vector,
  vectorFromArray,
} from '../../../src/data/seqs/index.js';
import type { Value } from '../../../src/data/value.js';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function elements(v: Vec): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < v.length; i++) out.push(v.at(i));
  return out;
}

/** The lengths at which a leaf, a level or the tail begins or ends. */
const EDGES = [0, 1, 2, 3, 4, 31, 32, 33, 63, 64, 65, 1023, 1024, 1025, 1055, 1056, 1057, 1088, 1089, 32767, 32768, 32800, 32801, 33000];

describe('vectors of every size', () => {
  it('read back what conj appended', () => {
    let v = EMPTY_VECTOR;
    const edges = new Set(EDGES);
    for (let n = 0; n <= 33000; n++) {
      if (edges.has(n)) {
        expect(v.length).toBe(n);
        expect(elements(v)).toEqual(upTo(n));
      }
      v = v.conj(n);
    }
  });
  for (const n of EDGES) {
    it(`are the same from an array, a transient and conj: ${n}`, () => {
      const made = vectorFromArray(upTo(n));
      const t = new TransientVector(EMPTY_VECTOR);
      for (let i = 0; i < n; i++) t.conj(i);
      const grown = t.persistent();
      expect(elements(made)).toEqual(upTo(n));
      expect(made.toArray()).toEqual(upTo(n));
      expect(toArray(made.seq())).toEqual(upTo(n));
      expect(elements(grown)).toEqual(upTo(n));
      expect(equiv(made, grown)).toBe(true);
      expect(hasheq(made)).toBe(hasheq(grown));
      expect(elements(made.conj('x'))).toEqual([...upTo(n), 'x']);
      if (n > 0) expect(elements(made.pop())).toEqual(upTo(n - 1));
    });
  }
  it('pop down to nothing', () => {
    let v = vectorFromArray(upTo(1100));
    for (let n = 1100; n > 0; n--) {
      expect(v.length).toBe(n);
      expect(v.at(n - 1)).toBe(n - 1);
      expect(v.at(0)).toBe(0);
      v = v.pop();
    }
    expect(v).toBe(EMPTY_VECTOR);
    expect(() => v.pop()).toThrow("Can't pop empty vector");
  });
});

describe('versions of one vector', () => {
  it('do not see what was appended to a sibling', () => {
    const base = vector(1, 2, 3, 4, 5);
    const a = base.conj('a');
    const b = base.conj('b');
    const aa = a.conj('aa');
    expect(elements(base)).toEqual([1, 2, 3, 4, 5]);
    expect(elements(a)).toEqual([1, 2, 3, 4, 5, 'a']);
    expect(elements(b)).toEqual([1, 2, 3, 4, 5, 'b']);
    expect(elements(aa)).toEqual([1, 2, 3, 4, 5, 'a', 'aa']);
    expect(toArray(base.seq())).toEqual([1, 2, 3, 4, 5]);
    expect(base.toArray()).toEqual([1, 2, 3, 4, 5]);
    expect(equiv(base, vector(1, 2, 3, 4, 5))).toBe(true);
  });
  it('stay as they were, whatever is done to others', () => {
    const step = fc.record({ pick: fc.nat(), what: fc.constantFrom('conj', 'pop', 'assoc', 'transient'), i: fc.nat(), x: fc.integer() });
    fc.assert(
      fc.property(fc.constantFrom(...EDGES.filter((n) => n < 2000)), fc.array(step, { maxLength: 40 }), (n, steps) => {
        const versions: { v: PersistentVector; model: Value[] }[] = [{ v: vectorFromArray(upTo(n)), model: upTo(n) }];
        for (const s of steps) {
          const { v, model } = versions[s.pick % versions.length];
          if (s.what === 'conj') versions.push({ v: v.conj(s.x), model: [...model, s.x] });
          else if (s.what === 'pop') {
            if (model.length > 0) versions.push({ v: v.pop(), model: model.slice(0, -1) });
          } else if (s.what === 'assoc') {
            const i = s.i % (model.length + 1);
            const changed = model.slice();
            changed[i] = s.x;
            versions.push({ v: v.assocN(i, s.x), model: changed });
          } else {
            const t = new TransientVector(v);
            const changed = model.slice();
            for (let k = 0; k < 70; k++) {
              const roll = (s.i + k * 7) % 5;
              if (roll < 2) {
                t.conj(k);
                changed.push(k);
              } else if (roll === 2 && changed.length > 0) {
                t.pop();
                changed.pop();
              } else {
                const i = (s.i * 31 + k * 97) % (changed.length + 1);
                t.assocN(i, -k);
                changed[i] = -k;
              }
            }
            versions.push({ v: t.persistent(), model: changed });
          }
        }
        for (const { v, model } of versions) expect(v.toArray()).toEqual(model);
      }),
      { numRuns: 150 },
    );
  });
});

describe('transients', () => {
  it('grow and shrink across levels', () => {
    const t = new TransientVector(vectorFromArray(upTo(1000)));
    for (let i = 1000; i < 1100; i++) t.conj(i);
    for (let i = 0; i < 90; i++) t.pop();
    for (let i = 0; i < 1010; i++) t.assocN(i, i * 2);
    expect(t.persistent().toArray()).toEqual(upTo(1010).map((i) => i * 2));
  });
  it('refuse to work once sealed', () => {
    const t = new TransientVector(vector(1));
    t.persistent();
    for (const use of [() => t.conj(1), () => t.pop(), () => t.assocN(0, 1), () => t.length, () => t.at(0), () => t.persistent()])
      expect(use).toThrow('Transient used after persistent! call');
  });
  it('pop to nothing and grow again', () => {
    const t = new TransientVector(vector(1, 2));
    t.pop().pop();
    expect(() => t.pop()).toThrow("Can't pop empty vector");
    expect(t.conj(7).persistent().toArray()).toEqual([7]);
  });
});

describe('seqs of vectors', () => {
  it('are chunked by leaves', () => {
    const s = vectorFromArray(upTo(70)).seq();
    const chunk = s?.next()?.chunkedFirst();
    expect([chunk?.length, chunk?.at(0), chunk?.at(30)]).toEqual([31, 1, 31]);
    expect(s?.chunkedNext()?.chunkedNext()?.chunkedFirst().length).toBe(6);
    expect(s?.chunkedNext()?.chunkedNext()?.chunkedNext()).toBe(null);
    expect(s?.next()?.count()).toBe(69);
  });
  it('end where the vector ends, though its tail is shared', () => {
    const v = vectorFromArray(upTo(6));
    const s = v.seq();
    v.conj(6).conj(7);
    expect(toArray(s)).toEqual(upTo(6));
    expect(s?.chunkedFirst().length).toBe(6);
  });
  it('run backwards', () => {
    expect(toArray(new ReverseSeq(vectorFromArray(upTo(40)), 39, null))).toEqual(upTo(40).reverse());
  });
});

describe('subvectors and entries', () => {
  it('are windows', () => {
    const v = subvec(vectorFromArray(upTo(100)), 10, 50);
    const w = subvec(v, 5, 10);
    expect(elements(w)).toEqual([15, 16, 17, 18, 19]);
    expect(elements(w.conj('x'))).toEqual([15, 16, 17, 18, 19, 'x']);
    expect(elements(w.assocN(0, 'y'))).toEqual(['y', 16, 17, 18, 19]);
    expect(elements(w.pop())).toEqual([15, 16, 17, 18]);
    expect(v.at(10)).toBe(20);
    expect(equiv(w, vector(15, 16, 17, 18, 19))).toBe(true);
    expect(hasheq(w)).toBe(hasheq(vector(15, 16, 17, 18, 19)));
    expect(() => subvec(v, 0, 41)).toThrow();
    expect(() => subvec(v, 3, 2)).toThrow();
    expect(() => w.assocN(6, 0)).toThrow();
    expect(subvec(v, 3, 3)).toBe(EMPTY_VECTOR);
  });
  it('entries are vectors of two', () => {
    const e = new MapEntry(keyword(null, 'a'), 1);
    expect(equiv(e, vector(keyword(null, 'a'), 1))).toBe(true);
    expect(hasheq(e)).toBe(hasheq(vector(keyword(null, 'a'), 1)));
    expect(elements(e.conj(2))).toEqual([keyword(null, 'a'), 1, 2]);
    expect(elements(e.pop())).toEqual([keyword(null, 'a')]);
    expect(e.empty()).toBe(null);
    expect(() => e.withMeta(null)).toThrow('class clojure.lang.MapEntry cannot be cast to class clojure.lang.IObj');
  });
});
