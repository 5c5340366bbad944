import { arithmeticError, classCast, numberFormat, type Throwable } from '../../../data/errors.js';
import { javaHash } from '../../../data/java-hash.js';
import * as n from '../../../data/numbers/index.js';
import { fromDigits } from '../../../data/numbers/size.js';
import type { Value } from '../../../data/value.js';
import type { Arities } from '../define.js';
import { int } from './arguments.js';
import { digitValue } from './characters.js';

const INT = 32;
const MIN_RADIX = 2;
const MAX_RADIX = 36;

/** Java's error of a text that is no number. */
function unreadable(text: string, radix: number): Throwable {
  return numberFormat(`For input string: "${text}"${radix === 10 ? '' : ` under radix ${radix}`}`);
}

/** Digits in a radix as an integer of any size; Java's error where they are none. */
function integerOf(text: Value, radix: number): bigint {
  if (text === null) throw numberFormat('Cannot parse null string');
  if (typeof text !== 'string') throw classCast(text, 'java.lang.String');
  if (radix < MIN_RADIX) throw numberFormat(`radix ${radix} less than Character.MIN_RADIX`);
  if (radix > MAX_RADIX) throw numberFormat(`radix ${radix} greater than Character.MAX_RADIX`);
  const plain = /^[+-]/.test(text) ? text.slice(1) : text;
  if (plain === '') throw unreadable(text, radix);
  const digits: number[] = [];
  for (const c of plain) {
    const digit = digitValue(c, radix);
    if (digit < 0) throw unreadable(text, radix);
    digits.push(digit);
  }
  const value = fromDigits(digits, radix);
  return text.startsWith('-') ? -value : value;
}

/** Digits in a radix as an integer of so many bits; Java's error where they are none, or too many. */
export function parseInteger(text: Value, radix: number, width: number): Value {
  const value = integerOf(text, radix);
  if (BigInt.asIntN(Math.max(width, INT), value) !== value) throw unreadable(String(text), radix);
  if (BigInt.asIntN(width, value) !== value) throw numberFormat(`Value out of range. Value:"${String(text)}" Radix:${radix}`);
  return n.longFromBigInt(value);
}

/** Digits without a sign, whose highest bit may be set. */
function parseUnsigned(text: Value, radix: number, width: number): Value {
  const big = integerOf(text, radix);
  if (big < 0n) throw numberFormat(`Illegal leading minus sign on unsigned string ${String(text)}.`);
  if (BigInt.asUintN(width, big) !== big)
    throw numberFormat(`String value ${String(text)} exceeds range of unsigned ${width === INT ? 'int' : 'long'}.`);
  return n.longFromBigInt(BigInt.asIntN(width, big));
}

function asBigInt(x: Value): bigint {
  const long = n.toLong(x);
  return typeof long === 'number' ? BigInt(long) : long.value;
}

function divisor(b: bigint): bigint {
  if (b === 0n) throw arithmeticError('/ by zero');
  return b;
}

const radixOf = (x: Value): number => (int(x) < MIN_RADIX || int(x) > MAX_RADIX ? 10 : int(x));
const significant = (b: bigint): number => (b === 0n ? 0 : b.toString(2).length);
const count = (b: bigint): number => b.toString(2).replace(/0/g, '').length;

/** The bits, in an order of their own, as an integer of that width again. */
function reordered(b: bigint, width: number, order: (bits: string) => string): bigint {
  return BigInt(`0b${order(b.toString(2).padStart(width, '0'))}`);
}

const reversed = (bits: string): string => [...bits].reverse().join('');
const bytesReversed = (bits: string): string => (bits.match(/.{8}/g) ?? []).reverse().join('');

