import { Char, charOf } from '../char.js';
import { className } from '../classes.js';
import type { OrGuest } from '../collection.js';
import { classCast, ExceptionClass, illegalArgument, intOverflow, nullPointer, numberFormat, Throwable } from '../errors.js';
import { GUEST } from '../guest.js';
import type { Value } from '../value.js';
import { BigDecimal, decimalFromFraction, decimalToBigInt, parseDecimal, powerOfTen } from './decimal.js';
import { Double, Float } from './double.js';
import { formatDouble, formatNumber } from './format.js';
import { bigOf, doubleOf, isInteger, isNumber, kindOf, type Numeric, toDouble } from './kinds.js';
import { Ratio, ratioOf } from './ratio.js';
import { BigInteger, fitsLong, type Long, longFromBigInt, saturateToLong, WideLong, wrapToLong } from './wide-long.js';

const outOfRange = (type: string, text: string) => illegalArgument(`Value out of range for ${type}: ${text}`);

/** The whole part of a number as a long; IllegalArgumentException where it is beyond the int64 range. */
function longOf(x: Numeric): Long {
  if (typeof x === 'number' || x instanceof WideLong) return x;
  if (typeof x === 'bigint' || x instanceof BigInteger || x instanceof Ratio) {
    const whole = x instanceof Ratio ? x.numerator / x.denominator : bigOf(x);
    if (!fitsLong(whole)) throw outOfRange('long', String(whole));
    return longFromBigInt(whole);
  }
  // A BigDecimal goes by way of a double, losing digits, because it does so in Clojure.
  const d = doubleOf(x);
  if (d < -(2 ** 63) || d > 2 ** 63) throw outOfRange('long', formatDouble(d));
  return saturateToLong(d);
}

function numeric(x: Value): Numeric {
  kindOf(x);
  return x as Numeric;
}

/** `(long x)`: cut towards zero; of a character its code. IllegalArgumentException beyond the int64 range. */
export function toLong(x: Value): Long {
  if (typeof x === 'number') return x;
  return x instanceof Char ? x.code : longOf(numeric(x));
}

/** A number as a long, as a parameter that is hinted so takes it. */
export const asLong = (x: Value): Long => (typeof x === 'number' ? x : longOf(numeric(x)));

/** `(int x)`: an int32 as a long; ArithmeticException beyond its range. */
export function toInt(x: Value): number {
  if (typeof x === 'number') {
    if ((x | 0) === x) return x;
    throw intOverflow();
  }
  if (x instanceof Char) return x.code;
  if (x === null || x === undefined) throw nullPointer();
  if (!isNumber(x)) throw classCast(x, 'java.lang.Character');
  return intOperand(x);
}

/** An operand of int arithmetic: cut towards zero. ArithmeticException beyond 32 bits. */
export function intOperand(x: Value): number {
  const n = longOf(numeric(x));
  if (typeof n === 'number' && (n | 0) === n) return n;
  throw intOverflow();
}

/** A number within `low` to `high`, cut towards zero; the message shows it as it was. */
function narrow(x: Value, type: string, low: number, high: number): number {
  if (x instanceof Char) {
    if (x.code > high) throw outOfRange(type, x.toString());
    return x.code;
  }
  const n = longOf(numeric(x));
  if (typeof n !== 'number' || n < low || n > high) throw outOfRange(type, formatNumber(x as Numeric));
  return n;
}

/** `(short x)`: -32768 to 32767. */
export const toShort = (x: Value): number => narrow(x, 'short', -32768, 32767);

/** `(byte x)`: -128 to 127. */
export const toByte = (x: Value): number => narrow(x, 'byte', -128, 127);

/** `(char x)`: the character with the code x, 0 to 65535. */
export function toChar(x: Value): Char {
  if (x instanceof Char) return x;
  const n = uncheckedLong(x);
  if (typeof n !== 'number' || n < 0 || n > 65535) throw outOfRange('char', formatNumber(x as Numeric));
  return charOf(n);
}

