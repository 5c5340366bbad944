import { spend, unitsOfText } from '../budget.js';
import { Char } from '../char.js';
import { className } from '../classes.js';
import { classCast, nullPointer, unsupported } from '../errors.js';
import { stringHash } from '../murmur3.js';
import type { Value } from '../value.js';
import { BigDecimal, parseDecimal, roundTo, setScale } from './decimal.js';
import { Double } from './double.js';
import { formatDouble } from './format.js';
import { numHash } from './identity.js';
import { type Directive, parseFormat } from './java-directive.js';
import { formatError } from './java-format-errors.js';
import { hexFloat } from './java-hex-float.js';
import { timeText } from './java-time.js';
import { bigOf, isLong } from './kinds.js';
import { BigInteger } from './wide-long.js';

const isNil = (x: Value): boolean => x === null || x === undefined;

/** Sign, grouping, zeros and brackets around the digits of a number. */
function decorate(d: Directive, negative: boolean, digits: string): string {
  const has = (f: string): boolean => d.flags.includes(f);
  const brackets = negative && has('(');
  const sign = negative ? (brackets ? '(' : '-') : has('+') ? '+' : has(' ') ? ' ' : '';
  let body = digits;
  if (has(',')) {
    const [, whole, rest] = /^(\d*)(.*)$/.exec(digits) as RegExpExecArray;
    body = whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + rest;
  }
  const end = brackets ? ')' : '';
  if (has('0')) body = body.padStart(d.width - sign.length - end.length, '0');
  return sign + body + end;
}

/** `%d %o %x`: Clojure's BigInts are no numbers to Java's formatter. Negative longs are in two's complement under o and x. */
function integerText(d: Directive, x: Value): string {
  if (isNil(x)) return 'null';
  const isBig = x instanceof BigInteger;
  if (!isLong(x) && !isBig) throw formatError.wrongClass(d.conversion, className(x));
  const n = isBig ? x.value : bigOf(x);
  const radix = { d: 10, x: 16 }[d.conversion] ?? 8;
  if (d.conversion === 'd' || isBig) return decorate(d, n < 0n, (n < 0n ? -n : n).toString(radix));
  for (const f of '( +') if (d.flags.includes(f)) throw formatError.flagsMismatch(d.conversion, f);
  const hex = d.conversion === 'x';
  const prefix = d.flags.includes('#') ? (hex ? '0x' : '0') : '';
  const digits = BigInt.asUintN(64, n).toString(hex ? 16 : 8);
  return prefix + (d.flags.includes('0') ? digits.padStart(d.width - prefix.length, '0') : digits);
}

