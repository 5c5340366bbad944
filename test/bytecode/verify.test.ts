import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createRuntime, type Runtime } from '../../src/api/index.js';
import { Code } from '../../src/bytecode/code.js';
import { opcode } from '../../src/bytecode/instructions/index.js';
import { InvalidCode, verify } from '../../src/bytecode/verify.js';
import { Fn } from '../../src/data/functions.js';
import type { Value } from '../../src/data/value.js';
import { Fiber } from '../../src/engines/vm/fiber.js';
import { allCodes, codeOf } from '../support/codes.js';

const compiledCodes: Code[] = [];
vi.mock('../../src/compiler/index.js', async (original) => {
  const module = await original<typeof import('../../src/compiler/index.js')>();
  const compile: typeof module.compile = (fn, host) => {
    const code = module.compile(fn, host);
    compiledCodes.push(code);
    return code;
  };
  return { ...module, compile };
});

/** A code like `code`, with some of its parts changed. */
function altered(code: Code, parts: Partial<Record<keyof Code, unknown>>): Code {
  const all = { ...code, lines: code.lines, words: Int32Array.from(code.words), constants: [...code.constants], ...parts } as Code;
  return new Code(
    all.name,
    all.arities,
    all.restArity,
    all.words,
    all.constants,
    all.entries,
    all.registers,
    all.captures,
    all.handlers,
    all.lines,
    all.file,
    [],
  );
}

const word = (name: string, a = 0, b = 0, c = 0): number => opcode(name) | (a << 8) | (b << 16) | (c << 24);

/** A function of no arguments with these instructions. */
function made(words: number[], parts: Partial<Record<keyof Code, unknown>> = {}): Code {
  return altered(
    new Code(
      'f',
      [0],
      -1,
      Int32Array.from(words),
      [1, 'x'],
      Int32Array.of(0, -1),
      4,
      new Int32Array(0),
      [],
      new Int32Array(0),
      'x.clj',
      [],
    ),
    parts,
  );
}

let runtime: Runtime;
beforeAll(() => {
  runtime = createRuntime();
});

describe('S1, S15: code that the compiler makes', () => {
  test('the core library', () => {
    const codes = allCodes(runtime);
    expect(codes.length).toBeGreaterThan(500);
    for (const code of codes) verify(code);
  });

  test('the benchmark programs and the examples, top-level forms included', () => {
    const folder = join(import.meta.dirname, '..', 'programs', 's19');
    const files = readdirSync(folder).filter((name) => name.endsWith('.clj'));
    expect(files.length).toBeGreaterThan(5);
    compiledCodes.length = 0;
    for (const file of files) createRuntime().disassemble(readFileSync(join(folder, file), 'utf8'), file);
    expect(compiledCodes.length).toBeGreaterThan(50);
    for (const code of compiledCodes) verify(code);
  });

  test('code in which an instruction is no longer trusted', () => {
    const own = createRuntime();
    own.evalString('(defn f [a b] (if (< a b) (+ a b) (inc a)))');
    own.evalString('(with-redefs [< (fn [_ _] false) inc (fn [_] :more)] (f 1 2))');
    verify(codeOf(own, 'f'));
  });
});

