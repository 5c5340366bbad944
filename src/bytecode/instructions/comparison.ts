import { equiv } from '../../data/equality.js';
import { gt, gte, isNeg, isPos, isZero, lt, lte, numEquiv } from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import { branch, value } from './define.js';

export const LT = value({
  doc: 'R[A] := whether R[B] < R[C]',
  c: 'src',
  intrinsic: { fn: '<', arity: 2 },
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x < y;
    return lt(x, y);
  },
});

export const JLT = branch({
  doc: 'goes on where R[A] < R[B], else to the target',
  b: 'src',
  intrinsic: { fn: '<', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x < y;
    return lt(x, y);
  },
});

export const JLTI = branch({
  doc: 'goes on where R[A] < B, else to the target',
  b: 'imm',
  intrinsic: { fn: '<', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') return x < i;
    return lt(x, i);
  },
});

export const LE = value({
  doc: 'R[A] := whether R[B] <= R[C]',
  c: 'src',
  intrinsic: { fn: '<=', arity: 2 },
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x <= y;
    return lte(x, y);
  },
});

export const JLE = branch({
  doc: 'goes on where R[A] <= R[B], else to the target',
  b: 'src',
  intrinsic: { fn: '<=', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x <= y;
    return lte(x, y);
  },
});

export const JLEI = branch({
  doc: 'goes on where R[A] <= B, else to the target',
  b: 'imm',
  intrinsic: { fn: '<=', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') return x <= i;
    return lte(x, i);
  },
});

export const GT = value({
  doc: 'R[A] := whether R[B] > R[C]',
  c: 'src',
  intrinsic: { fn: '>', arity: 2 },
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x > y;
    return gt(x, y);
  },
});

export const JGT = branch({
  doc: 'goes on where R[A] > R[B], else to the target',
  b: 'src',
  intrinsic: { fn: '>', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x > y;
    return gt(x, y);
  },
});

export const JGTI = branch({
  doc: 'goes on where R[A] > B, else to the target',
  b: 'imm',
  intrinsic: { fn: '>', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') return x > i;
    return gt(x, i);
  },
});

export const GE = value({
  doc: 'R[A] := whether R[B] >= R[C]',
  c: 'src',
  intrinsic: { fn: '>=', arity: 2 },
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x >= y;
    return gte(x, y);
  },
});

export const JGE = branch({
  doc: 'goes on where R[A] >= R[B], else to the target',
  b: 'src',
  intrinsic: { fn: '>=', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x >= y;
    return gte(x, y);
  },
});

export const JGEI = branch({
  doc: 'goes on where R[A] >= B, else to the target',
  b: 'imm',
  intrinsic: { fn: '>=', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') return x >= i;
    return gte(x, i);
  },
});

export const EQ = value({
  doc: 'R[A] := whether R[B] = R[C]',
  c: 'src',
  intrinsic: { fn: '=', arity: 2 },
  guest: true,
  hot: true,
  body(x: Value, y: Value) {
    if (x === y) return true;
    if (typeof x === 'number' && typeof y === 'number') return false;
    return equiv(x, y);
  },
});

export const JEQ = branch({
  doc: 'goes on where R[A] = R[B], else to the target',
  b: 'src',
  intrinsic: { fn: '=', arity: 2 },
  guest: true,
  hot: true,
  body(x: Value, y: Value) {
    if (x === y) return true;
    if (typeof x === 'number' && typeof y === 'number') return false;
    return equiv(x, y) as boolean;
  },
});

export const NUMEQ = value({
  doc: 'R[A] := whether R[B] == R[C]',
  c: 'src',
  intrinsic: { fn: '==', arity: 2 },
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x === y;
    return numEquiv(x, y);
  },
});

export const JNUMEQ = branch({
  doc: 'goes on where R[A] == R[B], else to the target',
  b: 'src',
  intrinsic: { fn: '==', arity: 2 },
  hot: true,
  body(x: Value, y: Value) {
    if (typeof x === 'number' && typeof y === 'number') return x === y;
    return numEquiv(x, y);
  },
});

export const IDENTICAL = value({
  doc: 'R[A] := whether R[B] is the same as R[C]',
  c: 'src',
  intrinsic: { fn: 'identical?', arity: 2 },
  body(x: Value, y: Value) {
    return x === y;
  },
});

export const JIDENTICAL = branch({
  doc: 'goes on where R[A] is the same as R[B], else to the target',
  b: 'src',
  intrinsic: { fn: 'identical?', arity: 2 },
  body(x: Value, y: Value) {
    return x === y;
  },
});

export const JEQI = branch({
  doc: 'goes on where R[A] = B, else to the target',
  b: 'imm',
  intrinsic: { fn: '=', arity: 2 },
  guest: true,
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') return x === i;
    return equiv(x, i) as boolean;
  },
});

export const JNUMEQI = branch({
  doc: 'goes on where R[A] == B, else to the target',
  b: 'imm',
  intrinsic: { fn: '==', arity: 2 },
  hot: true,
  body(x: Value, i: number) {
    if (typeof x === 'number') return x === i;
    return numEquiv(x, i);
  },
});

export const ZERO = value({
  doc: 'R[A] := whether R[B] is zero',
  intrinsic: { fn: 'zero?', arity: 1 },
  body(x: Value) {
    if (typeof x === 'number') return x === 0;
    return isZero(x);
  },
});

export const JZERO = branch({
  doc: 'goes on where R[A] is zero, else to the target',
  intrinsic: { fn: 'zero?', arity: 1 },
  hot: true,
  body(x: Value) {
    if (typeof x === 'number') return x === 0;
    return isZero(x);
  },
});

export const POS = value({
  doc: 'R[A] := whether R[B] is positive',
  intrinsic: { fn: 'pos?', arity: 1 },
  body(x: Value) {
    if (typeof x === 'number') return x > 0;
    return isPos(x);
  },
});

export const JPOS = branch({
  doc: 'goes on where R[A] is positive, else to the target',
  intrinsic: { fn: 'pos?', arity: 1 },
  hot: true,
  body(x: Value) {
    if (typeof x === 'number') return x > 0;
    return isPos(x);
  },
});

export const NEGATIVE = value({
  doc: 'R[A] := whether R[B] is negative',
  intrinsic: { fn: 'neg?', arity: 1 },
  body(x: Value) {
    if (typeof x === 'number') return x < 0;
    return isNeg(x);
  },
});

export const JNEGATIVE = branch({
  doc: 'goes on where R[A] is negative, else to the target',
  intrinsic: { fn: 'neg?', arity: 1 },
  hot: true,
  body(x: Value) {
    if (typeof x === 'number') return x < 0;
    return isNeg(x);
  },
});
