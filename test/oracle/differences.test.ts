import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, 'cases');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const differences: Record<string, { answer: string; output?: string; reason: string }> = read(
  join(import.meta.dirname, 'differences.json'),
);
const rows: [string, string, string?][] = readdirSync(folder).flatMap((area) =>
  readdirSync(join(folder, area))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => read(join(folder, area, name))),
);

test('there are at least 12,000 expressions', () => {
  expect(new Set(rows.map(([expression]) => expression)).size).toBeGreaterThan(12_000);
});

test('less than one in a hundred is meant to differ, each for a reason', () => {
  const intended = rows.filter(([expression]) => expression in differences);
  expect(intended.length).toBeLessThan(rows.length / 100);
  for (const [expression, { reason }] of Object.entries(differences)) expect(reason, expression).toMatch(/\w{4}/);
});

test('what is said to differ is among the expressions, and does differ', () => {
  const known = new Map<string, [string, string][]>();
  for (const [expression, answer, output = ''] of rows) known.set(expression, [...(known.get(expression) ?? []), [answer, output]]);
  const stale = Object.entries(differences).filter(([expression, want]) => {
    const answers = known.get(expression);
    return answers === undefined || answers.every(([answer, output]) => answer === want.answer && output === (want.output ?? output));
  });
  expect(stale.map(([expression]) => expression)).toEqual([]);
});
