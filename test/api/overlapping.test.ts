import { describe, expect, test } from 'vitest';
import { createRuntime, LimitError, type Runtime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

const COUNTING = ENGINES.filter((engine) => engine !== 'tree');

/** A runtime whose programs can wait for `open`, and what opens it. */
function gated(engine: (typeof COUNTING)[number], limits = {}): { runtime: Runtime; open: () => void } {
  let open = (): void => {};
  const gate = new Promise<number>((resolve) => {
    open = () => resolve(1);
  });
  return { runtime: createRuntime({ engine, limits, namespaces: { h: { wait: () => gate } } }), open };
}

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work();
  } catch (e) {
    return e;
  }
};

describe.each(COUNTING)('evaluations that overlap, on %s', (engine) => {
  test('have limits of their own, whoever drives them', async () => {
    const { runtime, open } = gated(engine);
    const free = runtime.evaluateAsync('(h/wait) (reduce + (map inc (range 2000)))');
    const bounded = runtime.evaluateAsync('(h/wait) (loop [] (recur))', { limits: { fuel: 1000 } });
    const error = await thrownBy(() => runtime.evaluate('(loop [] (recur))', { limits: { fuel: 500 } }));
    expect(error).toMatchObject({ name: 'LimitError', limit: 'fuel' });
    expect(runtime.evaluate('(loop [i 0] (if (< i 5000) (recur (inc i)) i))')).toBe(5000);
    expect(await thrownBy(() => runtime.evaluateAsync('(loop [] (recur))', { limits: { time: 5 } }))).toMatchObject({ limit: 'time' });
    open();
    expect(await thrownBy(() => bounded)).toMatchObject({ name: 'LimitError', limit: 'fuel' });
    expect(await free).toBe(2_001_000);
  });

  test('are not stopped by the limits of others', async () => {
    const { runtime, open } = gated(engine);
    const long = '(loop [i 0] (if (< i 100000) (recur (inc i)) i))';
    const one = runtime.evaluateAsync(`(h/wait) ${long}`, { limits: { fuel: 200_000 } });
    const two = runtime.evaluateAsync(`(h/wait) (dotimes [_ 20] @(future 1)) ${long}`, { limits: { fuel: 200_000 } });
    const few = runtime.evaluateAsync('(h/wait) (dotimes [_ 20] @(future 1)) :few', { limits: { fuel: 3000, fibers: 30 } });
    open();
    expect(await Promise.all([one, two, few])).toEqual([100_000, 100_000, 'few']);
  });

  test('use the same fuel beside others as alone', async () => {
    const text = '(reduce + (map (fn [i] @(future (reduce + (range i)))) (range 40)))';
    const passes = async (fuel: number, beside: boolean): Promise<boolean> => {
      const { runtime, open } = gated(engine);
      const others = beside ? [0, 1, 2].map(() => runtime.evaluateAsync('(h/wait) (dotimes [_ 50] @(future (count (range 100))))')) : [];
      const own = runtime.evaluateAsync(`(h/wait) ${text}`, { limits: { fuel } });
      open();
      const passed = !((await thrownBy(() => own)) instanceof LimitError);
      await Promise.all(others);
      return passed;
    };
    let [low, high] = [10, 100_000];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (await passes(middle, false)) high = middle;
      else low = middle;
    }
    expect(await passes(high, true)).toBe(true);
    expect(await passes(low, true)).toBe(false);
  });

  test('go on after a limit, while others run', async () => {
    const { runtime, open } = gated(engine);
    const other = runtime.evaluateAsync('(h/wait) (dotimes [_ 100] @(future 1)) :other');
    const error = (await thrownBy(() =>
      runtime.evaluateAsync('(loop [i 0] (if (< i 100000) (recur (inc i)) i))', { limits: { fuel: 1000 } }),
    )) as LimitError;
    expect(error.resumable).toBe(true);
    open();
    expect(await other).toBe('other');
    const again = (await thrownBy(() => error.resume?.({ fuel: 1000 }) as Promise<unknown>)) as LimitError;
    expect(again.limit).toBe('fuel');
    expect(await again.resume?.({ fuel: 1e6 })).toBe(100_000);
  });

  test('are measured though each turn is short', async () => {
    const runtime = createRuntime({ engine, namespaces: { h: { next: async (i: number) => i } } });
    const text = '(loop [i 0 all []] (recur (inc i) (conj all (vec (range (h/next 200))))))';
    expect(await thrownBy(() => runtime.evaluateAsync(text, { limits: { memory: 1_000_000 } }))).toMatchObject({ limit: 'memory' });
  });

  test('leave limits of the runtime to its calls', async () => {
    const { runtime, open } = gated(engine, { fuel: 10_000 });
    const waiting = runtime.evaluateAsync('(h/wait) :done');
    const turns = runtime.evaluate('(fn [n] (loop [i 0] (if (< i n) (recur (inc i)) i)))') as (n: number) => number;
    for (let i = 0; i < 5; i++) expect(turns(9000)).toBe(9000);
    expect(await thrownBy(() => turns(20_000))).toMatchObject({ limit: 'fuel' });
    open();
    expect(await waiting).toBe('done');
  });
});