/** A double that the compiler knows to be one, as Java casts a primitive: out of range as it stands, NaN too but for ints. */
function narrowDouble({ value }: Double, type: string, low: number, high: number): number {
  if (!(value >= low && value <= high)) throw outOfRange(type, formatDouble(value));
  return Math.trunc(value) + 0;
}

/** `(int x)` of what is known to be a double. */
export const intOfDouble = (x: Double): number => (Number.isNaN(x.value) ? 0 : narrowDouble(x, 'int', -2147483648, 2147483647));

/** `(short x)` of what is known to be a double. */
export const shortOfDouble = (x: Double): number => narrowDouble(x, 'short', -32768, 32767);

/** `(byte x)` of what is known to be a double. */
export const byteOfDouble = (x: Double): number => narrowDouble(x, 'byte', -128, 127);

/** `(char x)` of what is known to be a double. */
export const charOfDouble = (x: Double): Char => charOf(narrowDouble(x, 'char', 0, 65535));

/** `(double x)`. */
export function castDouble(x: Value): Double {
  return x instanceof Double && !(x instanceof Float) ? x : new Double(toDouble(x));
}

const MAX_FLOAT = 3.4028234663852886e38;

/** `(float x)`: rounded to 24 bits. IllegalArgumentException beyond the range of floats. */
export function castFloat(x: Value): Float {
  const d = toDouble(x);
  if (d > MAX_FLOAT || d < -MAX_FLOAT) throw outOfRange('float', formatNumber(x as Numeric));
  return new Float(Math.fround(d));
}

/** The decimal that a double prints as; NumberFormatException for NaN and the infinities, as Java words it. */
function decimalOfDouble(x: Double): BigDecimal {
  return parseDecimal(formatDouble(x.value));
}

/** `(bigint x)`: the whole part of a number, or what a string of digits writes. */
export function toBigInt(x: Value): bigint {
  if (x instanceof Double) return decimalToBigInt(decimalOfDouble(x));
  if (x instanceof BigDecimal) return decimalToBigInt(x);
  if (x instanceof Ratio) return x.numerator / x.denominator;
  if (isInteger(x)) return bigOf(x);
  if (typeof x === 'string') return parseBigInteger(x);
  if (x === null || x === undefined) throw nullPointer();
  throw illegalArgument('No matching ctor found for class java.math.BigInteger');
}

