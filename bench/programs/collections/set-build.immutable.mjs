import { Set as PersistentSet } from '../../peers/node_modules/immutable/dist/immutable.es.js';

function build(n) {
  let s = PersistentSet();
  for (let i = 0; i < n; i++) s = s.add(i).add(i >> 1);
  return s;
}

export function run(n) {
  let total = 0;
  for (let left = Math.max(1, Math.trunc(20000 / n)); left > 0; left--) {
    const s = build(n);
    total += s.size;
    for (let i = 0; i < n; i++) if (s.has(3 * i)) total++;
  }
  return total;
}
