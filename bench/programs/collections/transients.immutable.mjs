import { List, Map as PersistentMap, Set as PersistentSet } from '../../peers/node_modules/immutable/dist/immutable.es.js';

export function run(n) {
  const v = List().withMutations((list) => {
    for (let i = 0; i < n; i++) list.push(i);
  });
  const m = PersistentMap().withMutations((map) => {
    for (let i = 0; i < n; i++) map.set((i * 7) % n, i);
  });
  const s = PersistentSet().withMutations((set) => {
    for (const x of v) set.add(x);
  });
  return v.size + m.get(7) + s.size;
}
