import { spend } from '../../../data/budget.js';
import { arithmeticError, numberFormat } from '../../../data/errors.js';
import * as n from '../../../data/numbers/index.js';
import { digitsOf, fromDigits, gcd, power, product, quotient, remainder } from '../../../data/numbers/size.js';
import type { Value } from '../../../data/value.js';
import type { Arities, Member } from '../define.js';
import { int } from './arguments.js';

type Methods = Readonly<Record<string, Member>>;

const big = (x: Value): bigint => n.toBigInt(x);

/** A number times a power of two, rounded down where the exponent is negative. */
function shifted(x: bigint, by: number): bigint {
  if (by >= 0) return product(x, power(2n, BigInt(by)));
  spend(1);
  return x >> BigInt(-by);
}

/** The number of a bit, from 0 on. */
function place(i: Value): number {
  const index = int(i);
  if (index < 0) throw arithmeticError('Negative bit address');
  return index;
}

/** The bit of that number, by itself. */
const bit = (i: Value): bigint => shifted(1n, place(i));

/** How many bits differ from the sign. */
function bitCount(x: bigint): number {
  const magnitude = digitsOf(x < 0n ? ~x : x, 2);
  return magnitude.replaceAll('0', '').length;
}

const bitLength = (x: bigint): number => (x === 0n || x === -1n ? 0 : digitsOf(x < 0n ? ~x : x, 2).length);

const lowestBit = (x: bigint): number => (x === 0n ? -1 : bitLength(x & -x) - 1);

/** The greatest integer whose square is not above x, by Newton's method from above. */
function squareRoot(x: bigint): bigint {
  if (x < 0n) throw arithmeticError('Negative BigInteger');
  if (x < 2n) return x;
  let root = shifted(1n, Math.ceil(bitLength(x) / 2));
  for (;;) {
    const next = (root + quotient(x, root)) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus <= 0n) throw arithmeticError('BigInteger: modulus not positive');
  if (exponent < 0n) return modPow(modInverse(base, modulus), -exponent, modulus);
  let result = 1n % modulus;
  const b = remainder(remainder(base, modulus) + modulus, modulus);
  for (const digit of exponent === 0n ? '' : digitsOf(exponent, 2)) {
    spend(1);
    result = remainder(product(result, result), modulus);
    if (digit === '1') result = remainder(product(result, b), modulus);
  }
  return result;
}

/** What times x leaves 1 by modulus, by Euclid's extended algorithm. */
function modInverse(x: bigint, modulus: bigint): bigint {
  if (modulus <= 0n) throw arithmeticError('BigInteger: modulus not positive');
  let [a, b, u, v] = [remainder(remainder(x, modulus) + modulus, modulus), modulus, 1n, 0n];
  while (b !== 0n) {
    const q = quotient(a, b);
    [a, b] = [b, a - product(q, b)];
    [u, v] = [v, u - product(q, v)];
  }
  if (a !== 1n) throw arithmeticError('BigInteger not invertible.');
  return remainder(remainder(u, modulus) + modulus, modulus);
}

/** Bases by which the test of Miller and Rabin is right for all numbers below 3.3 * 10^24 (Sorenson and Webster, 2015). */
const WITNESSES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];

/** Whether x is a prime; of numbers of more than 81 bits, whether it is one almost certainly. */
function isPrime(x: bigint): boolean {
  if (x < 2n) return false;
  for (const p of WITNESSES) if (x % p === 0n) return x === p;
  const twos = lowestBit(x - 1n);
  const odd = (x - 1n) >> BigInt(twos);
  return WITNESSES.every((witness) => {
    let power = modPow(witness, odd, x);
    for (let i = 0; i < twos && power !== 1n && power !== x - 1n; i++) {
      power = remainder(product(power, power), x);
      if (power === 1n) return false;
    }
    return power === 1n || power === x - 1n;
  });
}

function nextPrime(x: bigint): bigint {
  if (x < 0n) throw arithmeticError(`start < 0: ${x}`);
  let candidate = x < 2n ? 2n : x + 1n + (x & 1n);
  while (!isPrime(candidate)) {
    spend(1);
    candidate += candidate === 2n ? 1n : 2n;
  }
  return candidate;
}

