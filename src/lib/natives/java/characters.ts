import { Char, charOf } from '../../../data/char.js';
import * as n from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';
import type { Arities } from '../define.js';
import { textOf } from '../string-namespace.js';
import { int } from './arguments.js';

const MAX_RADIX = 36;

const code = (x: Value): number => (x instanceof Char ? x.code : n.toInt(x));
const character = (test: RegExp): Arities => ({ 1: (c) => test.test(String.fromCodePoint(code(c))) });
const within = (from: number, to: number): Arities => ({ 1: (c) => code(c) >= from && code(c) <= to });
const mapped = (f: (s: string) => string): Arities => ({
  1: (c) => (c instanceof Char ? charOf(one(f, c.toString()).charCodeAt(0)) : one(f, String.fromCodePoint(code(c))).codePointAt(0)),
});
/** A case mapping of one character that gives several leaves it as it is, as Java's does. */
const one = (f: (s: string) => string, c: string): string => (f(c).length === c.length ? f(c) : c);

/** Letters that are two in one have a form of their own between the small and the capital one. */
function titleCase(c: string): string {
  const pair = /[\u01c4-\u01c6]/.test(c) ? 0x1c5 : /[\u01c7-\u01c9]/.test(c) ? 0x1c8 : /[\u01ca-\u01cc]/.test(c) ? 0x1cb : 0;
  if (pair !== 0) return String.fromCharCode(pair);
  if (/[\u01f1-\u01f3]/.test(c)) return '\u01f2';
  return /[\u10d0-\u10ff]/.test(c) ? c : c.toUpperCase();
}

/** Unicode's categories in the numbers that Java has for them. */
const CATEGORIES: readonly (readonly [RegExp, number])[] = (
  'Lu 1 Ll 2 Lt 3 Lm 4 Lo 5 Mn 6 Me 7 Mc 8 Nd 9 Nl 10 No 11 Zs 12 Zl 13 Zp 14 Cc 15 Cf 16 Co 18 Cs 19 ' +
  'Pd 20 Ps 21 Pe 22 Pc 23 Po 24 Sm 25 Sc 26 Sk 27 So 28 Pi 29 Pf 30'
)
  .split(/(?<=\d) /)
  .map((entry) => [new RegExp(`^\\p{${entry.slice(0, 2)}}$`, 'u'), Number(entry.slice(3))]);

/** The value of a digit in a radix; -1 where it is none. Digits of all scripts count, and letters from `a` on. */
export function digitValue(c: string, radix: number): number {
  if (radix < 2 || radix > MAX_RADIX) return -1;
  const value = /^[0-9]$/.test(c) ? c.charCodeAt(0) - 48 : /^[a-zA-Z]$/.test(c) ? Number.parseInt(c, MAX_RADIX) : decimalValue(c);
  return value < radix ? value : -1;
}

/** The value of a decimal digit of any script: each script has its ten in a row. */
function decimalValue(c: string): number {
  const isDigit = (point: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(point));
  const point = c.codePointAt(0) as number;
  if (!isDigit(point)) return -1;
  let zero = point;
  while (isDigit(zero - 1)) zero--;
  return (point - zero) % 10;
}

function forDigit(digit: number, radix: number): Char {
  const valid = radix >= 2 && radix <= MAX_RADIX && digit >= 0 && digit < radix;
  return charOf(valid ? digit.toString(radix).charCodeAt(0) : 0);
}

/** The static methods of `Character`. */
export const characterStatics: Readonly<Record<string, Arities>> = {
  'Character/isDigit': character(/^\p{Nd}$/u),
  'Character/isLetter': character(/^\p{L}$/u),
  'Character/isAlphabetic': character(/^\p{Alphabetic}$/u),
  'Character/isLetterOrDigit': character(/^[\p{L}\p{Nd}]$/u),
  'Character/isIdeographic': character(/^\p{Ideographic}$/u),
  'Character/isWhitespace': character(/^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/u),
  'Character/isUpperCase': character(/^\p{Uppercase}$/u),
  'Character/isLowerCase': character(/^\p{Lowercase}$/u),
  'Character/isTitleCase': character(/^\p{Lt}$/u),
  'Character/isDefined': character(/^\P{Cn}$/u),
  'Character/isSurrogate': within(0xd800, 0xdfff),
  'Character/isHighSurrogate': within(0xd800, 0xdbff),
  'Character/isLowSurrogate': within(0xdc00, 0xdfff),
  'Character/isBmpCodePoint': within(0, 0xffff),
  'Character/isSupplementaryCodePoint': within(0x10000, 0x10ffff),
  'Character/isValidCodePoint': within(0, 0x10ffff),
  'Character/toUpperCase': mapped((s) => s.toUpperCase()),
  'Character/toLowerCase': mapped((s) => s.toLowerCase()),
  'Character/toTitleCase': mapped(titleCase),
  'Character/toString': { 1: (c) => String.fromCodePoint(code(c)) },
  'Character/valueOf': { 1: (c) => c },
  'Character/digit': { 2: (c, radix) => digitValue(String.fromCodePoint(code(c)), int(radix)) },
  'Character/forDigit': { 2: (x, radix) => forDigit(int(x), int(radix)) },
  'Character/getNumericValue': { 1: (c) => digitValue(String.fromCodePoint(code(c)), MAX_RADIX) },
  'Character/getType': {
    1: (c) => CATEGORIES.find(([test]) => test.test(String.fromCodePoint(code(c))))?.[1] ?? 0,
  },
  'Character/isSpaceChar': character(/^\p{Z}$/u),
  'Character/isISOControl': character(/^[\0-\x1f\x7f-\x9f]$/),
  'Character/isJavaIdentifierStart': character(/^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u),
  'Character/isJavaIdentifierPart': character(/^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mc}\p{Mn}\p{Cf}\0-\x08\x0e-\x1b\x7f-\x9f]$/u),
  'Character/toChars': { 1: (c) => [...String.fromCodePoint(code(c)).split('')].map((unit) => charOf(unit.charCodeAt(0))) },
  'Character/charCount': { 1: (c) => (code(c) > 0xffff ? 2 : 1) },
  'Character/codePointAt': { 2: (s, i) => textOf(s).codePointAt(int(i)) ?? null },
  'Character/toCodePoint': { 2: (high, low) => (code(high) - 0xd800) * 0x400 + (code(low) - 0xdc00) + 0x10000 },
  'Character/highSurrogate': { 1: (x) => charOf(String.fromCodePoint(code(x)).charCodeAt(0)) },
  'Character/lowSurrogate': { 1: (x) => charOf(String.fromCodePoint(code(x)).charCodeAt(1)) },
  'Character/isSurrogatePair': {
    2: (high, low) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(String.fromCharCode(code(high), code(low))),
  },
  'Character/reverseBytes': { 1: (c) => charOf(((code(c) & 0xff) << 8) | (code(c) >> 8)) },
  'Character/compare': { 2: (a, b) => code(a) - code(b) },
  'Character/hashCode': { 1: code },
};

/** The static fields of `Character`. */
export const characterFields: Readonly<Record<string, Value>> = {
  'Character/MAX_VALUE': charOf(0xffff),
  'Character/MIN_VALUE': charOf(0),
  'Character/MIN_RADIX': 2,
  'Character/MAX_RADIX': MAX_RADIX,
  'Character/MIN_CODE_POINT': 0,
  'Character/MAX_CODE_POINT': 0x10ffff,
  'Character/MIN_SUPPLEMENTARY_CODE_POINT': 0x10000,
};
