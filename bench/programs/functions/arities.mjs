export const about = { measures: 'several arities, rest and keyword arguments, apply', size: 20_000, small: 20, ledger: 'M9' };

function add(a, b, c, ...others) {
  if (b === undefined) return a;
  if (c === undefined) return a + b;
  return others.reduce((sum, x) => sum + x, a + b + c);
}

const countAll = (...xs) => xs.length;
const sized = (x, { by = 1 } = {}) => x * by;

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += add(i) + add(i, 1) + add(i, 1, 2) + add(i, 1, 2, 3, 4) + countAll(i, i, i) + sized(i, { by: 2 }) + add(...[i, 1]);
  }
  return sum;
}
