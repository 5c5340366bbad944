import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { NAMES } from '../../src/bytecode/instructions/index.js';
import { LazySeq } from '../../src/data/seqs/index.js';
import { compiled, opNames, withInner } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

afterEach(() => vi.restoreAllMocks());

/** The instructions of a function, and of the functions inside it. */
const allOps = (text: string): string[] => withInner(compiled(text)).flatMap((code) => opNames(code));

describe('M18, S16: a pipeline goes through its stages a run of elements at a time', () => {
  test('functions of stages and folds are instructions', () => {
    const ops = allOps('(defn f [xs] (reduce + (map inc (filter odd? xs))))');
    for (const name of ['ADD', 'AGET_OWN', 'PUSH_OWN', 'JREDUCED']) expect(ops).toContain(name);
    expect(NAMES).toContain('JREDUCED');
    expect(allOps('(defn f [g xs] (map g xs))')).not.toContain('PUSH_OWN');
  });

  test.each([
    ['(reduce + (map inc (filter odd? (range 1000))))', 0],
    ['(reduce + 0 (remove odd? (map inc (vec (range 1000)))))', 0],
    ['(count (map inc (filter odd? (range 320))))', 11],
    ['(count (map inc (filter odd? (map dec (range 320)))))', 11],
    ['(count (map inc (filter (fn [x] (odd? x)) (range 320))))', 22],
    ['(reduce + (map * (vec (range 100)) (vec (range 100))))', 0],
    ['(reduce + 0 (map (fn [x y] (- x y)) (range 100) (list 1 2 3)))', 0],
  ])('%s makes %i lazy seqs', (text, seqs) => {
    const runtime = createRuntime();
    const f = runtime.evalString(`(fn [] ${text})`);
    let made = 0;
    const realise = vi.spyOn(LazySeq.prototype, 'seq');
    runtime.call(f);
    made = new Set(realise.mock.contexts).size;
    expect(made).toBe(seqs);
  });

  test('original: what the vars hold when a pipeline begins is what it means', () => {
    // Functions that the library's own loops do not call: those would follow the redefinition too.
    const f = `(defn f [xs] (reduce max (map abs (filter neg? xs))))
      (defn during [v g] (with-redefs-fn {v g} (fn [] (f [-1 2 -3]))))`;
    const program = `${f} [(f [-1 2 -3])
      (during (var map) (fn [g xs] (vec xs)))
      (during (var filter) (fn [p xs] [-10]))
      (during (var reduce) (fn [g xs] (vec xs)))
      (during (var neg?) pos?)
      (during (var max) vector)
      (let [s (filter neg? [-1 2])] (with-redefs [neg? pos?] (vec s)))
      (let [s (with-redefs [neg? pos?] (filter neg? [-1 2]))] (vec s))
      (f [-1 2 -3])]`;
    expect(evalBoth(program).value).toBe('[3 -1 10 [1 3] 2 [1 3] [-1] [2] 3]');
  });

  test('names of locals win', () => {
    expect(evalBoth('(let [map (fn [f xs] [:mine])] (reduce conj [] (map inc (filter odd? [1]))))').value).toBe('[:mine]');
    expect(evalBoth('(let [inc dec reduce (fn [f xs] (vec xs))] (reduce + (map inc (filter odd? [1 2 3]))))').value).toBe('[0 2]');
  });

  test('an error names the frames of the library on all engines', () => {
    const { error } = evalBoth('(defn f [xs] (reduce + (map inc (filter odd? xs))))\n(f [1 3 :a])');
    expect(error?.place).toBe('2:1');
  });
});
