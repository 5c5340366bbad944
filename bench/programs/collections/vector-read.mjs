export const about = { measures: 'nth, reduce, and first and next over a vector', sizes: [10, 1000, 1_000_000], small: 50 };

function readAll(v) {
  let sum = v.reduce((a, b) => a + b, 0);
  for (const x of v) sum += x;
  for (let i = 0; i < v.length; i++) sum += v[i];
  return sum;
}

const vectors = new Map();

function numbers(n) {
  if (!vectors.has(n)) vectors.set(n, [...Array(n).keys()]);
  return vectors.get(n);
}

export function run(n) {
  const v = numbers(n);
  let total = 0;
  for (let left = Math.max(1, Math.trunc(100000 / n)); left > 0; left--) total += readAll(v);
  return total;
}
