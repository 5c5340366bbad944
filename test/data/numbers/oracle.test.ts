import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Rounding, setMathContext } from '../../../src/data/numbers/index.js';
import { answer } from './cases.js';

const file = process.env.CLOVE_NUMBER_CASES ?? new URL('oracle.txt', import.meta.url).pathname;

test('every function answers as Clojure does (oracle.clj)', () => {
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
  const wrong: string[] = [];
  for (const row of rows) {
    const [name, a, b, precision, rounding, want] = row.split('\t');
    const before = setMathContext(precision === '' ? null : { precision: Number(precision), rounding: rounding as Rounding });
    const got = answer(name, a, b);
    setMathContext(before);
    if (got !== want) wrong.push(`${row}, not ${got}`);
  }
  expect(rows.length).toBeGreaterThan(2000);
  expect(wrong).toEqual([]);
});