/** The bytes of the two's complement, the highest first, as few as there can be. */
function bytesOf(x: bigint): Int8Array {
  const length = Math.floor(bitLength(x) / 8) + 1;
  spend(length);
  const hex = digitsOf(BigInt.asUintN(length * 8, x), 16).padStart(length * 2, '0');
  return Int8Array.from({ length }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** The number itself, where it has so few bits. */
function exact(kind: string, bits: number): Arities {
  return {
    1(x) {
      if (BigInt.asIntN(bits, big(x)) !== big(x)) throw arithmeticError(`BigInteger out of ${kind} range`);
      return n.toLong(x);
    },
  };
}

/** A divisor that is not zero. */
function divisor(x: Value): bigint {
  if (big(x) === 0n) throw arithmeticError('BigInteger divide by zero');
  return big(x);
}

function modulo(x: Value, modulus: Value): Value {
  if (big(modulus) <= 0n) throw arithmeticError('BigInteger: modulus not positive');
  return n.mod(big(x), big(modulus));
}

/** The methods of integers of any size. */
export const bigIntegers: Methods = {
  toString: { 1: (a: Value) => digitsOf(big(a)), 2: (a: Value, radix: Value) => digitsOf(big(a), int(radix)) },
  add: { 2: (a, b) => big(a) + big(b) },
  subtract: { 2: (a, b) => big(a) - big(b) },
  multiply: { 2: (a, b) => product(big(a), big(b)) },
  divide: { 2: (a, b) => n.quot(big(a), divisor(b)) },
  mod: { 2: modulo },
  remainder: { 2: (a, b) => n.rem(big(a), divisor(b)) },
  pow: { 2: (a, b) => power(big(a), BigInt(int(b))) },
  negate: { 1: (a) => -big(a) },
  abs: { 1: (a) => n.abs(big(a)) },
  signum: { 1: (a) => n.numCompare(big(a), 0) },
  max: { 2: (a, b) => (big(a) < big(b) ? big(b) : big(a)) },
  min: { 2: (a, b) => (big(b) < big(a) ? big(b) : big(a)) },
  sqrt: { 1: (a) => squareRoot(big(a)) },
  gcd: { 2: (a, b) => gcd(big(a), big(b)) },
  modPow: { 3: (a, e, m) => modPow(big(a), big(e), big(m)) },
  modInverse: { 2: (a, m) => modInverse(big(a), big(m)) },
  isProbablePrime: { 2: (a) => isPrime(big(a) < 0n ? -big(a) : big(a)) },
  nextProbablePrime: { 1: (a) => nextPrime(big(a)) },
  bitLength: { 1: (a) => bitLength(big(a)) },
  bitCount: { 1: (a) => bitCount(big(a)) },
  getLowestSetBit: { 1: (a) => lowestBit(big(a)) },
  testBit: { 2: (a, i) => (shifted(big(a), -place(i)) & 1n) === 1n },
  setBit: { 2: (a, i) => big(a) | bit(i) },
  clearBit: { 2: (a, i) => big(a) & ~bit(i) },
  flipBit: { 2: (a, i) => big(a) ^ bit(i) },
  shiftLeft: { 2: (a, by) => shifted(big(a), int(by)) },
  shiftRight: { 2: (a, by) => shifted(big(a), -int(by)) },
  and: { 2: (a, b) => big(a) & big(b) },
  or: { 2: (a, b) => big(a) | big(b) },
  xor: { 2: (a, b) => big(a) ^ big(b) },
  andNot: { 2: (a, b) => big(a) & ~big(b) },
  not: { 1: (a) => ~big(a) },
  longValueExact: exact('long', 64),
  intValueExact: exact('int', 32),
  toByteArray: { 1: (a) => bytesOf(big(a)) },
};

/** The same methods for the class whose numbers print without an N: what they answer is of that class too. */
export const javaIntegers: Methods = {
  ...Object.fromEntries(
    Object.entries(bigIntegers).map(([name, arities]) => [
      name,
      Object.fromEntries(
        Object.entries(arities).map(([count, f]) => [
          count,
          (...args: Value[]) => {
            const answer = (f as (...xs: Value[]) => Value)(...args);
            return typeof answer === 'bigint' ? n.toBigInteger(answer) : answer;
          },
        ]),
      ),
    ]),
  ),
  divideAndRemainder: { 2: (a, b) => [n.toBigInteger(n.quot(big(a), divisor(b))), n.toBigInteger(n.rem(big(a), big(b)))] },
};

/** The integer that a text writes with digits of a base, 2 to 36. */
export function parseBigInteger(text: string, radix: number): Value {
  if (radix < 2 || radix > 36) throw numberFormat('Radix out of range');
  const [, sign, written] = /^([-+]?)([0-9a-z]+)$/i.exec(text) ?? [];
  const digits = Array.from(written ?? '', (c) => Number.parseInt(c, 36));
  if (digits.length === 0 || digits.some((digit) => digit >= radix))
    throw numberFormat(`For input string: "${text}"${radix === 10 ? '' : ` under radix ${radix}`}`);
  const value = fromDigits(digits, radix);
  return n.toBigInteger(sign === '-' ? -value : value);
}
