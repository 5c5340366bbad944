export { abs, add, addP, dec, decP, div, inc, incP, mul, mulP, negate, negateP, sub, subP } from './arithmetic.js';
export {
  bitAnd,
  bitAndNot,
  bitClear,
  bitFlip,
  bitNot,
  bitOr,
  bitSet,
  bitShiftLeft,
  bitShiftRight,
  bitTest,
  bitXor,
  unsignedBitShiftRight,
} from './bits.js';
export {
  castDouble,
  castFloat,
  denominator,
  isEven,
  isInfinite,
  isNaNValue,
  isOdd,
  num,
  numerator,
  rationalize,
  toBigDecimal,
  toBigInt,
  toByte,
  toChar,
  toInt,
  toLong,
  toShort,
  uncheckedByte,
  uncheckedChar,
  uncheckedFloat,
  uncheckedInt,
  uncheckedLong,
  uncheckedShort,
} from './convert.js';
export { BigDecimal, currentMathContext, type MathContext, type Rounding, setMathContext } from './decimal.js';
export { Double } from './double.js';
export { formatDouble, formatNumber, printNumber } from './format.js';
export { numEquals, numHash } from './identity.js';
export { formatJava } from './java-format.js';
export { isInteger, isLong, isNumber, type Numeric, toDouble } from './kinds.js';
export { gt, gte, isNeg, isPos, isZero, lt, lte, max, min, numCompare, numEquiv } from './order.js';
export { parseDouble, parseJavaDouble, parseLong, parseNumber } from './parse.js';
export { mod, quot, rem } from './quotient.js';
export { Ratio, ratioOf } from './ratio.js';
export {
  uncheckedAdd,
  uncheckedAddInt,
  uncheckedDec,
  uncheckedDecInt,
  uncheckedDivideInt,
  uncheckedInc,
  uncheckedIncInt,
  uncheckedMultiply,
  uncheckedMultiplyInt,
  uncheckedNegate,
  uncheckedNegateInt,
  uncheckedRemainderInt,
  uncheckedSubtract,
  uncheckedSubtractInt,
} from './unchecked.js';
export { fitsLong, type Long, longFromBigInt, longOrBigInt, WideLong, wrapToLong } from './wide-long.js';
