import { classCast, nullPointer, numberFormat } from '../../../data/errors.js';
import { javaHash } from '../../../data/java-hash.js';
import * as n from '../../../data/numbers/index.js';
import { hexFloat } from '../../../data/numbers/java-hex-float.js';
import type { Value } from '../../../data/value.js';
import type { Arities } from '../define.js';
import { textOf } from '../string-namespace.js';

const bits = new DataView(new ArrayBuffer(8));
const d = n.toDouble;

/** Java's reading of a text as a double; NumberFormatException where it is none, NullPointerException for nil. */
export function parseFloating(x: Value): number {
  if (x === null) throw nullPointer();
  const s = textOf(x);
  const value = n.parseJavaDouble(s);
  if (value === null) throw numberFormat(s.trim() === '' ? 'empty String' : `For input string: "${s}"`);
  return value;
}

/** The order of Java, in which -0.0 comes before 0.0, and NaN after all else. */
function compareDoubles(x: number, y: number): number {
  if (x < y) return -1;
  if (x > y) return 1;
  const rank = (z: number): number => (Number.isNaN(z) ? 1 : Object.is(z, -0) ? -1 : 0);
  return x === y || rank(x) === 1 || rank(y) === 1 ? Math.sign(rank(x) - rank(y)) : 0;
}

function longBits(x: Value): Value {
  bits.setFloat64(0, d(x));
  return n.longFromBigInt(bits.getBigInt64(0));
}

function ofLongBits(x: Value): Value {
  const long = n.toLong(x);
  bits.setBigInt64(0, typeof long === 'number' ? BigInt(long) : long.value);
  return new n.Double(bits.getFloat64(0));
}

function intBits(x: Value): Value {
  bits.setFloat32(0, d(x));
  return bits.getInt32(0);
}

function ofIntBits(x: Value): Value {
  bits.setInt32(0, n.toInt(x));
  return new n.Float(bits.getFloat32(0));
}

function hexText(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  return (x < 0 || Object.is(x, -0) ? '-' : '') + hexFloat(x);
}

/** The static methods that `Double` and `Float` have alike; `made` makes such a number. */
function floatMembers(name: 'Double' | 'Float', made: (x: number) => Value): Record<string, Arities> {
  const value = (x: Value): number => (typeof x === 'string' ? parseFloating(x) : d(x));
  const two = (f: (x: number, y: number) => number): Arities => ({ 2: (x, y) => made(f(d(x), d(y))) });
  const members: Record<string, Arities> = {
    [`parse${name}`]: {
      1(s: Value) {
        if (s !== null && typeof s !== 'string') throw classCast(s, 'java.lang.String');
        return made(parseFloating(s));
      },
    },
    valueOf: { 1: (x: Value) => made(x === null ? parseFloating(x) : value(x)) },
    toString: { 1: (x: Value): Value => n.formatNumber(made(d(x)) as n.Double) },
    isNaN: { 1: (x) => Number.isNaN(d(x)) },
    isInfinite: { 1: (x) => Math.abs(d(x)) === Number.POSITIVE_INFINITY },
    isFinite: { 1: (x) => Number.isFinite(d(x)) },
    compare: { 2: (x, y) => compareDoubles(d(x), d(y)) },
    sum: two((x, y) => x + y),
    max: two(Math.max),
    min: two(Math.min),
  };
  return Object.fromEntries(Object.entries(members).map(([member, arities]) => [`${name}/${member}`, arities]));
}

const float = (x: number): Value => new n.Float(Math.fround(x));
const double = (x: number): Value => new n.Double(x);

/** The static methods of `Double` and `Float`. */
export const floatStatics: Readonly<Record<string, Arities>> = {
  ...floatMembers('Double', double),
  ...floatMembers('Float', float),
  'Double/hashCode': { 1: (x) => javaHash(double(d(x))) },
  'Double/toHexString': { 1: (x) => hexText(d(x)) },
  'Double/doubleToLongBits': { 1: longBits },
  'Double/doubleToRawLongBits': { 1: longBits },
  'Double/longBitsToDouble': { 1: ofLongBits },
  'Float/floatToIntBits': { 1: intBits },
  'Float/floatToRawIntBits': { 1: intBits },
  'Float/intBitsToFloat': { 1: ofIntBits },
};

/** The static fields of `Double` and `Float`. */
export const floatFields: Readonly<Record<string, Value>> = {
  'Double/MAX_VALUE': double(Number.MAX_VALUE),
  'Double/MIN_VALUE': double(Number.MIN_VALUE),
  'Double/MIN_NORMAL': double(2 ** -1022),
  'Double/MAX_EXPONENT': 1023,
  'Double/MIN_EXPONENT': -1022,
  'Double/SIZE': 64,
  'Double/BYTES': 8,
  'Double/POSITIVE_INFINITY': double(Number.POSITIVE_INFINITY),
  'Double/NEGATIVE_INFINITY': double(Number.NEGATIVE_INFINITY),
  'Double/NaN': double(Number.NaN),
  'Float/MAX_VALUE': float((2 - 2 ** -23) * 2 ** 127),
  'Float/MIN_VALUE': float(2 ** -149),
  'Float/SIZE': 32,
  'Float/BYTES': 4,
  'Float/POSITIVE_INFINITY': float(Number.POSITIVE_INFINITY),
  'Float/NEGATIVE_INFINITY': float(Number.NEGATIVE_INFINITY),
  'Float/NaN': float(Number.NaN),
};
