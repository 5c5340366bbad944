export const about = { measures: 'frequencies, reduce-kv', size: 50_000, small: 20, ledger: 'M18' };

export function run(n) {
  const counts = new Map();
  for (let i = 0; i < n; i++) {
    const x = (i * i) % 101;
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  let sum = 0;
  for (const [k, v] of counts) sum += k * v;
  return sum;
}