/** Java reads the digits in groups of nine from the end, after zeros at the front, and names the group that is none. */
function parseBigInteger(text: string): bigint {
  if (/.[-+]/s.test(text)) throw numberFormat('Illegal embedded sign character');
  if (/^[-+]?$/.test(text)) throw numberFormat('Zero length BigInteger');
  const digits = text.replace(/^[-+]?0*/, '');
  for (let end = digits.length % 9 || 9, start = 0; start < digits.length; start = end, end += 9) {
    const group = digits.slice(start, end);
    if (!/^[0-9]+$/.test(group)) throw numberFormat(`For input string: "${group}"`);
  }
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

/** `(bigdec x)`: a ratio must come out exactly, or be rounded by the context. */
export function toBigDecimal(x: Value): BigDecimal {
  if (x instanceof BigDecimal) return x;
  if (x instanceof Double) return decimalOfDouble(x);
  if (x instanceof Ratio) return decimalFromFraction(x);
  if (isInteger(x)) return new BigDecimal(bigOf(x), 0);
  if (typeof x === 'string') return parseDecimal(x);
  if (x === null || x === undefined) throw nullPointer();
  throw illegalArgument('No matching ctor found for class java.math.BigDecimal');
}

/** `(rationalize x)`: a double as the ratio that its digits write. */
export function rationalize(x: Value): Numeric | null {
  if (x === null || x === undefined) return null;
  if (!(x instanceof Double || x instanceof BigDecimal)) return numeric(x);
  const d = x instanceof Double ? decimalOfDouble(x) : x;
  return d.scale < 0 ? d.unscaled * powerOfTen(-d.scale) : ratioOf(d.unscaled, powerOfTen(d.scale));
}

function ratio(x: Value): Ratio {
  if (x instanceof Ratio) return x;
  throw classCast(x, 'clojure.lang.Ratio');
}

/** `(numerator x)` of a ratio. */
export const numerator = (x: Value): BigInteger => new BigInteger(ratio(x).numerator);

/** `(denominator x)` of a ratio. */
export const denominator = (x: Value): BigInteger => new BigInteger(ratio(x).denominator);

/** `(biginteger x)`: as `bigint` reads it. */
export const toBigInteger = (x: Value): BigInteger => (x instanceof BigInteger ? x : new BigInteger(toBigInt(x)));

/** `(num x)`: the number itself, or nil. */
export const num = (x: Value): Numeric | null => (x === null || x === undefined ? null : numeric(x));

/** The only operand of a sum or product: itself, or nil. */
export function soleOperand(x: Value): Value {
  if (x === null || x === undefined || isNumber(x)) return x ?? null;
  throw new Throwable(ExceptionClass.classCast, `Cannot cast ${className(x)} to java.lang.Number`);
}

/** `(unchecked-long x)`: the lowest 64 bits of the whole part; a double is cut to the int64 range. */
export function uncheckedLong(x: Value): Long {
  const n = numeric(x);
  if (n instanceof Double) return saturateToLong(n.value);
  return typeof n === 'number' || n instanceof WideLong ? n : wrapToLong(toBigInt(n));
}

/** `(unchecked-int x)`: the lowest 32 bits; a double or ratio is cut to the int32 range first. */
export function uncheckedInt(x: Value): number {
  if (x instanceof Char) return x.code;
  if (typeof x === 'number') return x | 0;
  if (x instanceof Double || x instanceof Ratio) return Math.max(-2147483648, Math.min(2147483647, doubleOf(x))) | 0;
  if (!(isInteger(x) || x instanceof BigDecimal)) throw classCast(x, 'java.lang.Character');
  return Number(BigInt.asIntN(32, toBigInt(x)));
}

/** `(unchecked-short x)`: the lowest 16 bits, signed. */
export const uncheckedShort = (x: Value): number => (uncheckedInt(numeric(x)) << 16) >> 16;

/** `(unchecked-byte x)`: the lowest 8 bits, signed. */
export const uncheckedByte = (x: Value): number => (uncheckedInt(numeric(x)) << 24) >> 24;

/** `(unchecked-char x)`: the character of the lowest 16 bits. */
export const uncheckedChar = (x: Value): Char => (x instanceof Char ? x : charOf(Number(BigInt.asUintN(16, bigOf(uncheckedLong(x))))));

/** `(unchecked-float x)`: infinite beyond the range of floats. */
export const uncheckedFloat = (x: Value): Float => new Float(Math.fround(toDouble(x)));

/** Whether an integer is odd. IllegalArgumentException with the text of all else; GUEST where guest code must make that. */
function oddity(x: Value): OrGuest<boolean> {
  if (typeof x === 'number') return x % 2 !== 0;
  if (isInteger(x)) return (bigOf(x) & 1n) === 1n;
  if (typeof x === 'object' && x !== null && !isNumber(x)) return GUEST;
  throw illegalArgument(`Argument must be an integer: ${x === null || x === undefined ? '' : isNumber(x) ? formatNumber(x) : String(x)}`);
}

/** `(even? x)`. */
export function isEven(x: Value): OrGuest<boolean> {
  const odd = oddity(x);
  return odd === GUEST ? GUEST : !odd;
}

/** `(odd? x)`. */
export const isOdd = (x: Value): OrGuest<boolean> => oddity(x);

/** `(NaN? x)`: ClassCastException for what is no number. */
export const isNaNValue = (x: Value): boolean => Number.isNaN(toDouble(x));

/** `(infinite? x)`: ClassCastException for what is no number. */
export const isInfinite = (x: Value): boolean => Math.abs(toDouble(x)) === Number.POSITIVE_INFINITY;