/** The static methods of `Integer`, `Long`, `Short` or `Byte`. */
export function integerMembers(name: string, width: number): Record<string, Arities> {
  const parse = name === 'Integer' ? 'parseInt' : `parse${name}`;
  const unsignedParse = name === 'Integer' ? 'parseUnsignedInt' : 'parseUnsignedLong';
  const signed = (b: bigint): Value => n.longFromBigInt(BigInt.asIntN(width, b));
  const unsigned = (x: Value): bigint => BigInt.asUintN(width, asBigInt(x));
  const inRadix = (radix: number): Arities => ({ 1: (x) => unsigned(x).toString(radix) });
  const rotated = (x: Value, by: Value, left: boolean): Value => {
    const distance = BigInt(((int(by) % width) + width) % width);
    const shift = left ? distance : (BigInt(width) - distance) % BigInt(width);
    return signed((unsigned(x) << shift) | (unsigned(x) >> (BigInt(width) - shift)));
  };
  const members: Record<string, Arities> = {
    [parse]: {
      1: (s: Value) => parseInteger(s, 10, width),
      2: (s: Value, radix: Value) => parseInteger(s, int(radix), width),
    },
    valueOf: {
      1: (s: Value) => (n.isNumber(s) ? s : parseInteger(s, 10, width)),
      2: (s: Value, radix: Value) => parseInteger(s, int(radix), width),
    },
    decode: { 1: (s) => decode(s, width) },
    toString: {
      1: (x: Value): Value => asBigInt(x).toString(),
      2: (x: Value, radix: Value): Value => asBigInt(x).toString(radixOf(radix)),
    },
    hashCode: { 1: javaHash },
    compare: { 2: n.numCompare },
  };
  const wide: Record<string, Arities> = {
    toBinaryString: inRadix(2),
    toHexString: inRadix(16),
    toOctalString: inRadix(8),
    bitCount: { 1: (x) => count(unsigned(x)) },
    numberOfTrailingZeros: { 1: (x) => (unsigned(x) === 0n ? width : significant(unsigned(x) & -unsigned(x)) - 1) },
    numberOfLeadingZeros: { 1: (x) => width - significant(unsigned(x)) },
    highestOneBit: { 1: (x) => (unsigned(x) === 0n ? 0 : signed(1n << BigInt(significant(unsigned(x)) - 1))) },
    lowestOneBit: { 1: (x) => signed(unsigned(x) & -unsigned(x)) },
    reverse: { 1: (x) => signed(reordered(unsigned(x), width, reversed)) },
    reverseBytes: { 1: (x) => signed(reordered(unsigned(x), width, bytesReversed)) },
    rotateLeft: { 2: (x, by) => rotated(x, by, true) },
    rotateRight: { 2: (x, by) => rotated(x, by, false) },
    signum: { 1: (x) => n.numCompare(x, 0) },
    sum: { 2: (a, b) => signed(asBigInt(a) + asBigInt(b)) },
    max: { 2: n.max },
    min: { 2: n.min },
    compareUnsigned: { 2: (a, b) => (unsigned(a) < unsigned(b) ? -1 : unsigned(a) > unsigned(b) ? 1 : 0) },
    divideUnsigned: { 2: (a, b) => signed(unsigned(a) / divisor(unsigned(b))) },
    remainderUnsigned: { 2: (a, b) => signed(unsigned(a) % divisor(unsigned(b))) },
    toUnsignedString: { 1: (x) => unsigned(x).toString(), 2: (x, radix) => unsigned(x).toString(radixOf(radix)) },
    [unsignedParse]: { 1: (s: Value) => parseUnsigned(s, 10, width), 2: (s: Value, radix: Value) => parseUnsigned(s, int(radix), width) },
  };
  if (width === INT) wide.toUnsignedLong = { 1: (x) => n.longFromBigInt(unsigned(x)) };
  const all = width < INT ? members : { ...members, ...wide };
  return Object.fromEntries(Object.entries(all).map(([member, arities]) => [`${name}/${member}`, arities]));
}

/** The static fields of one of those classes. */
export function integerFields(name: string, width: number): Record<string, Value> {
  const limit = 1n << BigInt(width - 1);
  return {
    [`${name}/MAX_VALUE`]: n.longFromBigInt(limit - 1n),
    [`${name}/MIN_VALUE`]: n.longFromBigInt(-limit),
    [`${name}/SIZE`]: width,
    [`${name}/BYTES`]: width / 8,
  };
}

/** A number as source text may spell it: decimal, `0x…`, `#…` or `0…`. */
function decode(text: Value, width: number): Value {
  if (typeof text !== 'string') throw classCast(text, 'java.lang.String');
  if (text === '') throw numberFormat('Zero length string');
  const m = /^([+-]?)(0[xX]|#|0(?=.))?(.*)$/s.exec(text);
  const [, sign = '', prefix = '', digits = ''] = m ?? [];
  return parseInteger(sign + digits, prefix === '' ? 10 : prefix === '0' ? 8 : 16, width);
}
