import { className } from '../classes.js';
import { illegalArgument, nullPointer } from '../errors.js';
import type { Value } from '../value.js';
import { type Long, WideLong, wrapToLong } from './wide-long.js';

const MAX = Number.MAX_SAFE_INTEGER;
const TWO_32 = 4294967296;

/** A long as a bigint; IllegalArgumentException for every other value, BigInts among them. */
function bits(x: Value): bigint {
  if (typeof x === 'number') return BigInt(x);
  if (x instanceof WideLong) return x.value;
  if (x === null || x === undefined) throw nullPointer();
  throw illegalArgument(`bit operation not supported for: class ${className(x)}`);
}

/** Looks at the first operand first, so that the error names its class when both are wrong. */
function check(x: Value): void {
  if (typeof x !== 'number') bits(x);
}

/** A shift or the number of a bit: its lowest 6 bits, as in Java. */
function place(n: Value): number {
  return typeof n === 'number' ? n & 63 : Number(bits(n) & 63n);
}

/** The long of two 32-bit halves; the low one is taken unsigned. `high` must be within ±2^21. */
function join(high: number, low: number): Long {
  const r = high * TWO_32 + (low >>> 0);
  return r >= -MAX ? r : new WideLong(BigInt(r));
}

/** `(bit-and a b)` on 64 bits, as all the functions here. */
export function bitAnd(a: Value, b: Value): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a & b;
    if ((a | 0) === a && (b | 0) === b) return low;
    return join(Math.floor(a / TWO_32) & Math.floor(b / TWO_32), low);
  }
  return wrapToLong(bits(a) & bits(b));
}

/** `(bit-or a b)` */
export function bitOr(a: Value, b: Value): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a | b;
    if ((a | 0) === a && (b | 0) === b) return low;
    return join(Math.floor(a / TWO_32) | Math.floor(b / TWO_32), low);
  }
  return wrapToLong(bits(a) | bits(b));
}

/** `(bit-xor a b)` */
export function bitXor(a: Value, b: Value): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a ^ b;
    if ((a | 0) === a && (b | 0) === b) return low;
    return join(Math.floor(a / TWO_32) ^ Math.floor(b / TWO_32), low);
  }
  return wrapToLong(bits(a) ^ bits(b));
}

/** `(bit-and-not a b)` */
export function bitAndNot(a: Value, b: Value): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a & ~b;
    if ((a | 0) === a && (b | 0) === b) return low;
    return join(Math.floor(a / TWO_32) & ~Math.floor(b / TWO_32), low);
  }
  return wrapToLong(bits(a) & ~bits(b));
}

/** `(bit-not x)` */
export function bitNot(x: Value): Long {
  if (typeof x === 'number' && x < MAX) return -1 - x;
  return wrapToLong(~bits(x));
}

/** `(bit-shift-left x n)`: bits beyond the 64th are lost, `n` counts modulo 64. */
export function bitShiftLeft(x: Value, n: Value): Long {
  check(x);
  const by = place(n);
  if (typeof x === 'number' && by < 32) {
    const r = x * 2 ** by;
    if (r <= MAX && r >= -MAX) return r;
  }
  return wrapToLong(bits(x) << BigInt(by));
}

/** `(bit-shift-right x n)`: keeps the sign. */
export function bitShiftRight(x: Value, n: Value): Long {
  check(x);
  const by = place(n);
  if (typeof x === 'number') return (x | 0) === x && by < 32 ? x >> by : Math.floor(x / 2 ** by);
  return wrapToLong(bits(x) >> BigInt(by));
}

/** `(unsigned-bit-shift-right x n)`: fills with zeros. */
export function unsignedBitShiftRight(x: Value, n: Value): Long {
  check(x);
  const by = place(n);
  if (typeof x === 'number') {
    if (x >= 0) return Math.floor(x / 2 ** by);
    const high = Math.floor(x / TWO_32) >>> 0;
    if (by >= 32) return high >>> (by - 32);
    // From 11 on, the 64 - n bits that are left fit a number.
    if (by >= 11) return high * 2 ** (32 - by) + (x >>> by);
  }
  return wrapToLong(BigInt.asUintN(64, bits(x)) >> BigInt(by));
}

const bitAt = (n: Value): bigint => 1n << BigInt(place(n));

/** `(bit-test x n)` */
export function bitTest(x: Value, n: Value): boolean {
  check(x);
  const by = place(n);
  if (typeof x === 'number' && by < 32) return ((x >> by) & 1) === 1;
  return ((bits(x) >> BigInt(by)) & 1n) === 1n;
}

/** `(bit-set x n)` */
export function bitSet(x: Value, n: Value): Long {
  if (typeof x === 'number' && (x | 0) === x && place(n) < 31) return x | (1 << place(n));
  return wrapToLong(bits(x) | bitAt(n));
}

/** `(bit-clear x n)` */
export function bitClear(x: Value, n: Value): Long {
  if (typeof x === 'number' && (x | 0) === x && place(n) < 31) return x & ~(1 << place(n));
  return wrapToLong(bits(x) & ~bitAt(n));
}

/** `(bit-flip x n)` */
export function bitFlip(x: Value, n: Value): Long {
  if (typeof x === 'number' && (x | 0) === x && place(n) < 31) return x ^ (1 << place(n));
  return wrapToLong(bits(x) ^ bitAt(n));
}
