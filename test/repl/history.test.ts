import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { History } from '../../src/repl/history.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('lines are kept, but not blank ones nor the same one twice in a row', () => {
  const path = join(folder, 'new');
  const history = new History(path);
  expect(history.lines).toEqual([]);
  for (const line of ['(+ 1 2)', '(+ 1 2)', '  ', '(prn "ü")', '(+ 1 2)']) history.add(line);
  expect(readFileSync(path, 'utf8')).toBe('(+ 1 2)\n(prn "ü")\n(+ 1 2)\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(new History(path).lines).toEqual(['(prn "ü")', '(+ 1 2)']);
});

test('the file is cut to the newest lines', () => {
  const path = join(folder, 'long');
  writeFileSync(path, 'a\nb\nc\na\nd\n');
  expect(new History(path, 3).lines).toEqual(['c', 'a', 'd']);
  expect(readFileSync(path, 'utf8')).toBe('c\na\nd\n');
});

test('a history that cannot be read is an error, not an empty one', () => {
  expect(() => new History(folder)).toThrow('EISDIR');
});
