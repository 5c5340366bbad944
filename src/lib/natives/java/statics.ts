import { Char, charOf } from '../../../data/char.js';
import { defineClass } from '../../../data/classes.js';
import { compare } from '../../../data/compare.js';
import { equiv } from '../../../data/equality.js';
import { classCast, nullPointer, numberFormat } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import { identityHash } from '../../../data/hash.js';
import { javaHash } from '../../../data/java-hash.js';
import * as n from '../../../data/numbers/index.js';
import { formatJava } from '../../../data/numbers/java-format.js';
import { toArray } from '../../../data/operations/index.js';
import { Regex } from '../../../data/regex.js';
import { EMPTY_QUEUE, MapEntry } from '../../../data/seqs/index.js';
import { strOf } from '../../../data/str.js';
import { parseUuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import { type Arities, type ClassMembers, nativeFn } from '../define.js';
import { DEGREE, power, RADIAN, roundEven, roundLong } from '../math-namespace.js';
import { quoteReplacement, textOf } from '../string-namespace.js';

for (const name of ['java.lang.Math', 'java.lang.System', 'java.lang.Thread', 'java.math.BigInteger']) defineClass(name);

const d = n.toDouble;
const double1 = (f: (x: number) => number): Arities => ({ 1: (x) => new n.Double(f(d(x))) });
const double2 = (f: (x: number, y: number) => number): Arities => ({ 2: (x, y) => new n.Double(f(d(x), d(y))) });

const MAX_LONG = n.longFromBigInt(2n ** 63n - 1n);
const MIN_LONG = n.longFromBigInt(-(2n ** 63n));

/** Digits in a radix as an integer, in Java's words where they are none, or too many for `bits` bits. */
function parseInteger(text: Value, radix: number, bits: bigint): Value {
  if (text === null) throw numberFormat('Cannot parse null string');
  if (typeof text !== 'string') throw classCast(text, 'java.lang.String');
  const s = text;
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix);
  const plain = /^[+-]/.test(s) ? s.slice(1) : s;
  const wrong = () => numberFormat(`For input string: "${s}"${radix === 10 ? '' : ` under radix ${radix}`}`);
  if (plain === '') throw wrong();
  let value = 0n;
  for (const c of plain.toLowerCase()) {
    const digit = digits.indexOf(c);
    if (digit < 0) throw wrong();
    value = value * BigInt(radix) + BigInt(digit);
  }
  if (s.startsWith('-')) value = -value;
  if (BigInt.asIntN(Number(bits), value) !== value) throw wrong();
  return n.longFromBigInt(value);
}

const asBigInt = (x: Value): bigint => {
  const long = n.toLong(x);
  return typeof long === 'number' ? BigInt(long) : long.value;
};
const inRadix = (x: Value, bits: number, radix: number): string => BigInt.asUintN(bits, asBigInt(x)).toString(radix);
const signedIn = (x: Value, radix: Value): string => asBigInt(x).toString(Number(n.toLong(radix)));
const count = (b: bigint): number => b.toString(2).replace(/0/g, '').length;

function parseDoubleText(x: Value): Value {
  if (x === null) throw nullPointer();
  const s = textOf(x);
  const value = n.parseJavaDouble(s);
  if (value === null) throw numberFormat(s.trim() === '' ? 'empty String' : `For input string: "${s}"`);
  return new n.Double(value);
}

function charSequence(x: Value): string {
  if (typeof x === 'number') throw classCast(x, 'java.lang.CharSequence');
  return x === null ? 'null' : textOf(x);
}

const code = (x: Value): number => (x instanceof Char ? x.code : n.toInt(x));
const character = (test: RegExp): Arities => ({ 1: (c) => test.test(String.fromCodePoint(code(c))) });
const mapped = (f: (s: string) => string): Arities => ({
  1: (c) => (c instanceof Char ? charOf(one(f, c.toString()).charCodeAt(0)) : one(f, String.fromCodePoint(code(c))).codePointAt(0)),
});
/** A case mapping of one character that gives several leaves it as it is, as Java's does. */
const one = (f: (s: string) => string, c: string): string => (f(c).length === c.length ? f(c) : c);

