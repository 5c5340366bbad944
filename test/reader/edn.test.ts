import { describe, expect, it } from 'vitest';
import { printString } from '../../src/data/print.js';
import type { Value } from '../../src/data/value.js';
import { readEdn } from '../../src/reader/edn.js';
import { ReadError } from '../../src/reader/read-error.js';
import cases from './edn-cases.json' with { type: 'json' };

function answer(text: string): string {
  try {
    return String(printString(readEdn(text), { namespaceMaps: true }));
  } catch (e) {
    // Clove says where an unfinished form began; Clojure does not.
    if (e instanceof ReadError) return `ERR ${(e.message ?? '').replace(/, starting at line \d+$/, '')}`;
    throw e;
  }
}

describe('edn', () => {
  // The answers are those of clojure.edn/read-string 1.11.
  it.each(cases as [string, string][])('%s', (text, expected) => expect(answer(text)).toBe(expected));

  it('takes readers by tag, and a default', () => {
    const options = { readers: { 'my/t': (x: Value) => [x] }, default: (tag: Value, x: Value) => `${String(tag)}:${String(x)}` };
    expect(readEdn('#my/t 1', options)).toEqual([1]);
    expect(readEdn('#other 2', options)).toBe('other:2');
    expect(readEdn('#inst "2020"', options)).toEqual(new Date(Date.UTC(2020, 0, 1)));
    expect(readEdn('#inst "2020"', { readers: { inst: (x: Value) => x } })).toBe('2020');
    expect(() => readEdn('#constructor 2')).toThrow('No reader function for tag constructor');
  });
  it('answers eof for nothing', () => {
    expect(readEdn(' ; x', { eof: 7 })).toBe(7);
    expect(readEdn('1 2')).toBe(1);
  });
});
