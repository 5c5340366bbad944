import { spend } from '../budget.js';

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
 * What a product, a quotient or the digits of a number with so many bits take: by measurement with V8 about n^1.5 for n words,
 * in units of some hundred nanoseconds.
 */
export function spendOnProduct(bits: number): void {
  if (bits > SMALL) spend(Math.ceil((bits / 64) ** 1.5 / 64));
}

/** What Euclid's algorithm takes: a division for each digit and a half, so the square of the words. */
export function spendOnDivisor(bits: number): void {
  if (bits > 0) spend(Math.ceil((bits / 64) ** 2 / 4));
}

/** The product, after it has been paid for. */
export function product(a: bigint, b: bigint): bigint {
  spendOnProduct(Math.max(bitsOf(a), bitsOf(b)));
  return a * b;
}

/** The power, after it has been paid for. */
export function power(a: bigint, n: bigint): bigint {
  const bits = Math.max(bitsOf(a), a.toString(2).length) * Number(n);
  if (a > 1n || a < -1n) spendOnProduct(bits);
  return a ** n;
}
