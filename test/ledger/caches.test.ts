import { describe, expect, test, vi } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import type { Code } from '../../src/bytecode/code.js';
import type { KeywordSite } from '../../src/bytecode/instructions/members.js';
import { ProtocolFn } from '../../src/data/dispatch.js';
import type { Fn } from '../../src/data/functions.js';
import { ShapeMap } from '../../src/data/maps/index.js';
import { codeOf } from '../support/codes.js';
import { ENGINES, evalBoth } from '../support/engines.js';

const keywordSites = (code: Code): KeywordSite[] =>
  code.constants.filter((c): c is KeywordSite & object => typeof c === 'object' && c !== null && 'keyword' in c && 'shape' in c);

describe('B5, M15: the place of a key is found once', () => {
  test('for maps of one shape: the site remembers it', () => {
    const runtime = createRuntime({ engine: 'vm' });
    runtime.evalString('(defn f [m] (:b m)) (defn make [b] {:a 1 :b b})');
    const [site] = keywordSites(codeOf(runtime, 'f'));
    expect(site.shape).toBe(null);
    runtime.evalString('(f (make 2))');
    const found = site.shape;
    expect(found).not.toBe(null);
    const look = vi.spyOn(found as object as { indexOf(k: unknown): number }, 'indexOf');
    expect(runtime.evaluate('[(f (make 3)) (f (make 4))]')).toEqual([3, 4]);
    expect(look).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    // Another shape goes its own way, and the answers stay right.
    expect(runtime.evaluate('[(f {:b 7}) (f (make 8)) (f {}) (f nil) (f (sorted-map :b 9)) (f {:x 1 :y 2 :b 10})]')).toEqual([
      7,
      8,
      null,
      null,
      9,
      10,
    ]);
  });

  test.each(ENGINES)('for fields of records, inside methods too, on %s', (engine) => {
    const runtime = createRuntime({ engine });
    const value = runtime.evaluate(`(defprotocol Area (area [s])) (defrecord Rect [w h] Area (area [_] (* w h)))
      (defrecord Round [r h] Area (area [s] (+ (:h s) r)))
      (mapv (fn [s] [(:h s) (area s) (:gone s) (:h (assoc s :h 9)) (area (assoc s :h 9)) (:x (assoc s :x 1))]) [(->Rect 2 3) (->Round 4 5) (->Rect 6 7)])`);
    expect(value).toEqual([
      [3, 6, null, 9, 18, 1],
      [5, 9, null, 9, 13, 1],
      [7, 42, null, 9, 54, 1],
    ]);
  });

  test('aget and properties of the host, read and written', () => {
    expect(
      evalBoth(
        '(let [a (long-array 3) b (object-array 2)] (dotimes [i 3] (aset a i (* i i))) (aset b 1 :x) [(aget a 2) (aget b 1) (aget b 0) (vec a)])',
      ).value,
    ).toBe('[4 :x nil [0 1 4]]');
  });
});

test('M17: the method of a protocol for a class is looked up once, and again when the protocol is extended', () => {
  const runtime = createRuntime({ engine: 'vm' });
  runtime.evalString('(defprotocol P (p [x])) (extend-protocol P Long (p [x] [:long x]) String (p [x] [:text x]))');
  const p = runtime.lookup('user', 'p')?.root as ProtocolFn;
  expect(p).toBeInstanceOf(ProtocolFn);
  expect(runtime.evaluate('(mapv p [1 2 "a" 3])')).toEqual([
    ['long', 1],
    ['long', 2],
    ['text', 'a'],
    ['long', 3],
  ]);
  const method = p.find(1) as Fn;
  expect(p.find(2)).toBe(method);
  runtime.evalString('(extend-type Long P (p [x] [:again x]))');
  expect(p.find(2)).not.toBe(method);
  expect(runtime.evaluate('(p 1)')).toEqual(['again', 1]);
});

test('B7: a small map that a program gives to the host is a plain object of its keys', () => {
  const runtime = createRuntime();
  const made = runtime.evalString('(fn [x] {:id x :ok true})');
  const map = runtime.call(made, 1);
  expect(map).toBeInstanceOf(ShapeMap);
  expect(runtime.toJs(map)).toEqual({ id: 1, ok: true });
  expect(Object.getPrototypeOf(runtime.toJs(map))).toBe(Object.prototype);
});

test('S17: a string key finds its entry whatever object it is, in maps of every size', () => {
  const text = `(let [m (into {} (map (fn [i] [(str "key" i) i]) (range 5000)))]
    [(every? (fn [i] (= i (get m (str "ke" "y" i)))) (range 5000)) (m "key") (count m) (= (hash "key1") (hash (str "key" 1)))])`;
  expect(evalBoth(text).value).toBe('[true nil 5000 true]');
});

describe('M22: chains of big integers, and tail calls in every position', () => {
  test('at the bounds of 2^31, 2^53 and 2^63', () => {
    const text = `(for [b [2147483648N 9007199254740992N 9223372036854775808N]] [(- (* b b) (* (dec b) (inc b))) (quot (* b b b) (* b b)) (rem (inc (* b b)) b)])`;
    expect(evalBoth(text).value).toBe('([1N 2147483648N 1N] [1N 9007199254740992N 1N] [1N 9223372036854775808N 1N])');
  });

  test('a step deep in case, cond, and, or, when-let and apply takes no stack', () => {
    const text = `(declare a b)
      (defn a ([n] (cond (zero? n) :done :else (case (int (rem n 3)) 0 (and true (b n)) 1 (or nil (b n)) (when-let [m n] (apply b [m])))))
              ([n & _] (a n)))
      (defn b [n] (if-some [m (dec n)] (do nil (let [k m] (a k))) nil))
      (a 200000)`;
    expect(evalBoth(text).value).toBe(':done');
  });
});
