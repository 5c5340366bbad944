import { describe, expect, it } from 'vitest';
import { className, defineClass } from '../../src/data/classes.js';
import { equiv } from '../../src/data/equality.js';
import { GUEST } from '../../src/data/guest.js';
import { hasheq } from '../../src/data/hash.js';
import { keyword } from '../../src/data/keyword.js';
import { EMPTY_MAP, mapFromArray } from '../../src/data/maps/index.js';
import { vector } from '../../src/data/seqs/index.js';
import { setFromArray } from '../../src/data/sets/index.js';
import { Instance, Record, TypeDef } from '../../src/data/types.js';

const x = keyword(null, 'x');
const y = keyword(null, 'y');
const z = keyword(null, 'z');
const type = (name: string, isRecord: boolean) =>
  new TypeDef(defineClass(name), name, [x, y], [false, false], isRecord ? 'record' : 'type');
const P = type('user.P', true);
const p = new Record(P, [1, 2], null, null);

describe('records', () => {
  it("hash as Clojure's", () => {
    expect([p.hasheq(), p.assoc(z, 3).hasheq()]).toEqual([2140674666, 1653327286]);
  });
  it('equal records of their type only', () => {
    const q = new Record(type('user.Q', true), [1, 2], null, null);
    const map = mapFromArray([x, 1, y, 2]);
    expect([equiv(p, new Record(P, [1, 2], null, map)), equiv(p, q), equiv(p, map), equiv(map, p)]).toEqual([true, false, false, false]);
    expect([equiv(p.assoc(z, 3), p.assoc(z, 3)), equiv(p.assoc(z, 3), p), equiv(p.assoc(z, 3), p.assoc(z, 4))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(setFromArray([p, new Record(P, [1, 2], null, null), q]).size).toBe(2);
  });
  it('stay records with all their fields, and become maps without one', () => {
    expect([p.assoc(x, 1), p.assoc(x, 5).get(x, null), p.get(z, 'no'), p.has(y)]).toEqual([p, 5, 'no', true]);
    const more = p.assoc(z, 3);
    expect([more.size, className(more.dissoc(z)), equiv(more.dissoc(z), p)]).toEqual([3, 'user.P', true]);
    const less = new Record(P, [1, 2], null, EMPTY_MAP).assoc(z, 3).dissoc(x);
    expect([className(less), equiv(less, mapFromArray([y, 2, z, 3])), less.meta]).toEqual([
      'clojure.lang.PersistentArrayMap',
      true,
      EMPTY_MAP,
    ]);
    expect(className(p)).toBe('user.P');
    expect(() => p.empty()).toThrow("Can't create empty: user.P");
  });
  it('walk their fields, then the other keys', () => {
    const s = p.assoc(z, 3).seq();
    expect(equiv(s, vector(vector(x, 1), vector(y, 2), vector(z, 3)))).toBe(true);
    expect(equiv(p.assoc(z, 3).seqOf(1), vector(x, y, z))).toBe(true);
    expect(equiv(p.conj(vector(x, 5)), new Record(P, [5, 2], null, null))).toBe(true);
    expect(equiv(EMPTY_MAP.conj(p), mapFromArray([x, 1, y, 2]))).toBe(true);
  });
});

describe('instances', () => {
  it('equal themselves only, unless their type says more', () => {
    const T = type('user.T', false);
    const a = new Instance(T, [1, 2]);
    const b = new Instance(T, [1, 2]);
    const h = hasheq(a);
    expect([equiv(a, a), equiv(a, b), hasheq(a) === h, className(a)]).toEqual([true, false, true, 'user.T']);
    T.methods.set('equals', null);
    T.methods.set('hashCode', null);
    expect([equiv(a, a), equiv(a, b), hasheq(a)]).toEqual([true, GUEST, GUEST]);
  });
});
