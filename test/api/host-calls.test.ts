import { describe, expect, test } from 'vitest';
import { CloveError, createRuntime, LimitError } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

const COUNTING = ENGINES.filter((engine) => engine !== 'tree');

/** Often enough that `auto` compiles what is called. */
const OFTEN = 12;

type Guest = (...args: unknown[]) => unknown;

describe.each(ENGINES)('functions that the host calls, on %s', (engine) => {
  const fn = (text: string, options = {}) => createRuntime({ engine, ...options }).evaluate(text) as Guest;
  const often = (f: () => unknown): unknown[] => Array.from({ length: OFTEN }, f);

  test('take as many arguments as they have', () => {
    const f = fn('(fn ([] 0) ([a] [1 a]) ([a b c] [3 a b c]) ([a b c d e] [5 e]) ([a b c d e & more] [:many (vec more)]))');
    for (const [args, want] of [
      [[], 0],
      [[1], [1, 1]],
      [
        [1, 2, 3],
        [3, 1, 2, 3],
      ],
      [
        [1, 2, 3, 4, 5],
        [5, 5],
      ],
      [
        [1, 2, 3, 4, 5, 6, 7],
        ['many', [6, 7]],
      ],
    ] as const) {
      const runtime = createRuntime({ engine });
      for (const answer of often(() => runtime.toJs(f(...args)))) expect(answer).toEqual(want);
    }
    expect(() => f(1, 2)).toThrow('Wrong number of args (2)');
  });

  test('tell where they failed, with the functions that they are in', () => {
    const runtime = createRuntime({ engine });
    const f = runtime.evaluate('(defn inner [x] (inc (/ 10 x))) (defn outer [x] (+ 1 (inner x))) outer', { file: 'f.clj' }) as Guest;
    for (let i = 0; i < OFTEN; i++) {
      expect(f(5)).toBe(4);
      let thrown: unknown;
      try {
        f(0);
      } catch (e) {
        thrown = e;
      }
      expect((thrown as Error).message).toBe('Divide by zero');
      expect(runtime.describeError(thrown)).toMatch(/inner[\s\S]*outer/);
    }
  });

  test('call functions of the host that call them', () => {
    const runtime = createRuntime({ engine, namespaces: { h: { twice: (f: Guest, x: unknown) => f(f(x)) } } });
    const f = runtime.evaluate(
      "(require 'h) (defn f [n] (if (zero? n) 0 (+ 1 (h/twice (fn [x] (if (= x 3) (f (dec n)) (inc x))) 2)))) (fn [n] [(f n) (vec (map f [1 2]))])",
    ) as Guest;
    for (const answer of often(() => runtime.toJs(f(5)))) expect(answer).toEqual([5, [1, 2]]);
  });

  test('go on after an exception in a function of the host above them', () => {
    const runtime = createRuntime({
      engine,
      namespaces: {
        h: {
          fail(f: Guest) {
            f(1);
            throw new Error('no');
          },
        },
      },
    });
    const f = runtime.evaluate(
      "(require 'h) (fn [n] (try (h/fail (fn [x] (reduce + (map inc (range n))))) (catch :default e (ex-message e))))",
    ) as Guest;
    for (const answer of often(() => f(100))) expect(answer).toBe('no');
  });

  test('cannot wait for the host, and say so', () => {
    const runtime = createRuntime({ engine, namespaces: { h: { later: async () => 1 } } });
    const f = runtime.evaluate("(require 'h) (fn [] (h/later))") as Guest;
    for (let i = 0; i < OFTEN; i++) expect(f).toThrow('evaluateAsync');
  });

  test('wait for other fibers of the program', () => {
    const f = fn('(fn [n] @(future (reduce + (range n))))');
    for (const answer of often(() => f(50_000))) expect(answer).toBe(1_249_975_000);
  });

  test('leave nothing behind that later calls stumble over', () => {
    const runtime = createRuntime({ engine });
    const print = runtime.evalString('(fn [v] (binding [*print-length* 200] (pr-str v)))');
    for (let i = 0; i < OFTEN; i++) {
      expect(runtime.call(print, runtime.evalString('(pmap + [1 2 3] [10 20 30])'))).toBe('(11 22 33)');
      expect(() => runtime.call(print, runtime.evalString('(map (fn [x] (/ 1 x)) [1 0])'))).toThrow('Divide by zero');
      expect(runtime.call(print, runtime.evalString('(seque 1 (map inc (range 4)))'))).toBe('(1 2 3 4)');
    }
  });

  test('see what was defined anew', () => {
    const runtime = createRuntime({ engine });
    const f = runtime.evaluate('(defn g [x] (* 2 x)) (defn f [x] (+ 1 (g x))) f') as Guest;
    for (const answer of often(() => f(4))) expect(answer).toBe(9);
    runtime.evaluate('(defn g [x] (* 3 x))');
    for (const answer of often(() => f(4))) expect(answer).toBe(13);
    const again = runtime.evaluate('(fn [x] (def g (fn [y] y)) (+ (f x) (g 1)))') as Guest;
    for (const answer of often(() => again(4))) expect(answer).toBe(6);
  });

  test.skipIf(engine === 'tree')('go deeper than the stack of JavaScript', () => {
    const f = fn('(defn down [n] (if (zero? n) 0 (inc (down (dec n))))) down');
    for (let i = 0; i < OFTEN; i++) expect(f(30_000)).toBe(30_000);
  });
});

