import { registerClass } from '../../../data/classes.js';
import { arithmeticError, classCast } from '../../../data/errors.js';
import {
  addDecimals,
  type BigDecimal,
  compareDecimals,
  decimalToBigInt,
  divideDecimals,
  divideRounded,
  formatPlainly,
  multiplyDecimals,
  negateDecimal,
  powerOfTen,
  precisionOf,
  remainderOfDecimals,
  roundTo,
  setScale,
  stripZeros,
  subtractDecimals,
} from '../../../data/numbers/decimal.js';
import * as n from '../../../data/numbers/index.js';
import { power, product } from '../../../data/numbers/size.js';
import { surroundings } from '../../../data/surroundings.js';
import type { Value } from '../../../data/value.js';
import type { ClassMembers, Member } from '../define.js';
import { int } from './arguments.js';

/** Java's ways of rounding in the order of their numbers. */
export const ROUNDINGS: readonly n.Rounding[] = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN', 'UNNECESSARY'];

/** A way of rounding as Java names it. */
export class RoundingMode {
  constructor(readonly name: n.Rounding) {}
  toString(): string {
    return this.name;
  }
}
registerClass(RoundingMode, 'java.math.RoundingMode');
export const ROUNDING_MODES: readonly RoundingMode[] = ROUNDINGS.map((name) => new RoundingMode(name));

/** A way of rounding by its object, or by its number. */
const rounding = (x: Value): n.Rounding => (x instanceof RoundingMode ? x.name : ROUNDINGS[int(x)]);

function decimal(x: Value): BigDecimal {
  if (x instanceof n.BigDecimal) return x;
  throw classCast(x, 'java.math.BigDecimal');
}

function context(x: Value): n.MathContext {
  if (x instanceof n.MathContext) return x;
  throw classCast(x, 'java.math.MathContext');
}

/** A method of two decimals, which no `with-precision` rounds. */
const exactly =
  (f: (a: BigDecimal, b: BigDecimal) => BigDecimal) =>
  (a: Value, b: Value): BigDecimal => {
    const { mathContext } = surroundings;
    surroundings.mathContext = null;
    try {
      return f(decimal(a), decimal(b));
    } finally {
      surroundings.mathContext = mathContext;
    }
  };

/** The quotient with so many places. */
function divided(a: BigDecimal, b: BigDecimal, scale: number, mode: n.Rounding): BigDecimal {
  if (b.unscaled === 0n) throw arithmeticError('/ by zero');
  const shift = scale + b.scale - a.scale;
  const over = product(a.unscaled, powerOfTen(Math.max(shift, 0)));
  const under = product(b.unscaled, powerOfTen(Math.max(-shift, 0)));
  return new n.BigDecimal(divideRounded(under < 0n ? -over : over, under < 0n ? -under : under, mode), scale);
}

/** The point moved to the right by so many places; the scale is never negative. */
function moved(x: BigDecimal, places: number): BigDecimal {
  const r = new n.BigDecimal(x.unscaled, x.scale - places);
  return r.scale < 0 ? setScale(r, 0, 'UNNECESSARY') : r;
}

const extreme = (sign: 1 | -1): Member => ({ 2: (a, b) => (compareDecimals(decimal(a), decimal(b)) * sign >= 0 ? a : b) });

/** The methods of Java's BigDecimal. */
export const decimalMethods: Readonly<Record<string, Member>> = {
  abs: { 1: (x) => (decimal(x).unscaled < 0n ? exactly(negateDecimal)(x, x) : x) },
  add: { 2: exactly(addDecimals) },
  divide: {
    2: exactly((a, b) => divideDecimals(a, b)),
    3: (a, b, how) =>
      how instanceof n.MathContext
        ? divideDecimals(decimal(a), decimal(b), how)
        : divided(decimal(a), decimal(b), decimal(a).scale, rounding(how)),
    rest: ([a, b, scale, mode]) => divided(decimal(a), decimal(b), int(scale), rounding(mode)),
    restFrom: 4,
  },
  max: extreme(1),
  min: extreme(-1),
  movePointLeft: { 2: (x, places) => moved(decimal(x), -int(places)) },
  movePointRight: { 2: (x, places) => moved(decimal(x), int(places)) },
  multiply: { 2: exactly(multiplyDecimals) },
  negate: { 1: (x) => exactly(negateDecimal)(x, x) },
  pow: { 2: (x, by) => new n.BigDecimal(power(decimal(x).unscaled, BigInt(int(by))), decimal(x).scale * int(by)) },
  precision: { 1: (x) => precisionOf(decimal(x)) },
  remainder: { 2: exactly(remainderOfDecimals) },
  round: { 2: (x, to) => roundTo(decimal(x), context(to)) },
  scale: { 1: (x) => decimal(x).scale },
  setScale: {
    2: (x, scale) => setScale(decimal(x), int(scale), 'UNNECESSARY'),
    3: (x, scale, mode) => setScale(decimal(x), int(scale), rounding(mode)),
  },
  signum: { 1: (x) => n.numCompare(decimal(x), 0) },
  stripTrailingZeros: { 1: (x) => stripZeros(decimal(x)) },
  subtract: { 2: exactly(subtractDecimals) },
  toBigInteger: { 1: (x) => n.toBigInteger(decimalToBigInt(decimal(x))) },
  toPlainString: { 1: (x) => formatPlainly(decimal(x)) },
  unscaledValue: { 1: (x) => n.toBigInteger(decimal(x).unscaled) },
};

/** What is rounded with, as Java has it: ways of rounding, and contexts. */
export const roundingMembers: Pick<ClassMembers, 'fields' | 'methods' | 'constructors'> = {
  fields: {
    ...Object.fromEntries(ROUNDING_MODES.map((mode) => [`RoundingMode/${mode.name}`, mode])),
    'MathContext/UNLIMITED': new n.MathContext(0, 'HALF_UP'),
    'MathContext/DECIMAL32': new n.MathContext(7, 'HALF_EVEN'),
    'MathContext/DECIMAL64': new n.MathContext(16, 'HALF_EVEN'),
    'MathContext/DECIMAL128': new n.MathContext(34, 'HALF_EVEN'),
  },
  methods: {
    'java.math.RoundingMode': {
      name: { 1: (mode) => (mode as RoundingMode).name },
      ordinal: { 1: (mode) => ROUNDING_MODES.indexOf(mode as RoundingMode) },
    },
    'java.math.MathContext': {
      getPrecision: { 1: (mc) => context(mc).precision },
      getRoundingMode: { 1: (mc) => ROUNDING_MODES[ROUNDINGS.indexOf(context(mc).rounding)] },
    },
  },
  constructors: {
    'java.math.MathContext': {
      1: (precision) => new n.MathContext(int(precision), 'HALF_UP'),
      2: (precision, mode) => new n.MathContext(int(precision), rounding(mode)),
    },
  },
};
