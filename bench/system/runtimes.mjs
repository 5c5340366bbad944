/** The embedding: a new runtime in a process that has made one, and calls between host and guest. */
import { performance } from 'node:perf_hooks';

const engine = process.argv[2].replace('clove-', '');
const CALLS = 200_000;

/** The least of `rounds` times that `work` took, in milliseconds. */
function least(rounds, work) {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const nanoseconds = (ms) => (ms * 1e6) / CALLS;

if (!['jit', 'auto', 'vm', 'tree'].includes(engine)) {
  console.log('{}');
} else {
  const { createRuntime } = await import('../../dist/index.js');
  const rounds = engine === 'tree' ? 3 : 20;
  const runtime = createRuntime({ engine });
  const add = runtime.evalString('(fn [a b] (+ a b))');
  const repeat = runtime.evalString('(fn [f n] (loop [i 0 sum 0] (if (< i n) (recur (inc i) (+ sum (f i))) sum)))');
  const double = (x) => 2 * x;
  let sum = 0;
  const hostToGuest = least(rounds, () => {
    for (let i = 0; i < CALLS; i++) sum = runtime.call(add, i, 1);
  });
  if (sum !== CALLS) throw new Error(`a call gave ${sum}`);
  const guestToHost = least(rounds, () => {
    sum = runtime.call(repeat, double, CALLS);
  });
  if (sum !== CALLS * (CALLS - 1)) throw new Error(`calls of the host gave ${sum}`);
  const another = least(rounds, () => {
    createRuntime({ engine });
  });
  const used = least(rounds, () => {
    createRuntime({ engine }).evalString('(+ 1 2)');
  });
  console.log(
    JSON.stringify({
      'new runtime (ms)': another,
      'new runtime, one form evaluated (ms)': used,
      'host calls guest (ns)': nanoseconds(hostToGuest),
      'guest calls host (ns)': nanoseconds(guestToHost),
    }),
  );
}
