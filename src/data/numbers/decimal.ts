import { spendOnText } from '../budget.js';
import { registerClass } from '../classes.js';
import { arithmeticError, numberFormat } from '../errors.js';
import { surroundings } from '../surroundings.js';
import { divideByZero, type Fraction } from './ratio.js';
import { digitsOf, factorOut, fromDecimal, gcd, power, product, quotient, remainder } from './size.js';

/** A BigDecimal: unscaled × 10^-scale. `1.0M` and `1.00M` are the same number in two scales. */
export class BigDecimal {
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}
}
registerClass(BigDecimal, 'java.math.BigDecimal', ['java.lang.Number', 'java.lang.Comparable']);

export type Rounding = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

/** How many digits a result may have (0: any number), and what happens to those beyond. */
export class MathContext {
  constructor(
    readonly precision: number,
    readonly rounding: Rounding,
  ) {}
  toString(): string {
    return `precision=${this.precision} roundingMode=${this.rounding}`;
  }
}
registerClass(MathContext, 'java.math.MathContext');

/** Beyond this a power of ten is no honest request but an attack on memory; Java's BigInteger ends near it too. */
const MAX_EXPONENT = 600_000_000;

/** 10^n. ArithmeticException for an n that no machine could hold. */
export function powerOfTen(n: number): bigint {
  if (n > MAX_EXPONENT) throw arithmeticError('BigInteger would overflow supported range');
  return power(10n, BigInt(n));
}

const abs = (b: bigint): bigint => (b < 0n ? -b : b);

/** How many decimal digits `b` has; 1 for 0. */
const lengthOf = (b: bigint): number => digitsOf(abs(b)).length;

/** How many digits it has, zeros at the end included. */
export const precisionOf = (x: BigDecimal): number => lengthOf(x.unscaled);

function checkScale(scale: number): number {
  if (scale > 2147483647) throw arithmeticError('Underflow');
  if (scale < -2147483648) throw arithmeticError('Overflow');
  return scale;
}

/** n/d (d > 0) as an integer, rounded. ArithmeticException where rounding is UNNECESSARY but needed. */
export function divideRounded(n: bigint, d: bigint, rounding: Rounding): bigint {
  const q = quotient(n, d);
  const r = n - product(q, d);
  if (r === 0n) return q;
  const away = n < 0n ? q - 1n : q + 1n;
  const half = 2n * abs(r) - d;
  switch (rounding) {
    case 'UP':
      return away;
    case 'DOWN':
      return q;
    case 'CEILING':
      return n > 0n ? away : q;
    case 'FLOOR':
      return n < 0n ? away : q;
    case 'HALF_UP':
      return half >= 0n ? away : q;
    case 'HALF_DOWN':
      return half > 0n ? away : q;
    case 'HALF_EVEN':
      return half > 0n || (half === 0n && (q & 1n) === 1n) ? away : q;
    case 'UNNECESSARY':
      throw arithmeticError('Rounding necessary');
  }
}

/** The same number with that scale, rounded where digits are lost. */
export function setScale(x: BigDecimal, scale: number, rounding: Rounding): BigDecimal {
  if (scale === x.scale) return x;
  if (scale > x.scale) return new BigDecimal(product(x.unscaled, powerOfTen(scale - x.scale)), scale);
  return new BigDecimal(divideRounded(x.unscaled, powerOfTen(x.scale - scale), rounding), scale);
}

/** Rounded to the precision of the context. */
export function roundTo(x: BigDecimal, mc: MathContext | null): BigDecimal {
  if (mc === null || mc.precision === 0) return x;
  let excess = lengthOf(x.unscaled) - mc.precision;
  // Rounding 9.99 up gives one digit more, so it may take a second turn.
  while (excess > 0) {
    x = new BigDecimal(divideRounded(x.unscaled, powerOfTen(excess), mc.rounding), checkScale(x.scale - excess));
    excess = lengthOf(x.unscaled) - mc.precision;
  }
  return x;
}

/** Without trailing zeros, as long as the scale stays at least `preferred`. */
function stripTo(x: BigDecimal, preferred: number): BigDecimal {
  const { unscaled, scale } = x;
  if (scale <= preferred) return x;
  if (unscaled === 0n) return new BigDecimal(0n, preferred);
  const [zeros, rest] = factorOut(unscaled, 10n, scale - preferred);
  return zeros === 0 ? x : new BigDecimal(rest, scale - zeros);
}

/** Without any trailing zero: the form that is the same for all equal decimals. Zero has scale 0. */
export function stripZeros(x: BigDecimal): BigDecimal {
  return x.unscaled === 0n ? new BigDecimal(0n, 0) : stripTo(x, -2147483648);
}

