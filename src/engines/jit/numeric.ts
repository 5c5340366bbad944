import { INSTRUCTIONS, NAMES } from '../../bytecode/instructions/index.js';
import type { Decoded } from '../../bytecode/layout.js';
import { BIT_OPERATIONS, bitForm } from './bits.js';
import { type Expectation, type Facts, isArrayKind, operandKey, resultKey } from './facts.js';
import { type Kind, LONG, long, MOST, RAW } from './kinds.js';

/** An operand of an operation: a register of the frame, or a number of the instruction itself. */
export type Operand = number | { readonly register: number };

/** What is done: by an instruction of that name, or by a native that is called. */
export interface Operation {
  readonly name: string;
  readonly operands: readonly Operand[];
}

/** An operand of an arithmetic instruction or of a comparison: a register, or a number of the instruction itself. */
export interface NumericOperand {
  readonly register: number;
  /** What it is once its guard has passed. */
  readonly kind: Kind;
  /** What a guard must look for; null where it is known. */
  readonly guard: 'long' | 'double' | null;
  readonly key: string;
}

/** How an instruction is done on what is known of its operands. */
export interface NumericForm {
  readonly operands: readonly NumericOperand[];
  /** Of longs alone, or of doubles. */
  readonly on: 'long' | 'double';
  /** The result, where it has one that is a number. */
  readonly result: Kind | null;
  /** Whether the result may be less, or more, than a long that is a number. */
  readonly below: boolean;
  readonly above: boolean;
  /** The JavaScript of what must not be, on the texts of the operands; empty where all is well. */
  outside(x: string, y: string): string;
  /** The JavaScript of the result or of the test, on the texts of its operands. */
  text(x: string, y: string): string;
}

const range = (...xs: number[]): Kind => ({ is: 'long', low: Math.min(...xs), high: Math.max(...xs), boxed: false });
const greatest = (k: Kind): number => Math.max(Math.abs(k.low), Math.abs(k.high));

interface Arithmetic {
  /** Bounds of the result on longs. */
  range(x: Kind, y: Kind): Kind;
  long(x: string, y: string, kx: Kind, ky: Kind): string;
  /** null: not done on doubles. */
  double: ((x: string, y: string, ky: Kind) => string) | null;
  /** The second operand, where it is always the same. */
  readonly second?: number;
}

const mayBeZero = (k: Kind): boolean => k.low <= 0 && k.high >= 0;
/** Adding 0 turns -0 into the only zero that a long has. */
const unsigned = (text: string, needed: boolean): string => (needed ? `${text} + 0` : text);

const sum: Arithmetic = {
  range: (x, y) => range(x.low + y.low, x.high + y.high),
  long: (x, y) => `${x} + ${y}`,
  double: (x, y) => `${x} + ${y}`,
};
const difference: Arithmetic = {
  range: (x, y) => range(x.low - y.high, x.high - y.low),
  long: (x, y) => `${x} - ${y}`,
  // Clojure adds what it gets when it negates a long: -0.0 less 0 is 0.0.
  double: (x, y, ky) => (ky.is === 'long' && mayBeZero(ky) ? `${x} + (0 - ${y})` : `${x} - ${y}`),
};

const ARITHMETIC: { readonly [name: string]: Arithmetic } = {
  ADD: sum,
  ADDI: sum,
  INC: { ...sum, second: 1 },
  SUB: difference,
  SUBI: difference,
  SUBL: { ...difference, double: null },
  DEC: { ...difference, second: 1, double: (x, y) => `${x} - ${y}` },
  MUL: {
    range: (x, y) => range(x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high),
    long: (x, y, kx, ky) => unsigned(`${x} * ${y}`, kx.low < 0 || ky.low < 0),
    double: (x, y) => `${x} * ${y}`,
  },
  NEG: { range: (x) => range(-x.low, -x.high), long: (x) => `0 - ${x}`, double: (x) => `-${x}`, second: 0 },
  QUOT: {
    range: (x) => (x.low >= 0 ? range(-x.high, x.high) : range(-greatest(x), greatest(x))),
    long: (x, y, kx, ky) => unsigned(`Math.trunc(${x} / ${y})`, kx.low < 0 || ky.low < 0 || mayBeZero(kx)),
    double: null,
  },
  REM: {
    range(x, y) {
      const most = Math.min(greatest(x), greatest(y) - 1);
      return range(x.low < 0 ? -most : 0, x.high > 0 ? most : 0);
    },
    long: (x, y, kx) => unsigned(`${x} % ${y}`, kx.low < 0),
    double: null,
  },
  DIVD: { range: () => LONG, long: () => '', double: (x, y) => `${x} / ${y}` },
  ASLONG: { range: (x) => x, long: (x) => x, double: null, second: 0 },
};

const TESTS: { readonly [name: string]: string } = { LT: '<', LE: '<=', GT: '>', GE: '>=', NUMEQ: '===' };
const SIGNS: { readonly [name: string]: string } = { ZERO: '===', POS: '>', NEGATIVE: '<' };

/** The name of what a branch tests, as the instruction is called that gives the test as a value. */
const testName = (name: string): string => name.replace(/^J/, '').replace(/I$/, '');

/** Whether an instruction is one that knowledge of numbers makes faster. */
export function isArithmetic(name: string): boolean {
  const test = testName(name);
  return (
    name in ARITHMETIC ||
    name === 'LOOP_LT' ||
    name === 'JEQI' ||
    name === 'ASDOUBLE' ||
    test in TESTS ||
    test in SIGNS ||
    test === 'EVEN' ||
    test === 'ODD'
  );
}

