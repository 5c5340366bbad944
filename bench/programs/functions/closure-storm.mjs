export const about = {
  measures: 'many closures made and called',
  size: 50_000,
  small: 100,
  ledger: 'S19',
  clojure: 'test/programs/s19/closure-storm.clj',
};

const adder = (a) => (b) => a + b;
const pipeline = (f, g) => (x) => g(f(x));

function chain(length) {
  let f = (x) => x;
  for (let i = 0; i < length; i++) f = pipeline(f, adder(1));
  return f;
}

export function run(n) {
  let sum = 0;
  let expected = 0;
  const closures = [];
  for (let i = 0; i < n; i++) {
    const addI = adder(i);
    const addTwice = (x) => addI(addI(x));
    const pick = i % 2 === 0 ? addI : addTwice;
    sum += pick(1) - 1;
    expected += i % 2 === 0 ? i : 2 * i;
  }
  for (let i = 0; i < n; i++) closures.push(adder(i));
  closures.forEach((f, i) => {
    if (f(5) !== i + 5) throw new Error('closure-storm: wrong closure');
  });
  const chained = chain(100)(n);
  if (sum !== expected || chained !== n + 100) throw new Error(`closure-storm gave ${sum} and ${chained}`);
  return sum + chained;
}
