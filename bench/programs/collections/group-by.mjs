export const about = { measures: 'group-by', size: 50_000, small: 200, ledger: 'M18' };

export function run(n) {
  const groups = new Map();
  for (let x = 0; x < n; x++) {
    const k = x % 97;
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [x]);
    else group.push(x);
  }
  let sum = 0;
  for (const [k, xs] of groups) sum += k * (xs.reduce((a, b) => a + b, 0) % 1009);
  return sum;
}
