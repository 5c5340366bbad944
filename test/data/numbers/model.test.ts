import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Throwable } from '../../../src/data/errors.js';
import * as n from '../../../src/data/numbers/index.js';

/** What exact numbers are checked against: a fraction of two integers, below a positive line. */
interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

const EDGES = [0n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n];
const integer = fc.oneof(
  fc.tuple(fc.constantFrom(...EDGES), fc.constantFrom(1n, -1n), fc.bigInt(-3n, 3n)).map(([base, sign, near]) => sign * base + near),
  fc.bigInt(-1000n, 1000n),
);
const SMALLEST = -(2n ** 63n);

/** Exact numbers of every kind, each with the fraction that it is. The smallest long has tests of its own. */
const number = fc.oneof(
  integer
    .filter((i) => n.fitsLong(i) && i !== SMALLEST)
    .map((i): [n.Numeric, Rational, string] => [n.longFromBigInt(i), { over: i, under: 1n }, 'long']),
  integer.map((i): [n.Numeric, Rational, string] => [i, { over: i, under: 1n }, 'bigint']),
  integer.map((i): [n.Numeric, Rational, string] => [new n.BigInteger(i), { over: i, under: 1n }, 'bigint']),
  fc
    .tuple(integer, fc.bigInt(2n, 1000n))
    .map(([a, b]): [n.Numeric, Rational, string] => [n.ratioOf(a, b), { over: a, under: b }, a % b === 0n ? 'bigint' : 'ratio']),
);

/** The fraction that a result is; checks that it is in the only form that its value may have. */
function fraction(x: n.Numeric): Rational {
  if (typeof x === 'number') return { over: BigInt(x), under: 1n };
  if (typeof x === 'bigint') return { over: x, under: 1n };
  if (x instanceof n.Ratio) {
    expect(x.denominator).toBeGreaterThan(1n);
    for (const p of [2n, 3n, 5n, 7n]) expect(x.numerator % p === 0n && x.denominator % p === 0n).toBe(false);
    return { over: x.numerator, under: x.denominator };
  }
  return { over: (x as n.WideLong).value, under: 1n };
}

const same = (a: Rational, b: Rational): boolean => a.over * b.under === b.over * a.under;
const floor = (r: Rational): bigint => r.over / r.under - (r.over % r.under !== 0n && r.over < 0n !== r.under < 0n ? 1n : 0n);

const OPERATIONS: readonly (readonly [string, (a: n.Numeric, b: n.Numeric) => n.Numeric, (a: Rational, b: Rational) => Rational])[] = [
  ["+'", n.addP, (a, b) => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under })],
  ["-'", n.subP, (a, b) => ({ over: a.over * b.under - b.over * a.under, under: a.under * b.under })],
  ["*'", n.mulP, (a, b) => ({ over: a.over * b.over, under: a.under * b.under })],
];

describe('exact numbers of all kinds agree with fractions', () => {
  test.each(OPERATIONS)('%s', (_name, ours, truth) => {
    fc.assert(
      fc.property(number, number, ([a, ra, ka], [b, rb, kb]) => {
        const result = ours(a, b);
        expect(same(fraction(result), truth(ra, rb))).toBe(true);
        // Two longs give a long where it fits; all else is never a long.
        const whole = fraction(result).under === 1n;
        if (ka === 'long' && kb === 'long') expect(n.isLong(result)).toBe(n.fitsLong(fraction(result).over));
        else expect(whole ? typeof result : 'ratio').toBe(whole ? 'bigint' : 'ratio');
      }),
      { numRuns: 1500 },
    );
  });

  test('/ and mod', () => {
    fc.assert(
      fc.property(number, number, ([a, ra], [b, rb]) => {
        if (rb.over === 0n) {
          expect(() => n.div(a, b)).toThrow(Throwable);
          return;
        }
        const quotient = { over: ra.over * rb.under, under: ra.under * rb.over };
        expect(same(fraction(n.div(a, b)), quotient)).toBe(true);
        const q = floor(quotient);
        expect(same(fraction(n.mod(a, b)), { over: ra.over * rb.under - q * rb.over * ra.under, under: ra.under * rb.under })).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('order, = and hash', () => {
    fc.assert(
      fc.property(number, number, ([a, ra], [b, rb]) => {
        const left = ra.over * rb.under;
        const right = rb.over * ra.under;
        expect(n.numCompare(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(n.lt(a, b)).toBe(left < right);
        expect(n.numEquiv(a, b)).toBe(left === right);
        expect(n.numEquals(a, b)).toBe(left === right);
        if (left === right) expect(n.numHash(a)).toBe(n.numHash(b));
      }),
      { numRuns: 3000 },
    );
  });

  test('a double among the operands makes it the arithmetic of doubles', () => {
    fc.assert(
      fc.property(number, fc.double({ noNaN: true }), ([a], d) => {
        const x = n.toDouble(a);
        const value = (result: n.Numeric): number => (result as n.Double).value;
        expect(value(n.add(a, new n.Double(d)))).toBe(x + d);
        expect(value(n.mul(new n.Double(d), a))).toBe(d * x);
        if (d !== 0) expect(value(n.div(a, new n.Double(d)))).toBe(x / d);
        expect(n.numEquals(a, new n.Double(d))).toBe(false);
        expect(n.lt(a, new n.Double(d))).toBe(x < d);
      }),
    );
  });
});

describe('texts of doubles', () => {
  test('what is printed is read back as the same double', () => {
    fc.assert(
      fc.property(fc.double(), (d) => {
        expect(n.parseJavaDouble(n.formatDouble(d))).toBe(d);
        if (Number.isFinite(d)) expect((n.parseNumber(n.formatDouble(d)) as n.Double).value).toBe(d);
      }),
      { numRuns: 5000 },
    );
  });

  test('a float is read back as the same float', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (f) => {
        expect(Math.fround(n.parseJavaDouble(n.formatNumber(new n.Float(f))) ?? Number.NaN)).toBe(f);
      }),
    );
  });
});
