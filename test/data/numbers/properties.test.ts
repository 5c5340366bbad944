import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Throwable } from '../../../src/data/errors.js';
import * as n from '../../../src/data/numbers/index.js';
import type { Value } from '../../../src/data/value.js';

/** Integers of the int64 range, most of them near 0, 2^31, 2^53 and 2^63 where the forms of a long change. */
const int64 = fc.oneof(
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  fc
    .tuple(fc.constantFrom(0n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 62n, 2n ** 63n), fc.boolean(), fc.bigInt(-9n, 9n))
    .map(([base, negative, d]) => BigInt.asIntN(64, (negative ? -base : base) + d)),
  fc.bigInt(-(2n ** 33n), 2n ** 33n),
);

/** The integer of a result; checks that it is the one form that its value may have. */
function exact(x: Value): bigint | string {
  if (typeof x === 'number') {
    expect(Number.isSafeInteger(x)).toBe(true);
    expect(Object.is(x, -0)).toBe(false);
    return BigInt(x);
  }
  if (typeof x === 'bigint') return `${x}N`;
  expect(x).toBeInstanceOf(n.WideLong);
  const value = (x as n.WideLong).value;
  expect(value < -(2n ** 53n) + 1n || value > 2n ** 53n - 1n).toBe(true);
  return value;
}

const isInt64 = (b: bigint): boolean => BigInt.asIntN(64, b) === b;

function outcome(f: () => Value): bigint | string {
  try {
    return exact(f());
  } catch (e) {
    if (e instanceof Throwable) return e.message ?? '';
    throw e;
  }
}

function agree(ours: (a: Value, b: Value) => Value, truth: (a: bigint, b: bigint) => bigint | string): void {
  fc.assert(
    fc.property(int64, int64, (a, b) => {
      expect(outcome(() => ours(n.longFromBigInt(a), n.longFromBigInt(b)))).toBe(truth(a, b));
    }),
    { numRuns: 2000 },
  );
}

const checked = (r: bigint): bigint | string => (isInt64(r) ? r : 'long overflow');
const promoted = (r: bigint): bigint | string => (isInt64(r) ? r : `${r}N`);
const wrapped = (r: bigint): bigint => BigInt.asIntN(64, r);
const modulo = (a: bigint, b: bigint): bigint => ((a % b) + b) % b;
const divided =
  (f: (a: bigint, b: bigint) => bigint) =>
  (a: bigint, b: bigint): bigint | string =>
    b === 0n ? 'Divide by zero' : wrapped(f(a, b));

