import { registerClass } from '../classes.js';
import { arithmeticError } from '../errors.js';
import { type Long, longFromBigInt } from './wide-long.js';

/** A ratio in lowest terms: the denominator is at least 2. Made by `ratioOf` and `ratioOfLongs` only. */
export class Ratio {
  constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}
}
registerClass(Ratio, 'clojure.lang.Ratio', ['java.lang.Number', 'java.lang.Comparable']);

/** A quotient of two integers that need not be in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `Divide by zero`, in Clojure's words. */
export const divideByZero = () => arithmeticError('Divide by zero');

/** The greatest common divisor (Euclid), never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** n/d in lowest terms; a BigInt where that is whole. ArithmeticException where d is 0. */
export function ratioOf(n: bigint, d: bigint): Ratio | bigint {
  if (d === 0n) throw divideByZero();
  let common = gcd(n, d);
  if (d < 0n) common = -common;
  return d === common ? n / common : new Ratio(n / common, d / common);
}

/** Like `ratioOf`, for longs: a whole quotient is a long. */
export function ratioOfLongs(n: bigint, d: bigint): Ratio | Long {
  const r = ratioOf(n, d);
  return typeof r === 'bigint' ? longFromBigInt(r) : r;
}
