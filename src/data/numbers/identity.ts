import { className } from '../classes.js';
import { hashHalves, hashLong } from '../murmur3.js';
import type { Value } from '../value.js';
import { BigDecimal, stripZeros } from './decimal.js';
import { Double, Float } from './double.js';
import { BIGINT_KIND, kindOf, type Numeric } from './kinds.js';
import { numEquiv } from './order.js';
import { Ratio } from './ratio.js';
import { BigInteger, fitsLong, WideLong } from './wide-long.js';

/** `(= a b)` of two numbers: the same number in the same category (integers, ratios, decimals, doubles). */
export function numEquals(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (a === b) return true;
  const x = Math.max(kindOf(a), BIGINT_KIND);
  const y = Math.max(kindOf(b), BIGINT_KIND);
  return x === y && numEquiv(a, b);
}

/** Java's `equals` of a number: of the same class, and the same in it, scale and sign of zero included. */
export function sameNumber(a: Value, b: Value): boolean {
  if (className(a) !== className(b)) return false;
  if (a instanceof Double) return Object.is(a.value, (b as Double).value);
  if (a instanceof BigDecimal) return a.scale === (b as BigDecimal).scale && numEquals(a, b);
  return numEquals(a, b);
}

/** Java's `BigInteger.hashCode`: the 32-bit words of the magnitude, highest first, as digits to base 31. */
function bigIntegerHash(b: bigint): number {
  const hex = (b < 0n ? -b : b).toString(16);
  let h = 0;
  for (let end = hex.length % 8 || 8; end <= hex.length; end += 8) {
    h = (Math.imul(31, h) + Number.parseInt(hex.slice(Math.max(end - 8, 0), end), 16)) | 0;
  }
  return b < 0n ? -h | 0 : h;
}

const bits = new DataView(new ArrayBuffer(8));

/** Java's `Double.hashCode`, with -0.0 hashed as 0.0 since they are equal. */
function doubleHash(x: number): number {
  if (x === 0) return 0;
  bits.setFloat64(0, x);
  return Number.isNaN(x) ? 0x7ff80000 : bits.getInt32(0) ^ bits.getInt32(4);
}

/** Java's `Float.hashCode`, with -0.0 hashed as 0.0. */
function floatHash(x: number): number {
  if (x === 0) return 0;
  bits.setFloat32(0, x);
  return Number.isNaN(x) ? 0x7fc00000 : bits.getInt32(0);
}

function int64Hash(b: bigint): number {
  return hashHalves(Number(BigInt.asIntN(32, b)), Number(BigInt.asIntN(32, b >> 32n)));
}

/** Clojure's `hash` of a number: equal for all numbers that are `=`. */
export function numHash(x: Numeric): number {
  if (typeof x === 'number') return hashLong(x);
  if (typeof x === 'bigint') return fitsLong(x) ? int64Hash(x) : bigIntegerHash(x);
  if (x instanceof Double) return x instanceof Float ? floatHash(x.value) : doubleHash(x.value);
  if (x instanceof WideLong) return int64Hash(x.value);
  if (x instanceof BigInteger) return numHash(x.value);
  if (x instanceof Ratio) return bigIntegerHash(x.numerator) ^ bigIntegerHash(x.denominator);
  return decimalHash(x);
}

function decimalHash(x: BigDecimal): number {
  const { unscaled, scale } = stripZeros(x);
  return (Math.imul(31, bigIntegerHash(unscaled)) + scale) | 0;
}
