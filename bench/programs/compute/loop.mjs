export const about = { measures: 'a plain loop', size: 1_000_000, small: 1000, ledger: 'S20' };

export function run(n) {
  let s = 0;
  for (let i = 0; i < n; i++) s += i;
  if (s !== (n * (n - 1)) / 2) throw new Error(`loop gave ${s}`);
  return s;
}
