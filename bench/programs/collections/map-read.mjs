export const about = { measures: 'get from a map, reduce-kv', sizes: [10, 1000, 1_000_000], small: 50 };

const maps = new Map();

function squares(n) {
  if (!maps.has(n)) maps.set(n, new Map(Array.from({ length: n }, (_, i) => [2 * i, i])));
  return maps.get(n);
}

function readAll(m, n) {
  let sum = 0;
  for (const [k, v] of m) sum += k - v;
  for (let i = 0; i < n; i++) sum += m.get(i) ?? 1;
  return sum;
}

export function run(n) {
  const m = squares(n);
  let total = 0;
  for (let left = Math.max(1, Math.trunc(50000 / n)); left > 0; left--) total += readAll(m, n);
  return total;
}
