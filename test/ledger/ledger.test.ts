import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const ROW = /^\| ([BSMN]\d+) \| (.*?) \| (.*?) \| (.*?) \|$/gm;
const rows = [...readFileSync(join(root, 'docs', 'ledger.md'), 'utf8').matchAll(ROW)].map(([, id, , tests, benchmarks]) => ({
  id,
  tests: tests.split(' ').filter((word) => word.endsWith('.test.ts`')),
  benchmarks: [...benchmarks.matchAll(/`([\w-]+)`/g)].map((m) => m[1]),
}));

test('the ledger has a row for each feature of the three machines, and for those that none of them has', () => {
  const last: Readonly<Record<string, number>> = { B: 11, S: 21, M: 23, N: 9 };
  const all = Object.entries(last).flatMap(([letter, count]) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`));
  expect(rows.map(({ id }) => id)).toEqual(all);
});

test.each(rows)('$id is proven where the ledger says so', ({ id, tests, benchmarks }) => {
  const names = new RegExp(`\\b${id}\\b`);
  for (const file of tests)
    expect(readFileSync(join(root, 'test', file.replaceAll('`', '').replace(/,$/, '')), 'utf8'), file).toMatch(names);
  for (const name of benchmarks) {
    const found = readdirSync(join(root, 'bench', 'programs')).map((folder) => join(root, 'bench', 'programs', folder, `${name}.mjs`));
    const path = found.find((p) => existsSync(p));
    expect(path, name).toBeDefined();
    expect(readFileSync(path as string, 'utf8'), name).toMatch(names);
  }
});
