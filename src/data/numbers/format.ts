import { BigDecimal, formatDecimal } from './decimal.js';
import { Double, Float } from './double.js';
import { javaDigits } from './java-digits.js';
import type { Numeric } from './kinds.js';
import { Ratio } from './ratio.js';
import { digitsOf } from './size.js';

/** A raw double as Java's `Double.toString` writes it: always with a point, scientific below 10^-3 and from 10^7 on. */
export function formatDouble(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e7) return Object.is(x, -0) ? '-0.0' : `${x}.0`;
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(x);
  // In this range JavaScript writes the same digits in the same form.
  if (size >= 1e-3 && size < 1e7) return String(x);
  const { digits, exponent } = javaDigits(size);
  const sign = x < 0 ? '-' : '';
  if (size >= 1e7 || size < 1e-3) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent - 1}`;
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  return `${sign}${digits.slice(0, exponent).padEnd(exponent, '0')}.${digits.slice(exponent) || '0'}`;
}

/** A float as Java's `Float.toString` writes it: the fewest digits that tell it from other floats. */
function formatFloat(x: number): string {
  if (!Number.isFinite(x) || x === 0) return formatDouble(x);
  let precision = 1;
  while (Math.fround(Number(x.toPrecision(precision))) !== x) precision++;
  return formatDouble(Number(x.toPrecision(precision)));
}

/** A number as `str` writes it. */
export function formatNumber(x: Numeric): string {
  if (typeof x === 'bigint') return digitsOf(x);
  if (typeof x === 'number') return String(x);
  if (x instanceof Double) return x instanceof Float ? formatFloat(x.value) : formatDouble(x.value);
  if (x instanceof Ratio) return `${digitsOf(x.numerator)}/${digitsOf(x.denominator)}`;
  return x instanceof BigDecimal ? formatDecimal(x) : String(x.value);
}

/** A number as `pr` writes it, so that the reader reads it back: with N, M and ## marks. */
export function printNumber(x: Numeric): string {
  if (typeof x === 'bigint') return `${digitsOf(x)}N`;
  if (x instanceof BigDecimal) return `${formatDecimal(x)}M`;
  if (x instanceof Double && !Number.isFinite(x.value)) return Number.isNaN(x.value) ? '##NaN' : x.value > 0 ? '##Inf' : '##-Inf';
  return formatNumber(x);
}
