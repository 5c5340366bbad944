export const about = { measures: 'conj to a set, contains?', sizes: [10, 1000, 1_000_000], small: 50 };

function build(n) {
  const s = new Set();
  for (let i = 0; i < n; i++) s.add(i).add(i >> 1);
  return s;
}

export function run(n) {
  let total = 0;
  for (let left = Math.max(1, Math.trunc(20000 / n)); left > 0; left--) {
    const s = build(n);
    total += s.size;
    for (let i = 0; i < n; i++) if (s.has(3 * i)) total++;
  }
  return total;
}
