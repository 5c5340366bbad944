import { describe, expect, test, vi } from 'vitest';
import { createRuntime } from '../../../src/api/index.js';
import { Meter } from '../../../src/engines/meter.js';

/** How often the limits were asked while a program ran, of which `turns` says how many times its function calls itself. */
function asked(turns: number): number {
  const runtime = createRuntime({ engine: 'jit', tiering: { hotTurns: 0, warmCalls: 0 } });
  runtime.evalString('(defn down [n] (if (zero? n) 0 (inc (down (dec n)))))');
  const ends = vi.spyOn(Meter.prototype, 'ends');
  try {
    expect(runtime.evalString(`(down ${turns})`)).toBe(turns);
    return ends.mock.calls.length;
  } finally {
    ends.mockRestore();
  }
}

describe('S14 what a text does seldom, it has done before V8 compiles it', () => {
  test('the safepoints of a new text are asked one after the other, and later ones far apart', () => {
    expect(asked(60)).toBeGreaterThan(48);
    const all = asked(12_000);
    expect(all).toBeGreaterThan(290);
    expect(all).toBeLessThan(700);
  });

  test('which uses no other fuel', () => {
    const used = (engine: 'vm' | 'jit'): number => {
      const runtime = createRuntime({ engine, tiering: { hotTurns: 0, warmCalls: 0 } });
      runtime.evalString('(defn down [n] (if (zero? n) 0 (inc (down (dec n)))))');
      let fuel = 0;
      for (let step = 1 << 14; step >= 1; step >>= 1) {
        try {
          runtime.evalString('(down 5000)', { limits: { fuel: fuel + step } });
        } catch {
          fuel += step;
        }
      }
      return fuel;
    };
    expect(used('vm')).toBeGreaterThan(5000);
    expect(used('jit')).toBe(used('vm'));
  });
});
