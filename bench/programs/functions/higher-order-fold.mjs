export const about = {
  measures: 'map, filter, reduce with functions made of functions',
  size: 50_000,
  small: 100,
  ledger: 'S19',
  clojure: 'test/programs/s19/higher-order-fold.clj',
};

const square = (x) => x * x;
const inc = (x) => x + 1;
const isOdd = (x) => x % 2 !== 0;
const add = (a, b) => a + b;
const complement = (f) => (x) => !f(x);
const notFifth = complement((x) => x % 5 === 0);
const range = (n) => Array.from({ length: n }, (_, i) => i);

function* lazyRange(n) {
  for (let i = 0; i < n; i++) yield i;
}

function* lazyMap(f, items) {
  for (const x of items) yield f(x);
}

function* lazyFilter(f, items) {
  for (const x of items) if (f(x)) yield x;
}

function reduce(f, start, items) {
  let total = start;
  for (const x of items) total = f(total, x);
  return total;
}

const lazily = (n) => reduce(add, 0, lazyMap(square, lazyFilter(isOdd, lazyMap(inc, lazyRange(n)))));

const eagerly = (n) =>
  range(n)
    .map((x) => square(inc(x)))
    .filter(isOdd)
    .reduce(add, 0);

function byTransducer(n) {
  const mapping = (f) => (step) => (total, x) => step(total, f(x));
  const filtering = (f) => (step) => (total, x) => (f(x) ? step(total, x) : total);
  return reduce(mapping(inc)(filtering(isOdd)(mapping(square)(add))), 0, lazyRange(n));
}

function byLoop(n) {
  let sum = 0;
  for (let i = 1; i <= n; i += 2) sum += i * i;
  return sum;
}

export function run(n) {
  const expected = byLoop(n);
  const numbers = range(n);
  const fifths = numbers.reduce((total, x) => (notFifth(x) ? total + x : total), 0);
  let firsts = 0;
  for (const x of numbers) {
    if (firsts > 1000) break;
    firsts += x;
  }
  const tripled = numbers.map((x) => x * 3).reduce(add, 0);
  if (expected !== lazily(n) || expected !== eagerly(n) || expected !== byTransducer(n)) throw new Error('higher-order-fold: wrong sum');
  if (tripled !== (3 * n * (n - 1)) / 2) throw new Error('higher-order-fold: wrong triples');
  return expected + fifths + firsts;
}
