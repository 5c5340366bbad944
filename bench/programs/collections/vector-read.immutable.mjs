import { List, Range } from '../../peers/node_modules/immutable/dist/immutable.es.js';

function readAll(v) {
  let sum = v.reduce((a, b) => a + b, 0);
  for (const x of v) sum += x;
  for (let i = 0; i < v.size; i++) sum += v.get(i);
  return sum;
}

const vectors = new Map();

function numbers(n) {
  if (!vectors.has(n)) vectors.set(n, List(Range(0, n)));
  return vectors.get(n);
}

export function run(n) {
  const v = numbers(n);
  let total = 0;
  for (let left = Math.max(1, Math.trunc(100000 / n)); left > 0; left--) total += readAll(v);
  return total;
}
