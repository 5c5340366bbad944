import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import type { Code } from '../../src/bytecode/code.js';
import type { Fn } from '../../src/data/functions.js';
import type { PersistentVector } from '../../src/data/seqs/index.js';
import { compiled, opNames, opsNamed, withInner } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

describe('M3: closures of one form share its code', () => {
  test('constants, instructions and caches are the same, captured values are not', () => {
    const runtime = createRuntime();
    runtime.evalString('(defn f [n] (fn [m] [n (:k m)]))');
    const pair = runtime.evalString('[(f 1) (f 2)]') as PersistentVector;
    const [one, two] = [pair.at(0) as Fn, pair.at(1) as Fn];
    expect(one).not.toBe(two);
    expect(one.template).toBe(two.template);
    expect([one.captured, two.captured]).toEqual([[1], [2]]);
    expect(opNames(one.template as Code)).toContain('KEYWORD_GET');
    expect(evalBoth('(defn f [n] (fn [m] [n (:k m)])) [((f 1) {:k 2}) ((f 3) {:k 4})]').value).toBe('[[1 2] [3 4]]');
  });
});

describe('S6: captured values', () => {
  test('are copied, from the frame or from what the function between has captured', () => {
    const [f, outer, inner] = withInner(compiled('(defn f [a b] (fn [c] (fn [d] [a b c d])))'));
    expect([...outer.captures]).toEqual([0, 1]);
    expect([...inner.captures]).toEqual([~0, ~1, 0]);
    expect(f.captures.length).toBe(0);
  });

  test('closures of a loop hold the values of their turn', () => {
    expect(evalBoth('(mapv (fn [f] (f)) (loop [i 0 fs []] (if (< i 3) (recur (inc i) (conj fs (fn [] [i (count fs)]))) fs)))').value).toBe(
      '[[0 0] [1 1] [2 2]]',
    );
  });

  test('only the functions of a letfn are patched, with what came later', () => {
    const f = compiled(
      '(defn f [n] (letfn [(ev [x] (if (zero? x) true (od (dec x)))) (od [x] (if (zero? x) false (ev (dec x))))] (ev n)))',
    );
    expect(opsNamed(f, 'PATCH').length).toBe(1);
    expect(opNames(compiled('(defn f [n] (let [g (fn [x] (+ x n)) h (fn [y] (g y))] (h n)))'))).not.toContain('PATCH');
    expect(
      evalBoth('(letfn [(ev [x] (if (zero? x) true (od (dec x)))) (od [x] (if (zero? x) false (ev (dec x))))] [(ev 100) (od 100) (ev 7)])')
        .value,
    ).toBe('[true false false]');
  });

  test('a mutable field is shared by the methods of its instance', () => {
    const text = `(defprotocol Counter (bump [_]) (total [_]))
      (deftype C [^:unsynchronized-mutable n] Counter (bump [_] (set! n (inc n))) (total [_] n))
      (let [c (C. 5)] (bump c) (bump c) [(total c) (total (C. 1))])`;
    expect(evalBoth(text).value).toBe('[7 1]');
  });
});
