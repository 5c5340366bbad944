import { registerClass } from '../classes.js';
import { overflow } from '../errors.js';

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_SAFE = BigInt(Number.MIN_SAFE_INTEGER);
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** A long that is outside ±(2^53-1), hence not exact as a JavaScript number. Made by `longFromBigInt` only. */
export class WideLong {
  constructor(readonly value: bigint) {}
}
registerClass(WideLong, 'java.lang.Long', ['java.lang.Number', 'java.lang.Comparable']);

/**
 * A `java.math.BigInteger`, which `numerator`, `denominator` and `biginteger` give. It differs from a BigInt (`bigint`) in its
 * class and in that it prints without an N; arithmetic on it gives BigInts.
 */
export class BigInteger {
  constructor(readonly value: bigint) {}
}
registerClass(BigInteger, 'java.math.BigInteger', ['java.lang.Number', 'java.lang.Comparable']);

/** A long: a number within ±(2^53-1), or the box of a wider one. */
export type Long = number | WideLong;

export function fitsLong(b: bigint): boolean {
  return b >= MIN_INT64 && b <= MAX_INT64;
}

/** The long of that value, which must be within the int64 range: not checked. */
function longWithin(b: bigint): Long {
  return b >= MIN_SAFE && b <= MAX_SAFE ? Number(b) : new WideLong(b);
}

/** The long of that value; ArithmeticException "long overflow" beyond the int64 range. */
export function longFromBigInt(b: bigint): Long {
  if (!fitsLong(b)) throw overflow();
  return longWithin(b);
}

/** The long of that value, or a BigInt (`bigint`) where it is beyond the int64 range: what `+'` gives. */
export function longOrBigInt(b: bigint): Long | bigint {
  return fitsLong(b) ? longWithin(b) : b;
}

/** The lowest 64 bits as a long: what unchecked arithmetic gives. */
export function wrapToLong(b: bigint): Long {
  return longWithin(BigInt.asIntN(64, b));
}

/** The long nearest to a double, cut towards zero; NaN gives 0. Java's `(long) x`. */
export function saturateToLong(x: number): Long {
  if (Number.isNaN(x)) return 0;
  if (x >= 2 ** 63) return new WideLong(MAX_INT64);
  if (x <= -(2 ** 63)) return new WideLong(MIN_INT64);
  const whole = Math.trunc(x) + 0;
  return Number.isSafeInteger(whole) ? whole : new WideLong(BigInt(whole));
}
