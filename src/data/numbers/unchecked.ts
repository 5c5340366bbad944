import { arithmeticError } from '../errors.js';
import type { Value } from '../value.js';
import { add, mul, negate, sub } from './arithmetic.js';
import { intOperand } from './convert.js';
import { Double } from './double.js';
import { bigOf, isLong, type Numeric } from './kinds.js';
import { wrapToLong } from './wide-long.js';

const MAX = Number.MAX_SAFE_INTEGER;
const SMALLEST = -(2n ** 63n);

/** `(unchecked-add a b)`: of longs it keeps the lowest 64 bits; other numbers as `+`. */
export function uncheckedAdd(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= MAX && r >= -MAX) return r;
  }
  return isLong(a) && isLong(b) ? wrapToLong(bigOf(a) + bigOf(b)) : add(a, b);
}

/** `(unchecked-subtract a b)`: of longs it keeps the lowest 64 bits; other numbers as `-`. */
export function uncheckedSubtract(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a - b;
    if (r <= MAX && r >= -MAX) return r;
  }
  if (isLong(a) && isLong(b)) return wrapToLong(bigOf(a) - bigOf(b));
  // The smallest long is what it gives itself when it is negated.
  if (isLong(b) && bigOf(b) === SMALLEST) return a instanceof Double ? new Double(a.value - Number(SMALLEST)) : add(a, b);
  return sub(a, b);
}

/** `(unchecked-multiply a b)`: of longs it keeps the lowest 64 bits; other numbers as `*`. */
export function uncheckedMultiply(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    if (r <= MAX && r >= -MAX) return r + 0;
  }
  return isLong(a) && isLong(b) ? wrapToLong(bigOf(a) * bigOf(b)) : mul(a, b);
}

/** `(unchecked-inc x)` */
export const uncheckedInc = (x: Value): Numeric => uncheckedAdd(x, 1);

/** `(unchecked-dec x)` */
export const uncheckedDec = (x: Value): Numeric => uncheckedSubtract(x, 1);

/** `(unchecked-negate x)`: of the smallest long that long itself. */
export const uncheckedNegate = (x: Value): Numeric => (isLong(x) ? uncheckedSubtract(0, x) : negate(x));

/** `(unchecked-add-int a b)`: both must be ints; keeps the lowest 32 bits, as do the others whose names end so. */
export const uncheckedAddInt = (a: Value, b: Value): number => (intOperand(a) + intOperand(b)) | 0;

/** `(unchecked-subtract-int a b)` */
export const uncheckedSubtractInt = (a: Value, b: Value): number => (intOperand(a) - intOperand(b)) | 0;

/** `(unchecked-multiply-int a b)` */
export const uncheckedMultiplyInt = (a: Value, b: Value): number => Math.imul(intOperand(a), intOperand(b));

/** `(unchecked-inc-int x)` */
export const uncheckedIncInt = (x: Value): number => (intOperand(x) + 1) | 0;

/** `(unchecked-dec-int x)` */
export const uncheckedDecInt = (x: Value): number => (intOperand(x) - 1) | 0;

/** `(unchecked-negate-int x)` */
export const uncheckedNegateInt = (x: Value): number => -intOperand(x) | 0;

/** The divisor of an int division; ArithmeticException in Java's words, which are not Clojure's, where it is 0. */
function divisor(b: Value): number {
  const d = intOperand(b);
  if (d === 0) throw arithmeticError('/ by zero');
  return d;
}

/** `(unchecked-divide-int a b)`: cut towards zero. */
export const uncheckedDivideInt = (a: Value, b: Value): number => (intOperand(a) / divisor(b)) | 0;

/** `(unchecked-remainder-int a b)`: has the sign of `a`. */
export const uncheckedRemainderInt = (a: Value, b: Value): number => (intOperand(a) % divisor(b)) | 0;
