/** JavaScript has no macros: the functions are what the macros of the Clojure text stand for. */
export const about = { measures: 'functions full of macros compiled from their text', size: 50, small: 2, ledger: 'S18' };

const functionText = (i) => `function g${i}(m, [c, ...more]) {
  const { a, b = 2 } = m;
  if (a === undefined) return null;
  const total = (a + b) * c + 1;
  const evens = more.filter((x) => x % 2 === 0).map((x) => x + 1).reduce((s, x) => s + x, total);
  if (evens < 0) return 'negative';
  if (evens === 0) return m.x === undefined ? null : m.x - 1;
  let kind;
  switch (evens % 3) { case 0: kind = 10; break; case 1: kind = 20; break; default: kind = 30; }
  const pairs = [];
  for (const p of [1, 2]) for (const q of [3, 4]) if ((p + q) % 2 === 1) pairs.push([p, q]);
  let s = evens;
  for (let k = 0; k < 3 && (s > 0 || k === 0); k++) s--;
  return kind + pairs.length + s;
}
`;
const text = (n) => `${Array.from({ length: n }, (_, i) => functionText(i)).join('')}return g${n - 1}({ a: 1 }, [2, 3, 4]);`;

export function run(n) {
  return new Function(text(n))();
}
