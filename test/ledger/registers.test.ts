import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { Code } from '../../src/bytecode/code.js';
import { INSTRUCTIONS, NAMES } from '../../src/bytecode/instructions/index.js';
import { compiled, opNames, opsNamed, withInner } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

/** The instructions that have to do with captured values. */
const CAPTURE = ['CAPTURED', 'CLOSURE', 'PATCH'];

describe('B2: locals live in registers', () => {
  test('no instruction looks a name up', () => {
    // A name would have to stand in the constants: only host members, which are strings, are named there.
    const named = INSTRUCTIONS.flatMap((i, op) => (i.constant === 'text' || i.constant === 'memberSite' ? [NAMES[op]] : []));
    expect(named.sort()).toEqual(['HOST_CALL', 'HOST_GET', 'HOST_SET']);
  });

  test('a function over its locals has neither names nor captured values', () => {
    const f = compiled('(defn f [a b] (let [c (+ a b) d (* c a)] (loop [i 0 s d] (if (< i c) (recur (inc i) (+ s i)) s))))');
    expect(f.constants.filter((c) => typeof c === 'string')).toEqual([]);
    for (const name of CAPTURE) expect(opNames(f)).not.toContain(name);
    expect(f.captures.length).toBe(0);
  });

  test('a captured local is copied once for each closure', () => {
    const f = compiled('(defn f [a b] (let [c (+ a b)] (fn [x] (+ (* c x) (- c x) c))))');
    const inner = f.constants.find((c) => c instanceof Code) as Code;
    expect([...inner.captures]).toEqual([opsNamed(f, 'ADD')[0].a]);
    expect(opNames(f).filter((n) => CAPTURE.includes(n))).toEqual(['CLOSURE']);
  });
});

describe('M12: instructions for captured values only where something is captured', () => {
  test('an inner function that captures nothing', () => {
    const codes = withInner(compiled('(defn f [xs] (map (fn [x] (* x x)) xs))'));
    expect(codes.map((c) => c.captures.length)).toEqual([0, 0]);
    for (const code of codes) expect(opNames(code)).not.toContain('CAPTURED');
  });

  test('an inner function that captures one of two locals', () => {
    const [, inner] = withInner(compiled('(defn f [a b] (println b) (fn [x] (+ a x)))'));
    expect([...inner.captures]).toEqual([0]);
    expect(opNames(inner)).toContain('CAPTURED');
  });

  test('a function that calls itself by name', () => {
    const [, inner] = withInner(compiled('(defn f [] (fn g [x] (if (pos? x) (g (dec x)) x)))'));
    expect(inner.captures.length).toBe(0);
    expect(opNames(inner)).toContain('SELF');
  });
});

describe('M4: arguments are passed in place', () => {
  test('each argument is computed in the register that the callee finds it in', () => {
    const f = compiled('(declare g) (defn f [a b] (str (g (+ a b) (* a b) 7)))');
    const [call] = opsNamed(f, 'CALL_VAR');
    const [add] = opsNamed(f, 'ADD');
    const [mul] = opsNamed(f, 'MUL');
    expect([add.a, mul.a]).toEqual([call.a + 3, call.a + 4]);
    expect(opsNamed(f, 'LOADK').at(-1)?.a).toBe(call.a + 5);
    expect(opNames(f)).not.toContain('MOVE');
  });

  test('the value of a call is an argument of the next without a move', () => {
    const f = compiled('(declare g h k) (defn f [a] (g (h (k 1)) (h 2)))');
    expect(opNames(f)).not.toContain('MOVE');
    expect(evalBoth('(defn k [x] (* x 10)) (defn h [x] (inc x)) (defn g [x y] [x y]) (defn f [] (g (h (k 1)) (h 2))) (f)').value).toBe(
      '[11 3]',
    );
  });
});

describe('M9: arguments without a list', () => {
  test('clauses have entries of their own, and only the variadic one collects', () => {
    const f = compiled('(defn f ([] 0) ([a] a) ([a b & more] [a b more]))');
    expect([...f.entries].map((pc) => pc >= 0)).toEqual([true, true, true, true]);
    expect(f.entries[2]).toBe(f.entries[3]);
    const collecting = opsNamed(f, 'COLLECT_REST');
    expect(collecting.map((d) => [d.start, d.a])).toEqual([[f.entries[2], 2]]);
  });

  test('what a call passes', () => {
    const text =
      '(defn f ([] 0) ([a] a) ([a b & more] [a b more])) [(f) (f 1) (f 1 2) (f 1 2 3) (apply f (range 6)) (apply f 1 2 nil) ((fn [& r] r))]';
    expect(evalBoth(text).value).toBe('[0 1 [1 2 nil] [1 2 (3)] [0 1 (2 3 4 5)] [1 2 nil] nil]');
  });
});

describe('M16: a call of a global is one instruction', () => {
  test('in the middle and in tail position', () => {
    const f = compiled('(declare g) (defn f [x] (g x) (g x))');
    expect(opsNamed(f, 'CALL_VAR').length).toBe(1);
    expect(opsNamed(f, 'TAIL_CALL_VAR').length).toBe(1);
    for (const name of ['GET_VAR', 'CALL', 'TAIL_CALL']) expect(opNames(f)).not.toContain(name);
  });

  test('a dynamic binding shadows the root, at the same site', () => {
    const text = `(def ^:dynamic *g* (fn [x] [:root x]))
      (defn f [x] (let [r (*g* x)] r))
      [(f 1) (binding [*g* (fn [x] [:bound x])] [(f 2) (f 3)]) (f 4)]`;
    expect(evalBoth(text).value).toBe('[[:root 1] [[:bound 2] [:bound 3]] [:root 4]]');
    const runtime = createRuntime();
    expect(runtime.disassemble(text, 'x.clj')).toMatch(/CALL_VAR .*#'user\/\*g\*/);
  });
});
