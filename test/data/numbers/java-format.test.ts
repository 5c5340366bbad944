import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { charOf } from '../../../src/data/char.js';
import { formatJava, formatNumber, isNumber } from '../../../src/data/numbers/index.js';
import type { Value } from '../../../src/data/value.js';
import { operand, shown } from './cases.js';

/** An argument as Clojure prints it. */
function argument(text: string): Value {
  if (text === 'nil') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text.startsWith('"')) return JSON.parse(text) as string;
  if (text.startsWith('\\')) return charOf(text.charCodeAt(1));
  return text.startsWith(':') ? { toString: () => text } : operand(text);
}

/** A result as the oracle's file has it: a string in quotes, or the class and message of an exception. */
function result(f: () => string): string {
  const text = shown(f);
  return text.startsWith('!') ? text.slice(1) : JSON.stringify(text);
}

// The lines of format-oracle.txt: the format, its arguments with spaces between, and what Clojure 1.11 answers.
const rows = readFileSync(new URL('format-oracle.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

test.each(rows)('(format %s %s) is %s', (format, args, want) => {
  const values = args === '' ? [] : args.split(' ').map(argument);
  const expected = want.replace(/^java\.util\.(\w+): /, '$1 ').replace(/^java\.lang\.(\w+): /, '$1 ');
  expect(result(() => formatJava(JSON.parse(format), values, (x) => (isNumber(x) ? formatNumber(x) : String(x))))).toBe(expected);
});

test('a format that is nil', () => {
  expect(shown(() => formatJava(null, [], String))).toBe('!NullPointerException null');
});
