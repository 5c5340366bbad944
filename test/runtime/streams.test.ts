import { describe, expect, test } from 'vitest';
import { compare } from '../../src/data/compare.js';
import { equiv } from '../../src/data/equality.js';
import { hasheq } from '../../src/data/hash.js';
import { count, first, next, rest, seq } from '../../src/data/operations/index.js';
import type { Value } from '../../src/data/value.js';
import { FileRef, LineSeq, StringSource } from '../../src/runtime/streams.js';

describe('a text as a source', () => {
  test('splits lines as java.io.BufferedReader does', () => {
    const lines = (text: string): string[] => {
      const source = new StringSource(text);
      const out = [];
      for (let line = source.readLine(); line !== null; line = source.readLine()) out.push(line);
      return out;
    };
    expect(lines('')).toEqual([]);
    expect(lines('a')).toEqual(['a']);
    expect(lines('a\nb\n')).toEqual(['a', 'b']);
    expect(lines('a\r\n\rb\r')).toEqual(['a', '', 'b']);
    expect(lines('\n')).toEqual(['']);
  });

  test('mixes lines, units and the rest', () => {
    const source = new StringSource('ab\ncd\nef');
    expect(source.readChar()).toBe(97);
    expect(source.readLine()).toBe('b');
    expect(source.readRest()).toBe('cd\nef');
    expect(source.readChar()).toBe(-1);
  });
});

describe('a seq of lines', () => {
  test('reads a line when it is looked at, once, and not before', () => {
    const source = new StringSource('a\nb\nc');
    const lines = new LineSeq(source, null).seq();
    expect(first(lines)).toBe('a');
    const others = rest(lines);
    expect(source.readLine()).toBe('b');
    expect(first(others)).toBe('c');
    expect(first(next(lines))).toBe('c');
    expect(next(others)).toBe(null);
  });

  test('is a seq like any other', () => {
    const lines = new LineSeq(new StringSource('a\nb'), null).seq();
    expect(count(lines)).toBe(2);
    expect(equiv(lines, new LineSeq(new StringSource('a\r\nb\r\n'), null))).toBe(true);
    expect(new LineSeq(new StringSource(''), null).seq()).toBe(null);
    expect(seq(rest(rest(lines)) as Value)).toBe(null);
  });
});

test('files are equal, hashed and ordered by their paths, as in Java', () => {
  expect(hasheq(new FileRef('a'))).toBe(1234416);
  expect(equiv(new FileRef('a'), new FileRef('a'))).toBe(true);
  expect(equiv(new FileRef('a'), new FileRef('b'))).toBe(false);
  expect(compare(new FileRef('a'), new FileRef('c'))).toBe(-2);
});
