import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const held = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

test('M11 the interpreter keeps nothing of a lazy seq that a loop has walked', () => {
  const runtime = createRuntime({ engine: 'vm' });
  const walk = runtime.evalString(`
    (defn naturals [n] (lazy-seq (when (<= n 200000) (cons n (naturals (inc n))))))
    (fn [look] (loop [s (seq (naturals 0))] (if (= (first s) 200000) (look) (recur (next s)))))`);
  const before = held();
  let kept = 0;
  runtime.call(walk, () => {
    kept = held() - before;
    return 0;
  });
  expect(kept).toBeLessThan(5e6);
});
