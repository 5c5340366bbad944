import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Rounding } from '../../../src/data/numbers/index.js';
import { surroundBy, surroundings } from '../../../src/data/surroundings.js';
import { answer } from './cases.js';

const file = process.env.CLOVE_NUMBER_CASES ?? new URL('oracle.txt', import.meta.url).pathname;

test('every function answers as Clojure does (oracle.clj)', () => {
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
  const wrong: string[] = [];
  for (const row of rows) {
    const [name, a, b, precision, rounding, want] = row.split('\t');
    const digits = Number(precision);
    const mathContext = digits === 0 ? null : { precision: digits, rounding: rounding as Rounding };
    const before = surroundBy({ ...surroundings, mathContext });
    const got = answer(name, a, b);
    surroundBy(before);
    if (got !== want) wrong.push(`${row}, not ${got}`);
  }
  expect(rows.length).toBeGreaterThan(2000);
  expect(wrong).toEqual([]);
});
