import { registerClass } from '../classes.js';
import { arithmeticError } from '../errors.js';
import { gcd, quotient } from './size.js';
import { type Long, longFromBigInt, wrapToLong } from './wide-long.js';

/** A ratio in lowest terms: the denominator is at least 2, but for what `ratioOfLongs` does with the smallest long. */
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

/** n/d in lowest terms; a BigInt where that is whole. ArithmeticException where d is 0. */
export function ratioOf(n: bigint, d: bigint): Ratio | bigint {
  if (d === 0n) throw divideByZero();
  let common = gcd(n, d);
  if (d < 0n) common = -common;
  return d === common ? quotient(n, common) : new Ratio(quotient(n, common), quotient(d, common));
}

const SMALLEST = -(2n ** 63n);

/** A ratio of longs of which one is the smallest: negating that gives itself again, so its sign may stay below the line. */
function ratioOfSmallest(n: bigint, d: bigint): Ratio | Long {
  let [common, rest] = [n, d];
  while (rest !== 0n) [common, rest] = [rest, common % rest];
  n = BigInt.asIntN(64, n / common);
  d = BigInt.asIntN(64, d / common);
  if (d < 0n) {
    n = BigInt.asIntN(64, -n);
    d = BigInt.asIntN(64, -d);
  }
  return d === 1n ? wrapToLong(n) : new Ratio(n, d);
}

/** Like `ratioOf`, for longs: a whole quotient is a long. */
export function ratioOfLongs(n: bigint, d: bigint): Ratio | Long {
  if (n === SMALLEST || d === SMALLEST) return ratioOfSmallest(n, d);
  const r = ratioOf(n, d);
  return typeof r === 'bigint' ? longFromBigInt(r) : r;
}