function text(x: Value): Value {
  if (x === null) return 'null';
  return strOf(x);
}

function hashOf(x: Value): Value {
  return x === null ? 0 : javaHash(x);
}

function integerMembers(name: string, bits: bigint): Record<string, Arities> {
  const width = Number(bits);
  const parse = name === 'Integer' ? 'parseInt' : `parse${name}`;
  return {
    [`${name}/${parse}`]: { 1: (s) => parseInteger(s, 10, bits), 2: (s, radix) => parseInteger(s, Number(n.toLong(radix)), bits) },
    [`${name}/valueOf`]: {
      1: (s) => (n.isNumber(s) ? s : parseInteger(s, 10, bits)),
      2: (s, radix) => parseInteger(s, Number(n.toLong(radix)), bits),
    },
    [`${name}/toString`]: { 1: (x) => signedIn(x, 10), 2: signedIn },
    [`${name}/toBinaryString`]: { 1: (x) => inRadix(x, width, 2) },
    [`${name}/toHexString`]: { 1: (x) => inRadix(x, width, 16) },
    [`${name}/toOctalString`]: { 1: (x) => inRadix(x, width, 8) },
    [`${name}/bitCount`]: { 1: (x) => count(BigInt.asUintN(width, asBigInt(x))) },
    [`${name}/numberOfTrailingZeros`]: { 1: (x) => trailingZeros(BigInt.asUintN(width, asBigInt(x)), width) },
    [`${name}/numberOfLeadingZeros`]: { 1: (x) => width - significant(BigInt.asUintN(width, asBigInt(x))) },
    [`${name}/highestOneBit`]: { 1: (x) => highestBit(BigInt.asUintN(width, asBigInt(x)), width) },
    [`${name}/compare`]: { 2: n.numCompare },
    [`${name}/signum`]: { 1: (x) => n.numCompare(x, 0) },
    [`${name}/sum`]: { 2: n.add },
    [`${name}/max`]: { 2: n.max },
    [`${name}/min`]: { 2: n.min },
    [`${name}/hashCode`]: { 1: hashOf },
  };
}

const significant = (b: bigint): number => (b === 0n ? 0 : b.toString(2).length);
const trailingZeros = (b: bigint, width: number): number => (b === 0n ? width : significant(b & -b) - 1);
const highestBit = (b: bigint, width: number): Value =>
  n.longFromBigInt(b === 0n ? 0n : BigInt.asIntN(width, 1n << BigInt(significant(b) - 1)));

