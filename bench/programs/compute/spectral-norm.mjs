export const about = { measures: 'arithmetic of doubles, vectors of doubles', size: 60, small: 6 };

const entry = (i, j) => 1 / (((i + j) * (i + j + 1)) / 2 + (i + 1));
const flipped = (i, j) => entry(j, i);

function times(entryOf, v) {
  const n = v.length;
  const result = [];
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += entryOf(i, j) * v[j];
    result.push(sum);
  }
  return result;
}

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

export function run(n) {
  let u = new Array(n).fill(1);
  let v;
  for (let i = 0; i < 10; i++) {
    v = times(flipped, times(entry, u));
    u = times(flipped, times(entry, v));
  }
  return Math.trunc(1000000 * Math.sqrt(dot(u, v) / dot(v, v)));
}