/** What an instruction does. */
export function operationOf(d: Decoded): Operation {
  const instruction = INSTRUCTIONS[d.op];
  const letters = instruction.kind === 'value' ? (['b', 'c'] as const) : (['a', 'b'] as const);
  const operands = letters.flatMap((letter): Operand[] => {
    const kind = instruction[letter];
    if (kind === 'src') return [{ register: d[letter] }];
    return kind === 'imm' ? [(d[letter] << 24) >> 24] : [];
  });
  return { name: NAMES[d.op], operands };
}

const nothing = (): string => '';

/**
 * The form of an operation, of the instruction at `pc`, on operands of these kinds; null where it is not to be done on raw numbers: it is no
 * arithmetic and no comparison, an operand is neither a long nor a double, or something has been learnt that speaks against it.
 */
export function numericForm(
  { name, operands: own }: Operation,
  pc: number,
  kindOf: (register: number) => Kind,
  facts: Facts,
): NumericForm | null {
  const arithmetic = ARITHMETIC[name];
  const test = testName(name);
  const isEquality = test === 'EQ';
  const sign = SIGNS[test];
  const parity = test === 'EVEN' || test === 'ODD';
  const comparison = TESTS[test];
  const bits = BIT_OPERATIONS.has(name);
  if (arithmetic === undefined && comparison === undefined && sign === undefined && !parity && !isEquality && !bits) return null;
  if (facts.get(resultKey(pc)) === 'any') return null;
  const given = [...own];
  if (arithmetic?.second !== undefined) given.push(arithmetic.second);
  else if (sign !== undefined || parity) given.push(0);
  const kinds = given.map((x) => (typeof x === 'number' ? long(x, x) : kindOf(x.register)));
  // Without any number in sight, equality is not a matter of numbers.
  if (isEquality && !kinds.some((k) => k.is === 'long')) return null;
  const hasDouble = kinds.some((k) => k.is === 'double') || name === 'DIVD';
  if ((isEquality || bits) && hasDouble) return null;
  const operands: NumericOperand[] = [];
  for (const [i, x] of given.entries()) {
    const kind = kinds[i];
    const key = operandKey(pc, i);
    if (kind.is !== 'any' || typeof x === 'number') {
      operands.push({ register: typeof x === 'number' ? -1 : x.register, kind, guard: null, key });
      continue;
    }
    const same = operands.find((o) => o.register === x.register);
    const expected: Expectation = same?.guard ?? facts.get(key) ?? (hasDouble ? 'double' : 'long');
    if (expected === 'any' || isArrayKind(expected)) return null;
    operands.push({ register: x.register, kind: expected === 'long' ? LONG : RAW, guard: same === undefined ? expected : null, key });
  }
  const [x, y] = operands;
  const on = operands.some((o) => o.kind.is === 'double') ? 'double' : 'long';
  if (bits) return on === 'double' ? null : { operands, on, below: false, above: false, ...bitForm(name, x.kind, y?.kind ?? x.kind) };
  if (arithmetic !== undefined) {
    if (on === 'double') {
      const double = arithmetic.double;
      if (double === null) return null;
      return { operands, on, result: RAW, below: false, above: false, outside: nothing, text: (a, b) => double(a, b, y.kind) };
    }
    if (name === 'DIVD') return null;
    const bounds = arithmetic.range(x.kind, y.kind);
    return {
      operands,
      on,
      result: long(bounds.low, bounds.high),
      below: bounds.low < -MOST,
      above: bounds.high > MOST,
      outside: nothing,
      text: (a, b) => arithmetic.long(a, b, x.kind, y.kind),
    };
  }
  if ((parity || isEquality) && on === 'double') return null;
  const operator = comparison ?? sign ?? (test === 'ODD' ? '!==' : '===');
  const text = (a: string, b: string): string => (parity ? `${a} % 2 ${operator} 0` : `${a} ${operator} ${b}`);
  return { operands, on, result: null, below: false, above: false, outside: nothing, text };
}

/** What is known of two longs where a comparison of them holds; what was known before where nothing is gained. */
export function refined(name: string, holds: boolean, x: Kind, y: Kind): readonly [Kind, Kind] {
  const test = testName(name);
  const operator = TESTS[test] ?? (test === 'EQ' ? '===' : (SIGNS[test] ?? ''));
  if (x.is !== 'long' || y.is !== 'long') return [x, y];
  const cut = (k: Kind, low: number, high: number): Kind => {
    const next = long(Math.max(k.low, low), Math.min(k.high, high));
    return next.low <= next.high ? next : k;
  };
  const less = (p: Kind, q: Kind, by: number): readonly [Kind, Kind] => [cut(p, -MOST, q.high - by), cut(q, p.low + by, MOST)];
  const swap = ([p, q]: readonly [Kind, Kind]): readonly [Kind, Kind] => [q, p];
  switch (operator) {
    case '<':
      return holds ? less(x, y, 1) : swap(less(y, x, 0));
    case '<=':
      return holds ? less(x, y, 0) : swap(less(y, x, 1));
    case '>':
      return holds ? swap(less(y, x, 1)) : less(x, y, 0);
    case '>=':
      return holds ? swap(less(y, x, 0)) : less(x, y, 1);
    case '===':
      return holds ? [cut(x, y.low, y.high), cut(y, x.low, x.high)] : [x, y];
    default:
      return [x, y];
  }
}
