import { describe, expect, it } from 'vitest';
import { evalOn } from '../support/engines.js';

const TAIL_CALLS = 10_000_000;
const NESTED_CALLS = 1_000_000;

/** Programs that call `(run n)` in tail position n times; each must end with `:done` in constant space. */
const tailCalls: readonly (readonly [position: string, program: string])[] = [
  ['a function that calls itself', '(defn run [n] (if (zero? n) :done (run (dec n))))'],
  ['a local function that calls itself', '(defn run [n] ((fn down [n] (if (zero? n) :done (down (dec n)))) n))'],
  [
    'two functions',
    '(declare run) (defn other [n] (if (zero? n) :done (run (dec n)))) (defn run [n] (if (zero? n) :done (other (dec n))))',
  ],
  ['letfn', '(defn run [n] (letfn [(a [n] (if (zero? n) :done (b (dec n)))) (b [n] (if (zero? n) :done (a (dec n))))] (a n)))'],
  ['cond', '(defn run [n] (cond (zero? n) :done (even? n) (run (- n 2)) :else (run (dec n))))'],
  ['case', '(defn run [n] (case (int (rem n 3)) 0 (if (zero? n) :done (run (dec n))) 1 (run (dec n)) (run (dec n))))'],
  ['condp', '(defn run [n] (condp = n 0 :done 1 (run 0) (run (dec n))))'],
  ['and', '(defn run [n] (if (zero? n) :done (and true (run (dec n)))))'],
  ['or', '(defn run [n] (if (zero? n) :done (or nil (run (dec n)))))'],
  ['when and do', '(defn run [n] (if (zero? n) :done (when true (do nil (run (dec n))))))'],
  ['when-let and if-let', '(defn run [n] (if-let [m (when (pos? n) (dec n))] (when-let [k m] (run k)) :done))'],
  ['let and loop', '(defn run [n] (let [m (dec n)] (loop [i 0] (if (< i 1) (recur (inc i)) (if (neg? m) :done (run m))))))'],
  [
    'several arities',
    '(defn run ([n] (run n 0)) ([n k] (if (zero? n) :done (run (dec n) k 1))) ([n k j] (if (zero? n) :done (run (dec n) j))))',
  ],
  ['rest arguments', '(defn run [n & more] (if (zero? n) :done (run (dec n) 1)))'],
  ['apply', '(defn run [n] (if (zero? n) :done (apply run [(dec n)])))'],
  ['an argument that is a function', '(defn step [f n] (if (zero? n) :done (f f (dec n)))) (defn run [n] (step step n))'],
  [
    'a macro that expands to a call',
    '(defmacro again [n] (list (quote run) (list (quote dec) n))) (declare run) (defn run [n] (if (zero? n) :done (again n)))',
  ],
];

/** Programs whose `(run n)` nests n calls that are not in tail position, with the value for n. */
const nestedCalls: readonly (readonly [shape: string, program: string, expected: string])[] = [
  ['inc of the rest', '(defn run [n] (if (zero? n) 0 (inc (run (dec n)))))', String(NESTED_CALLS)],
  [
    'two functions',
    '(declare run) (defn other [n] (if (zero? n) 0 (+ 1 (run (dec n))))) (defn run [n] (if (zero? n) 0 (+ 1 (other (dec n)))))',
    String(NESTED_CALLS),
  ],
  [
    'a let after the call',
    '(defn run [n] (if (zero? n) 0 (let [below (run (dec n))] (if (odd? n) (+ below 1) below))))',
    String(NESTED_CALLS / 2),
  ],
  ['closures in closures', '(defn run [n] ((reduce (fn [f _] (fn [x] (inc (f x)))) identity (range n)) 0))', String(NESTED_CALLS)],
  ['through apply', '(defn run [n] (if (zero? n) 0 (inc (apply run [(dec n)]))))', String(NESTED_CALLS)],
  ['inside try', '(defn run [n] (if (zero? n) 0 (try (inc (run (dec n))) (catch Exception e :caught))))', String(NESTED_CALLS)],
  [
    'an exception from the bottom',
    '(defn down [n] (if (zero? n) (throw (ex-info "bottom" {:at n})) (inc (down (dec n))))) (defn run [n] (try (down n) (catch Exception e (ex-message e))))',
    '"bottom"',
  ],
];

describe('S4, M10: ten million tail calls in constant space', () => {
  it.each(tailCalls)('%s', (_, program) => {
    expect(evalOn('vm', `${program} (run ${TAIL_CALLS})`)).toMatchObject({ value: ':done', error: null });
  });
});

describe('N5: a million calls that are not in tail position', () => {
  it.each(nestedCalls)('%s', (_, program, expected) => {
    expect(evalOn('vm', `${program} (run ${NESTED_CALLS})`)).toMatchObject({ value: expected, error: null });
  });
});
