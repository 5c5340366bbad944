import { describe, expect, it } from 'vitest';
import { charOf } from '../../../src/data/char.js';
import type { Seq } from '../../../src/data/collection.js';
import { equiv } from '../../../src/data/equality.js';
import { GUEST } from '../../../src/data/guest.js';
import { hasheq } from '../../../src/data/hash.js';
import { Double } from '../../../src/data/numbers/index.js';
import { cons, count, first, next, nth, rest, seq, toArray } from '../../../src/data/operations/index.js';
import { printString } from '../../../src/data/print.js';
import {
  arraySeq,
  Chunk,
  ChunkBuffer,
  chunkCons,
  EMPTY_LIST,
  EMPTY_QUEUE,
  LazySeq,
  lazySetValue,
  list,
  listFromArray,
  Naturals,
  type NumberRange,
  pendingLazySeq,
  type Range,
  Repeat,
  RepeatForever,
  rangeOf,
  vector,
} from '../../../src/data/seqs/index.js';
import type { Value } from '../../../src/data/value.js';

const THUNK = { name: 'a thunk' };
const lazy = (): LazySeq => new LazySeq(THUNK, null);
const realised = (value: Value): LazySeq => {
  const ls = lazy();
  lazySetValue(ls, value);
  return ls;
};

describe('lists', () => {
  it('are counted and keep their metadata on conj', () => {
    const m = { meta: true };
    const l = list(1, 2, 3).withMeta(m);
    expect(l.conj(0).meta).toBe(m);
    expect(l.conj(0).count()).toBe(4);
    expect(toArray(l.conj(0))).toEqual([0, 1, 2, 3]);
    expect((l.empty() as Seq).meta).toBe(m);
    expect(l.pop().pop().pop().count()).toBe(0);
  });
  it('have an empty one', () => {
    expect(EMPTY_LIST.seq()).toBe(null);
    expect(EMPTY_LIST.first()).toBe(null);
    expect(EMPTY_LIST.next()).toBe(null);
    expect(EMPTY_LIST.rest()).toBe(EMPTY_LIST);
    expect(() => EMPTY_LIST.pop()).toThrow("Can't pop empty list");
    expect(equiv(EMPTY_LIST, vector())).toBe(true);
    expect(equiv(EMPTY_LIST, null)).toBe(false);
    expect(equiv(null, EMPTY_LIST)).toBe(false);
  });
  it('may be long without deep recursion', () => {
    const l = listFromArray(Array.from({ length: 200_000 }, (_, i) => i));
    expect(equiv(l, rangeOf(0, 200_000, 1))).toBe(true);
    expect(hasheq(l)).toBe(hasheq(rangeOf(0, 200_000, 1)));
  });
});

describe('lazy seqs', () => {
  it('answer GUEST until the thunk has run', () => {
    const ls = lazy();
    for (const answer of [ls.seq(), ls.first(), ls.next(), ls.rest(), ls.count(), ls.hasheq(), ls.equiv(list(1))])
      expect(answer).toBe(GUEST);
    for (const answer of [seq(ls), first(ls), next(ls), rest(ls), count(ls), nth(ls, 0), toArray(ls), equiv(list(1), ls)])
      expect(answer).toBe(GUEST);
    expect(ls.isRealized()).toBe(false);
    expect(equiv(ls, 5)).toBe(GUEST);
    lazySetValue(ls, vector(1, 2));
    expect(ls.isRealized()).toBe(true);
    expect(toArray(ls)).toEqual([1, 2]);
    expect(count(ls)).toBe(2);
    expect(nth(ls, 1)).toBe(2);
    expect(equiv(ls, list(1, 2))).toBe(true);
    expect(hasheq(ls)).toBe(hasheq(vector(1, 2)));
  });
  it('may be nil, which is not an empty list but equals one', () => {
    const ls = realised(null);
    expect(seq(ls)).toBe(null);
    expect(first(ls)).toBe(null);
    expect(rest(ls)).toBe(EMPTY_LIST);
    expect(equiv(ls, EMPTY_LIST)).toBe(true);
    expect(hasheq(ls)).toBe(hasheq(EMPTY_LIST));
  });
  it('say which thunk is next when they are nested', () => {
    const inner = lazy();
    const middle = realised(inner);
    const outer = realised(middle);
    expect(pendingLazySeq(outer)).toBe(inner);
    expect(seq(outer)).toBe(GUEST);
    expect(pendingLazySeq(outer)).toBe(inner);
    lazySetValue(inner, list(7));
    expect(pendingLazySeq(outer)).toBe(null);
    expect(toArray(outer)).toEqual([7]);
    expect(toArray(middle)).toEqual([7]);
  });
  it('nest 200,000 deep without deep recursion', () => {
    let ls = realised(list(1));
    for (let i = 0; i < 200_000; i++) ls = realised(ls);
    expect(first(ls)).toBe(1);
  });
  it('stay lazy under metadata, cons and rest', () => {
    const ls = lazy();
    const m = { meta: true };
    const copy = ls.withMeta(m);
    expect(copy.meta).toBe(m);
    expect(seq(copy)).toBe(GUEST);
    expect(pendingLazySeq(copy)).toBe(ls);
    const c = cons(1, ls) as Seq;
    expect(first(c)).toBe(1);
    expect(rest(c)).toBe(ls);
    expect(next(c)).toBe(GUEST);
    expect(count(c)).toBe(GUEST);
    expect(nth(c, 0)).toBe(1);
    expect(equiv(c, list(2))).toBe(false);
    lazySetValue(ls, null);
    expect(next(c)).toBe(null);
    expect(seq(copy)).toBe(null);
  });
  it('refuse a value that is no seq, once', () => {
    const ls = realised(5);
    expect(() => seq(ls)).toThrow("Don't know how to create ISeq from: java.lang.Long");
    expect(seq(ls)).toBe(null);
  });
});

