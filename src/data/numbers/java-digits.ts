/** Decimal digits d1 d2 d3 … of a number, whose value is 0.d1d2d3… × 10^exponent. No zeros at the end. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** The digits that JavaScript chooses: the shortest that read back as `x`, and of those the nearest. */
function shortest(x: number): Digits {
  const [mantissa, exponent] = x.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) + 1 };
}

/** An integer from 2^53 to 2^63: its own digits, rounded where they stand for less than a quarter of the last bit. */
function longDigits(x: number): Digits {
  const all = BigInt(x).toString();
  const unit = 2 ** (Math.floor(Math.log2(x)) - 52);
  const drop = Math.floor(Math.log10(unit / 4));
  const scale = 10n ** BigInt(Math.max(drop, 0));
  const kept = ((BigInt(x) + scale / 2n) / scale).toString();
  return { digits: kept.replace(/0+$/, ''), exponent: kept.length + all.length - (BigInt(x) / scale).toString().length };
}

/**
 * Digits one by one until what is left is less than half a unit in the last place (Steele and White 1990, free format),
 * with the habits of JDKs before 19: strict comparisons, at least two digits, and below a power of two, where the
 * doubles lie closer, a margin that is halved on both sides.
 */
function freeFormat(x: number): Digits {
  bits.setFloat64(0, x);
  const field = bits.getBigUint64(0);
  const biased = Number(field >> 52n);
  const fraction = field & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = Math.max(biased, 1) - 1075;
  // x = left/whole and half a unit = margin/whole, all integers; the factor 4 is room for the halves.
  let left = 4n * mantissa;
  let margin = (mantissa & (mantissa - 1n)) === 0n ? 1n : 2n;
  let whole = 4n;
  if (power >= 0) {
    left <<= BigInt(power);
    margin <<= BigInt(power);
  } else whole <<= BigInt(-power);
  let exponent = Math.floor(Math.log10(x));
  if (exponent >= 0) whole *= 10n ** BigInt(exponent);
  else {
    left *= 10n ** BigInt(-exponent);
    margin *= 10n ** BigInt(-exponent);
  }
  if (left < whole) {
    left *= 10n;
    margin *= 10n;
    exponent--;
  } else if (left >= 10n * whole) {
    whole *= 10n;
    exponent++;
  }
  const atLeast = exponent < -3 || exponent >= 7 ? 2 : 1;
  let digits = '';
  let low = false;
  let high = false;
  while (digits.length < atLeast || !(low || high)) {
    digits += String(left / whole);
    left = 10n * (left % whole);
    margin *= 10n;
    low = left < margin;
    high = left + margin > 10n * whole;
  }
  const half = 2n * left - 10n * whole;
  const odd = Number(digits[digits.length - 1]) % 2 === 1;
  const up = high && (!low || half > 0n || (half === 0n && odd));
  const rounded = up ? String(BigInt(digits) + 1n) : digits;
  return { digits: rounded.replace(/0+$/, ''), exponent: exponent + 1 + rounded.length - digits.length };
}

/** The largest double whose neighbour's border can be a decimal of 17 digits is below this (10^17 × 5^23 × 2^23). */
const LAST_BORDER = 1e40;

/**
 * The digits that `Double.toString` of a JDK before 19 gives for x > 0. They are the shortest ones that read back as
 * x, except where that algorithm is known to give others: powers of two, integers that fit a long, and numbers whose
 * shortest form lies exactly on the border to their neighbour, as 10^23 does.
 */
export function javaDigits(x: number): Digits {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const isPowerOfTwo = bits.getUint32(4) === 0 && (high & 0xfffff) === 0;
  if (x >= 2 ** 53 && x < 2 ** 63) return longDigits(x);
  if (isPowerOfTwo || (x >= 2 ** 63 && x < LAST_BORDER) || high < 0x100000) return freeFormat(x);
  return shortest(x);
}
