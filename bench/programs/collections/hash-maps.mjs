export const about = {
  measures: 'maps with keys of every kind',
  size: 10_000,
  small: 50,
  ledger: 'S19',
  clojure: 'test/programs/s19/hash-maps.clj',
};

/** As a JavaScript programmer writes it: with `Map`s and objects that change in place, not with persistent ones. */
function squares(n) {
  const m = new Map();
  for (let i = 0; i < n; i++) m.set(i, i * i);
  return m;
}

function countWords(n) {
  const words = new Map();
  for (let i = 0; i < n; i++) {
    const word = `word${(i * 7) % 101}`;
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

const move = (point) => ({ x: point.x + 1, y: point.x + point.y, trail: { length: point.trail.length + 2 } });

function mergeWithAdd(...maps) {
  const merged = new Map();
  for (const m of maps) for (const [k, v] of m) merged.set(k, merged.has(k) ? merged.get(k) + v : v);
  return merged;
}

function check(condition, what) {
  if (!condition) throw new Error(`hash-maps: ${what}`);
}

export function run(n) {
  const byNumber = squares(n);
  const withoutOdd = new Map(byNumber);
  for (let i = 1; i < n; i += 2) withoutOdd.delete(i);
  const words = countWords(n);
  let point = { x: 0, y: 0, trail: { length: 0 } };
  for (let i = 0; i < n; i++) point = move(point);
  const merged = mergeWithAdd(words, new Map([['word0', 1000]]), new Map([['absent', 1]]));
  let total = 0;
  for (const [k, v] of byNumber) total += v - k * k + k;
  check(byNumber.size === n, 'size');
  check(withoutOdd.size === Math.trunc((n + 1) / 2) && !withoutOdd.has(1), 'dissoc');
  check([...words.values()].reduce((a, b) => a + b, 0) === n, 'words');
  check(point.x === n && point.y === (n * (n - 1)) / 2 && point.trail.length === 2 * n, 'point');
  check([...merged.values()].reduce((a, b) => a + b, 0) === n + 1001, 'merged');
  check(total === (n * (n - 1)) / 2, 'total');
  const copy = new Map([...byNumber].reverse());
  check(copy.size === n && [...copy].every(([k, v]) => byNumber.get(k) === v), 'copy');
  return total + merged.get('word0') + merged.size;
}
