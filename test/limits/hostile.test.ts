import { describe, expect, test } from 'vitest';
import { createRuntime, type EngineName, LimitError, type Runtime } from '../../src/api/index.js';
import { HOSTILE } from './hostile.js';

const LIMITED: readonly EngineName[] = ['vm', 'jit', 'auto'];

const MEGABYTE = 1 << 20;
const LIMITS = { fuel: 30_000, time: 60_000, memory: 4 * MEGABYTE, depth: 100_000, output: 100_000, fibers: 1000 };

/** The limit that ends the program; whatever else it ends with is thrown. */
function stoppedBy(runtime: Runtime, text: string): string {
  try {
    runtime.evaluate(text, { limits: LIMITS });
  } catch (e) {
    if (!(e instanceof LimitError)) throw e;
    return e.limit;
  }
  return 'nothing';
}

describe.each(LIMITED)('hostile programs on %s', (engine) => {
  let runtime = createRuntime({ engine });
  runtime.evaluate("(require 'clojure.string 'clojure.walk)");

  test.each(HOSTILE)('%s', (text) => {
    const before = process.memoryUsage();
    const limit = stoppedBy(runtime, text);
    const after = process.memoryUsage();
    // Not by the clock: it is there for what uses no fuel, and nothing here should come to that.
    expect(['fuel', 'memory', 'depth', 'output', 'fibers']).toContain(limit);
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(64 * MEGABYTE);
    try {
      expect(runtime.evaluate('(reduce + (map inc (range 10)))', { limits: { fuel: 2000, time: 20_000 } })).toBe(55);
    } catch (e) {
      // What is still there of this program must not be the next one's failure.
      runtime = createRuntime({ engine });
      throw e;
    }
  });
});
