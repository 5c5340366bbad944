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

  test('no more compiled code is kept than there is room for', () => {
    const all = counted({ engine: 'jit' }, MANY);
    expect(all).toMatchObject({ value: '[2450 2450]', dropped: 0 });
    const few = counted({ engine: 'jit', tiering: { codeCache: 4000 } }, MANY);
    expect(few.value).toBe(all.value);
    expect(few.dropped).toBeGreaterThan(40);
    expect(few.compiled).toBeGreaterThan(all.compiled + 40);
  });
});
