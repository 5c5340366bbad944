export const about = { measures: 'assoc to a map', sizes: [10, 1000, 1_000_000], small: 50 };

function build(n) {
  const m = new Map();
  for (let i = 0; i < n; i++) m.set(i % 2 === 0 ? i : String(i), i);
  return m;
}

export function run(n) {
  let total = 0;
  for (let left = Math.max(1, Math.trunc(20000 / n)); left > 0; left--) total += build(n).get(n - 2) + build(n).size;
  return total;
}
