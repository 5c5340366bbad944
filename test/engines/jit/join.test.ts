import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../../src/api/index.js';
import { Throwable } from '../../../src/data/errors.js';
import type { Fn } from '../../../src/data/functions.js';
import type { Value } from '../../../src/data/value.js';
import { type JoinedFiber, join, joinedText, NotJoinable } from '../../../src/engines/jit/join.js';
import { nest } from '../../../src/engines/jit/structure.js';
import { codeOf } from '../../support/codes.js';

const FUEL = 1 << 30;

function fiber(): JoinedFiber & { slices: number } {
  return {
    fuel: FUEL,
    slices: 0,
    sliceEnds() {
      this.slices++;
      this.fuel = FUEL;
      return false;
    },
    thrown: (x) => x,
    noInstance: () => {
      throw new Error('no instance');
    },
    readVar: () => {
      throw new Error('no dynamic bindings here');
    },
    services: {} as JoinedFiber['services'],
  };
}

/** What a call came to, as text. */
function outcome(run: () => Value, print: (x: Value) => string): string {
  try {
    return print(run());
  } catch (e) {
    if (!(e instanceof Throwable)) throw e;
    return `${e.message}`;
  }
}

/** The function `f` of a text, run by the vm and as joined text. */
function both(text: string): (...args: Value[]) => string {
  const runtime = createRuntime();
  runtime.evalString(text);
  const f = runtime.lookup('user', 'f')?.root as Fn;
  const code = codeOf(runtime, 'f');
  return (...args) => {
    const joined = join(code, args.length, fiber());
    const print = (x: Value): string => runtime.printString(x);
    const byVm = outcome(() => runtime.call(f, ...args), print);
    expect(outcome(() => joined(...args), print)).toBe(byVm);
    return byVm;
  };
}

describe('joined functions give what the vm gives', () => {
  test('fibonacci numbers by a loop, to the overflow of 64 bits', () => {
    const f = both('(defn f [n] (loop [i 0 a 0 b 1] (if (< i n) (recur (inc i) b (+ a b)) a)))');
    expect(f(10)).toBe('55');
    expect(f(78)).toBe('8944394323791464');
    expect(f(79)).toBe('14472334024676221');
    expect(f(91)).toBe('4660046610375530309');
    expect(f(100)).toBe('long overflow');
  });

  test('loops in loops, with ways out of both', () => {
    const f = both(`(defn f [n] (loop [i 0 s 0]
      (if (== i n) s
        (let [t (loop [j 0 t 0] (cond (> j i) t (and (odd? j) (> t 50)) (* t -1) :else (recur (inc j) (+ t (* i j)))))]
          (if (> t 1000) :big (recur (inc i) (+ s t)))))))`);
    for (const n of [0, 1, 5, 9, 30]) f(n);
    expect(f(9)).toBe('-70');
  });

  test('conditions that share their ends', () => {
    const f = both(
      '(defn f [a b] (if (or (nil? a) (and (< 0 a) (< a 10) (not (== a b))) (zero? b)) (if (> b 3) :x (quot 7 b)) (if (and a b) (rem a b) nil)))',
    );
    for (const a of [null, 0, 3, 10, -4]) for (const b of [0, 1, 3, 4, -2]) f(a, b);
    expect(f(3, 0)).toBe('Divide by zero');
    expect(f(null, 4)).toBe(':x');
  });

  test('every number and every error', () => {
    const f = both('(defn f [a b] (- (* a b) (dec (+ a (/ a b)))))');
    const runtime = createRuntime();
    const numbers = ['0', '-1', '7', '9007199254740991', '-9223372036854775808', '1.5', '2/3', '10N', '1.25M', '##NaN', 'nil', '"x"'].map(
      (t) => runtime.evalString(t),
    );
    for (const a of numbers) for (const b of numbers) f(a, b);
    expect(f(9007199254740991, 9007199254740991)).toBe('long overflow');
    expect(f(runtime.evalString('1.5'), 3)).toBe('3.5');
  });

  test('zero has no sign', () => {
    expect(both('(defn f [x] (/ 1.0 (* x -1)))')(0)).toBe('##Inf');
  });
});

describe('joining', () => {
  test('counts fuel at each turn', () => {
    const runtime = createRuntime();
    runtime.evalString('(defn f [n] (loop [i 0] (if (< i n) (recur (inc i)) i)))');
    const spender = fiber();
    join(codeOf(runtime, 'f'), 1, spender)(1000);
    expect(FUEL - spender.fuel).toBe(1000);
    spender.fuel = 10;
    join(codeOf(runtime, 'f'), 1, spender)(1000);
    expect(spender.slices).toBe(1);
  });

  test('writes each instruction on its own line, with registers as variables', () => {
    const runtime = createRuntime();
    runtime.evalString('(defn f [a b] (if (< a b) (+ a b) "more"))');
    expect(joinedText(codeOf(runtime, 'f'), 2).split('\n')).toEqual([
      'const K0 = k[0];',
      'return function (R0, R1) {',
      expect.stringMatching(/^let R2/),
      'B3: {',
      'i0: { const x = R0; const y = R1; if (typeof x === "number" && typeof y === "number") { if (!(x < y)) break B3; break i0; } { if (!(lt(x, y))) break B3; break i0; } }',
      expect.stringMatching(/^i1: \{ const x = R0; const y = R1; if .* R2 = r; break i1; .* R2 = add\(x, y\); break i1; \} \}$/),
      'return R2;',
      '}',
      '{ const constant = K0; R2 = constant; }',
      'return R2;',
      '};',
    ]);
  });

  test('says what it cannot do', () => {
    const runtime = createRuntime();
    runtime.evalString('(defn f [x] (f (first x))) (defn g [x] (try (inc x) (catch Exception e 1)))');
    expect(() => joinedText(codeOf(runtime, 'f'), 1)).toThrow(NotJoinable);
    expect(() => joinedText(codeOf(runtime, 'f'), 1)).toThrow('user/f: there is no stencil of FIRST');
    expect(() => joinedText(codeOf(runtime, 'f'), 3)).toThrow('user/f takes no 3 arguments');
    expect(() => joinedText(codeOf(runtime, 'g'), 1)).toThrow('user/g has handlers');
  });
});

describe('loops and blocks', () => {
  const refuse = (reason: string): never => {
    throw new Error(reason);
  };
  test('are nested', () => {
    const jumps = [
      { from: 6, to: 2 },
      { from: 3, to: 8 },
      { from: 4, to: 6 },
    ];
    expect(nest(jumps, refuse)).toEqual([
      { start: 2, end: 8, isLoop: false },
      { start: 2, end: 7, isLoop: true },
      { start: 4, end: 6, isLoop: false },
    ]);
  });
  test('that cross are widened', () => {
    const jumps = [
      { from: 0, to: 4 },
      { from: 2, to: 6 },
    ];
    expect(nest(jumps, refuse)).toEqual([
      { start: 0, end: 6, isLoop: false },
      { start: 0, end: 4, isLoop: false },
    ]);
  });
  test('a jump into a loop from outside is refused', () => {
    const jumps = [
      { from: 0, to: 3 },
      { from: 5, to: 2 },
    ];
    expect(() => nest(jumps, refuse)).toThrow('a jump into the loop at 2');
  });
});
