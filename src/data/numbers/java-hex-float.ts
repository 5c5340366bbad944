const EXPONENT_BIAS = 1023;
const FRACTION_BITS = 52n;

/** The size of a finite double as Java's `Double.toHexString` gives it: `0x1.8p0`, `0x0.0p0`, and `0x0.…p-1022` for the tiniest. */
export function hexFloat(value: number): string {
  const bits = new BigUint64Array(new Float64Array([Math.abs(value)]).buffer)[0];
  const exponent = Number(bits >> FRACTION_BITS);
  const fraction = bits & ((1n << FRACTION_BITS) - 1n);
  const digits = fraction.toString(16).padStart(13, '0').replace(/0+$/, '') || '0';
  if (exponent === 0) return fraction === 0n ? '0x0.0p0' : `0x0.${digits}p-1022`;
  return `0x1.${digits}p${exponent - EXPONENT_BIAS}`;
}
