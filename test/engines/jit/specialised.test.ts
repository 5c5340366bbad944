import { describe, expect, test } from 'vitest';
import { createRuntime, type RuntimeOptions } from '../../../src/api/index.js';
import { MOST_SPECIALISED } from '../../../src/engines/jit/specialised.js';
import { ENGINES, evalOn } from '../../support/engines.js';

/** The texts that were compiled of a function while a program ran on the engine jit, in their order. */
function textsOf(name: string, program: string, options: Pick<RuntimeOptions, 'tiering'> = {}): string[] {
  const texts: string[] = [];
  const runtime = createRuntime({
    ...options,
    engine: 'jit',
    compilationLog: {
      compiled: (code, _, text) => code.name === name && texts.push(text),
      refused: () => {},
      dropped: () => {},
      enteredLoop: () => {},
      left: () => {},
    },
  });
  runtime.evalString(program);
  return texts;
}

const REDUCE = 'clojure.core/reduce-seq';

describe('M18 functions that call what they are given are compiled for what they are given', () => {
  test('reduce with + adds where it stands', () => {
    const texts = textsOf(REDUCE, '(defn f [v] (reduce + v)) (f [1 2 3])');
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/t = R\d+ \+ R\d+;/);
    expect(texts[0]).not.toMatch(/T\.call2\(|template\.j2\(/);
  });

  test('reduce with a function of a var calls it straight', () => {
    const [text] = textsOf(
      REDUCE,
      '(defn g [a x] (case a 1 x 2 (try (g x x) (finally 1)) (str a x))) (defn f [v] (reduce g 0 (seq v))) (f [1 2 3])',
    );
    expect(text).toMatch(/H\d+\.j2\(G\d+, d, R\d+, R\d+\)/);
  });

  test('a function that nobody calls is no reason', () => {
    expect(
      textsOf('user/g', '(defn g [h x] (try (if (pos? x) [h x] x) (finally nil))) (defn f [x] [(g inc x) (g dec x)]) (f 3)'),
    ).toHaveLength(1);
  });

  test('there are no more than so many of one function, and one for all others', () => {
    const n = MOST_SPECIALISED + 4;
    const functions = Array.from({ length: n }, (_, i) => `(defn g${i} [a x] (case a ${i} x (str a x ${i})))`).join(' ');
    const calls = Array.from({ length: n }, (_, i) => `(reduce g${i} 0 (seq v))`).join(' ');
    const program = `${functions} (defn f [v] [${calls}]) [(f [1 2 3]) (f [2 1])]`;
    // What a runtime does at its start may have taken some of them.
    const compiled = textsOf(REDUCE, program).length;
    expect(compiled).toBeLessThanOrEqual(MOST_SPECIALISED + 1);
    expect(compiled).toBeGreaterThan(MOST_SPECIALISED / 2);
    expect(evalOn('jit', program)).toEqual(evalOn('vm', program));
  });

  test.each([
    [
      'longs, doubles, both, and what is beyond',
      `(defn f [v] [(reduce + v) (reduce + 0.5 v) (reduce max v) (reduce - 0 v)])
       (defn g [v] (try (reduce * v) (catch ArithmeticException e (ex-message e))))
       [(mapv f [[1 2 3] [1.5 2 3] (range 40) (map double (range 40)) [9007199254740991 5] [1N 2/3 4.5M] '(7) [Double/NaN 1]])
        (mapv g [(range 1 22) (range 1 25) [1.5 2] [3000000000 3000000000] [9223372036854775807 2]]) (reduce + []) (reduce + 1 nil)]`,
    ],
    [
      'tests',
      '(defn f [v] [(every? pos? v) (some even? v) (reduce < v)]) [(try (f [1 2]) (catch Exception e (ex-message e))) (every? pos? [1 -1]) (some even? [1 3])]',
    ],
    [
      'reduced',
      '(defn g [a x] (if (> a 10) (reduced [:done a]) (+ a x))) (defn f [v] [(reduce g v) (reduce g 0 v)]) [(f (range 100)) (f (vec (range 100))) (f [1])]',
    ],
    [
      'a function that is given another in a call of itself',
      `(defn w [h n] (if (< n 1) [(h n)] (case n 7 (w dec (dec n)) 3 [(h n) (w inc (- n 1)) (try (h :a) (catch Exception e :no))] (w h (dec n)))))
       (defn f [] [(w inc 9) (w dec 9) (w identity 4)]) [(f) (f)]`,
    ],
    [
      'redefinition of what is given and of what it is given to, while it runs',
      `(defn g [a x] (+ a x))
       (defn h [k xs] (loop [xs xs a 0] (if (seq xs) (recur (rest xs) (k a (first xs))) a)))
       (defn f [n] (loop [i 0 out []] (if (< i n)
         (do (case i 2 (def g (fn [a x] (* 2 (+ a x)))) 4 (def h (fn [k xs] [:new (k 1 2)])) nil)
             (recur (inc i) (conj out [(reduce g 0 [1 2 3]) (h g [1 2])]))) out)))
       [(f 6) (f 2)]`,
    ],
    [
      'redefinition in the middle of a reduction',
      `(defn g [a x] (when (= x 3) (def g (fn [a x] [:never]))) (+ a x))
       (defn f [v] (reduce g 0 v)) [(f (range 6)) (f (range 3))]`,
    ],
    [
      'a core function that is redefined',
      '(defn f [v] (reduce inc-all 0 v)) (def inc-all +) [(try (f [1 2]) (catch Exception e 1)) (with-redefs [inc-all -] (f [1 2])) (f [1 2])]'.replace(
        '(defn f',
        '(declare inc-all) (defn f',
      ),
    ],
    [
      'arithmetic functions that a variable holds',
      '(defn f [x] (let [g inc h + k even? z zero?] [(g x) (h x x) (z x) (if (k 2) (h (g x) 1) 0)])) [(f 1) (f 2.5) (f 9223372036854775806) (try (f :a) (catch Exception e (ex-message e)))]',
    ],
  ])('%s', { timeout: 60_000 }, (_, program) => {
    const expected = evalOn('vm', program);
    for (const engine of ENGINES) expect(evalOn(engine, program), engine).toEqual(expected);
  });

  test('traces are those of the interpreter', () => {
    for (const program of [
      '(defn f [v]\n  (reduce + v))\n(f [1 :a])',
      '(defn g [a x]\n  (inc (str a x)))\n(defn f [v]\n  (reduce g 0 v))\n(f [1 2])',
      '(defn f [v] (let [g inc]\n  [(g v)]))\n(f nil)',
    ])
      expect(evalOn('jit', program).error?.report, program).toBe(evalOn('vm', program).error?.report);
  });
});
