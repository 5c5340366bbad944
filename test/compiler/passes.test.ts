import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { evalBoth } from '../support/engines.js';

const runtime = createRuntime({ engine: 'vm' });

/** The instructions of each function in a text, innermost last, up to the code that stands in for what is no longer trusted. */
function listing(text: string): string[] {
  return runtime
    .disassemble(text, 'test.clj')
    .trim()
    .split('\n\n')
    .map((fn) =>
      fn
        .split('\n')
        .filter((line) => /^ +>? *\d+ /.test(line))
        .map((line) =>
          line
            .replace(/^[ >]+\d+ +/, '')
            .replace(/ +/g, ' ')
            .replace(/ ?;.*/, '')
            .trim(),
        )
        .join('; '),
    );
}

/** The instructions of the last function in a text, until its first return. */
const main = (text: string): string => /^.*?RETURN r\d+/.exec(listing(text).at(-1) ?? '')?.[0] ?? '';

describe('S8, M8: what the passes leave of a program', () => {
  test('a constant expression is one load', () => {
    expect(main('(+ 1 2)')).toBe('LOADK r0 3; RETURN r0');
    expect(main('(* (inc 2) (- 10 (quot 7 2)))')).toBe('LOADK r0 21; RETURN r0');
    expect(main('(str "a" 1 :k)')).toBe('LOADK r0 "a1:k"; RETURN r0');
    expect(main('(count [1 2 3])')).toBe('LOADK r0 3; RETURN r0');
    expect(main('(:a {:a 1})')).toBe('LOADK r0 1; RETURN r0');
    expect(main('(+ 1 2 3)')).toBe('LOADK r0 6; RETURN r0');
  });

  test('folds go through let', () => {
    expect(main('(let [x (+ 1 2)] (* x x))')).toBe('LOADK r0 9; RETURN r0');
    expect(main('(let [[a b] [1 2] c (:c {:c 3})] (+ a b c))')).toBe('LOADK r0 6; RETURN r0');
    expect(main('(let [a 1 b a c b] (vector a b c))')).toMatch(/^(LOADK r\d 1; ){3}(TAIL_)?CALL_VAR/);
  });

  test('what would throw is left to throw', () => {
    expect(main('(/ 1 0)')).toContain('DIV');
    expect(main('(+ 9223372036854775807 1)')).toContain('ADDI');
    expect(evalBoth('(try (+ 9223372036854775807 1) (catch ArithmeticException e (ex-message e)))').value).toBe('"long overflow"');
    expect(evalBoth('(try (let [x 0] (quot 1 x)) (catch ArithmeticException e (ex-message e)))').value).toBe('"/ by zero"');
  });

  test('results at the borders of each kind of integer are exact', () => {
    expect(evalBoth('[(+ 2147483647 1) (* 65536 65536) (bit-shift-left 1 31) (bit-shift-left 1 62)]').value).toBe(
      '[2147483648 4294967296 2147483648 4611686018427387904]',
    );
    expect(evalBoth('[(+ 9007199254740991 2) (- -9007199254740991 2) (* 3037000499 3037000499)]').value).toBe(
      '[9007199254740993 -9007199254740993 9223372030926249001]',
    );
    expect(evalBoth("[(+' 9223372036854775807 1) (- -9223372036854775807 1) (/ 6 4) (/ 6 3) (* 0 -1)]").value).toBe(
      '[9223372036854775808N -9223372036854775808 3/2 2 0]',
    );
  });

  test('a constant test leaves one branch', () => {
    expect(main('(fn [x] (if true x (println x)))')).toBe('RETURN r0');
    expect(main('(fn [x] (if nil (println x) x))')).toBe('RETURN r0');
    expect(main('(fn [x] (when false (println x)))')).toBe('LOADK r1 nil; RETURN r1');
    expect(main('(fn [x] (cond (:b {:a 1}) (println x) :else x))')).toBe('RETURN r0');
    expect(main('(fn [x] (case 3 1 (println x) 3 x))')).toBe('RETURN r0');
    expect(main('(fn [x] (let [debug false] (when debug (println x)) x))')).toBe('RETURN r0');
  });

  test('bindings and values that nobody reads go, where nobody can tell', () => {
    expect(main('(fn [x] (let [y 5 z [x y] f (fn [] z)] x))')).toBe('RETURN r0');
    expect(main('(fn [x] "not a docstring" :nothing map x)')).toBe('RETURN r0');
    expect(main('(fn [x] (let [y (x)] x))')).toContain('CALL');
    expect(main('(fn [x] (let [y (/ 1 0)] x))')).toContain('DIV');
    expect(evalBoth('(let [x (atom 0)] (let [y (swap! x inc)] (do (swap! x inc) 5 @x)))').value).toBe('2');
  });

  test('copies need no register, and constants no capture', () => {
    expect(main('(fn [x] (let [y x z y] (inc z)))')).toBe('INC r1 r0; RETURN r1');
    expect(listing('(fn [] (let [k 7] (fn [x] (+ x k))))').at(-1)).toBe('ADDI r1 r0 7; RETURN r1');
    expect(listing('(fn [k] (fn [x] (+ x k)))').at(-1)).toContain('CAPTURED');
  });

  test('calls of many arguments are chains, each step before the next argument', () => {
    expect(main('(fn [a b c] (+ a b c))')).toBe('ADD r3 r0 r1; ADD r3 r3 r2; RETURN r3');
    expect(evalBoth('(try (+ nil 1 (do (println :third) 2)) (catch Throwable e (println :caught)))').output).toBe(':caught\n');
    expect(evalBoth('(try (- 1 (do (println :second) nil) (do (println :third) 2)) (catch Throwable e :caught))').output).toBe(':second\n');
  });
});

