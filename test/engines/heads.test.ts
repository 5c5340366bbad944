import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const CLI = join(import.meta.dirname, '../../dist/cli.js');
const ONES =
  '(defn ones [n] (lazy-seq (when (pos? n) (cons n (ones (dec n)))))) (defn total [s] (loop [s s t 0] (if (seq s) (recur (rest s) (+ t (first s))) t)))';

// Some 100 MB of cells pass by; the heap has room for a part of them.
describe.each(['vm', 'jit', 'auto'])('M18 a seq that is walked through is let go of, on %s', (engine) => {
  test.each([
    '(count (ones 1000000))',
    '(reduce + (ones 1000000))',
    '(reduce + (map inc (filter odd? (ones 1000000))))',
    '(loop [s (ones 1000000) t 0] (if (seq s) (recur (rest s) (+ t (first s))) t))',
    '(total (ones 1000000))',
    '(do (defn g [] (let [s (map inc (ones 1000000)) n (count s)] n)) (g))',
    '(reduce + (take 1000000 (iterate inc 0)))',
    '(reduce + (map inc (take 3000000 (iterate inc 0))))',
    '(run! identity (ones 1000000))',
  ])('%s', { timeout: 120_000 }, (text) => {
    const { status, stderr } = spawnSync(process.execPath, ['--max-old-space-size=70', CLI, '--engine', engine, '-e', `${ONES} ${text}`], {
      encoding: 'utf8',
    });
    expect(status, stderr.slice(-400)).toBe(0);
  });
});
