export const about = { measures: 'vectors of vectors, map over two, sums', size: 40, small: 4, ledger: 'M18' };

const indices = (n) => Array.from({ length: n }, (_, i) => i);
const makeMatrix = (n) => indices(n).map((i) => indices(n).map((j) => ((i * j) % 17) - 8));
const transpose = (m) => m[0].map((_, j) => m.map((row) => row[j]));

function multiply(a, b) {
  const columns = transpose(b);
  return a.map((row) =>
    columns.map((column) => {
      let sum = 0;
      for (let i = 0; i < row.length; i++) sum += row[i] * column[i];
      return sum;
    }),
  );
}

export function run(n) {
  const m = makeMatrix(n);
  const product = multiply(m, multiply(m, m));
  return product.reduce((sum, row) => sum + row.reduce((a, b) => a ^ b, 0), 0);
}
