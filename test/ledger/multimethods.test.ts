import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import type { MultiFn } from '../../src/data/dispatch.js';
import { Fn } from '../../src/data/functions.js';
import { evalBoth } from '../support/engines.js';

const DEFINITION = '(defmulti area :shape) (defmethod area :square [s] (:a s)) (defmethod area :default [s] :none)';

describe('S9: what a multimethod chose for a dispatch value is found again without guest code', () => {
  test('after the first call, until something changes', () => {
    const runtime = createRuntime();
    const area = runtime.evalString(`${DEFINITION} area`) as MultiFn;
    const square = runtime.evalString('{:shape :square :a 2}');
    expect(area.find(square)).toBe(null);
    expect(runtime.call(area, square)).toBe(2);
    expect(area.find(square)).toBeInstanceOf(Fn);
    runtime.evalString('(derive ::x ::y)');
    expect(area.find(square)).toBe(null);
    expect(runtime.call(area, square)).toBe(2);
    runtime.evalString('(defmethod area :circle [s] (:r s))');
    expect(area.find(square)).toBe(null);
  });

  test.each([
    ['(mapv area [{:shape :square :a 3} {:shape 5} {:shape :square :a 4} {} nil])', '[3 :none 4 :none :none]'],
    [
      '(def s {:shape ::s :a 5}) [(area s) (do (derive ::s ::t) (defmethod area ::t [s] :t) (area s)) (do (underive ::s ::t) (area s))]',
      '[:none :t :none]',
    ],
    ['(def s {:shape :square :a 5}) [(area s) (do (remove-method area :square) (area s))]', '[5 :none]'],
    [
      '(defmulti kind class) (defmethod kind Long [x] :long) (defmethod kind String [x] :text) (mapv kind [1 "a" 2 "b"])',
      '[:long :text :long :text]',
    ],
    ['(defmulti two (fn [a b] [(class a) b])) (defmethod two [Long :x] [a b] a) [(two 1 :x) (two 2 :x)]', '[1 2]'],
    [
      '(def h (atom (make-hierarchy))) (defmulti local identity :hierarchy h) (defmethod local ::a [x] :a) (defmethod local :default [x] :none) [(local ::b) (do (swap! h derive ::b ::a) (local ::b))]',
      '[:none :a]',
    ],
  ])('%s', (text, value) => {
    expect(evalBoth(`${DEFINITION} ${text}`).value).toBe(value);
  });
});
