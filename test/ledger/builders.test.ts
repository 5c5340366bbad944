import { describe, expect, test } from 'vitest';
import { compiled, opNames, opsNamed } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

describe('B4: map literals whose keys are known are made from a ready shape', () => {
  test('neither the keys nor their comparison are left for the run', () => {
    const f = compiled('(defn f [a b] {:x a :y b :z {:x b}})');
    expect(opsNamed(f, 'SHAPED_MAP').map((d) => d.b)).toEqual([1, 3]);
    expect(opNames(f)).not.toContain('MAP');
    expect(opNames(f)).not.toContain('LOADK');
  });

  test.each([
    '(defn f [a k] {:x a k 1})',
    '(defn f [a] {:x a "y" 1})',
    '(defn f [a] {:a a :b 1 :c 1 :d 1 :e 1 :f 1 :g 1 :h 1 :i 1})',
  ])('others as before: %s', (text) => expect(opNames(compiled(text))).not.toContain('SHAPED_MAP'));

  test.each([
    ['((fn [a b] {:x a :y b}) 1 2)', '{:x 1, :y 2}'],
    ['((fn [a] (= {:y 2 :x a} {:x 1 :y 2})) 1)', 'true'],
    ['((fn [a] (assoc {:x a} :y 2 :x 3)) 1)', '{:x 3, :y 2}'],
    ['((fn [a] (meta ^{:m a} {:x a})) 1)', '{:m 1}'],
    ['(let [order (atom [])] ((fn [f] {:x (f 1) :y (f 2)}) (fn [x] (swap! order conj x))) @order)', '[1 2]'],
  ])('%s', (text, value) => {
    expect(evalBoth(text).value).toBe(value);
  });
});
