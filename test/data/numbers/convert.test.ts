import { describe, expect, test } from 'vitest';
import { Char, charName, charNamed, charOf } from '../../../src/data/char.js';
import { classOf } from '../../../src/data/classes.js';
import * as n from '../../../src/data/numbers/index.js';
import type { Value } from '../../../src/data/value.js';
import { operand, shown } from './cases.js';

const CASTS: Record<string, (x: Value) => Value> = {
  long: n.toLong,
  int: n.toInt,
  short: n.toShort,
  byte: n.toByte,
  char: n.toChar,
  double: n.castDouble,
  float: n.castFloat,
  bigint: n.toBigInt,
  bigdec: n.toBigDecimal,
  rationalize: n.rationalize,
  numerator: n.numerator,
  denominator: n.denominator,
  num: n.num,
  'unchecked-int': n.uncheckedInt,
  'unchecked-short': n.uncheckedShort,
  'unchecked-byte': n.uncheckedByte,
  'unchecked-char': n.uncheckedChar,
  'unchecked-long': n.uncheckedLong,
  'unchecked-float': n.uncheckedFloat,
};

describe('casts', () => {
  test.each([
    ['long', '1e19', '!IllegalArgumentException Value out of range for long: 1.0E19'],
    ['long', '##NaN', '0'],
    ['long', '9.223372036854775807E18', '9223372036854775807'],
    ['long', '7/2', '3'],
    ['long', '12345678901234567890N', '!IllegalArgumentException Value out of range for long: 12345678901234567890'],
    ['int', '3.7', '3'],
    ['int', '-0.5', '0'],
    ['int', '1e10', '!ArithmeticException integer overflow'],
    ['int', '2147483647.5', '2147483647'],
    ['int', '3000000000', '!ArithmeticException integer overflow'],
    ['int', '1e10M', '!ArithmeticException integer overflow'],
    ['int', '12345678901234567890N', '!IllegalArgumentException Value out of range for long: 12345678901234567890'],
    ['byte', '200', '!IllegalArgumentException Value out of range for byte: 200'],
    ['byte', '300.5', '!IllegalArgumentException Value out of range for byte: 300.5'],
    ['byte', '1E+3M', '!IllegalArgumentException Value out of range for byte: 1E+3'],
    ['byte', '1.5', '1'],
    ['short', '40000', '!IllegalArgumentException Value out of range for short: 40000'],
    ['char', '65.5', 'A'],
    ['char', '-1', '!IllegalArgumentException Value out of range for char: -1'],
    ['char', '##NaN', '\u0000'],
    ['char', '12345678901234567890N', '!IllegalArgumentException Value out of range for char: 12345678901234567890'],
    ['double', '1/3', '0.3333333333333333'],
    ['double', '2/3', '0.6666666666666667'],
    ['double', '1e400M', '##Inf'],
    ['double', '12345678901234567890123N', '1.2345678901234568E22'],
    ['float', '0.1', '0.1'],
    ['float', '1e300', '!IllegalArgumentException Value out of range for float: 1.0E300'],
    ['float', '##Inf', '!IllegalArgumentException Value out of range for float: Infinity'],
    ['float', '1e39M', '!IllegalArgumentException Value out of range for float: 1E+39'],
    ['bigint', '1e20', '100000000000000000000N'],
    [
      'bigint',
      '##Inf',
      '!NumberFormatException Character I is neither a decimal digit number, decimal point, nor "e" notation exponential mark.',
    ],
    ['bigdec', '0.1', '0.1M'],
    ['bigdec', '1/3', '!ArithmeticException Non-terminating decimal expansion; no exact representable decimal result.'],
    ['rationalize', '0.1', '1/10'],
    ['rationalize', '1.50M', '3/2'],
    ['rationalize', '1e20', '100000000000000000000N'],
    ['numerator', '-6/4', '-3'],
    ['denominator', '1/9223372036854775808', '9223372036854775808'],
    ['numerator', '5', '!ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Ratio'],
    ['unchecked-int', '3000000000', '-1294967296'],
    ['unchecked-int', '1e10', '2147483647'],
    ['unchecked-int', '12345678901N', '-539222987'],
    ['unchecked-byte', '300.7', '44'],
    ['unchecked-byte', '1e10', '-1'],
    ['unchecked-short', '40000', '-25536'],
    ['unchecked-char', '65601', 'A'],
    ['unchecked-long', '1e19', '9223372036854775807'],
    ['unchecked-long', '12345678901234567890N', '-6101065172474983726'],
    ['unchecked-long', '1E+30M', '5076944270305263616'],
    ['unchecked-float', '1e300', '##Inf'],
  ])('(%s %s) is %s', (name, text, want) => expect(shown(() => CASTS[name](operand(text)))).toBe(want));

  test.each<[string, Value, string]>([
    ['int', charOf(97), '97'],
    ['long', charOf(97), '97'],
    ['byte', charOf(97), '97'],
    ['char', charOf(97), 'a'],
    ['int', 'a', '!ClassCastException class java.lang.String cannot be cast to class java.lang.Character'],
    ['long', 'a', '!ClassCastException class java.lang.String cannot be cast to class java.lang.Number'],
    ['double', charOf(97), '!ClassCastException class java.lang.Character cannot be cast to class java.lang.Number'],
    ['unchecked-short', charOf(97), '!ClassCastException class java.lang.Character cannot be cast to class java.lang.Number'],
    ['long', null, '!NullPointerException null'],
    ['int', null, '!NullPointerException null'],
    ['bigint', '+12', '12N'],
    ['bigint', 'x', '!NumberFormatException For input string: "x"'],
    ['bigint', '-', '!NumberFormatException Zero length BigInteger'],
    ['bigdec', '1.50', '1.50M'],
    ['bigdec', '.5', '0.5M'],
    [
      'bigdec',
      'x',
      '!NumberFormatException Character x is neither a decimal digit number, decimal point, nor "e" notation exponential mark.',
    ],
    ['num', charOf(97), '!ClassCastException class java.lang.Character cannot be cast to class java.lang.Number'],
  ])('(%s %s) is %s', (name, x, want) => expect(shown(() => CASTS[name](x))).toBe(want));
});

