export const about = {
  measures: 'calls of a function by itself',
  size: 27,
  small: 15,
  ledger: 'S19',
  clojure: 'test/programs/s19/fib.clj',
};

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function fibByLoop(n) {
  let a = 0;
  let b = 1;
  for (let i = 0; i < n; i++) [a, b] = [b, a + b];
  return a;
}

export function run(n) {
  const result = fib(n);
  if (result !== fibByLoop(n)) throw new Error(`fib gave ${result}`);
  return result;
}
