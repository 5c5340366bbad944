import { classCast } from '../errors.js';
import type { Value } from '../value.js';
import { compareDecimals } from './decimal.js';
import { Double } from './double.js';
import {
  BIGINT_KIND,
  bigOf,
  commonKind,
  DECIMAL_KIND,
  decimalOf,
  doubleOf,
  fractionOf,
  isNumber,
  LONG_KIND,
  type Numeric,
  RATIO_KIND,
} from './kinds.js';
import { BigInteger, WideLong } from './wide-long.js';

const sign = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Negative, 0 or positive in the later kind of the two; NaN where a NaN leaves them without order. */
function order(a: Value, b: Value): number {
  const kind = commonKind(a, b);
  const x = a as Numeric;
  const y = b as Numeric;
  switch (kind) {
    case LONG_KIND:
    case BIGINT_KIND:
      return sign(bigOf(x), bigOf(y));
    case RATIO_KIND: {
      const f = fractionOf(x);
      const g = fractionOf(y);
      return sign(f.numerator * g.denominator, g.numerator * f.denominator);
    }
    case DECIMAL_KIND:
      return compareDecimals(decimalOf(x), decimalOf(y));
    default: {
      const f = doubleOf(x);
      const g = doubleOf(y);
      return f < g ? -1 : f > g ? 1 : f === g ? 0 : Number.NaN;
    }
  }
}

/** `(< a b)`. ClassCastException where one is no number. */
export function lt(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (a instanceof Double && b instanceof Double) return a.value < b.value;
  return order(a, b) < 0;
}

/** `(<= a b)`. */
export function lte(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  if (a instanceof Double && b instanceof Double) return a.value <= b.value;
  return order(a, b) <= 0;
}

/** `(> a b)`. */
export function gt(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  if (a instanceof Double && b instanceof Double) return a.value > b.value;
  return order(b, a) < 0;
}

/** `(>= a b)`. */
export function gte(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  if (a instanceof Double && b instanceof Double) return a.value >= b.value;
  return order(a, b) >= 0;
}

/** `(== a b)`: whether they are the same number, whatever their kinds. */
export function numEquiv(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (a instanceof Double && b instanceof Double) return a.value === b.value;
  // Here the casts come before the question of nil.
  if (!isNumber(a) && a !== null && a !== undefined) throw classCast(a, 'java.lang.Number');
  if (!isNumber(b)) throw classCast(b, 'java.lang.Number');
  return order(a, b) === 0;
}

/** `(compare a b)` of two numbers: -1, 0 or 1; a NaN is equal to everything, as in Clojure. */
export function numCompare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const r = order(a, b);
  return r < 0 ? -1 : r > 0 ? 1 : 0;
}

/** The sign as a number that is below, at or above 0; NaN of a NaN. */
function signOf(x: Value): number {
  if (typeof x === 'number') return x;
  if (x instanceof Double) return x.value;
  if (x instanceof WideLong || x instanceof BigInteger) return sign(x.value, 0n);
  return order(x, 0);
}

/** `(zero? x)`. */
export function isZero(x: Value): boolean {
  return typeof x === 'number' ? x === 0 : signOf(x) === 0;
}

/** `(pos? x)`. */
export function isPos(x: Value): boolean {
  return typeof x === 'number' ? x > 0 : signOf(x) > 0;
}

/** `(neg? x)`. */
export function isNeg(x: Value): boolean {
  return typeof x === 'number' ? x < 0 : signOf(x) < 0;
}

/** Whether x is a double that is no number. */
export const isNaNDouble = (x: Value): boolean => x instanceof Double && Number.isNaN(x.value);

/** `(max a b)`: the second where they are equal, a NaN where there is one. */
export function max(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return a > b ? a : b;
  if (isNaNDouble(a)) return a as Double;
  return isNaNDouble(b) || !gt(a, b) ? (b as Numeric) : (a as Numeric);
}

/** `(min a b)`: the second where they are equal, a NaN where there is one. */
export function min(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? a : b;
  if (isNaNDouble(a)) return a as Double;
  return isNaNDouble(b) || !lt(a, b) ? (b as Numeric) : (a as Numeric);
}
