import { defineClass } from '../classes.js';
import { classCast, nullPointer } from '../errors.js';
import type { Value } from '../value.js';
import { BigDecimal, decimalFromFraction, decimalToNumber } from './decimal.js';
import { Double } from './double.js';
import { type Fraction, Ratio } from './ratio.js';
import { BigInteger, type Long, WideLong } from './wide-long.js';

// Clojure code names these too, though no number of ours is an instance of one.
for (const name of ['java.lang.Integer', 'java.lang.Short', 'java.lang.Byte'])
  defineClass(name, ['java.lang.Number', 'java.lang.Comparable']);

/** Any number of Clojure's. */
export type Numeric = Long | bigint | BigInteger | Ratio | BigDecimal | Double;

/*
 * The kinds of numbers, in the order of contagion: an operation on two kinds is done in the later one.
 */
export const LONG_KIND = 0;
export const BIGINT_KIND = 1;
export const RATIO_KIND = 2;
export const DECIMAL_KIND = 3;
export const DOUBLE_KIND = 4;

/** Which kind of number `x` is; -1 for anything else. */
export function kindOrNone(x: Value): number {
  if (typeof x === 'number') return LONG_KIND;
  if (x instanceof Double) return DOUBLE_KIND;
  if (typeof x === 'bigint') return BIGINT_KIND;
  if (x instanceof Ratio) return RATIO_KIND;
  if (x instanceof BigDecimal) return DECIMAL_KIND;
  if (x instanceof WideLong) return LONG_KIND;
  if (x instanceof BigInteger) return BIGINT_KIND;
  return -1;
}

/** Which kind of number `x` is; ClassCastException or, for nil, NullPointerException where it is none. */
export function kindOf(x: Value): number {
  const kind = kindOrNone(x);
  if (kind < 0) throw classCast(x, 'java.lang.Number');
  return kind;
}

/**
 * The later kind of two operands. Where one is no number: NullPointerException if one is nil, else ClassCastException
 * for the first that is none, as Clojure looks at the classes of both before it casts either.
 */
export function commonKind(a: Value, b: Value): number {
  const x = kindOrNone(a);
  const y = kindOrNone(b);
  if (x >= 0 && y >= 0) return Math.max(x, y);
  if (a === null || a === undefined || b === null || b === undefined) throw nullPointer();
  throw classCast(x < 0 ? a : b, 'java.lang.Number');
}

/** `number?` */
export function isNumber(x: Value): x is Numeric {
  return kindOrNone(x) >= 0;
}

/** `integer?`: longs, BigInts and BigIntegers. */
export function isInteger(x: Value): x is Long | bigint | BigInteger {
  return typeof x === 'number' || typeof x === 'bigint' || x instanceof WideLong || x instanceof BigInteger;
}

/** Whether `x` is a long: `int?`. */
export function isLong(x: Value): x is Long {
  return typeof x === 'number' || x instanceof WideLong;
}

/** An integer of any kind as a bigint. */
export function bigOf(x: Numeric): bigint {
  if (typeof x === 'bigint') return x;
  return typeof x === 'number' ? BigInt(x) : (x as WideLong | BigInteger).value;
}

/** A long, BigInt or ratio as a fraction. */
export function fractionOf(x: Numeric): Fraction {
  return x instanceof Ratio ? x : { numerator: bigOf(x), denominator: 1n };
}

/** Any number but a double as a BigDecimal. A ratio must come out exactly, or be rounded by the context. */
export function decimalOf(x: Numeric): BigDecimal {
  if (x instanceof BigDecimal) return x;
  return x instanceof Ratio ? decimalFromFraction(x) : new BigDecimal(bigOf(x), 0);
}

/** Clojure takes a ratio to a double by way of 16 decimal digits (MathContext.DECIMAL64), so we must too. */
const DECIMAL64 = { precision: 16, rounding: 'HALF_EVEN' } as const;

/** Any number as a raw double, rounded to the nearest one. */
export function doubleOf(x: Numeric): number {
  if (typeof x === 'number') return x;
  if (x instanceof Double) return x.value;
  if (typeof x === 'bigint') return Number(x);
  if (x instanceof WideLong || x instanceof BigInteger) return Number(x.value);
  return decimalToNumber(x instanceof Ratio ? decimalFromFraction(x, DECIMAL64) : x);
}

/** The value as a raw double, as `double` converts; ClassCastException for what is no number. */
export function toDouble(x: Value): number {
  if (typeof x === 'number') return x;
  if (x instanceof Double) return x.value;
  kindOf(x);
  return doubleOf(x as Numeric);
}
