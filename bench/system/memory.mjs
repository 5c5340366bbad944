/** Bytes of the heap for each element of big and of small collections. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const COUNT = 100_000;
const contestant = process.argv[2];

/**
 * The heap that `make` of COUNT elements takes, for each of them. It is called before with all, so that what is made once is there, and
 * then with one, since an engine's registers keep the last value.
 */
function bytesOf(make) {
  make(COUNT);
  let kept = make(1);
  collect();
  const before = process.memoryUsage().heapUsed;
  kept = make(COUNT);
  collect();
  const after = process.memoryUsage().heapUsed;
  if (kept === null) throw new Error('nothing was made');
  return Math.max(0, (after - before) / COUNT);
}

const ofJavaScript = () => ({
  'vector, per element (bytes)': bytesOf((count) => Array.from({ length: count }, (_, i) => i)),
  'map, per entry (bytes)': bytesOf((count) => new Map(Array.from({ length: count }, (_, i) => [i, i]))),
  'set, per element (bytes)': bytesOf((count) => new Set(Array.from({ length: count }, (_, i) => i))),
  'list, per element (bytes)': bytesOf((count) => {
    let list = null;
    for (let i = 0; i < count; i++) list = { head: i, tail: list };
    return list;
  }),
  'map of three keywords (bytes)': bytesOf((count) => Array.from({ length: count }, (_, i) => ({ x: i, y: i, z: i }))),
  'vector of three (bytes)': bytesOf((count) => Array.from({ length: count }, (_, i) => [i, i, i])),
});

async function ofImmutable() {
  const { List, Map: PersistentMap, Range, Set: PersistentSet } = await import('../peers/node_modules/immutable/dist/immutable.es.js');
  return {
    'vector, per element (bytes)': bytesOf((count) => List(Range(0, count))),
    'map, per entry (bytes)': bytesOf((count) => PersistentMap(Array.from({ length: count }, (_, i) => [i, i]))),
    'set, per element (bytes)': bytesOf((count) => PersistentSet(Range(0, count))),
  };
}

async function ofClove(engine) {
  const { createRuntime } = await import('../../dist/index.js');
  const runtime = createRuntime({ engine });
  const guest = (text) => {
    const make = runtime.evalString(`(fn [n] ${text})`);
    return bytesOf((count) => runtime.call(make, count));
  };
  return {
    'vector, per element (bytes)': guest('(vec (range n))'),
    'map, per entry (bytes)': guest('(into {} (map (fn [i] [i i])) (range n))'),
    'set, per element (bytes)': guest('(set (range n))'),
    'list, per element (bytes)': guest('(into () (range n))'),
    'map of three keywords (bytes)': guest('(mapv (fn [i] {:x i :y i :z i}) (range n))'),
    'vector of three (bytes)': guest('(mapv (fn [i] [i i i]) (range n))'),
  };
}

if (contestant === 'js') console.log(JSON.stringify(ofJavaScript()));
else if (contestant === 'immutable') console.log(JSON.stringify(await ofImmutable()));
else if (contestant === 'clove-vm' || contestant === 'clove-jit') console.log(JSON.stringify(await ofClove(contestant.slice(6))));
else console.log('{}');
