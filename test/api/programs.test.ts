import { describe, expect, it } from 'vitest';
import { CloveError, createRuntime, type EngineName, LimitError } from '../../src/api/index.js';

const ENGINES: readonly EngineName[] = ['vm', 'jit', 'auto'];

describe.each(ENGINES)('a fork on %s', (engine) => {
  it('goes its own way from there', () => {
    const one = createRuntime({ engine });
    one.evaluate('(def total (atom 1)) (def s (map inc (range 100))) (first s)');
    const two = one.fork();
    one.evaluate('(swap! total + 10) (def total-name "one")');
    two.evaluate('(swap! total + 100)');
    expect([one.evaluate('@total'), two.evaluate('@total')]).toEqual([11, 101]);
    expect(two.evaluate("[(reduce + s) (resolve 'total-name)]")).toEqual([5050, null]);
  });

  it('has the fibers that wait, and shares what is of the host', () => {
    const seen: number[] = [];
    const thing = new WeakMap();
    const one = createRuntime({ engine, namespaces: { app: { note: (n: number) => seen.push(n), thing } } });
    one.evaluate('(def p (promise)) (def kept app/thing)');
    one.start('(app/note @p)');
    one.advance();
    const forks = [1, 2, 3].map(() => one.fork());
    forks.forEach((fork, i) => {
      fork.evaluate(`(deliver p ${i})`);
      fork.advance();
      expect(fork.programs[0].state).toBe('done');
      expect(fork.get('user/kept')).toBe(thing);
    });
    expect(seen).toEqual([0, 1, 2]);
    expect(one.programs[0].state).toBe('running');
  });

  it('has the options of the first, or others', () => {
    let output = '';
    const one = createRuntime({ engine, limits: { fuel: 1000 }, stdout: () => {} });
    expect(() => one.fork().evaluate('(loop [] (recur))')).toThrow(LimitError);
    const two = one.fork({
      limits: {},
      stdout: (more) => {
        output += more;
      },
    });
    expect(two.evaluate('(print (reduce + (range 10000)))')).toBe(null);
    expect(output).toBe('49995000');
  });
});

describe.each(['tree', ...ENGINES] as const)('a compiled text on %s', (engine) => {
  it('is run as often as one likes', () => {
    const runtime = createRuntime({ engine });
    runtime.evaluate('(def runs (atom 0))');
    const program = runtime.compile('(swap! runs inc) (+ (* x x) (:y m))', { params: ['x', 'm'], file: 'sum.clj' });
    expect(runtime.evaluate('@runs')).toBe(0);
    expect([1, 2, 3].map((x) => program.run([x, { y: 100 }]))).toEqual([101, 104, 109]);
    expect(runtime.evaluate('@runs')).toBe(3);
    expect(() => program.run(['a', {}])).toThrow(CloveError);
    expect(() => runtime.compile('(let [x)', { file: 'wrong.clj' })).toThrow(CloveError);
    expect(() => runtime.compile('(undefined-name 1)')).toThrow(/undefined-name/);
  });

  it('also at once', async () => {
    const runtime = createRuntime({ engine, namespaces: { app: { load: async (id: number) => ({ id, price: id * 10 }) } } });
    const program = runtime.compile('(:price (app/load id))', { params: ['id'] });
    expect(await Promise.all([1, 2, 3, 4].map((id) => program.runAsync([id])))).toEqual([10, 20, 30, 40]);
  });
});

it('a compiled text has limits', () => {
  const runtime = createRuntime();
  const program = runtime.compile('(loop [i 0] (if (< i n) (recur (inc i)) i))', { params: ['n'] });
  expect(program.run([100], { limits: { fuel: 1000 } })).toBe(100);
  expect(() => program.run([1e6], { limits: { fuel: 1000 } })).toThrow(LimitError);
});
