import {
  add,
  asLong,
  castDouble,
  dec,
  div,
  divideDoubles,
  inc,
  mul,
  negate,
  quot,
  rem,
  sub,
  subtractLongs,
} from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import { value } from './define.js';

// A long whose result stays within ±(2^53-1) is done here, all else by the functions of data/numbers.

export const ADD = value({
  doc: 'R[A] := R[B] + R[C]',
  c: 'src',
  intrinsic: { fn: '+', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') {
      const r = x + y;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r;
    }
    return add(x, y);
  },
});

export const ADDI = value({
  doc: 'R[A] := R[B] + C',
  c: 'imm',
  intrinsic: { fn: '+', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') {
      const r = x + i;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r;
    }
    return add(x, i);
  },
});

export const SUB = value({
  doc: 'R[A] := R[B] - R[C]',
  c: 'src',
  intrinsic: { fn: '-', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') {
      const r = x - y;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r;
    }
    return sub(x, y);
  },
});

export const SUBI = value({
  doc: 'R[A] := R[B] - C',
  c: 'imm',
  intrinsic: { fn: '-', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') {
      const r = x - i;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r;
    }
    return sub(x, i);
  },
});

export const SUBL = value({
  doc: 'R[A] := R[B] - R[C] of two longs, without negating R[C] first',
  c: 'src',
  intrinsic: { fn: '-subtract-longs', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') {
      const r = x - y;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r;
    }
    return subtractLongs(x, y);
  },
});

export const MUL = value({
  doc: 'R[A] := R[B] * R[C]',
  c: 'src',
  intrinsic: { fn: '*', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') {
      const r = x * y;
      // Adding 0 turns the -0 of 0 * -1 into the only zero that a long has.
      if (r <= 9007199254740991 && r >= -9007199254740991) return r + 0;
    }
    return mul(x, y);
  },
});

export const INC = value({
  doc: 'R[A] := R[B] + 1',
  intrinsic: { fn: 'inc', arity: 1 },
  hot: true,
  body(x: Value) {
    if (typeof x === 'number' && x < 9007199254740991) return x + 1;
    return inc(x);
  },
});

export const DEC = value({
  doc: 'R[A] := R[B] - 1',
  intrinsic: { fn: 'dec', arity: 1 },
  hot: true,
  body(x: Value) {
    if (typeof x === 'number' && x > -9007199254740991) return x - 1;
    return dec(x);
  },
});

export const DIV = value({
  doc: 'R[A] := R[B] / R[C]',
  c: 'src',
  intrinsic: { fn: '/', arity: 2 },
  body: (x: Value, y: Value) => div(x, y),
});

export const ASLONG = value({
  doc: 'R[A] := R[B] as a long',
  intrinsic: { fn: '-as-long', arity: 1 },
  body(x: Value) {
    if (typeof x === 'number') return x;
    return asLong(x);
  },
});

export const ASDOUBLE = value({
  doc: 'R[A] := R[B] as a double',
  intrinsic: { fn: '-as-double', arity: 1 },
  body: (x: Value) => castDouble(x),
});

export const DIVD = value({
  doc: 'R[A] := R[B] / R[C] by IEEE 754',
  c: 'src',
  intrinsic: { fn: '-divide-doubles', arity: 2 },
  body: (x: Value, y: Value) => divideDoubles(x, y),
});

export const NEG = value({ doc: 'R[A] := -R[B]', intrinsic: { fn: '-', arity: 1 }, body: (x: Value) => negate(x) });

export const QUOT = value({
  doc: 'R[A] := the quotient of R[B] and R[C], rounded toward zero',
  c: 'src',
  intrinsic: { fn: 'quot', arity: 2 },
  body(x: Value, y: Value) {
    // Taking the remainder off first makes the division exact, which x / y alone is not beyond 2^53.
    if (typeof x === 'number' && typeof y === 'number' && y !== 0) return (x - (x % y)) / y + 0;
    return quot(x, y);
  },
});

export const REM = value({
  doc: 'R[A] := the remainder of R[B] and R[C], with the sign of R[B]',
  c: 'src',
  intrinsic: { fn: 'rem', arity: 2 },
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number' && y !== 0) return (x % y) + 0;
    return rem(x, y);
  },
});
