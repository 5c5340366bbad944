import { overflow } from '../errors.js';
import type { Value } from '../value.js';
import { addDecimals, type BigDecimal, divideDecimals, multiplyDecimals, negateDecimal, subtractDecimals } from './decimal.js';
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
  kindOf,
  LONG_KIND,
  type Numeric,
  RATIO_KIND,
  toDouble,
} from './kinds.js';
import { isNaNDouble, isNeg, isZero } from './order.js';
import { divideByZero, type Fraction, ratioOf, ratioOfLongs } from './ratio.js';
import { product } from './size.js';
import { longFromBigInt, longOrBigInt, WideLong } from './wide-long.js';

const MAX = Number.MAX_SAFE_INTEGER;

/** What one operation does within each kind of number. */
interface Operation {
  longs(a: bigint, b: bigint): Numeric;
  bigInts(a: bigint, b: bigint): Numeric;
  fractions(a: Fraction, b: Fraction): Numeric;
  decimals(a: BigDecimal, b: BigDecimal): Numeric;
  doubles(a: number, b: number): number;
}

/** Takes both operands to the later of their kinds and does the operation there. */
function apply(op: Operation, a: Value, b: Value): Numeric {
  const kind = commonKind(a, b);
  const x = a as Numeric;
  const y = b as Numeric;
  switch (kind) {
    case LONG_KIND:
      return op.longs(bigOf(x), bigOf(y));
    case BIGINT_KIND:
      return op.bigInts(bigOf(x), bigOf(y));
    case RATIO_KIND:
      return op.fractions(fractionOf(x), fractionOf(y));
    case DECIMAL_KIND:
      return op.decimals(decimalOf(x), decimalOf(y));
    default:
      return new Double(op.doubles(doubleOf(x), doubleOf(y)));
  }
}

const ADD: Operation = {
  longs: (a, b) => longFromBigInt(a + b),
  bigInts: (a, b) => a + b,
  fractions: (a, b) =>
    ratioOf(product(a.numerator, b.denominator) + product(b.numerator, a.denominator), product(a.denominator, b.denominator)),
  decimals: addDecimals,
  doubles: (a, b) => a + b,
};

const SMALLEST = -(2n ** 63n);

const SUB: Operation = {
  longs: (a, b) => longFromBigInt(a - b),
  bigInts: (a, b) => a - b,
  fractions: (a, b) =>
    ratioOf(product(a.numerator, b.denominator) - product(b.numerator, a.denominator), product(a.denominator, b.denominator)),
  decimals: subtractDecimals,
  doubles: (a, b) => a - b,
};

const MUL: Operation = {
  longs: (a, b) => longFromBigInt(a * b),
  bigInts: product,
  fractions: (a, b) => ratioOf(product(a.numerator, b.numerator), product(a.denominator, b.denominator)),
  decimals: multiplyDecimals,
  doubles: (a, b) => a * b,
};

const DIV: Operation = {
  longs: (a, b) => ratioOfLongs(a, b),
  bigInts: ratioOf,
  fractions: (a, b) => ratioOf(product(a.numerator, b.denominator), product(a.denominator, b.numerator)),
  decimals: divideDecimals,
  doubles: (a, b) => a / b,
};

const ADD_P: Operation = { ...ADD, longs: (a, b) => longOrBigInt(a + b) };
const SUB_P: Operation = { ...SUB, longs: (a, b) => longOrBigInt(a - b) };
const MUL_P: Operation = { ...MUL, longs: (a, b) => longOrBigInt(a * b) };

/*
 * In the functions below: the sum, difference or product of two numbers within ±(2^53-1) is exact where the rounded
 * result is within that range too, since the first value beyond it, 2^53, is itself a double.
 */

/** `(+ a b)`. ArithmeticException "long overflow" where two longs give no long. */
export function add(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= MAX && r >= -MAX) return r;
  } else if (a instanceof Double && b instanceof Double) return new Double(a.value + b.value);
  return apply(ADD, a, b);
}

