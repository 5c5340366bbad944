import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/data/compare.js';
import { equiv, identical, keysEqual } from '../../src/data/equality.js';
import { Throwable } from '../../src/data/errors.js';
import { hashCombine, hasheq, hashOfKey, hashOrdered, hashUnordered, stringHash } from '../../src/data/hash.js';
import { Double } from '../../src/data/numbers/index.js';
import { LazySeq, list, vector } from '../../src/data/seqs/index.js';
import { surroundBy, surroundings } from '../../src/data/surroundings.js';
import type { Value } from '../../src/data/value.js';
import { createReader } from '../../src/reader/reader.js';
import { Source } from '../../src/reader/source.js';

interface Answers {
  readonly hashed: readonly (readonly [string, number])[];
  readonly compared: readonly string[];
  readonly equal: readonly string[];
  readonly order: readonly (readonly (number | string)[])[];
}
const answers = JSON.parse(readFileSync(new URL('identity.json', import.meta.url), 'utf8')) as Answers;
const read = (text: string): Value => createReader(new Source('test', text)).read();

describe('hash', () => {
  for (const [text, expected] of answers.hashed) it(text, () => expect(hasheq(read(text))).toBe(expected));
  it('of host objects is their own and stays', () => {
    const a = {};
    const b = {};
    expect(hasheq(a)).toBe(hasheq(a));
    expect(hasheq(a)).not.toBe(hasheq(b));
    expect(hasheq(undefined)).toBe(0);
    expect(hasheq(hasheq)).toBe(hasheq(hasheq));
  });
  it('is composed of parts', () => {
    expect(hashOrdered([1, 2].map(hashOfKey))).toBe(hasheq(vector(1, 2)));
    expect(hashUnordered([1, 2, 3].map(hashOfKey))).toBe(hasheq(read('#{1 2 3}')));
    expect(stringHash('hello')).toBe(99162322);
    expect(hashCombine(0, 0)).toBe(0x9e3779b9 | 0);
  });
});

describe('= and compare', () => {
  const left = answers.compared.map(read);
  const right = answers.compared.map(read);
  answers.compared.forEach((text, i) => {
    it(`${text} = others`, () => {
      const row = right.map((b) => (equiv(left[i], b) === true ? '=' : '.')).join('');
      expect(row).toBe(answers.equal[i]);
      right.forEach((b) => {
        if (equiv(left[i], b) === true) expect(hasheq(left[i])).toBe(hasheq(b));
      });
    });
    it(`${text} compared to others`, () => {
      const row = right.map((b, j) => {
        try {
          // Clojure answers 0 for two collections of one kind only where they are one object.
          return compare(left[i], i === j ? left[i] : b);
        } catch (e) {
          return (e as Throwable).message;
        }
      });
      const expected = answers.order[i].map((x) => (typeof x === 'string' && x.startsWith('Cannot invoke') ? null : x));
      expect(row).toEqual(expected);
    });
  });
});

describe('equality', () => {
  it('is identity for host objects, and time for dates', () => {
    const o = {};
    expect(equiv(o, o)).toBe(true);
    expect(equiv(o, {})).toBe(false);
    expect(equiv([1], vector(1))).toBe(false);
    expect(equiv(vector(1), [1])).toBe(false);
    expect(equiv(new Date(5), new Date(5))).toBe(true);
    expect(equiv(new Date(5), new Date(6))).toBe(false);
  });
  it('takes undefined for nil', () => {
    expect(equiv(null, undefined)).toBe(true);
    expect(equiv(undefined, null)).toBe(true);
    expect(equiv(undefined, 0)).toBe(false);
    expect(identical(undefined, null)).toBe(true);
    expect(equiv(vector(null), vector(undefined))).toBe(true);
  });
  it('of two doubles that are not numbers is false', () => {
    expect(equiv(new Double(Number.NaN), new Double(Number.NaN))).toBe(false);
  });
  it('of keys asks guest code where it must', () => {
    const asked: string[] = [];
    const asker = (question: string): boolean | number => {
      asked.push(question);
      return question === 'hash' ? 7 : true;
    };
    const before = surroundBy({ ...surroundings, asker });
    try {
      expect(hashOfKey(new LazySeq({}, null))).toBe(7);
      expect(keysEqual(vector(new LazySeq({}, null)), list(list(1)))).toBe(true);
      expect(hashOfKey(vector(1))).toBe(hasheq(vector(1)));
    } finally {
      surroundBy(before);
    }
    expect(asked).toEqual(['hash', 'equiv']);
  });
});

describe('compare', () => {
  it('throws Throwables', () => {
    expect(() => compare(list(1), list(2))).toThrow(Throwable);
  });
});