/** Static members of the classes of Java that portable scripts name and that reach nothing outside. */
export const statics: ClassMembers['statics'] = {
  'Math/sqrt': double1(Math.sqrt),
  'Math/cbrt': double1(Math.cbrt),
  'Math/pow': double2(power),
  'Math/exp': double1(Math.exp),
  'Math/expm1': double1(Math.expm1),
  'Math/log': double1(Math.log),
  'Math/log10': double1(Math.log10),
  'Math/log1p': double1(Math.log1p),
  'Math/sin': double1(Math.sin),
  'Math/cos': double1(Math.cos),
  'Math/tan': double1(Math.tan),
  'Math/asin': double1(Math.asin),
  'Math/acos': double1(Math.acos),
  'Math/atan': double1(Math.atan),
  'Math/atan2': double2(Math.atan2),
  'Math/sinh': double1(Math.sinh),
  'Math/cosh': double1(Math.cosh),
  'Math/tanh': double1(Math.tanh),
  'Math/hypot': double2(Math.hypot),
  'Math/ceil': double1(Math.ceil),
  'Math/floor': double1(Math.floor),
  'Math/rint': double1(roundEven),
  'Math/round': { 1: (x) => roundLong(d(x)) },
  'Math/signum': double1(Math.sign),
  'Math/toRadians': double1((x) => x * DEGREE),
  'Math/toDegrees': double1((x) => x * RADIAN),
  'Math/abs': { 1: (x) => (n.isLong(x) && n.isNeg(x) ? n.uncheckedNegate(x) : n.abs(x)) },
  'Math/max': { 2: n.max },
  'Math/min': { 2: n.min },
  'Math/floorDiv': { 2: (x, y) => n.quot(n.sub(x, n.mod(x, y)), y) },
  'Math/floorMod': { 2: n.mod },
  'Math/addExact': { 2: n.add },
  'Math/subtractExact': { 2: n.sub },
  'Math/multiplyExact': { 2: n.mul },
  'Math/incrementExact': { 1: n.inc },
  'Math/decrementExact': { 1: n.dec },
  'Math/negateExact': { 1: n.negate },
  'Math/toIntExact': { 1: n.toInt },
  ...integerMembers('Integer', 32n),
  ...integerMembers('Long', 64n),
  ...integerMembers('Short', 16n),
  ...integerMembers('Byte', 8n),
  'Double/parseDouble': { 1: parseDoubleText },
  'Double/valueOf': { 1: (x) => (n.isNumber(x) ? n.castDouble(x) : parseDoubleText(x)) },
  'Double/toString': { 1: (x) => n.formatNumber(n.castDouble(x)) },
  'Double/isNaN': { 1: n.isNaNValue },
  'Double/isInfinite': { 1: n.isInfinite },
  'Double/isFinite': { 1: (x) => Number.isFinite(d(x)) },
  'Double/compare': { 2: (a, b) => n.numCompare(n.castDouble(a), n.castDouble(b)) },
  'Double/max': double2(Math.max),
  'Double/min': double2(Math.min),
  'Float/parseFloat': { 1: (x) => n.castFloat(parseDoubleText(x)) },
  'Boolean/parseBoolean': { 1: (x) => x !== null && textOf(x).toLowerCase() === 'true' },
  'Boolean/valueOf': { 1: (x) => (typeof x === 'boolean' ? x : x !== null && textOf(x).toLowerCase() === 'true') },
  'Boolean/toString': { 1: text },
  'String/valueOf': { 1: (x) => (Array.isArray(x) ? x.map((c) => textOf(c)).join('') : text(x)) },
  'String/format': {
    rest(args) {
      const given = args.length === 2 && Array.isArray(args[1]) ? (args[1] as Value[]) : args.slice(1);
      return formatJava(args[0], given, textOf);
    },
    restFrom: 1,
  },
  'String/join': {
    2(separator, parts) {
      const items = toArray(parts);
      return items === GUEST ? GUEST : items.map(charSequence).join(textOf(separator));
    },
  },
  'Character/isDigit': character(/^\p{Nd}$/u),
  'Character/isLetter': character(/^\p{L}$/u),
  'Character/isAlphabetic': character(/^\p{Alphabetic}$/u),
  'Character/isLetterOrDigit': character(/^[\p{L}\p{Nd}]$/u),
  'Character/isWhitespace': character(/^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/u),
  'Character/isUpperCase': character(/^\p{Uppercase}$/u),
  'Character/isLowerCase': character(/^\p{Lowercase}$/u),
  'Character/toUpperCase': mapped((s) => s.toUpperCase()),
  'Character/toLowerCase': mapped((s) => s.toLowerCase()),
  'Character/toString': { 1: (c) => String.fromCodePoint(code(c)) },
  'Character/valueOf': { 1: (c) => c },
  'Character/digit': { 2: (c, radix) => digitIn(String.fromCodePoint(code(c)), Number(n.toLong(radix))) },
  'Character/forDigit': { 2: (x, radix) => forDigit(Number(n.toLong(x)), Number(n.toLong(radix))) },
  'Character/isSpaceChar': character(/^\p{Z}$/u),
  'Character/isISOControl': character(/^[\0-\x1f\x7f-\x9f]$/),
  'Character/isJavaIdentifierStart': character(/^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u),
  'Character/isJavaIdentifierPart': character(/^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mc}\p{Mn}\p{Cf}\0-\x08\x0e-\x1b\x7f-\x9f]$/u),
  'Character/toChars': { 1: (c) => [...String.fromCodePoint(code(c)).split('')].map((unit) => charOf(unit.charCodeAt(0))) },
  'Character/charCount': { 1: (c) => (code(c) > 0xffff ? 2 : 1) },
  'Character/codePointAt': { 2: (s, i) => textOf(s).codePointAt(Number(n.toLong(i))) ?? null },
  'Character/compare': { 2: (a, b) => code(a) - code(b) },
  'Character/hashCode': { 1: code },
  'Character/getNumericValue': { 1: (c) => digitIn(String.fromCodePoint(code(c)), 36) },
  'UUID/fromString': { 1: (s) => parseUuid(textOf(s)) },
  'MapEntry/create': { 2: (key, value) => new MapEntry(key, value) },
  'Objects/equals': { 2: (a, b) => equiv(a, b) },
  'Pattern/compile': { 1: (s) => new Regex(textOf(s)) },
  'Pattern/matches': { 2: (re, s) => new Regex(textOf(re)).execWhole(textOf(s)) !== null },
  'Matcher/quoteReplacement': { 1: (s) => quoteReplacement(textOf(s)) },
  'Pattern/quote': { 1: (s) => `\\Q${textOf(s)}\\E` },
  'System/identityHashCode': { 1: (x) => (x === null ? 0 : identityHash(x as object)) },
  'System/lineSeparator': { 0: () => '\n' },
  'System/getProperty': { 1: (name) => (name === 'line.separator' ? '\n' : null), 2: (_name, fallback) => fallback },
  'BigInteger/valueOf': { 1: n.toBigInt },
  'BigDecimal/valueOf': { 1: n.toBigDecimal },
};