/** `(- a b)`. ArithmeticException "long overflow" where two longs give no long. */
export function sub(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a - b;
    if (r <= MAX && r >= -MAX) return r;
  } else if (a instanceof Double && b instanceof Double) return new Double(a.value - b.value);
  // An exact zero has no sign that negating it could turn over: -0.0 less 0 is 0.0.
  if (a instanceof Double && isNumber(b) && isZero(b)) return new Double(a.value + 0);
  // Clojure adds what it gets when it negates the second, whatever the first is.
  if (b instanceof WideLong && b.value === SMALLEST && isNumber(a)) throw overflow();
  return apply(SUB, a, b);
}

/** `(* a b)`. ArithmeticException "long overflow" where two longs give no long. */
export function mul(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    if (r <= MAX && r >= -MAX) return r + 0;
  } else if (a instanceof Double && b instanceof Double) return new Double(a.value * b.value);
  return apply(MUL, a, b);
}

/**
 * `(/ a b)`: longs give a long or a ratio. ArithmeticException "Divide by zero" for a zero of every kind, unless the other
 * is NaN. Where the compiler knows one operand to be a double it takes `divideDoubles` instead.
 */
export function div(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw divideByZero();
    if (a % b === 0) return a / b + 0;
  } else if (a instanceof Double && b instanceof Double && b.value !== 0) return new Double(a.value / b.value);
  if (isNaNDouble(a)) return a as Double;
  if (isNaNDouble(b)) return b as Double;
  // The divisor is looked at first: (/ nil 0) is a division by zero.
  if (isZero(b)) throw divideByZero();
  return apply(DIV, a, b);
}

/** `(/ a b)` of numbers of which the compiler knows one to be a double: by IEEE 754. */
export const divideDoubles = (a: Value, b: Value): Double => new Double(toDouble(a) / toDouble(b));

/** `(- a b)` of what the compiler knows to be longs. */
export const subtractLongs = (a: Value, b: Value): Numeric => longFromBigInt(bigOf(a as Numeric) - bigOf(b as Numeric));

/** `(+' a b)`: a BigInt where two longs give no long. */
export function addP(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= MAX && r >= -MAX) return r;
  }
  return apply(ADD_P, a, b);
}

/** `(-' a b)`: a BigInt where two longs give no long. Of two wrong operands the second is told of, since it is negated first. */
export function subP(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a - b;
    if (r <= MAX && r >= -MAX) return r;
  }
  kindOf(b);
  // Clojure adds what it gets when it negates the second, which is a BigInt here.
  if (b instanceof WideLong && b.value === SMALLEST) return addP(a, -SMALLEST);
  return apply(SUB_P, a, b);
}

/** `(-' a b)` of what the compiler knows to be longs. */
export const subtractLongsP = (a: Value, b: Value): Numeric => apply(SUB_P, a, b);

/** `(*' a b)`: a BigInt where two longs give no long. */
export function mulP(a: Value, b: Value): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    if (r <= MAX && r >= -MAX) return r + 0;
  }
  return apply(MUL_P, a, b);
}

/** `(inc x)`. */
export function inc(x: Value): Numeric {
  if (typeof x === 'number' && x < MAX) return x + 1;
  return x instanceof Double ? new Double(x.value + 1) : add(x, 1);
}

/** `(dec x)`. */
export function dec(x: Value): Numeric {
  if (typeof x === 'number' && x > -MAX) return x - 1;
  return x instanceof Double ? new Double(x.value - 1) : sub(x, 1);
}

/** `(inc' x)`. */
export const incP = (x: Value): Numeric => addP(x, 1);

/** `(dec' x)`. */
export const decP = (x: Value): Numeric => subP(x, 1);

/** `(- x)`: of 0.0 that is -0.0, and a BigDecimal is rounded by the context. */
export function negate(x: Value): Numeric {
  if (typeof x === 'number') return 0 - x;
  if (x instanceof Double) return new Double(-x.value);
  return kindOf(x) === DECIMAL_KIND ? negateDecimal(x as BigDecimal) : sub(0, x);
}

/** `(-' x)`. */
export function negateP(x: Value): Numeric {
  return kindOf(x) === LONG_KIND ? subP(0, x) : negate(x);
}

/** `(abs x)`. Of the smallest long it is that long itself, as in Clojure. */
export function abs(x: Value): Numeric {
  if (typeof x === 'number') return x < 0 ? -x : x;
  if (x instanceof Double) return new Double(Math.abs(x.value));
  if (!isNeg(x)) return x as Numeric;
  return x instanceof WideLong && x.value === -(2n ** 63n) ? x : negate(x);
}
