import { describe, expect, test } from 'vitest';
import * as n from '../../../src/data/numbers/index.js';
import { operand, shown } from './cases.js';

const read = (text: string): string => shown(() => n.parseNumber(text) ?? 'none');

describe('the notations of the reader', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['+5', '5'],
    ['9007199254740993', '9007199254740993'],
    ['9223372036854775807', '9223372036854775807'],
    ['9223372036854775808', '9223372036854775808N'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['0N', '0N'],
    ['-0N', '0N'],
    ['007N', '7N'],
    ['-017', '-15'],
    ['0xFFFFFFFFFFFFFFFF', '18446744073709551615N'],
    ['-0x10N', '-16N'],
    ['2r1010', '10'],
    ['36rZz', '1295'],
    ['4/2', '2'],
    ['+4/2', '2'],
    ['-3/6', '-1/2'],
    ['1/08', '1/8'],
    ['010/2', '5'],
    ['1.', '1.0'],
    ['1.M', '1M'],
    ['08.5', '8.5'],
    ['08M', '8M'],
    ['-0.0', '-0.0'],
    ['+5.5e+3', '5500.0'],
    ['1e3', '1000.0'],
    ['1e3M', '1E+3M'],
    ['1.5e-3', '0.0015'],
    ['1e400', '##Inf'],
    ['1e999999M', '1E+999999M'],
    ['1e9999999999M', '!NumberFormatException Exponent overflow.'],
    ['1/0', '!ArithmeticException Divide by zero'],
    ['2r3', '!NumberFormatException For input string: "3" under radix 2'],
    ['37r1', '!NumberFormatException Radix out of range'],
    ['1r0', '!NumberFormatException Radix out of range'],
  ])('%s is %s', (text, want) => expect(read(text)).toBe(want));

  test.each(['08', '2r', '0x', '1e5N', '0x1G', '1N/2', '1/-2', '.5', '1_000', '', '-', '1.5N', ' 1', '1 '])('%j is no number', (text) =>
    expect(read(text)).toBe('none'));
});

describe('parse-long and parse-double', () => {
  test.each([
    ['12', '12'],
    ['+12', '12'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['9223372036854775808', 'null'],
    ['٠١٢', '12'],
    [' 12', 'null'],
    ['', 'null'],
    ['-', 'null'],
    ['1_000', 'null'],
  ])('parse-long %j is %s', (text, want) => expect(shown(() => n.parseLong(text))).toBe(want));

  test.each([
    ['1.5', '1.5'],
    [' 1.5\n', '1.5'],
    ['1e3f', '1000.0'],
    ['+.5e-3D', '5.0E-4'],
    ['1.', '1.0'],
    ['-0', '-0.0'],
    ['NaN', '##NaN'],
    ['-Infinity', '##-Inf'],
    ['0x1p3', '8.0'],
    ['0x1.8p1f', '3.0'],
    ['0x.8p0', '0.5'],
    ['0x1p-1074', '4.9E-324'],
    ['0x1.00000000000008p0', '1.0'],
    ['0x1.000000000000080000000001p0', '1.0000000000000002'],
    ['0x1p999999', '##Inf'],
    ['infinity', 'null'],
    ['0x1', 'null'],
    ['0xp0', 'null'],
    ['1e', 'null'],
    ['.', 'null'],
    ['', 'null'],
    ['1 2', 'null'],
  ])('parse-double %j is %s', (text, want) => expect(shown(() => n.parseDouble(text))).toBe(want));

  test('both want strings', () => {
    expect(shown(() => n.parseLong(5))).toBe('!IllegalArgumentException Expected string, got java.lang.Long');
    expect(shown(() => n.parseDouble(null))).toBe('!IllegalArgumentException Expected string, got nil');
  });
});

describe('doubles print as in Java 17', () => {
  test.each([
    [100, '100.0'],
    [9999999, '9999999.0'],
    [1e7, '1.0E7'],
    [12345678.9, '1.23456789E7'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [2e-3, '0.002'],
    [123456.789, '123456.789'],
    [0.1 + 0.2, '0.30000000000000004'],
    [2 ** -10, '9.765625E-4'],
    [2 ** -9, '0.001953125'],
    [1e21, '1.0E21'],
    [1e22, '1.0E22'],
    [1e23, '9.999999999999999E22'],
    [2e23, '1.9999999999999998E23'],
    [2 ** 53, '9.007199254740992E15'],
    [365663129242703420, '3.6566312924270342E17'],
    [1952214264552286000, '1.95221426455228595E18'],
    [123456789012345680, '1.2345678901234568E17'],
    [Number.MAX_VALUE, '1.7976931348623157E308'],
    [Number.MIN_VALUE, '4.9E-324'],
    [2.2250738585072014e-308, '2.2250738585072014E-308'],
    [1.424047269444609e-306, '1.4240472694446089E-306'],
  ])('%d', (x, want) => {
    expect(n.formatDouble(x)).toBe(want);
    expect(n.formatDouble(-x)).toBe(`-${want}`);
  });

  test('special values, under str and under pr', () => {
    expect(['##NaN', '##Inf', '##-Inf', '-0.0'].map((t) => n.formatNumber(operand(t) as n.Numeric))).toEqual([
      'NaN',
      'Infinity',
      '-Infinity',
      '-0.0',
    ]);
    expect(['##NaN', '##Inf', '1N', '1.50M', '1/2'].map((t) => n.printNumber(operand(t) as n.Numeric))).toEqual([
      '##NaN',
      '##Inf',
      '1N',
      '1.50M',
      '1/2',
    ]);
  });
});
