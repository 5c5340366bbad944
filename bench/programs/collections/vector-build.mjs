export const about = { measures: 'conj to a vector', sizes: [10, 1000, 1_000_000], small: 50, ledger: 'B9' };

function build(n) {
  const v = [];
  for (let i = 0; i < n; i++) v.push(i);
  return v;
}

export function run(n) {
  let total = 0;
  for (let left = Math.max(1, Math.trunc(100000 / n)); left > 0; left--) total += build(n).at(-1);
  return total;
}
