export {
  abs,
  add,
  addP,
  dec,
  decP,
  div,
  divideDoubles,
  inc,
  incP,
  mul,
  mulP,
  negate,
  negateP,
  sub,
  subP,
  subtractLongs,
  subtractLongsP,
} from './arithmetic.js';
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
  asLong,
  byteOfDouble,
  castDouble,
  castFloat,
  charOfDouble,
  denominator,
  intOfDouble,
  isEven,
  isInfinite,
  isNaNValue,
  isOdd,
  num,
  numerator,
  rationalize,
  shortOfDouble,
  soleOperand,
  toBigDecimal,
  toBigInt,
  toBigInteger,
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
export { BigDecimal, MathContext, type Rounding } from './decimal.js';
export { Double, Float } from './double.js';
export { formatDouble, formatNumber, printNumber } from './format.js';
export { numEquals, numHash, sameNumber } from './identity.js';
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
export { BigInteger, fitsLong, type Long, longFromBigInt, longOrBigInt, WideLong, wrapToLong } from './wide-long.js';
