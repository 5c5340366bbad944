import { describe, expect, it } from 'vitest';
import { GUEST } from '../../src/data/guest.js';
import { printString } from '../../src/data/print.js';
import { Regex, reFind, reMatches, reSeq } from '../../src/data/regex.js';
import { Matcher } from '../../src/data/regex-matcher.js';
import { type List, listFromArray } from '../../src/data/seqs/index.js';
import type { Sym } from '../../src/data/symbol.js';
import type { Value } from '../../src/data/value.js';
import { createReader } from '../../src/reader/reader.js';
import { Source } from '../../src/reader/source.js';
import cases from './regex-cases.json' with { type: 'json' };

function run(form: List): Value {
  const op = (form.head as Sym).name;
  const regex = (form.tail as List).head as Regex;
  const text = ((form.tail as List).tail as List).head as string;
  if (op === 're-find') return reFind(regex, text);
  if (op === 're-matches') return reMatches(regex, text);
  const all = reSeq(regex, text);
  return all.length === 0 ? null : listFromArray(all);
}

describe('matching', () => {
  // The answers are those of Clojure 1.11 on the JVM.
  it.each(cases as [string, string][])('%s', (text, expected) => {
    const form = createReader(new Source('case', text), {}).read() as List;
    const answer = printString(run(form));
    expect(answer === GUEST ? 'GUEST' : answer).toBe(expected);
  });
});

describe('bad patterns', () => {
  it.each([
    ['(', 'Unclosed group near index 1\n('],
    ['[', 'Unclosed character class near index 0\n[\n^'],
    ['*', "Dangling meta character '*' near index 0\n*\n^"],
    ['a**', "Dangling meta character '*' near index 2\na**\n  ^"],
    ['a{', 'Illegal repetition near index 2\na{'],
    ['a{2', 'Unclosed counted closure near index 3\na{2'],
    ['a{,2}', 'Illegal repetition near index 2\na{,2}\n  ^'],
    ['\\', 'Unexpected internal error near index 1\n\\'],
    ['\\q', 'Illegal/unsupported escape sequence near index 1\n\\q\n ^'],
    ['\\p{Foo}', 'Unknown character property name {Foo} near index 6\n\\p{Foo}\n      ^'],
    ['(?<n>a)(?<n>b)', 'Named capturing group <n> is already defined near index 11\n(?<n>a)(?<n>b)\n           ^'],
    ['(?z)', 'Unknown inline modifier near index 2\n(?z)\n  ^'],
    ['a)', "Unmatched closing ')' near index 0\na)\n^"],
    ['[a', 'Unclosed character class near index 1\n[a\n ^'],
    ['[z-a]', 'Illegal character range near index 3\n[z-a]\n   ^'],
    ['(?<1>a)', 'capturing group name does not start with a Latin letter near index 3\n(?<1>a)\n   ^'],
    ['\\k<x>', 'named capturing group <x> does not exist near index 4\n\\k<x>\n    ^'],
    ['a{3,2}', 'Illegal repetition range near index 5\na{3,2}\n     ^'],
    ['(?', 'Unknown inline modifier near index 2\n(?'],
    ['\\x', 'Illegal hexadecimal escape sequence near index 2\n\\x'],
    ['\\u1', 'Illegal Unicode escape sequence near index 3\n\\u1'],
    ['{', 'Illegal repetition near index 1\n{'],
    ['a{99999999999}', 'Illegal repetition range near index 11\na{99999999999}\n           ^'],
  ])('%s', (source, message) => {
    let got = '';
    try {
      new Regex(source);
    } catch (e) {
      got = (e as Error).message;
    }
    expect(got).toBe(message);
  });
});

describe('a matcher', () => {
  it('goes from match to match, and knows the last one', () => {
    const m = new Matcher(new Regex('a(\\d)'), 'a1 a2');
    expect(() => m.groups()).toThrow('No match found');
    expect(printString(m.find())).toBe('["a1" "1"]');
    expect(printString(m.find())).toBe('["a2" "2"]');
    expect(printString(m.groups())).toBe('["a2" "2"]');
    expect(m.find()).toBe(null);
    expect(m.find()).toBe(null);
  });
  it('passes empty matches, whole characters at a time', () => {
    expect(reSeq(new Regex('x*'), '😀')).toEqual(['', '']);
  });
});
