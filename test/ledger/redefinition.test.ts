import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { codeOf } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

describe('S10, B6: a redefinition is seen at every site, by the next call', () => {
  test('of a function of the program', () => {
    const text = `(defn g [] 1) (defn a [] (g)) (defn b [] [(g) (g)]) (def c (fn [] (inc (g))))
      (let [before [(a) (b) (c)]] (defn g [] 10) [before [(a) (b) (c)]])`;
    expect(evalBoth(text).value).toBe('[[1 [1 1] 2] [10 [10 10] 11]]');
  });

  test('of an operator that became an instruction, in values, branches, closures and loops that run', () => {
    const text = `(defn value [a b] (+ a b)) (defn immediate [a] (+ a 1)) (defn branch [a b] (if (> a b) :more :not)) (defn closure [a] (fn [b] (+ a b)))
      (def made (closure 5))
      (def plus +) (def more >)
      (defn plus! [f] (alter-var-root #'+ (fn [_] f)))
      (defn more! [f] (alter-var-root #'> (fn [_] f)))
      (defn looping [n] (loop [i 0 seen []] (if (= i n) seen (do (when (= i 2) (plus! (fn [x y] [:plus x y]))) (recur (inc i) (conj seen (+ i 100)))))))
      (defn all [] [(value 1 2) (immediate 1) (branch 2 1) (made 1)])
      (let [before (all)
            during (do (plus! (fn [x y] [x y])) (more! (fn [_ _] false)) (all))
            after (do (plus! plus) (more! more) (all))
            loops (looping 4)]
        (plus! plus)
        [before during after loops (all)])`;
    expect(evalBoth(text).value).toBe(
      '[[3 2 :more 6] [[1 2] [1 1] :not [5 1]] [3 2 :more 6] [100 101 [:plus 2 100] [:plus 3 100]] [3 2 :more 6]]',
    );
  });

  test('only the code that trusted the var is changed', () => {
    const runtime = createRuntime();
    runtime.evalString('(defn f [a b] (+ a b)) (defn g [a b] (* a b))');
    const [f, g] = ['f', 'g'].map((name) => codeOf(runtime, name));
    const [before, other] = [Int32Array.from(f.words), Int32Array.from(g.words)];
    runtime.evalString("(alter-var-root #'+ (fn [_] -))");
    expect(f.words).not.toEqual(before);
    expect(g.words).toEqual(other);
    expect(runtime.disassemble('1', 'x.clj')).not.toContain('distrusted');
  });
});