describe('N7, M1: longs agree with exact integers', () => {
  test('+', () => agree(n.add, (a, b) => checked(a + b)));
  test('-', () => agree(n.sub, (a, b) => (b === -(2n ** 63n) ? 'long overflow' : checked(a - b))));
  test('- of what is known to be longs', () => agree(n.subtractLongs, (a, b) => checked(a - b)));
  test('*', () => agree(n.mul, (a, b) => checked(a * b)));
  test("+'", () => agree(n.addP, (a, b) => promoted(a + b)));
  test("-'", () => agree(n.subP, (a, b) => (b === -(2n ** 63n) ? `${a - b}N` : promoted(a - b))));
  test("-' of what is known to be longs", () => agree(n.subtractLongsP, (a, b) => promoted(a - b)));
  test("*'", () => agree(n.mulP, (a, b) => promoted(a * b)));
  test('unchecked +', () => agree(n.uncheckedAdd, (a, b) => wrapped(a + b)));
  test('unchecked -', () => agree(n.uncheckedSubtract, (a, b) => wrapped(a - b)));
  test('unchecked *', () => agree(n.uncheckedMultiply, (a, b) => wrapped(a * b)));
  test('quot', () =>
    agree(
      n.quot,
      divided((a, b) => a / b),
    ));
  test('rem', () =>
    agree(
      n.rem,
      divided((a, b) => a % b),
    ));
  test('mod', () => agree(n.mod, divided(modulo)));
  test('bit-and', () => agree(n.bitAnd, (a, b) => a & b));
  test('bit-or', () => agree(n.bitOr, (a, b) => a | b));
  test('bit-xor', () => agree(n.bitXor, (a, b) => a ^ b));
  test('bit-and-not', () => agree(n.bitAndNot, (a, b) => a & ~b));
  test('bit-shift-left', () => agree(n.bitShiftLeft, (a, b) => wrapped(a << (b & 63n))));
  test('bit-shift-right', () => agree(n.bitShiftRight, (a, b) => a >> (b & 63n)));
  test('unsigned-bit-shift-right', () => agree(n.unsignedBitShiftRight, (a, b) => wrapped(BigInt.asUintN(64, a) >> (b & 63n))));
  test('bit-set', () => agree(n.bitSet, (a, b) => wrapped(a | (1n << (b & 63n)))));
  test('bit-clear', () => agree(n.bitClear, (a, b) => wrapped(a & ~(1n << (b & 63n)))));
  test('bit-flip', () => agree(n.bitFlip, (a, b) => wrapped(a ^ (1n << (b & 63n)))));
  test('compare', () => agree(n.numCompare, (a, b) => (a < b ? -1n : a > b ? 1n : 0n)));
  test('inc, dec, -, bit-not', () => {
    agree(n.inc, (a) => checked(a + 1n));
    agree(n.dec, (a) => checked(a - 1n));
    agree(n.negate, (a) => checked(-a));
    agree(n.bitNot, (a) => ~a);
  });
});

describe('laws', () => {
  const long = int64.map((b): n.Numeric => n.longFromBigInt(b));
  const ratio = fc.tuple(fc.bigInt(-1000n, 1000n), fc.bigInt(1n, 1000n)).map(([a, b]): n.Numeric => n.ratioOf(a, b));
  const decimal = fc
    .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: -5, max: 20 }))
    .map(([u, s]): n.Numeric => new n.BigDecimal(u, s));
  const number = fc.oneof(
    long,
    ratio,
    decimal,
    fc.bigInt(),
    fc.double().map((d) => new n.Double(d)),
  );

  test('a / b * b is a, in ratios', () => {
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        fc.pre(!n.isZero(b));
        expect(n.numEquiv(n.mul(n.div(a, b), b), a)).toBe(true);
      }),
    );
  });

  test('quot and rem make up the dividend', () => {
    const exactly = fc.oneof(long, ratio, fc.bigInt());
    fc.assert(
      fc.property(exactly, exactly, (a, b) => {
        fc.pre(!n.isZero(b));
        expect(n.numEquiv(n.addP(n.mulP(n.quot(a, b), b), n.rem(a, b)), a)).toBe(true);
        expect(n.isZero(n.mod(a, b)) || n.isNeg(n.mod(a, b)) === n.isNeg(b)).toBe(true);
      }),
    );
  });

  test('what is printed is read back as an equal number with an equal hash', () => {
    fc.assert(
      fc.property(number, (x) => {
        const text = n.printNumber(x);
        fc.pre(!text.startsWith('##'));
        const back = n.parseNumber(text) as n.Numeric;
        expect(n.numEquals(back, x)).toBe(true);
        expect(n.numHash(back)).toBe(n.numHash(x));
        expect(n.printNumber(back)).toBe(text);
      }),
    );
  });

  test('equal numbers of one category have one hash', () => {
    fc.assert(
      fc.property(int64, decimal, (a, d) => {
        expect(n.numHash(n.longFromBigInt(a))).toBe(n.numHash(a));
        const scaled = n.mul(d, new n.BigDecimal(1000n, 3));
        expect(n.numEquals(scaled, d)).toBe(true);
        expect(n.numHash(scaled)).toBe(n.numHash(d));
      }),
    );
  });
});