/** Both unscaled values at the larger of the two scales. */
function align(a: BigDecimal, b: BigDecimal): readonly [bigint, bigint, number] {
  if (a.scale === b.scale) return [a.unscaled, b.unscaled, a.scale];
  if (a.scale > b.scale) return [a.unscaled, product(b.unscaled, powerOfTen(a.scale - b.scale)), a.scale];
  return [product(a.unscaled, powerOfTen(b.scale - a.scale)), b.unscaled, b.scale];
}

/** Java's rule for a sum with a zero in a context: the other operand, in the larger scale as far as digits allow. */
function addZero(x: BigDecimal, scale: number, mc: MathContext): BigDecimal {
  const r = roundTo(x, mc);
  if (r.scale >= scale) return stripTo(r, scale);
  return setScale(r, r.scale + Math.min(mc.precision - lengthOf(r.unscaled), scale - r.scale), 'UNNECESSARY');
}

export function addDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  const { mathContext } = surroundings;
  if (mathContext !== null && (a.unscaled === 0n || b.unscaled === 0n)) {
    const scale = Math.max(a.scale, b.scale);
    if (a.unscaled === b.unscaled) return new BigDecimal(0n, scale);
    return addZero(a.unscaled === 0n ? b : a, scale, mathContext);
  }
  const [x, y, scale] = align(a, b);
  return roundTo(new BigDecimal(x + y, scale), mathContext);
}

export function negateDecimal(a: BigDecimal): BigDecimal {
  const { mathContext } = surroundings;
  return roundTo(new BigDecimal(-a.unscaled, a.scale), mathContext);
}

/** As in Clojure, which adds the negation: in a context that rounds twice. */
export function subtractDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  return addDecimals(a, negateDecimal(b));
}

export function multiplyDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  return roundTo(new BigDecimal(product(a.unscaled, b.unscaled), checkScale(a.scale + b.scale)), surroundings.mathContext);
}

/** The exact quotient, in the scale that is nearest to `preferred`; ArithmeticException where its digits never end. */
function divideExactly(n: bigint, d: bigint, preferred: number): BigDecimal {
  const common = gcd(n, d);
  n = quotient(n, common);
  d = quotient(d, common);
  const [twos, odd] = factorOut(d, 2n);
  const [fives, rest] = factorOut(odd, 5n);
  if (abs(rest) !== 1n) throw arithmeticError('Non-terminating decimal expansion; no exact representable decimal result.');
  const more = Math.max(twos, fives);
  return new BigDecimal(quotient(product(n, powerOfTen(more)), d), checkScale(preferred + more));
}

/** The quotient rounded to the context's digits; an exact one loses zeros down to the scale that is preferred. */
function divideInContext(n: bigint, d: bigint, preferred: number, mc: MathContext): BigDecimal {
  if (d < 0n) {
    n = -n;
    d = -d;
  }
  // At least one digit more than wanted, so that the last division rounds once only.
  let shift = mc.precision + 1 - (lengthOf(n) - lengthOf(d));
  if (shift > 0) n = product(n, powerOfTen(shift));
  else if (shift < 0) d = product(d, powerOfTen(-shift));
  const excess = lengthOf(quotient(n, d)) - mc.precision;
  if (excess > 0) d = product(d, powerOfTen(excess));
  shift -= Math.max(excess, 0);
  const exact = remainder(n, d) === 0n;
  const result = roundTo(new BigDecimal(divideRounded(n, d, mc.rounding), checkScale(preferred + shift)), mc);
  return exact ? stripTo(result, preferred) : result;
}

/** a/b. Without a context it must come out exactly. ArithmeticException "Divide by zero" where b is 0. */
export function divideDecimals(a: BigDecimal, b: BigDecimal, mc: MathContext | null = surroundings.mathContext): BigDecimal {
  if (b.unscaled === 0n) throw divideByZero();
  const preferred = a.scale - b.scale;
  if (a.unscaled === 0n) return new BigDecimal(0n, checkScale(preferred));
  return mc === null ? divideExactly(a.unscaled, b.unscaled, preferred) : divideInContext(a.unscaled, b.unscaled, preferred, mc);
}

