import { describe, expect, test } from 'vitest';
import { createRuntime, type RuntimeOptions } from '../../../src/api/index.js';
import { createSubject } from '../../support/engines.js';

/** Runs a program, and counts what the engine does with its functions. */
function counted(options: Pick<RuntimeOptions, 'engine' | 'tiering' | 'slice'>, program: string) {
  const counts = { compiled: 0, dropped: 0, entered: 0, left: 0 };
  const count =
    (what: keyof typeof counts) =>
    ({ name }: { readonly name: string }): void => {
      if (name.startsWith('user/')) counts[what]++;
    };
  const runtime = createRuntime({
    ...options,
    compilationLog: {
      compiled: count('compiled'),
      refused: () => {},
      dropped: count('dropped'),
      enteredLoop: count('entered'),
      left: count('left'),
    },
  });
  return { value: runtime.printString(runtime.evalString(program)), ...counts };
}

const LOOP = '(defn f [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))';
const MANY = `(defmacro functions [n] (cons 'do (for [i (range n)] \`(defn ~(symbol (str "f" i)) [x#] (+ x# ~i)))))
  (functions 50)
  (defmacro calls [n] (cons '+ (for [i (range n)] (list (symbol (str "f" i)) i))))
  [(calls 50) (calls 50)]`;

describe('M20 what says when code is compiled', () => {
  test('a function is compiled once it has been seen in as many turns as asked for', () => {
    const program = `${LOOP} [(f 100000) (f 10)]`;
    expect(counted({ engine: 'auto', tiering: { hotTurns: 1_000_000 } }, program)).toMatchObject({ compiled: 0, entered: 0 });
    expect(counted({ engine: 'auto', tiering: { hotTurns: 1 } }, program)).toMatchObject({ value: '[4999950000 45]', entered: 1 });
  });

  test('compiled code is left at the end of each turn, and entered again, where that is wanted', () => {
    const { value, entered, left } = counted({ engine: 'jit', slice: 3, tiering: { restless: true } }, `${LOOP} (f 3000)`);
    expect(value).toBe('4498500');
    expect(entered).toBeGreaterThan(300);
    expect(left).toBeGreaterThan(300);
  });

  test('a trace names the form at the top whose loop was entered', () => {
    const program = '(some->> (loop [n 0] (if (< n 50) (recur (inc n)) n)) (filter nil) first)';
    const reports = [{}, { slice: 5, tiering: { hotTurns: 1 } }, { slice: 1, tiering: { restless: true } }].map(
      (options, i) => createSubject(i === 0 ? 'vm' : 'auto', options).run(program).error?.report,
    );
    expect(reports[0]).toContain('top-level');
    expect(reports).toEqual([reports[0], reports[0], reports[0]]);
  });

  test('frames of calls that stand inside of a loop which was entered have a place of their own', () => {
    const program = '(mapv (fn [f] (f)) (loop [x 0 v []] (if (< x 3) (recur (inc x) (conj v (fn [] (0)))) v)))';
    const wanted = createSubject('vm').run(program).error?.report;
    for (let slice = 1; slice < 12; slice++) {
      const tiering = { hotTurns: 1, warmCalls: 2, restless: true };
      expect(createSubject('auto', { slice, tiering }).run(program).error?.report, `${slice}`).toBe(wanted);
    }
  });

  test('a loop that runs long is left, and entered again where it stands', () => {
    const program =
      '(defn g [s] (case s :never nil (rest s))) (defn f [n] (loop [i 0 s (range n)] (if (seq s) (recur (inc i) (g s)) i))) (f 300000)';
    const { value, entered, left } = counted({ engine: 'jit' }, program);
    expect(value).toBe('300000');
    expect(entered).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(12);
  });

  test('no more compiled code is kept than there is room for', () => {
    const all = counted({ engine: 'jit' }, MANY);
    expect(all).toMatchObject({ value: '[2450 2450]', dropped: 0 });
    const few = counted({ engine: 'jit', tiering: { codeCache: 4000 } }, MANY);
    expect(few.value).toBe(all.value);
    expect(few.dropped).toBeGreaterThan(40);
    expect(few.compiled).toBeGreaterThan(all.compiled + 40);
  });
});
