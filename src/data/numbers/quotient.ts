import { numberFormat } from '../errors.js';
import type { Value } from '../value.js';
import { add, mul, sub } from './arithmetic.js';
import { quotientOfDecimals, remainderOfDecimals } from './decimal.js';
import { Double } from './double.js';
import {
  BIGINT_KIND,
  bigOf,
  commonKind,
  DECIMAL_KIND,
  decimalOf,
  doubleOf,
  fractionOf,
  LONG_KIND,
  type Numeric,
  RATIO_KIND,
} from './kinds.js';
import { isPos, isZero } from './order.js';
import { divideByZero, type Fraction } from './ratio.js';
import { product, quotient, remainder } from './size.js';
import { wrapToLong } from './wide-long.js';

/** The quotient of two doubles cut towards zero; never -0. NumberFormatException where there is none. */
function wholeQuotient(a: number, b: number): number {
  if (b === 0) throw divideByZero();
  const q = a / b;
  if (!Number.isFinite(q)) throw numberFormat('Infinite or NaN');
  return Math.trunc(q) + 0;
}

function quotientOfFractions(a: Fraction, b: Fraction): bigint {
  return quotient(product(a.numerator, b.denominator), product(a.denominator, b.numerator));
}

/** The later kind of both operands; ArithmeticException where the second is 0, which is looked at first. */
function kindOfQuotient(a: Value, b: Value): number {
  if (isZero(b)) throw divideByZero();
  return commonKind(a, b);
}

/**
 * `(quot a b)`: the quotient cut towards zero, of the kind of its operands (a BigInt for ratios).
 * ArithmeticException "Divide by zero" for every kind, doubles too.
 */
export function quot(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw divideByZero();
    // Rounding cannot reach the next integer: |a| < 2^53 keeps a/b further from it than half a unit in the last place.
    return Math.trunc(a / b) + 0;
  }
  const kind = kindOfQuotient(a, b);
  const x = a as Numeric;
  const y = b as Numeric;
  switch (kind) {
    case LONG_KIND:
      // The one quotient that is no long, of -2^63 by -1, wraps in Clojure too.
      return wrapToLong(bigOf(x) / bigOf(y));
    case BIGINT_KIND:
      return quotient(bigOf(x), bigOf(y));
    case RATIO_KIND:
      return quotientOfFractions(fractionOf(x), fractionOf(y));
    case DECIMAL_KIND:
      return quotientOfDecimals(decimalOf(x), decimalOf(y));
    default:
      return new Double(wholeQuotient(doubleOf(x), doubleOf(y)));
  }
}

/** `(rem a b)`: what `quot` leaves; it has the sign of `a`. */
export function rem(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw divideByZero();
    return (a % b) + 0;
  }
  const kind = kindOfQuotient(a, b);
  const x = a as Numeric;
  const y = b as Numeric;
  switch (kind) {
    case LONG_KIND:
      return wrapToLong(bigOf(x) % bigOf(y));
    case BIGINT_KIND:
      return remainder(bigOf(x), bigOf(y));
    case RATIO_KIND:
      return sub(x, mul(quotientOfFractions(fractionOf(x), fractionOf(y)), y));
    case DECIMAL_KIND:
      return remainderOfDecimals(decimalOf(x), decimalOf(y));
    default: {
      const n = doubleOf(x);
      const d = doubleOf(y);
      // By this formula, not by an exact remainder: it is what Clojure computes, with its rounding.
      return new Double(n - wholeQuotient(n, d) * d);
    }
  }
}

/** `(mod a b)`: the remainder of flooring division; it has the sign of `b`. */
export function mod(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw divideByZero();
    const m = a % b;
    return m !== 0 && m < 0 !== b < 0 ? m + b : m + 0;
  }
  const m = rem(a, b);
  return isZero(m) || isPos(a) === isPos(b) ? m : add(m, b);
}
