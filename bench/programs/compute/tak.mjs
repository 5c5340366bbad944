export const about = { measures: 'calls with three arguments', size: 6, small: 3, ledger: 'S19', clojure: 'test/programs/s19/tak.clj' };

function tak(x, y, z) {
  return y < x ? tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) : z;
}

export function run(n) {
  const result = tak(3 * n, 2 * n, n);
  if (result !== (n % 2 === 0 ? n + 1 : 2 * n)) throw new Error(`tak gave ${result}`);
  return result;
}