describe('chunked seqs', () => {
  it('walk chunk by chunk', () => {
    const b = new ChunkBuffer(32);
    b.add(1);
    b.add(2);
    expect(count(b)).toBe(2);
    const s = chunkCons(b.chunk(), list(3)) as Seq;
    expect(toArray(s)).toEqual([1, 2, 3]);
    expect(count(s)).toBe(3);
    expect(toArray(rest(s))).toEqual([2, 3]);
    expect(chunkCons(new Chunk([], 0, 0), null)).toBe(null);
    expect(() => b.add(1)).toThrow();
  });
  it('stop at a lazy rest', () => {
    const s = chunkCons(new Chunk([1, 2], 0, 2), lazy()) as Seq;
    expect(first(next(s))).toBe(2);
    expect(next(next(s))).toBe(GUEST);
    expect(toArray(s)).toBe(GUEST);
    expect(count(s)).toBe(GUEST);
  });
});

describe('ranges', () => {
  const numbers = (start: number, end: number, step: number): Value => toArray(rangeOf(start, end, step));
  it('have the numbers that Clojure gives', () => {
    expect(numbers(0, 5, 1)).toEqual([0, 1, 2, 3, 4]);
    expect(numbers(5, 0, -2)).toEqual([5, 3, 1]);
    expect(numbers(0, 10, 3)).toEqual([0, 3, 6, 9]);
    expect(numbers(0, 9, 3)).toEqual([0, 3, 6]);
    expect(numbers(-3, 3, 2)).toEqual([-3, -1, 1]);
    expect(rangeOf(5, 0, 1)).toBe(EMPTY_LIST);
    expect(rangeOf(0, 0, 0)).toBe(EMPTY_LIST);
    expect(rangeOf(0, 5, 0)).toBeInstanceOf(RepeatForever);
    expect(Object.is((numbers(-1, 2, 1) as number[])[1], 0)).toBe(true);
  });
  it('are counted and chunked in 32s', () => {
    const r = rangeOf(0, 100, 1) as Range;
    expect(r.count()).toBe(100);
    expect(r.chunkedFirst().length).toBe(32);
    expect(r.chunkedNext()?.first()).toBe(32);
    expect(r.next()?.chunkedFirst().length).toBe(31);
    expect(nth(r, 99)).toBe(99);
    expect(toArray(r)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });
});

describe('ranges of other numbers', () => {
  const numbers = (start: Value, end: Value, step: Value): string => printString(rangeOf(start, end, step)) as string;
  const d = (x: number): Double => new Double(x);
  it('have the numbers that Clojure gives', () => {
    expect(numbers(0, 1, d(0.25))).toBe('(0 0.25 0.5 0.75)');
    expect(numbers(d(0), d(3), 1)).toBe('(0.0 1.0 2.0)');
    expect(numbers(3, 0, d(-0.5))).toBe('(3 2.5 2.0 1.5 1.0 0.5)');
    expect(numbers(1n, 4n, 1)).toBe('(1N 2N 3N)');
    expect(numbers(0, d(2.5), 1)).toBe('(0 1 2)');
    expect(numbers(0, d(0), 1)).toBe('()');
    expect(numbers(d(1.5), 1, 1)).toBe('()');
    expect(numbers(1, d(1), d(0))).toBe('()');
    expect(count(rangeOf(0, 1, d(0.1)))).toBe(11);
    expect(rangeOf(0, 2, d(0))).toBeInstanceOf(RepeatForever);
    expect(toArray(rangeOf(0, d(100), 1))).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect((rangeOf(0, d(100), 1) as NumberRange).chunkedNext()?.first()).toBe(32);
    expect(() => rangeOf(0, 'a', 1)).toThrow('class java.lang.String cannot be cast to class java.lang.Number');
  });
  it('are not walked where that would not end', () => {
    for (const s of [rangeOf(0, d(Infinity), 1), rangeOf(0, d(NaN), 1), rangeOf(d(1e16), d(1e16 + 100), d(0.1)), rangeOf(0, d(1e12), 1)]) {
      for (const answer of [count(s), hasheq(s), toArray(s)]) expect(answer).toBe(GUEST);
      expect(nth(s, 3)).toBeDefined();
    }
    const long = rangeOf(0, 2 ** 40, 1) as Range;
    expect(long.count()).toBe(2 ** 40);
    expect(nth(long, 2 ** 30)).toBe(2 ** 30);
    for (const answer of [hasheq(long), toArray(long), equiv(long, rangeOf(0, 2 ** 40, 1)), toArray(cons(1, long))])
      expect(answer).toBe(GUEST);
  });
});

describe('seqs without an end', () => {
  it('leave every walk to guest code', () => {
    for (const s of [new Naturals(0, null), new RepeatForever(1, null)]) {
      for (const answer of [s.count(), s.hasheq(), toArray(s), toArray(cons(9, s)), count(cons(9, s)), equiv(s, s.withMeta({}))])
        expect(answer).toBe(GUEST);
      expect(equiv(s, list(5))).toBe(false);
    }
    expect(equiv(new Naturals(0, null), list(0, 1))).toBe(false);
    expect(nth(new Naturals(0, null), 1000)).toBe(1000);
    expect(toArray(new Repeat('x', 3, null))).toEqual(['x', 'x', 'x']);
  });
});

describe('host things', () => {
  it('give seqs', () => {
    expect(toArray(seq('aé'))).toEqual([charOf(97), charOf(233)]);
    expect(toArray([1, undefined, 'x'])).toEqual([1, null, 'x']);
    expect(equiv(seq([0.5, 2]), vector(new Double(0.5), 2))).toBe(true);
    expect(equiv(seq(new Float64Array([1, 2])), vector(new Double(1), new Double(2)))).toBe(true);
    expect(toArray(new Int8Array([1, -1]))).toEqual([1, -1]);
    expect(equiv(seq(new Map([['a', 1]])), list(vector('a', 1)))).toBe(true);
    expect(toArray(new Set([1, 2]))).toEqual([1, 2]);
    expect(seq([])).toBe(null);
    expect(seq(new Map())).toBe(null);
    expect(seq('')).toBe(null);
    expect(() => seq({})).toThrow("Don't know how to create ISeq from: js.Object");
  });
  it('ask an iterator for each element once', () => {
    let asked = 0;
    const s = seq(
      (function* numbers() {
        for (let i = 0; i < 3; i++) {
          asked++;
          yield i;
        }
      })(),
    );
    expect(asked).toBe(1);
    expect(toArray(s)).toEqual([0, 1, 2]);
    expect(toArray(s)).toEqual([0, 1, 2]);
    expect(asked).toBe(3);
  });
  it('arrays of arguments are seqs', () => {
    const s = arraySeq([1, 2, 3], 1);
    expect(toArray(s)).toEqual([2, 3]);
    expect(nth(s, 1)).toBe(3);
    expect(arraySeq([1], 1)).toBe(null);
  });
});

describe('queues', () => {
  it('give back in order', () => {
    let q = EMPTY_QUEUE;
    const model: number[] = [];
    for (let i = 0; i < 200; i++) {
      q = q.conj(i);
      model.push(i);
      if (i % 3 === 0) {
        expect(q.peek()).toBe(model[0]);
        q = q.pop();
        model.shift();
      }
      expect(q.count()).toBe(model.length);
      expect(toArray(q)).toEqual(model);
    }
    expect(equiv(q, listFromArray(model))).toBe(true);
    expect(equiv(listFromArray(model), q)).toBe(true);
    expect(hasheq(q)).toBe(hasheq(listFromArray(model)));
    expect(EMPTY_QUEUE.pop()).toBe(EMPTY_QUEUE);
    expect(EMPTY_QUEUE.seq()).toBe(null);
  });
});
