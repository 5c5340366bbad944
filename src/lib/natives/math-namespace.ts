import { arithmeticError } from '../../data/errors.js';
import * as n from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';

const d = n.toDouble;
const box = (x: number): Value => new n.Double(x);
const one = (doc: string, f: (x: number) => number): NativeSpec => ({ doc, arglists: '([a])', 1: (a) => box(f(d(a))) });
const two = (doc: string, f: (x: number, y: number) => number): NativeSpec => ({
  doc,
  arglists: '([a b])',
  2: (a, b) => box(f(d(a), d(b))),
});

/** Java's `Math.rint`: to the nearest integer, ties to the even one. */
export function roundEven(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) >= 2 ** 52) return x;
  const floor = Math.floor(x);
  const diff = x - floor;
  const rounded = diff < 0.5 ? floor : diff > 0.5 ? floor + 1 : floor % 2 === 0 ? floor : floor + 1;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
}

/** Java's `Math.round` of a double: half up, as a long, within the range of one. */
export function roundLong(x: number): Value {
  if (Number.isNaN(x)) return 0;
  const floor = Math.floor(x);
  return n.uncheckedLong(new n.Double(x - floor >= 0.5 ? floor + 1 : floor));
}

/** The remainder of IEEE 754: of x and the multiple of y nearest to it. */
export function ieeeRemainder(x: number, y: number): number {
  if (!Number.isFinite(x) || Number.isNaN(y) || y === 0) return Number.NaN;
  if (!Number.isFinite(y)) return x;
  const ay = Math.abs(y);
  let r = Math.abs(x) % (2 * ay);
  if (r > ay / 2) {
    r -= ay;
    if (r >= ay / 2) r -= ay;
  }
  return x < 0 || Object.is(x, -0) ? -r : r;
}

const bits = new DataView(new ArrayBuffer(8));

/** The double next to x in the direction of a sign. */
export function neighbour(x: number, up: boolean): number {
  if (Number.isNaN(x) || x === (up ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)) return x;
  if (x === 0) return up ? Number.MIN_VALUE : -Number.MIN_VALUE;
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + (x > 0 === up ? 1n : -1n));
  return bits.getFloat64(0);
}

/** The double next to x in the direction of another. */
export function nextAfter(x: number, to: number): number {
  return x === to ? to : Number.isNaN(to) ? to : neighbour(x, to > x);
}

/** The size of x with the sign of another double. */
export function copySign(x: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -Math.abs(x) : Math.abs(x);
}

/** The exponent of a double, without its bias, as Java's `Math.getExponent`. */
export function exponent(x: number): number {
  if (!Number.isFinite(x)) return 1024;
  bits.setFloat64(0, x);
  return ((bits.getUint16(0) >> 4) & 0x7ff) - 1023;
}

/** How far a double is from the next larger one. */
export function ulp(x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  const a = Math.abs(x);
  return a === Number.MAX_VALUE ? a - neighbour(a, false) : neighbour(a, true) - a;
}

function exact(f: (a: Value, b: Value) => Value): (a: Value, b: Value) => Value {
  return (a, b) => f(n.toLong(a), n.toLong(b));
}

/** A degree in radians, and a radian in degrees, as Java writes them. */
export const DEGREE = 0.017453292519943295;
export const RADIAN = 57.29577951308232;

