import { Map as PersistentMap } from '../../peers/node_modules/immutable/dist/immutable.es.js';

function build(n) {
  let m = PersistentMap();
  for (let i = 0; i < n; i++) m = m.set(i % 2 === 0 ? i : String(i), i);
  return m;
}

export function run(n) {
  let total = 0;
  for (let left = Math.max(1, Math.trunc(20000 / n)); left > 0; left--) total += build(n).get(n - 2) + build(n).size;
  return total;
}