test('arithmetic on what is no number', () => {
  const noNumber = '!ClassCastException class java.lang.String cannot be cast to class java.lang.Number';
  for (const f of [n.add, n.sub, n.mul, n.div, n.quot, n.rem, n.mod, n.lt, n.gte, n.numEquiv, n.max, n.addP, n.uncheckedAdd]) {
    expect(shown(() => f('a', 1))).toBe(noNumber);
    expect(shown(() => f(1, 'a'))).toBe(noNumber);
    expect(shown(() => f(null, 1))).toBe('!NullPointerException null');
    expect(shown(() => f(new n.Double(1), null))).toBe('!NullPointerException null');
  }
  for (const f of [n.inc, n.dec, n.negate, n.abs, n.isZero, n.isPos, n.isNeg, n.incP]) expect(shown(() => f('a'))).toBe(noNumber);
  expect(shown(() => n.isEven(new n.Double(1.5)))).toBe('!IllegalArgumentException Argument must be an integer: 1.5');
  expect(shown(() => n.isOdd(null))).toBe('!IllegalArgumentException Argument must be an integer: ');
  expect(shown(() => n.bitAnd(1n, 1))).toBe('!IllegalArgumentException bit operation not supported for: class clojure.lang.BigInt');
  expect(shown(() => n.uncheckedDivideInt(1, 0))).toBe('!ArithmeticException / by zero');
});

test('int arithmetic wraps at 32 bits, but wants ints', () => {
  expect(n.uncheckedAddInt(2147483647, 1)).toBe(-2147483648);
  expect(n.uncheckedMultiplyInt(65537, 65537)).toBe(131073);
  expect(n.uncheckedNegateInt(-2147483648)).toBe(-2147483648);
  expect(n.uncheckedDivideInt(-7, 2)).toBe(-3);
  expect(Object.is(n.uncheckedRemainderInt(-4, 2), 0)).toBe(true);
  expect(shown(() => n.uncheckedAddInt(3000000000, 1))).toBe('!ArithmeticException integer overflow');
});

test('classes', () => {
  const names = ['1', '9007199254740993', '1.5', '1N', '1/2', '1M'].map((t) => classOf(operand(t))?.name);
  expect(names).toEqual([
    'java.lang.Long',
    'java.lang.Long',
    'java.lang.Double',
    'clojure.lang.BigInt',
    'clojure.lang.Ratio',
    'java.math.BigDecimal',
  ]);
});

test('characters are interned, and named as the printer names them', () => {
  expect(charOf(65)).toBe(charOf(65));
  expect(charOf(0x20ac)).toBe(charOf(0x20ac));
  expect(charOf(0x20ac)).toBeInstanceOf(Char);
  expect([10, 32, 9, 8, 12, 13, 97].map((c) => charName(charOf(c)))).toEqual([
    'newline',
    'space',
    'tab',
    'backspace',
    'formfeed',
    'return',
    'a',
  ]);
  expect(charNamed('newline')).toBe(charOf(10));
  expect(charNamed('nothing')).toBeUndefined();
  expect(String(charOf(97))).toBe('a');
});