/** Digits with that many after the point; a point alone only under the flag #. */
function withPoint(unscaled: bigint, places: number, d: Directive): string {
  const digits = String(unscaled).padStart(places + 1, '0');
  if (places === 0) return d.flags.includes('#') ? `${digits}.` : digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const fixed = (x: BigDecimal, places: number, d: Directive): string => withPoint(setScale(x, places, 'HALF_UP').unscaled, places, d);

/** Rounded to that many digits, and padded with zeros up to that many. */
function significant(x: BigDecimal, digits: number): BigDecimal {
  const r = roundTo(x, { precision: digits, rounding: 'HALF_UP' });
  return setScale(r, r.scale + digits - String(r.unscaled).length, 'UNNECESSARY');
}

/** The power of ten of the first digit. */
const exponentOf = (x: BigDecimal): number => String(x.unscaled).length - 1 - x.scale;

function scientific(x: BigDecimal, places: number, d: Directive): string {
  const r = x.unscaled === 0n ? new BigDecimal(0n, 0) : significant(x, places + 1);
  const exponent = exponentOf(r);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${withPoint(r.unscaled, places, d)}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** `%g`: fixed from 10^-4 up to as many digits as the precision allows, scientific beyond. */
function general(x: BigDecimal, precision: number, d: Directive): string {
  if (x.unscaled === 0n) return withPoint(0n, precision - 1, d);
  const r = significant(x, precision);
  const exponent = exponentOf(r);
  if (exponent < -4 || exponent >= precision) return scientific(r, precision - 1, d);
  return fixed(r, precision - 1 - exponent, d);
}

function finiteText(d: Directive, size: BigDecimal): string {
  const precision = d.precision === -1 ? 6 : d.precision;
  if (d.conversion === 'f') return fixed(size, precision, d);
  return d.conversion === 'e' ? scientific(size, precision, d) : general(size, Math.max(precision, 1), d);
}

/** `%e %f %g`: doubles, rounded half up from the digits that they print with, and BigDecimals. */
function floatText(d: Directive, x: Value): string {
  if (isNil(x)) return shorten(d, 'null');
  if (x instanceof BigDecimal) {
    return decorate(d, x.unscaled < 0n, finiteText(d, x.unscaled < 0n ? new BigDecimal(-x.unscaled, x.scale) : x));
  }
  if (!(x instanceof Double)) throw formatError.wrongClass(d.conversion, className(x));
  const value = x.value;
  if (Number.isNaN(value)) return 'NaN';
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return decorate({ ...d, flags: d.flags.replace(/[0,]/g, '') }, negative, 'Infinity');
  return decorate(d, negative, finiteText(d, parseDecimal(formatDouble(Math.abs(value)))));
}

/** `%a`: doubles in hexadecimal. */
function hexText(d: Directive, x: Value): string {
  if (isNil(x)) return shorten(d, 'null');
  if (!(x instanceof Double)) throw formatError.wrongClass(d.conversion, className(x));
  if (d.precision !== -1) throw unsupported('%a with a precision');
  const { value } = x;
  if (Number.isNaN(value)) return 'NaN';
  const negative = value < 0 || Object.is(value, -0);
  return decorate(d, negative, Number.isFinite(value) ? hexFloat(value) : 'Infinity');
}

/** `%tY` and its kin: dates, and longs that count milliseconds. */
function momentText(d: Directive, x: Value): string {
  if (isNil(x)) return 'null';
  const letter = d.conversion[1];
  if (x instanceof Date) return timeText(letter, x.getTime());
  if (!isLong(x)) throw formatError.wrongClass(letter, className(x));
  return timeText(letter, Number(bigOf(x)));
}

/** Java's `hashCode` of the plain values; of collections and other objects there is none here. */
function javaHash(x: Value): number {
  if (typeof x === 'string') return stringHash(x);
  if (typeof x === 'boolean') return x ? 1231 : 1237;
  if (x instanceof Char) return x.code;
  if (x instanceof Double) return numHash(x);
  if (!isLong(x)) throw unsupported(`Conversion = 'h' of ${className(x)}`);
  const n = BigInt.asUintN(64, bigOf(x));
  return Number(BigInt.asIntN(32, n ^ (n >> 32n)));
}

const shorten = (d: Directive, text: string): string => (d.precision === -1 ? text : text.slice(0, d.precision));

function textOf(d: Directive, x: Value, toStr: (x: Value) => string): string {
  switch (d.conversion) {
    case 's':
      if (!isNil(x) && d.flags.includes('#')) throw formatError.flagsMismatch('s', '#');
      return shorten(d, isNil(x) ? 'null' : toStr(x));
    case 'b':
      return shorten(d, String(!isNil(x) && x !== false));
    case 'h':
      return shorten(d, isNil(x) ? 'null' : (javaHash(x) >>> 0).toString(16));
    case 'c':
      if (isNil(x)) return 'null';
      if (!(x instanceof Char)) throw formatError.wrongClass('c', className(x));
      return x.toString();
    case 'd':
    case 'o':
    case 'x':
      return integerText(d, x);
    case 'a':
      return hexText(d, x);
    default:
      return d.conversion[0] === 't' ? momentText(d, x) : floatText(d, x);
  }
}

function justify(d: Directive, text: string): string {
  spend(unitsOfText(d.width));
  return d.flags.includes('-') ? text.padEnd(d.width) : text.padStart(d.width);
}

/**
 * Clojure's `format`, that is Java's `String.format` in the locale ROOT: %b %h %s %c %d %o %x %e %f %g %a %t %n %% with
 * flags, widths, precisions and argument indexes. `toStr` gives the text of a value other than nil under %s. Errors are
 * those of Java, with its messages; UnsupportedOperationException for %h of anything but plain values.
 */
export function formatJava(format: Value, args: readonly Value[], toStr: (x: Value) => string): string {
  if (format === null || format === undefined) throw nullPointer();
  if (typeof format !== 'string') throw classCast(format, 'java.lang.String');
  let out = '';
  let last = -1;
  let ordinary = -1;
  for (const d of parseFormat(format)) {
    if (typeof d === 'string') out += d;
    else if (d.conversion === 'n') out += '\n';
    else if (d.conversion === '%') out += justify(d, '%');
    else {
      if (d.index > 0) last = d.index - 1;
      else if (!d.flags.includes('<')) last = ++ordinary;
      if (last < 0 || last >= args.length) throw formatError.missingArgument(d.text);
      const text = justify(d, textOf(d, args[last], toStr));
      out += d.upperCase ? text.toUpperCase() : text;
    }
  }
  return out;
}
