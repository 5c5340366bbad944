import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { INSTRUCTIONS } from '../../src/bytecode/instructions/index.js';
import { ENGINES, evalBoth } from '../support/engines.js';

/** How deep JavaScript's stack is where the guest calls `look`. */
function stackDepth(program: string, engine: 'vm' | 'jit'): number {
  const runtime = createRuntime({ engine });
  let depth = 0;
  runtime.define('probe', {
    look() {
      const before = Error.stackTraceLimit;
      Error.stackTraceLimit = Number.POSITIVE_INFINITY;
      depth = (new Error().stack ?? '').split('\n').length;
      Error.stackTraceLimit = before;
      return null;
    },
  });
  runtime.evaluate(program);
  return depth;
}

describe('B1: calls of the guest stay in one machine', () => {
  test.each([
    ['a function that calls itself', '(defn f [n] (if (zero? n) (probe/look) (do (f (dec n)) nil)))'],
    ['a function that map calls', '(defn f [n] (if (zero? n) (probe/look) (doall (map f [(dec n)]))))'],
    [
      'a function that reduce, sort-by and swap! call',
      '(defn f [n] (if (zero? n) (probe/look) (reduce (fn [_ x] (swap! (atom 0) (fn [_] (sort-by (fn [y] (f y) 0) [x])))) nil [(dec n)])))',
    ],
    ['eval', '(defn f [n] (if (zero? n) (probe/look) (do (eval (list (quote f) (dec n))) nil)))'],
    ['a lazy seq', '(defn f [n] (if (zero? n) (probe/look) (first (lazy-seq (cons (f (dec n)) nil)))))'],
    [
      'a method of a protocol, a multimethod',
      '(defprotocol P (p [x])) (extend-type Long P (p [n] (f n))) (defmulti m identity) (defmethod m :default [n] (p n)) (defn f [n] (if (zero? n) (probe/look) (do (m (dec n)) nil)))',
    ],
  ])('%s nests no call of JavaScript in the interpreter', (_, text) => {
    const define = text.includes('defprotocol') ? `(declare f) ${text}` : text;
    expect(stackDepth(`${define} (f 500)`, 'vm')).toBe(stackDepth(`${define} (f 5)`, 'vm'));
  });
});

test('S11: more than twenty functions of the library are instructions, each checked against the function', () => {
  const functions = new Set(INSTRUCTIONS.flatMap((i) => (i.kind === 'control' || i.intrinsic === null ? [] : [i.intrinsic.fn])));
  expect([...functions].filter((name) => !name.startsWith('-')).length).toBeGreaterThan(20);
  expect(evalBoth('[(let [f +] (f 1 2)) (+ 1 2) (apply + [1 2]) (reduce + [1 2])]').value).toBe('[3 3 3 3]');
});

describe('M7: a dynamic binding shadows a global whose root is known', () => {
  test.each(ENGINES)('on %s', (engine) => {
    const runtime = createRuntime({ engine });
    const value =
      runtime.evaluate(`(def ^:dynamic *x* 1) (defn read-x [] *x*) (defn sum [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (read-x))) s)))
      [(sum 1000) (binding [*x* 2] (sum 1000)) (sum 1000)
       (binding [*x* 3] (with-redefs [*x* 9] (read-x))) (do (alter-var-root #'*x* inc) (sum 1000))]`);
    expect(value).toEqual([1000, 2000, 1000, 3, 2000]);
  });
});
