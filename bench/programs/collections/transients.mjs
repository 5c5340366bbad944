export const about = { measures: 'conj! and assoc!', size: 50_000, small: 20, ledger: 'M19' };

export function run(n) {
  const v = [];
  for (let i = 0; i < n; i++) v.push(i);
  const m = new Map();
  for (let i = 0; i < n; i++) m.set((i * 7) % n, i);
  const s = new Set(v);
  return v.length + m.get(7) + s.size;
}
