export const about = { measures: 'sort, sort with a comparator, sort-by', size: 10_000, small: 50, ledger: 'M18' };

export function run(n) {
  const numbers = Array.from({ length: n }, (_, i) => (i * 7919) % 100003);
  const rows = numbers.map((x) => ({ id: x, name: `row ${x}` }));
  const up = numbers.toSorted((a, b) => a - b);
  const down = numbers.toSorted((a, b) => b - a);
  const byId = rows.toSorted((a, b) => a.id - b.id);
  return up[Math.trunc(n / 3)] + 3 * down[Math.trunc(n / 3)] + 7 * byId[Math.trunc(n / 5)].id;
}