function forDigit(digit: number, radix: number): Char {
  const valid = radix >= 2 && radix <= 36 && digit >= 0 && digit < radix;
  return charOf(valid ? digit.toString(radix).charCodeAt(0) : 0);
}

function digitIn(c: string, radix: number): number {
  const digit = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix).indexOf(c.toLowerCase());
  return c.length === 1 ? digit : -1;
}

const caseInsensitive: Arities = { 2: (a, b) => compare(textOf(a).toLowerCase(), textOf(b).toLowerCase()) };

/** Static fields of those classes. */
export const fields: ClassMembers['fields'] = {
  'Math/PI': new n.Double(Math.PI),
  'Math/E': new n.Double(Math.E),
  'Long/MAX_VALUE': MAX_LONG,
  'Long/MIN_VALUE': MIN_LONG,
  'Integer/MAX_VALUE': 2147483647,
  'Integer/MIN_VALUE': -2147483648,
  'Short/MAX_VALUE': 32767,
  'Short/MIN_VALUE': -32768,
  'Byte/MAX_VALUE': 127,
  'Byte/MIN_VALUE': -128,
  'Double/MAX_VALUE': new n.Double(Number.MAX_VALUE),
  'Double/MIN_VALUE': new n.Double(Number.MIN_VALUE),
  'Double/POSITIVE_INFINITY': new n.Double(Number.POSITIVE_INFINITY),
  'Double/NEGATIVE_INFINITY': new n.Double(Number.NEGATIVE_INFINITY),
  'Double/NaN': new n.Double(Number.NaN),
  'Character/MAX_VALUE': charOf(0xffff),
  'Character/MIN_VALUE': charOf(0),
  'String/CASE_INSENSITIVE_ORDER': nativeFn('java.lang.String', 'CASE_INSENSITIVE_ORDER', caseInsensitive),
  'Boolean/TRUE': true,
  'Boolean/FALSE': false,
  'Integer/TYPE': defineClass('int'),
  'Long/TYPE': defineClass('long'),
  'Double/TYPE': defineClass('double'),
  'Float/TYPE': defineClass('float'),
  'Short/TYPE': defineClass('short'),
  'Byte/TYPE': defineClass('byte'),
  'Character/TYPE': defineClass('char'),
  'Boolean/TYPE': defineClass('boolean'),
  'BigInteger/ZERO': 0n,
  'BigInteger/ONE': 1n,
  'BigInteger/TEN': 10n,
  'PersistentQueue/EMPTY': EMPTY_QUEUE,
};