describe('S7 #8: `and` keeps the falsy value that it met', () => {
  test.each([
    ['(and)', 'true'],
    ['(and nil 1)', 'nil'],
    ['(and false 1)', 'false'],
    ['(and 1 nil)', 'nil'],
    ['(and 1 false 2)', 'false'],
    ['(let [x false] (and x 1))', 'false'],
    ['(let [x nil y 2] (and y x y))', 'nil'],
    ['((fn [x y] (and x y)) false nil)', 'false'],
    ['((fn [x y] (and x y)) nil false)', 'nil'],
    ['((fn [x y] (or x y)) nil false)', 'false'],
    ['((fn [x y] (or x y)) false nil)', 'nil'],
    ['((fn [x] [(and x 1) (if (and x 1) :yes :no) (or x nil)]) false)', '[false :no nil]'],
    ['(and (= 1 1) nil)', 'nil'],
    ['(and (= 1 2) nil)', 'false'],
    ['((fn [x] (and (= 1 2) (x))) nil)', 'false'],
    ['(or (and nil 1) (and false 2))', 'false'],
  ])('%s', (text, expected) => {
    expect(evalBoth(text).value).toBe(expected);
  });

  test('as tests of one another', () => {
    for (const a of ['nil', 'false', '1'])
      for (const b of ['nil', 'false', '2'])
        for (const c of ['nil', 'false', '3']) {
          const text = `((fn [a b c] [(if (and a (or b c)) 1 2) (if (or (and a b) (not c)) 1 2) (if (if a b c) 1 2) (if (if a (not b) (and b c)) 1 2)
            (and a (or b c)) (or (and a b) c) (if (let [x a] (if x x b)) 1 2) (if (let [x a] (if x b x)) 1 2)]) ${a} ${b} ${c})`;
          evalBoth(text);
          evalBoth(text.replace('(fn [a b c]', '(fn [p q r]').replace('[(if', `(let [a ${a} b ${b} c ${c}] [(if`).replace(']) ', '])) '));
        }
  });
});