describe('code that is refused', () => {
  const refused: [string, () => Code, string][] = [
    ['an opcode that does not exist', () => made([250, word('RETURN', 0)]), 'no instruction 250'],
    ['a prefix at the end', () => made([word('LOADK', 0), word('RETURN', 0), 255 & word('WIDE')]), 'cut off'],
    ['two prefixes', () => made([word('WIDE'), word('WIDE'), word('RETURN', 0)]), 'no instruction'],
    ['an end that is run off', () => made([word('LOADK', 0)]), 'runs off its end'],
    ['no instructions', () => made([]), 'an entry'],
    ['a register beyond the frame', () => made([word('LOADK', 9), word('RETURN', 9)]), 'the register 9 of 4'],
    ['a constant that is not there', () => made([word('LOADK', 0, 7), word('RETURN', 0)]), 'the constant 7 of 2'],
    ['a constant of another kind', () => made([word('GET_VAR', 0, 1), word('RETURN', 0)]), 'needs another constant than 1'],
    [
      'a code as a value',
      () => made([word('LOADK', 0, 0), word('RETURN', 0)], { constants: [made([word('RETURN', 0)])] }),
      'needs another constant',
    ],
    ['a register that was never written', () => made([word('RETURN', 2)]), 'reads the register 2 before'],
    [
      'a register that was written on one way only',
      () => made([word('LOADK', 0), word('JT', 0), 4, word('LOADK', 1), word('RETURN', 1)]),
      'reads the register 1 before',
    ],
    [
      'what a call left above its result',
      () => made([...[0, 1, 2, 3].map((r) => word('LOADK', r)), word('CALL', 0, 1), word('RETURN', 3)]),
      'reads the register 3',
    ],
    ['a jump into the middle of an instruction', () => made([word('LOADK', 0), word('JT', 0), 2, word('RETURN', 0)]), 'goes to 2'],
    ['a jump out of the code', () => made([opcode('JMP') | (99 << 8), word('RETURN', 0)]), 'goes to 99'],
    ['a way back without a safepoint', () => made([word('LOADK', 0), opcode('JMP')]), 'goes back, to 0'],
    [
      'a way back by an exception',
      () => made([word('LOADK', 0), word('THROW', 0)], { handlers: [{ start: 1, end: 2, handler: 0, register: 0 }] }),
      'a handler',
    ],
    [
      'a handler whose register is not there',
      () => made([word('LOADK', 0), word('RETURN', 0)], { handlers: [{ start: 0, end: 1, handler: 1, register: 4 }] }),
      'a handler',
    ],
    ['a window beyond the frame', () => made([word('VECTOR', 0, 1, 9), word('RETURN', 0)]), 'the window of VECTOR ends at 10'],
    [
      'arguments that were never written',
      () => made([word('LOADK', 2), word('CALL', 0, 1), word('RETURN', 0)]),
      'reads the register 3 before',
    ],
    ['a captured value that is not there', () => made([word('CAPTURED', 0, 3), word('RETURN', 0)]), 'the captured value 3 of 0'],
    [
      'a patch of what is no closure',
      () => made([word('LOADK', 0), word('PATCH', 0, 0, 0), word('RETURN', 0)]),
      'patches what is no closure',
    ],
    [
      'an entry that is no instruction',
      () => made([word('LOADK', 0), word('JT', 0), 3, word('RETURN', 0)], { entries: Int32Array.of(2, -1) }),
      'an entry',
    ],
    ['an entry without its arity', () => made([word('LOADK', 0), word('RETURN', 0)], { arities: [] }), 'the entry for 0 arguments'],
    [
      'a clause for any greater number of arguments',
      () => made([word('LOADK', 0), word('RETURN', 0)], { entries: Int32Array.of(0, 0) }),
      'the entry for 1 arguments',
    ],
    ['rest arguments outside a variadic clause', () => made([word('COLLECT_REST', 0), word('RETURN', 0)]), 'variadic clause alone'],
    [
      'an instruction that only redefinition puts there',
      () => made([word('DISTRUST'), word('RETURN', 0)]),
      'DISTRUST never stands in code',
    ],
    ['lines that go back', () => made([word('LOADK', 0), word('RETURN', 0)], { lines: Int32Array.of(1, 1, 1, 0, 1, 1) }), 'the line table'],
  ];
  test.each(refused)('%s', (_, make, message) => {
    expect(() => verify(make())).toThrow(InvalidCode);
    expect(() => verify(make())).toThrow(message);
  });

  test('an inner code', () => {
    const inner = made([word('RETURN', 2)]);
    expect(() => verify(made([word('CLOSURE', 0, 0), word('RETURN', 0)], { constants: [inner] }))).toThrow('reads the register 2');
  });
});

describe('a well-formed code', () => {
  test('a register that an exception leaves as it was', () => {
    const words = [word('LOADK', 1), word('LOADK', 0), word('RETURN', 0), word('RETURN', 1)];
    verify(made(words, { handlers: [{ start: 1, end: 2, handler: 3, register: 0 }] }));
  });
});

/** Numbers that look random and are always the same (Marsaglia, "Xorshift RNGs", 2003). */
function random(seed: number): (below: number) => number {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

const PROGRAM = `
(defn f1 [a b] (loop [i 0 s a] (if (< i 20) (recur (inc i) (+ s (* i b))) [s a b])))
(defn f2 [x & more] (try (case x 1 (throw (ex-info "a" {})) :b {:more more} (str x)) (catch Exception e (ex-message e)) (finally (count more))))
(defn f3 [m] (letfn [(ev [n] (or (zero? n) (od (dec n)))) (od [n] (and (pos? n) (ev (dec n))))] (map (fn [k] [(ev k) (:k m) m]) [1 2 3])))
(defn f4 ([] (f4 3)) ([n] (if (nil? n) nil (let [v (conj [1 n] (first [n]))] (when (odd? n) (nth v 1))))))`;

describe('words altered at random', () => {
  test('are refused, or run to a value or an exception of the guest', () => {
    runtime.evalString(PROGRAM);
    const next = random(20_240_607);
    const codes = ['f1', 'f2', 'f3', 'f4'].map((name) => codeOf(runtime, name));
    const args: Value[][] = [[3, 4], [1, 2], [null], [5]];
    const sliceEnds = vi.spyOn(Fiber.prototype, 'sliceEnds').mockImplementation(() => {
      throw new Error('no fuel');
    });
    const { call } = Fiber.prototype;
    const limited = vi.spyOn(Fiber.prototype, 'call').mockImplementation(function (this: Fiber, ...of) {
      this.meter.fuel = 5000;
      return call.apply(this, of);
    });
    let refusals = 0;
    let runs = 0;
    const hostErrors: string[] = [];
    for (let round = 0; round < 4000; round++) {
      const which = next(codes.length);
      const mutant = altered(codes[which], {});
      for (let i = next(2); i >= 0; i--) {
        const at = next(mutant.words.length);
        mutant.words[at] = next(2) === 0 ? mutant.words[at] ^ (1 << next(32)) : (mutant.words[at] & ~(255 << 8)) | (next(8) << 8);
      }
      try {
        verify(mutant);
      } catch (e) {
        if (!(e instanceof InvalidCode)) throw e;
        refusals++;
        continue;
      }
      runs++;
      try {
        runtime.call(new Fn(mutant, []), ...args[which]);
      } catch (e) {
        if (e instanceof RangeError || String(e).includes('Internal error')) hostErrors.push(String(e));
      }
    }
    sliceEnds.mockRestore();
    limited.mockRestore();
    expect(hostErrors).toEqual([]);
    expect(refusals).toBeGreaterThan(1500);
    expect(runs).toBeGreaterThan(200);
    expect(runtime.evalString('(+ 1 2)')).toBe(3);
  });
});
