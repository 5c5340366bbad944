import { spendOnElements, watchTime } from '../budget.js';
import { className } from '../classes.js';
import { illegalArgument, numberFormat } from '../errors.js';
import type { Value } from '../value.js';
import { parseDecimal } from './decimal.js';
import { Double } from './double.js';
import type { Numeric } from './kinds.js';
import { ratioOf } from './ratio.js';
import { fromDecimal, fromDigits } from './size.js';
import { fitsLong, type Long, longFromBigInt, longOrBigInt } from './wide-long.js';

const INTEGER = /^([-+]?)(?:(0|[1-9][0-9]*)|0[xX]([0-9A-Fa-f]+)|0([0-7]+)|([1-9][0-9]?)[rR]([0-9A-Za-z]+))(N?)$/;
const FLOATING = /^[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?(M?)$/;
const BAD_OCTAL = /^[-+]?0[0-9]+N?$/;
const RATIO = /^([-+]?[0-9]+)\/([0-9]+)$/;

/** The integer that those digits write to that radix, 2 to 36; NumberFormatException where they do not. */
function parseRadix(digits: string, radix: number): bigint {
  if (radix < 2 || radix > 36) throw numberFormat('Radix out of range');
  const values: number[] = [];
  spendOnElements(digits.length);
  const watch = watchTime(digits.length, 4096);
  for (const c of digits) {
    watch();
    const digit = Number.parseInt(c, 36);
    if (digit >= radix) throw numberFormat(`For input string: "${digits}"${radix === 10 ? '' : ` under radix ${radix}`}`);
    values.push(digit);
  }
  return fromDigits(values, radix);
}

function parseInteger(m: RegExpExecArray): Numeric {
  const [, sign, decimal, hex, octal, radix, digits, suffix] = m;
  let n: bigint;
  if (decimal !== undefined) {
    if (decimal.length < 16 && suffix === '') return sign === '-' ? 0 - Number(decimal) : Number(decimal);
    n = fromDecimal(decimal);
  } else if (hex !== undefined) n = BigInt(`0x${hex}`);
  else if (octal !== undefined) n = BigInt(`0o${octal}`);
  else n = parseRadix(digits, Number(radix));
  if (sign === '-') n = -n;
  return suffix === 'N' ? n : longOrBigInt(n);
}

/**
 * The number that the text writes in Clojure's notation; undefined where it writes none (the reader then says
 * "Invalid number"). NumberFormatException for a digit that its radix does not have, ArithmeticException for `1/0`.
 */
export function parseNumber(text: string): Numeric | undefined {
  const integer = INTEGER.exec(text);
  if (integer !== null) return parseInteger(integer);
  if (BAD_OCTAL.test(text)) return undefined;
  const floating = FLOATING.exec(text);
  if (floating !== null) return floating[1] === 'M' ? parseDecimal(text.slice(0, -1)) : new Double(Number(text));
  const ratio = RATIO.exec(text);
  if (ratio === null) return undefined;
  const r = ratioOf(fromDecimal(ratio[1].replace('+', '')), fromDecimal(ratio[2]));
  return typeof r === 'bigint' ? longOrBigInt(r) : r;
}

function string(x: Value): string {
  if (typeof x === 'string') return x;
  throw illegalArgument(`Expected string, got ${className(x)}`);
}

/** A decimal digit of any script in ASCII; anything else as it is. */
function asciiDigit(c: string): string {
  const code = c.codePointAt(0) as number;
  let zero = code;
  // Unicode keeps the ten digits of a script together, from 0 to 9, and no two scripts so close that a 9 is next to a 0.
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

/** `(parse-long s)`: decimal digits with an optional sign, within the int64 range; null otherwise. */
export function parseLong(x: Value): Long | null {
  const s = string(x);
  if (!/^[-+]?\p{Nd}+$/u.test(s)) return null;
  const n = fromDecimal(s.replace('+', '').replace(/[^-0-9]/gu, asciiDigit));
  return fitsLong(n) ? longFromBigInt(n) : null;
}

const JAVA_DOUBLE =
  /^([-+]?)(?:(NaN|Infinity)|((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)[fFdD]?|0[xX]([0-9A-Fa-f]*)\.?([0-9A-Fa-f]*)[pP]([-+]?[0-9]+)[fFdD]?)$/;

/** The double nearest to mantissa × 2^exponent: exact powers first, so that only one rounding happens. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const excess = mantissa.toString(2).length - 64;
  // What lies beyond 64 bits matters only as "something is there", which the last bit can say.
  if (excess > 0) {
    const kept = mantissa >> BigInt(excess);
    mantissa = kept << BigInt(excess) === mantissa ? kept : kept | 1n;
    exponent += excess;
  }
  if (exponent > 2000) return Number.POSITIVE_INFINITY;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  if (exponent < -2000) return 0;
  // m / 2^n is m × 5^n / 10^n, which decimal notation can write exactly.
  return Number(`${mantissa * 5n ** BigInt(-exponent)}e${exponent}`);
}

/** The double that Java's `Double.valueOf` reads in the text (hexadecimal and white space around it too); null otherwise. */
export function parseJavaDouble(text: string): number | null {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  const m = JAVA_DOUBLE.exec(text.slice(start, end));
  if (m === null) return null;
  const [, sign, word, decimal, whole, fraction, power] = m;
  let size: number;
  if (word !== undefined) size = word === 'NaN' ? Number.NaN : Number.POSITIVE_INFINITY;
  else if (decimal !== undefined) size = Number(decimal);
  else {
    if (whole + fraction === '') return null;
    size = scaled(BigInt(`0x${whole}${fraction}`), Number(power) - 4 * fraction.length);
  }
  return sign === '-' ? -size : size;
}

/** `(parse-double s)`: null where the text is no double. */
export function parseDouble(x: Value): Double | null {
  const d = parseJavaDouble(string(x));
  return d === null ? null : new Double(d);
}