/** The whole part of a/b, scaled as Java's `divideToIntegralValue` scales it. */
export function quotientOfDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  const { mathContext } = surroundings;
  if (b.unscaled === 0n) throw divideByZero();
  const preferred = a.scale - b.scale;
  const [n, d] = align(a, b);
  const whole = quotient(n, d);
  if (whole === 0n) return new BigDecimal(0n, checkScale(preferred));
  if (mathContext === null) {
    const q = stripTo(new BigDecimal(whole, 0), preferred);
    return q.scale < preferred ? setScale(q, preferred, 'UNNECESSARY') : q;
  }
  const q = stripTo(new BigDecimal(whole, 0), Math.min(preferred, 0));
  const cut = stripTo(q, -2147483648);
  const spare = mathContext.precision - lengthOf(q.unscaled);
  if (spare < 0 && lengthOf(cut.unscaled) > mathContext.precision) throw arithmeticError('Division impossible');
  if (spare < 0) return roundTo(q, mathContext);
  return preferred > q.scale ? setScale(q, q.scale + Math.min(spare, preferred - q.scale), 'UNNECESSARY') : q;
}

export function remainderOfDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  const q = quotientOfDecimals(a, b);
  const [x, y, scale] = align(a, new BigDecimal(product(q.unscaled, b.unscaled), q.scale + b.scale));
  return new BigDecimal(x - y, scale);
}

/** Negative, 0 or positive, whatever the scales. */
export function compareDecimals(a: BigDecimal, b: BigDecimal): number {
  const signs = Number(a.unscaled > 0n) - Number(a.unscaled < 0n) - Number(b.unscaled > 0n) + Number(b.unscaled < 0n);
  if (signs !== 0 || a.unscaled === 0n) return signs;
  // Numbers of different magnitude are told apart without lining them up: the scales may be worlds apart.
  const sizes = lengthOf(a.unscaled) - a.scale - (lengthOf(b.unscaled) - b.scale);
  if (sizes !== 0) return a.unscaled > 0n ? sizes : -sizes;
  const [x, y] = align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The whole part. */
export function decimalToBigInt(x: BigDecimal): bigint {
  return x.scale <= 0
    ? product(x.unscaled, powerOfTen(-x.scale))
    : x.scale > lengthOf(x.unscaled)
      ? 0n
      : quotient(x.unscaled, powerOfTen(x.scale));
}

/** The nearest double. */
export function decimalToNumber(x: BigDecimal): number {
  return Number(`${digitsOf(x.unscaled)}e${-x.scale}`);
}

/** The decimal of a quotient, exact or rounded by the context. */
export function decimalFromFraction(f: Fraction, mc: MathContext | null = surroundings.mathContext): BigDecimal {
  return divideDecimals(new BigDecimal(f.numerator, 0), new BigDecimal(f.denominator, 0), mc);
}

/** Without an exponent, as Java's `toPlainString`. */
export function formatPlainly(x: BigDecimal): string {
  if (x.scale < 0) return formatPlainly(setScale(x, 0, 'UNNECESSARY'));
  const sign = x.unscaled < 0n ? '-' : '';
  const digits = digitsOf(abs(x.unscaled));
  if (x.scale === 0) return sign + digits;
  const point = digits.length - x.scale;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  spendOnText(-point);
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

/** As Java's `BigDecimal.toString`: plain where the exponent is small, else scientific. */
export function formatDecimal(x: BigDecimal): string {
  const sign = x.unscaled < 0n ? '-' : '';
  const digits = digitsOf(abs(x.unscaled));
  const exponent = digits.length - 1 - x.scale;
  if (x.scale === 0 || (x.scale > 0 && exponent >= -6)) return formatPlainly(x);
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return exponent === 0 ? sign + mantissa : `${sign}${mantissa}E${exponent > 0 ? '+' : ''}${exponent}`;
}

const DECIMAL = /^([-+]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([-+]?[0-9]+))?$/;

/** The decimal that the text writes, as `(BigDecimal. text)` reads it; NumberFormatException otherwise. */
export function parseDecimal(text: string): BigDecimal {
  const m = DECIMAL.exec(text);
  if (m === null) {
    const strange = /[^-+.0-9eE]/u.exec(text);
    const why =
      strange === null
        ? ''
        : `Character ${strange[0]} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`;
    throw numberFormat(why);
  }
  const fraction = m[3] ?? m[4] ?? '';
  const exponent = Number(m[5] ?? '0');
  if (Math.abs(exponent) > 2147483647) throw numberFormat('Exponent overflow.');
  const scale = fraction.length - exponent;
  if (scale > 2147483647 || scale < -2147483648) throw numberFormat('Scale out of range.');
  const unscaled = fromDecimal((m[2] ?? '') + fraction);
  return new BigDecimal(m[1] === '-' ? -unscaled : unscaled, scale);
}
