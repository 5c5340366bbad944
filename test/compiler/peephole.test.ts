import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import type { CaseTable, Handler, TrustedSite } from '../../src/bytecode/code.js';
import { NAMES, opcode } from '../../src/bytecode/instructions/index.js';
import { instructions } from '../../src/bytecode/layout.js';
import { type Draft, peephole } from '../../src/compiler/peephole.js';
import type { Value } from '../../src/data/value.js';
import { Var } from '../../src/data/var.js';
import { codeOf, opNames } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

const word = (name: string, a = 0, b = 0, c = 0): number => opcode(name) | (a << 8) | (b << 16) | (c << 24);
const jump = (name: 'JMP' | 'LOOP', to: number): number => opcode(name) | (to << 8);

function draft(words: number[], parts: Partial<Draft> = {}): Draft {
  const lines = words.flatMap((_, pc) => [pc, pc + 1, 1]);
  return {
    words: Int32Array.from(words),
    constants: [],
    entries: Int32Array.of(0),
    handlers: [],
    lines: Int32Array.from(lines),
    sites: [],
    ...parts,
  };
}

/** The instructions after the pass: `name operands`, with targets. */
function shortened(d: Draft): string[] {
  const done = peephole(d);
  return [...instructions(done)].map((i) => {
    const name = NAMES[i.op];
    if (name === 'JMP' || name === 'LOOP') return `${name} ${i.b}`;
    if (name === 'RETURN') return `RETURN r${i.a}`;
    if (name === 'MOVE') return `MOVE r${i.a} r${i.b}`;
    return i.extra === null ? `${name} r${i.a}` : `${name} r${i.a} ${i.extra}`;
  });
}

describe('jumps', () => {
  test('go straight to the end of a chain', () => {
    expect(
      shortened(draft([word('JT', 0), 3, word('RETURN', 0), jump('JMP', 5), word('RETURN', 9), jump('JMP', 6), word('THROW', 1)])),
    ).toEqual(['JT r0 3', 'RETURN r0', 'THROW r1']);
  });
  test('to a RETURN return', () => {
    expect(shortened(draft([word('JT', 0), 4, word('SELF', 1), jump('JMP', 5), word('SELF', 2), word('RETURN', 1)]))).toEqual([
      'JT r0 4',
      'SELF r1',
      'RETURN r1',
      'SELF r2',
      'RETURN r1',
    ]);
  });
  test('to a LOOP loop, with its place', () => {
    const d = draft([word('JT', 0), 4, word('SELF', 1), jump('JMP', 5), word('SELF', 2), jump('LOOP', 0)]);
    expect(shortened(d)).toEqual(['JT r0 4', 'SELF r1', 'LOOP 0', 'SELF r2', 'LOOP 0']);
    expect([...peephole(d).lines]).toEqual([0, 1, 1, 2, 3, 1, 3, 6, 1, 4, 5, 1, 5, 6, 1]);
  });
  test('to a LOOP that another handler guards stay', () => {
    const handlers: Handler[] = [{ start: 5, end: 6, handler: 6, register: 0 }];
    const d = draft([word('JT', 0), 4, word('SELF', 1), jump('JMP', 5), word('SELF', 2), jump('LOOP', 0), word('RETURN', 0)], { handlers });
    expect(shortened(d)).toEqual(['JT r0 4', 'SELF r1', 'JMP 5', 'SELF r2', 'LOOP 0', 'RETURN r0']);
  });
  test('to the next instruction go, and so does what is never reached', () => {
    expect(shortened(draft([jump('JMP', 1), word('RETURN', 0), word('SELF', 1), word('RETURN', 1)]))).toEqual(['RETURN r0']);
  });
  test('around a jump become the opposite branch', () => {
    expect(shortened(draft([word('JT', 0), 3, jump('JMP', 4), word('SELF', 1), word('RETURN', 1)]))).toEqual([
      'JF r0 3',
      'SELF r1',
      'RETURN r1',
    ]);
  });
  test('around a jump that others take too end where they should', () => {
    const words = [word('JT', 1), 4, word('JT', 0), 5, jump('JMP', 6), word('SELF', 1), word('THROW', 1)];
    expect(shortened(draft(words))).toEqual(['JT r1 5', 'JF r0 5', 'SELF r1', 'THROW r1']);
  });
});

