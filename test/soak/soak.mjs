// Long use of one process: what is made and dropped must be gone again.
//
//     node --expose-gc test/soak/soak.mjs [--scale N] [--engine vm|jit|auto] [--only PART]
//
// At scale 1: 10,000 runtimes, 1,000,000 fibers, 1,000,000 calls each way, 100,000 texts, 100,000 redefinitions, each in ten laps. Prints the heap
// after each lap; fails where the last laps keep more than the first ones did.
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createRuntime } from '../../dist/index.js';

const { values } = parseArgs({ options: { scale: { type: 'string' }, engine: { type: 'string' }, only: { type: 'string' } } });
const scale = Number(values.scale ?? 1);
const engine = values.engine ?? 'auto';
const LAPS = 10;
/** Laps until every cache is full. */
const WARM = 4;
/** Bytes that the heap may differ by, whatever was done: what V8 compiles meanwhile. */
const SLACK = 2_500_000;

/** The heap, after the host's events had their turn: V8 keeps what weak references point to until then. */
async function heap() {
  await turn();
  globalThis.gc();
  await turn();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Each makes what it needs, and answers what does one piece of work. */
const PARTS = {
  runtimes: {
    count: 10_000,
    begin: () => (i) => {
      const runtime = createRuntime({ engine });
      if (runtime.evaluate(`(defn f [x] (inc x)) (f ${i})`) !== i + 1) throw new Error('A runtime counts wrongly');
      runtime.dispose();
    },
  },
  fibers: {
    count: 1_000_000,
    begin() {
      const runtime = createRuntime({ engine });
      runtime.evaluate('(defn go [n] (reduce + (map deref (mapv (fn [i] (future (inc i))) (range n)))))');
      const go = runtime.get('user/go');
      return () => {
        if (go(100) !== 5050) throw new Error('Fibers count wrongly');
      };
    },
    each: 100,
  },
  'calls of the guest': {
    count: 1_000_000,
    begin() {
      const runtime = createRuntime({ engine });
      runtime.evaluate('(defn g [x] (assoc {:a x} :b [x]))');
      const g = runtime.get('user/g');
      return (i) => g(i);
    },
  },
  'calls of the host': {
    count: 1_000_000,
    begin() {
      const runtime = createRuntime({ engine, namespaces: { app: { f: (x) => x + 1 } } });
      runtime.evaluate('(defn go [n] (loop [i 0] (if (< i n) (recur (app/f i)) i)))');
      const go = runtime.get('user/go');
      return () => go(100);
    },
    each: 100,
  },
  'calls that wait': {
    count: 100_000,
    begin() {
      const runtime = createRuntime({ engine, namespaces: { app: { later: async (x) => x } } });
      runtime.evaluate('(defn go [n] (dotimes [i n] (app/later i)))');
      return () => runtime.callAsync('user/go', [100]);
    },
    each: 100,
  },
  texts: {
    count: 100_000,
    begin() {
      const runtime = createRuntime({ engine });
      return (i) => {
        runtime.evaluate(`(let [x ${i}] (reduce + (map (fn [y] (+ x y)) (range 5))))`);
        try {
          runtime.evaluate('(throw (ex-info "no" {}))');
        } catch {
          // It is there to be thrown.
        }
      };
    },
  },
  redefinitions: {
    count: 100_000,
    begin() {
      const runtime = createRuntime({ engine });
      return (i) => runtime.evaluate(`(defn f [x] (+ x ${i})) (defn h [n] (loop [i 0] (if (< i n) (recur (inc i)) (f i)))) (h 20)`);
    },
  },
};

let failed = 0;
for (const [name, { count, begin, each = 1 }] of Object.entries(PARTS)) {
  if (values.only !== undefined && values.only !== name) continue;
  const perLap = Math.max(1, Math.round((count * scale) / LAPS / each));
  const work = begin();
  const heaps = [];
  const started = performance.now();
  for (let lap = 0; lap < LAPS; lap++) {
    for (let i = 0; i < perLap; i++) {
      await work(lap * perLap + i);
      if (i % 20 === 0) await turn();
    }
    heaps.push(await heap());
  }
  // The least of each: what V8 is just compiling keeps a runtime for a while.
  const growth = Math.min(...heaps.slice(-3)) - Math.min(...heaps.slice(0, WARM));
  const grows = growth > SLACK;
  if (grows) failed++;
  const megabytes = heaps.map((h) => (h / 1e6).toFixed(1)).join(' ');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${grows ? 'GROWS' : 'flat '} ${name}: ${LAPS * perLap * each} in ${seconds} s; MB after each lap: ${megabytes}`);
}
process.exitCode = failed === 0 ? 0 : 1;
