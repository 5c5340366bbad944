import { describe, expect, test } from 'vitest';
import { evalBoth, evalOn } from '../support/engines.js';

/** Loops that count in one instruction, and their neighbours that must not. */
const CASES: readonly (readonly [text: string, value: string])[] = [
  ['(loop [i 0 s 0] (if (< i 10) (recur (inc i) (+ s i)) s))', '45'],
  ['(loop [s [] i 0] (if (< i 5) (recur (conj s i) (inc i)) [s i]))', '[[0 1 2 3 4] 5]'],
  ['(loop [i 0] (if (< i 300) (recur (inc i)) i))', '300'],
  ['(let [n 3.5] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) [i s])))', '[4 6]'],
  ['(loop [i 0.5 s 0] (if (< i 4) (recur (inc i) (+ s i)) [i s]))', '[4.5 8.0]'],
  ['(loop [i 9007199254740985 s 0] (if (< i 9007199254740999) (recur (inc i) (inc s)) [i s]))', '[9007199254740999 14]'],
  ['(loop [i 9223372036854775800 s 0] (if (< i 9223372036854775807) (recur (inc i) (inc s)) [i s]))', '[9223372036854775807 7]'],
  ['(loop [i 0 s 0] (if (< i 5) (if (odd? i) (recur (inc i) (+ s i)) (recur (+ i 1) s)) [i s]))', '[5 4]'],
  ['(loop [i 0 s 0] (if (< i 4) (recur (inc i) (+ s (loop [j 0 t 0] (if (< j i) (recur (inc j) (+ t j)) t)))) s))', '4'],
  ['(loop [i 0 n 4] (if (< i n) (recur (inc i) (dec n)) [i n]))', '[2 2]'],
  ['(let [a (atom [])] (dotimes [i 4] (swap! a conj (fn [] i))) (mapv (fn [f] (f)) @a))', '[0 1 2 3]'],
];

describe('M14: loops that count', () => {
  test.each(CASES)('%s', (text, value) => {
    expect(evalBoth(text).value).toBe(value);
  });

  test('count in one instruction also where registers are beyond the first 256', () => {
    const bindings = Array.from({ length: 300 }, (_, i) => `x${i} (identity ${i})`).join(' ');
    expect(evalBoth(`(let [${bindings}] (loop [i 0 s 0] (if (< i x200) (recur (inc i) (+ s x299)) [i s])))`).value).toBe('[200 59800]');
  });

  test.each(['inc', '<'])('see in the middle that %s is redefined', (name) => {
    const text = `
      (def n (atom 0))
      (defn f [] (loop [i 0 s 0]
                   (if (< i 9)
                     (do (when (= i 3) (intern 'clojure.core '${name} (if (= '${name} 'inc) (fn [x] (+ x 3)) (fn [a b] false))))
                         (recur (inc i) (+ s i)))
                     [i s])))
      (f)`;
    expect(evalOn('vm', text).value).toBe(name === 'inc' ? '[9 12]' : '[4 6]');
    expect(evalOn('tree', text).value).toBe(evalOn('vm', text).value);
  });

  test('an overflow is told where the counter is', () => {
    const { error } = evalBoth('(loop [i 9223372036854775806 s 0]\n (if (< i 9223372036854775899N)\n  (recur (inc i) (inc s)) s))');
    expect(error?.place).toMatch(/3:10$/);
  });
});