describe('moves', () => {
  test('to where the value is already go', () => {
    expect(shortened(draft([word('MOVE', 300 & 255, 44), word('RETURN', 1)]))).toEqual(['RETURN r1']);
    expect(shortened(draft([word('MOVE', 3, 3), word('RETURN', 1)]))).toEqual(['RETURN r1']);
  });
  test('only to return the value go', () => {
    expect(shortened(draft([word('MOVE', 3, 2), word('RETURN', 3)]))).toEqual(['RETURN r2']);
    expect(shortened(draft([word('MOVE', 3, 2), word('RETURN', 4)]))).toEqual(['MOVE r3 r2', 'RETURN r4']);
  });
  test('from a register that needs a prefix', () => {
    const wide = word('WIDE', 0, 1);
    expect(shortened(draft([wide, word('MOVE', 3, 44), word('RETURN', 3)]))).toEqual(['RETURN r300']);
  });
});

describe('tables', () => {
  test('of a case, of handlers, of entries and of lines follow the instructions', () => {
    const table: CaseTable = { byIdentity: new Map([[1, 4]]), others: [[2, 5]], otherwise: 6 };
    const words = [
      word('MOVE', 1, 1),
      word('CASE', 0, 0),
      jump('JMP', 3),
      word('SELF', 9),
      word('RETURN', 0),
      word('RETURN', 1),
      word('THROW', 2),
      word('RETHROW', 3),
    ];
    const handlers: Handler[] = [
      { start: 4, end: 7, handler: 7, register: 3 },
      { start: 2, end: 4, handler: 7, register: 4 },
    ];
    const done = peephole(draft(words, { constants: [table as unknown as Value], handlers, entries: Int32Array.of(0, -1, 1) }));
    expect([...instructions(done)].map((d) => NAMES[d.op])).toEqual(['CASE', 'RETURN', 'RETURN', 'THROW', 'RETHROW']);
    expect(done.constants[0]).toEqual({ byIdentity: new Map([[1, 1]]), others: [[2, 2]], otherwise: 3 });
    expect(done.handlers).toEqual([{ start: 1, end: 4, handler: 4, register: 3 }]);
    expect([...done.entries]).toEqual([0, -1, 0]);
    expect([...done.lines]).toEqual([0, 2, 1, 1, 5, 1, 2, 6, 1, 3, 7, 1, 4, 8, 1]);
  });

  test('of trusted sites: what diverts stays as it is, and what it diverts to is reached', () => {
    const v = new Var('clojure.core', '+');
    const sites: TrustedSite[] = [{ pc: 1, var: v, wide: 0, target: 4, original: 0 }];
    const words = [word('MOVE', 1, 1), word('MOVE', 2, 0), word('RETURN', 2), word('SELF', 7), word('SELF', 2), jump('LOOP', 2)];
    const done = peephole(draft(words, { sites }));
    expect([...instructions(done)].map((d) => NAMES[d.op])).toEqual(['MOVE', 'RETURN', 'SELF', 'LOOP']);
    expect(done.sites).toEqual([{ pc: 0, var: v, wide: 0, target: 2, original: 0 }]);
    expect(v.trusting).toBeNull();
  });
});

describe('B8: compiled functions', () => {
  test('have no jump to a jump, no move to itself and nothing that is never reached', () => {
    const runtime = createRuntime();
    runtime.evalString(`
      (defn f [x y] (let [z x] (when-not (and x y) (println z)) z))
      (defn g [n] (loop [i 0] (cond (> i n) i (= i 3) (do (if (odd? n) (recur (inc i)) (recur (+ i 2)))) :else (recur (inc i)))))`);
    const f = codeOf(runtime, 'f');
    expect(opNames(f)).not.toContain('JMP');
    expect(opNames(f)).toContain('JF');
    expect(opNames(f).at(-1)).toBe('RETURN');
    expect(opNames(codeOf(runtime, 'g'))).not.toContain('JMP');
  });

  test('run as before', () => {
    const text = `
      (defn f [x y] (let [z x] (when-not (and x y) (print z)) z))
      (defn g [n] (loop [i 0 acc []] (if (> i n) acc (recur (inc i) (conj acc (case i 0 :zero (1 2) :small (if (or (even? i) (zero? (rem i 3))) :some nil)))))))
      (defn h [x] (try (if x (throw (ex-info "a" {:x x})) (try (/ 1 0) (finally (print 1)))) (catch ArithmeticException e :arithmetic) (catch Exception e (ex-data e)) (finally (print 2))))
      [(f 1 2) (f nil 2) (f 1 nil) (g 9) (h nil) (h 7)]`;
    const { value, output } = evalBoth(text);
    expect(value).toBe('[1 nil 1 [:zero :small :small :some :some nil :some nil :some :some] :arithmetic {:x 7}]');
    expect(output).toBe('nil1122');
  });

  test('keep the places of errors', () => {
    const { error } = evalBoth('(defn f [x]\n  (if (nil? x)\n    (if (nil? x) (throw (ex-info "a" {}))\n      2)\n    (inc x)))\n(f\n :a)');
    expect(error?.place).toBe('5:5');
  });
});