test('calls across runtimes leave each its own', () => {
  const runtimes = ENGINES.map((engine) => createRuntime({ engine }));
  const texts = '(defn f [g n] (loop [i 0 sum 0M] (if (< i n) (recur (inc i) (+ sum (g i))) (+ sum 0.25M)))) f';
  const guests = runtimes.map((runtime) => runtime.evaluate(texts) as (g: Guest, n: number) => unknown);
  const [first, ...others] = guests;
  for (const other of others)
    for (let i = 0; i < OFTEN; i++) {
      expect(first((x) => other((y) => Number(x) + Number(y), 3), 3)).toBe(0.25 + 3 * 0.25 + 18);
      expect(other((x) => first((y) => Number(x) + Number(y), 3), 3)).toBe(0.25 + 3 * 0.25 + 18);
    }
});

describe('the fuel of calls of the host', () => {
  /** The fuel with which each of some calls is stopped: with one unit less it is. */
  function needed(engine: (typeof COUNTING)[number], text: string, args: unknown[]): number[] {
    const runtime = createRuntime({ engine });
    const f = runtime.evaluate(text) as Guest;
    return Array.from({ length: OFTEN }, () => {
      const before = runtime.fuelUsed;
      f(...args);
      return runtime.fuelUsed - before;
    });
  }

  test.each([
    ['(fn [x] x)', [1]],
    ['(defn g [x] (inc x)) (fn [x] (g (g x)))', [1]],
    ['(fn [n] (loop [i 0] (if (< i n) (recur (inc i)) i)))', [100]],
    ['(fn [n] (reduce + (map inc (range n))))', [40]],
    ['(fn [m] (:a m))', [1]],
  ])('%s', (text, args) => {
    const [first, ...others] = COUNTING.map((engine) => needed(engine, text, args));
    expect(first).toEqual(first.map(() => first[0]));
    for (const other of others) expect(other).toEqual(first);
  });

  test.each(COUNTING)('ends at the same unit for each call, on %s', (engine) => {
    const text = '(fn [n] (loop [i 0] (if (< i n) (recur (inc i)) i)))';
    const enough = needed('vm', text, [20])[0];
    const runtime = createRuntime({ engine, limits: { fuel: enough } });
    const f = runtime.evaluate(text) as Guest;
    for (let i = 0; i < OFTEN; i++) expect(f(20)).toBe(20);
    for (let i = 0; i < OFTEN; i++) {
      let thrown: unknown;
      try {
        f(21);
      } catch (e) {
        thrown = e;
      }
      expect(thrown instanceof LimitError && thrown.limit).toBe('fuel');
      expect(thrown).not.toBeInstanceOf(CloveError);
      expect(f(20)).toBe(20);
    }
  });
});
