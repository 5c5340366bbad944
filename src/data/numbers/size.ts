import { inOnePiece, spend, watchTime } from '../budget.js';

/** Numbers of fewer bits than this are as good as any. */
const SMALL = 4096;
/** 2^(4096 · 2^k), as far as numbers have been that large. */
const POWERS: bigint[] = [1n << BigInt(SMALL)];

/** About how many bits a number has: a power of two, at most twice as many as it has; 0 where it has fewer than 4096. */
export function bitsOf(x: bigint): number {
  if (x < POWERS[0] && x > -POWERS[0]) return 0;
  const size = x < 0n ? -x : x;
  let k = 0;
  while (size >= POWERS[k]) {
    k++;
    if (k === POWERS.length) POWERS.push(1n << BigInt(SMALL * 2 ** k));
  }
  return SMALL * 2 ** k;
}

/**
 * Does what takes as long as a product of numbers with so many bits, after it has been paid for: by measurement with V8 about n^1.5 for n words,
 * in units of some hundred nanoseconds.
 */
function paid<T>(kind: string, bits: number, work: () => T): T {
  return bits > SMALL ? inOnePiece(kind, Math.ceil((bits / 64) ** 1.5 / 64), work) : work();
}

const larger = (a: bigint, b: bigint): number => Math.max(bitsOf(a), bitsOf(b));

/** The product, after it has been paid for. */
export const product = (a: bigint, b: bigint): bigint => paid('product', larger(a, b), () => a * b);

/** The quotient, cut towards zero, after it has been paid for. RangeError where `b` is 0. */
export const quotient = (a: bigint, b: bigint): bigint => paid('quotient', bitsOf(a), () => a / b);

/** The remainder, with the sign of `a`, after it has been paid for. RangeError where `b` is 0. */
export const remainder = (a: bigint, b: bigint): bigint => paid('quotient', bitsOf(a), () => a % b);

/** The power, after it has been paid for. */
export function power(a: bigint, n: bigint): bigint {
  if (a <= 1n && a >= -1n) return a ** n;
  return paid('product', (bitsOf(a) || a.toString(2).length) * Number(n), () => a ** n);
}

/** The digits in a radix, after they have been paid for. */
export const digitsOf = (x: bigint, radix = 10): string => paid('digits', bitsOf(x), () => x.toString(radix));

/** How often `p` divides `n`, which is not 0, but no more than `most` times, and what is left: by powers of `p`, so that long numbers are divided seldom. */
export function factorOut(n: bigint, p: bigint, most = Number.POSITIVE_INFINITY): readonly [number, bigint] {
  const powers = [p];
  let times = 0;
  const take = (k: number): boolean => {
    if (times + 2 ** k > most || remainder(n, powers[k]) !== 0n) return false;
    n = quotient(n, powers[k]);
    times += 2 ** k;
    return true;
  };
  for (let k = 0; take(k); k++) powers.push(product(powers[k], powers[k]));
  for (let k = powers.length - 2; k >= 0; k--) take(k);
  return [times, n];
}

/** The greatest common divisor (Euclid), never negative, after it has been paid for: a division for each second bit, about. */
export function gcd(a: bigint, b: bigint): bigint {
  const bits = Math.min(bitsOf(a), bitsOf(b));
  if (bits === 0) {
    while (b !== 0n) [a, b] = [b, a % b];
  } else {
    const units = Math.ceil((bits * (bits / 64) ** 1.5) / 128);
    spend(units);
    const watch = watchTime(units, 1);
    while (b !== 0n) {
      [a, b] = [b, a % b];
      watch();
    }
  }
  return a < 0n ? -a : a;
}

/** So many digits are read one by one. */
const FEW_DIGITS = 256;

/** The number with those digits, the highest first, in that radix: halves of them at a time, so that it takes what their products take. */
export function fromDigits(digits: readonly number[], radix: number): bigint {
  const base = BigInt(radix);
  const watch = watchTime(0, 16);
  const part = (from: number, to: number): bigint => {
    if (to - from > FEW_DIGITS) {
      const middle = (from + to) >> 1;
      return product(part(from, middle), power(base, BigInt(to - middle))) + part(middle, to);
    }
    watch();
    let value = 0n;
    for (let i = from; i < to; i++) value = value * base + BigInt(digits[i]);
    return value;
  };
  return part(0, digits.length);
}

/** The number that decimal digits, with a sign or none, write, after it has been paid for. SyntaxError for other text. */
export const fromDecimal = (text: string): bigint => paid('digits', text.length * 3.33, () => BigInt(text));
