import { List } from '../../peers/node_modules/immutable/dist/immutable.es.js';

function build(n) {
  let v = List();
  for (let i = 0; i < n; i++) v = v.push(i);
  return v;
}

export function run(n) {
  let total = 0;
  for (let left = Math.max(1, Math.trunc(100000 / n)); left > 0; left--) total += build(n).last();
  return total;
}