/** The functions of clojure.math. */
export const mathNamespaceNatives = defineNatives('clojure.math', {
  sin: one('The sine of an angle in radians.', Math.sin),
  cos: one('The cosine of an angle in radians.', Math.cos),
  tan: one('The tangent of an angle in radians.', Math.tan),
  asin: one('The arc sine, within ±pi/2.', Math.asin),
  acos: one('The arc cosine, from 0 to pi.', Math.acos),
  atan: one('The arc tangent, within ±pi/2.', Math.atan),
  atan2: { doc: 'The angle of the point with these coordinates.', arglists: '([y x])', 2: (y, x) => box(Math.atan2(d(y), d(x))) },
  sinh: one('The hyperbolic sine.', Math.sinh),
  cosh: one('The hyperbolic cosine.', Math.cosh),
  tanh: one('The hyperbolic tangent.', Math.tanh),
  exp: one('e to the power of a.', Math.exp),
  expm1: one('e to the power of a, less 1, exact near 0.', Math.expm1),
  log: one('The natural logarithm.', Math.log),
  log10: one('The logarithm to base 10.', Math.log10),
  log1p: one('The natural logarithm of 1 + a, exact near 0.', Math.log1p),
  sqrt: one('The square root.', Math.sqrt),
  cbrt: one('The cube root.', Math.cbrt),
  pow: two('a to the power of b.', power),
  hypot: two('The length of the hypotenuse over two sides.', Math.hypot),
  ceil: one('The least integer that is not less than a, as a double.', Math.ceil),
  floor: one('The greatest integer that is not greater than a, as a double.', Math.floor),
  rint: one('The integer nearest to a, the even one of two, as a double.', roundEven),
  round: { doc: 'The long nearest to a, the greater one of two.', arglists: '([a])', 1: (a) => roundLong(d(a)) },
  signum: one('-1.0, 0.0 or 1.0 by the sign of a.', Math.sign),
  'to-radians': one('An angle in degrees as radians.', (x) => x * DEGREE),
  'to-degrees': one('An angle in radians as degrees.', (x) => x * RADIAN),
  'IEEE-remainder': {
    doc: 'The remainder by the rule of IEEE 754.',
    arglists: '([dividend divisor])',
    2: (x, y) => box(ieeeRemainder(d(x), d(y))),
  },
  ulp: one('The distance from a to the next double.', ulp),
  'next-up': one('The least double greater than a.', (x) => neighbour(x, true)),
  'next-down': one('The greatest double less than a.', (x) => neighbour(x, false)),
  'next-after': {
    doc: 'The double next to start in the direction of another.',
    arglists: '([start direction])',
    2: (x, to) => box(nextAfter(d(x), d(to))),
  },
  'get-exponent': { doc: 'The exponent of the double in base 2.', arglists: '([d])', 1: (x) => exponent(d(x)) },
  scalb: {
    doc: 'd times 2 to the power of scaleFactor.',
    arglists: '([d scaleFactor])',
    2: (x, k) => box(d(x) * 2 ** Number(n.toLong(k))),
  },
  'copy-sign': {
    doc: 'magnitude with the sign of another double.',
    arglists: '([magnitude sign])',
    2: (x, s) => box(copySign(d(x), d(s))),
  },
  'floor-div': { doc: 'The quotient of longs rounded down.', arglists: '([x y])', 2: floorDiv },
  'floor-mod': { doc: 'The remainder of longs for a quotient rounded down.', arglists: '([x y])', 2: floorMod },
  'add-exact': { doc: 'The sum of longs; throws on overflow.', arglists: '([x y])', 2: exact(n.add) },
  'subtract-exact': { doc: 'The difference of longs; throws on overflow.', arglists: '([x y])', 2: exact(n.sub) },
  'multiply-exact': { doc: 'The product of longs; throws on overflow.', arglists: '([x y])', 2: exact(n.mul) },
  'increment-exact': { doc: 'A long plus one; throws on overflow.', arglists: '([a])', 1: (a) => n.inc(n.toLong(a)) },
  'decrement-exact': { doc: 'A long less one; throws on overflow.', arglists: '([a])', 1: (a) => n.dec(n.toLong(a)) },
  'negate-exact': { doc: 'A long negated; throws on overflow.', arglists: '([a])', 1: (a) => n.negate(n.toLong(a)) },
});

/** Java's `Math.pow`, which differs from JavaScript's for a base of ±1 and an infinite exponent. */
export function power(x: number, y: number): number {
  return x ** y;
}

function floorDiv(x: Value, y: Value): Value {
  const a = n.toLong(x);
  const b = n.toLong(y);
  if (n.isZero(b)) throw arithmeticError('/ by zero');
  const q = n.quot(a, b);
  return n.isZero(n.rem(a, b)) || n.isNeg(a) === n.isNeg(b) ? q : n.dec(q);
}

function floorMod(x: Value, y: Value): Value {
  const a = n.toLong(x);
  const b = n.toLong(y);
  if (n.isZero(b)) throw arithmeticError('/ by zero');
  return n.mod(a, b);
}
