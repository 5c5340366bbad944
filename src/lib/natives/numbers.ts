import { className } from '../../data/classes.js';
import { illegalArgument } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import * as n from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';

type Binary = (a: Value, b: Value) => NativeResult;
type Unary = (x: Value) => NativeResult;

/** An operation that combines any number of operands from the left; `unit` is its value without operands. */
function folding(doc: string, unit: number, one: Unary, two: Binary): NativeSpec {
  return {
    doc,
    arglists: '([] [x] [x y] [x y & more])',
    0: () => unit,
    1: one,
    2: two,
    rest: (xs) => xs.reduce(two),
    restFrom: 3,
  };
}

/** Subtraction, division and their like: one operand is the special case, none is an error. */
function reducing(doc: string, one: Unary, two: Binary): NativeSpec {
  return { doc, arglists: '([x] [x y] [x y & more])', 1: one, 2: two, rest: (xs) => xs.reduce(two), restFrom: 3 };
}

/** A test that must hold between all neighbours. */
function ordering(doc: string, test: (a: Value, b: Value) => boolean): NativeSpec {
  return {
    doc,
    arglists: '([x] [x y] [x y & more])',
    1: () => true,
    2: test,
    rest(xs) {
      for (let i = 1; i < xs.length; i++) if (!test(xs[i - 1], xs[i])) return false;
      return true;
    },
    restFrom: 3,
  };
}

const unary = (doc: string, f: Unary, name = 'x'): NativeSpec => ({ doc, arglists: `([${name}])`, 1: f });
const binary = (doc: string, f: Binary, names = 'x y'): NativeSpec => ({ doc, arglists: `([${names}])`, 2: f });

/** IllegalArgumentException for anything but a string, as `parse-long` has it. */
function parseBoolean(x: Value): Value {
  if (typeof x !== 'string') throw illegalArgument(`Expected string, got ${x === null ? 'nil' : className(x)}`);
  return x === 'true' ? true : x === 'false' ? false : null;
}

const isExact = (x: Value): boolean => n.isInteger(x) || x instanceof n.Ratio || x instanceof n.BigDecimal;

/** Arithmetic, comparison and conversion of numbers. */
export const numberNatives = defineNatives('clojure.core', {
  '+': folding('The sum of numbers; 0 of none. Longs throw on overflow.', 0, n.soleOperand, n.add),
  "+'": folding('The sum of numbers; 0 of none. Longs grow to big integers where they overflow.', 0, n.soleOperand, n.addP),
  '*': folding('The product of numbers; 1 of none. Longs throw on overflow.', 1, n.soleOperand, n.mul),
  "*'": folding('The product of numbers; 1 of none. Longs grow to big integers where they overflow.', 1, n.soleOperand, n.mulP),
  '-': reducing('The first number less the others; one number is negated. Longs throw on overflow.', n.negate, n.sub),
  "-'": reducing(
    'The first number less the others; one number is negated. Longs grow to big integers where they overflow.',
    n.negateP,
    n.subP,
  ),
  '/': reducing('The first number divided by the others, exactly for integers; 1 divided by a single number.', (x) => n.div(1, x), n.div),
  inc: unary('x plus one; throws on overflow of a long.', n.inc),
  "inc'": unary('x plus one; a long grows to a big integer where it overflows.', n.incP),
  dec: unary('x less one; throws on overflow of a long.', n.dec),
  "dec'": unary('x less one; a long grows to a big integer where it overflows.', n.decP),
  quot: binary('The quotient of num and div, rounded toward zero.', n.quot, 'num div'),
  rem: binary('What quot leaves; it has the sign of num.', n.rem, 'num div'),
  mod: binary('What division rounded down leaves; it has the sign of div.', n.mod, 'num div'),
  abs: unary('The number without its sign. The least long stays itself.', n.abs, 'a'),
  '<': ordering('Whether the numbers increase strictly.', n.lt),
  '<=': ordering('Whether no number is less than the one before.', n.lte),
  '>': ordering('Whether the numbers decrease strictly.', n.gt),
  '>=': ordering('Whether no number is greater than the one before.', n.gte),
  '==': ordering('Whether the numbers have the same value, whatever their kinds.', n.numEquiv),
  max: {
    doc: 'The greatest of the numbers.',
    arglists: '([x] [x y] [x y & more])',
    1: (x) => x,
    2: n.max,
    rest: (xs) => xs.reduce(n.max),
    restFrom: 3,
  },
  min: {
    doc: 'The least of the numbers.',
    arglists: '([x] [x y] [x y & more])',
    1: (x) => x,
    2: n.min,
    rest: (xs) => xs.reduce(n.min),
    restFrom: 3,
  },
  'zero?': unary('Whether the number is zero.', n.isZero, 'num'),
  'pos?': unary('Whether the number is greater than zero.', n.isPos, 'num'),
  'neg?': unary('Whether the number is less than zero.', n.isNeg, 'num'),
  'even?': unary('Whether the integer is even.', n.isEven, 'n'),
  'odd?': unary('Whether the integer is odd.', n.isOdd, 'n'),
  'number?': unary('Whether x is a number.', n.isNumber),
  'integer?': unary('Whether x is a long or a big integer.', n.isInteger, 'n'),
  'int?': unary('Whether x is a long.', n.isLong),
  'pos-int?': unary('Whether x is a long greater than zero.', (x) => n.isLong(x) && n.isPos(x)),
  'neg-int?': unary('Whether x is a long less than zero.', (x) => n.isLong(x) && n.isNeg(x)),
  'nat-int?': unary('Whether x is a long that is zero or more.', (x) => n.isLong(x) && !n.isNeg(x)),
  'double?': unary('Whether x is a double.', (x) => x instanceof n.Double && !(x instanceof n.Float)),
  'float?': unary('Whether x is a double or a float.', (x) => x instanceof n.Double, 'n'),
  'ratio?': unary('Whether x is a ratio.', (x) => x instanceof n.Ratio, 'n'),
  'rational?': unary('Whether x is an integer, a ratio or a BigDecimal.', isExact, 'n'),
  'decimal?': unary('Whether x is a BigDecimal.', (x) => x instanceof n.BigDecimal, 'n'),
  'NaN?': unary('Whether the number is not a number.', n.isNaNValue, 'num'),
  'infinite?': unary('Whether the number is one of the infinities.', n.isInfinite, 'num'),
  num: unary('The number itself; ClassCastException for anything else.', n.num),
  numerator: unary('The numerator of a ratio.', n.numerator, 'r'),
  denominator: unary('The denominator of a ratio.', n.denominator, 'r'),
  rationalize: unary('The exact value that the text of the number stands for.', n.rationalize, 'num'),
  long: unary('x as a long, rounded toward zero; throws where it does not fit.', n.toLong),
  int: unary('x as an int, a long within 32 bits; throws where it does not fit.', n.toInt),
  short: unary('x as a short, a long within 16 bits; throws where it does not fit.', n.toShort),
  byte: unary('x as a byte, a long within 8 bits; throws where it does not fit.', n.toByte),
  char: unary('The character with that code.', n.toChar),
  double: unary('x as a double.', n.castDouble),
  float: unary('x as a 32-bit float; throws where it does not fit.', n.castFloat),
  bigint: unary('x as a big integer.', n.toBigInt),
  biginteger: unary('x as a BigInteger of Java.', n.toBigInteger),
  bigdec: unary('x as a BigDecimal.', n.toBigDecimal),
  'unchecked-long': unary('x as a long; what does not fit is cut off.', n.uncheckedLong),
  'unchecked-int': unary('x as an int; what does not fit is cut off.', n.uncheckedInt),
  'unchecked-short': unary('x as a short; what does not fit is cut off.', n.uncheckedShort),
  'unchecked-byte': unary('x as a byte; what does not fit is cut off.', n.uncheckedByte),
  'unchecked-char': unary('The character whose code is the low 16 bits of x.', n.uncheckedChar),
  'unchecked-float': unary('x as a 32-bit float, infinite where it does not fit.', n.uncheckedFloat),
  'unchecked-double': unary('x as a double.', n.castDouble),
  'unchecked-add': binary('The sum of two longs, cut off at 64 bits.', n.uncheckedAdd),
  'unchecked-subtract': binary('The difference of two longs, cut off at 64 bits.', n.uncheckedSubtract),
  'unchecked-multiply': binary('The product of two longs, cut off at 64 bits.', n.uncheckedMultiply),
  'unchecked-inc': unary('x plus one, cut off at 64 bits.', n.uncheckedInc),
  'unchecked-dec': unary('x less one, cut off at 64 bits.', n.uncheckedDec),
  'unchecked-negate': unary('x negated, cut off at 64 bits.', n.uncheckedNegate),
  'unchecked-add-int': binary('The sum of two ints, cut off at 32 bits.', n.uncheckedAddInt),
  'unchecked-subtract-int': binary('The difference of two ints, cut off at 32 bits.', n.uncheckedSubtractInt),
  'unchecked-multiply-int': binary('The product of two ints, cut off at 32 bits.', n.uncheckedMultiplyInt),
  'unchecked-inc-int': unary('x plus one, cut off at 32 bits.', n.uncheckedIncInt),
  'unchecked-dec-int': unary('x less one, cut off at 32 bits.', n.uncheckedDecInt),
  'unchecked-negate-int': unary('x negated, cut off at 32 bits.', n.uncheckedNegateInt),
  'unchecked-divide-int': binary('The quotient of two ints, rounded toward zero.', n.uncheckedDivideInt),
  'unchecked-remainder-int': binary('What the division of two ints leaves.', n.uncheckedRemainderInt),
  'bit-and': reducingBits('The bits that are set in every one of the integers.', n.bitAnd),
  'bit-or': reducingBits('The bits that are set in one of the integers.', n.bitOr),
  'bit-xor': reducingBits('The bits that are set in an odd number of the integers.', n.bitXor),
  'bit-and-not': reducingBits('The bits of the first integer that are set in none of the others.', n.bitAndNot),
  'bit-not': unary('The integer with all bits turned over.', n.bitNot),
  'bit-shift-left': binary('x shifted n bits to the left.', n.bitShiftLeft, 'x n'),
  'bit-shift-right': binary('x shifted n bits to the right, the sign filling up.', n.bitShiftRight, 'x n'),
  'unsigned-bit-shift-right': binary('x shifted n bits to the right, zeros filling up.', n.unsignedBitShiftRight, 'x n'),
  'bit-test': binary('Whether bit n of x is set.', n.bitTest, 'x n'),
  'bit-set': binary('x with bit n set.', n.bitSet, 'x n'),
  'bit-clear': binary('x with bit n cleared.', n.bitClear, 'x n'),
  'bit-flip': binary('x with bit n turned over.', n.bitFlip, 'x n'),
  'parse-long': unary('The long that the string holds, or nil if it holds none.', n.parseLong, 's'),
  'parse-double': unary('The double that the string holds, or nil if it holds none.', n.parseDouble, 's'),
  'parse-boolean': unary('true or false as the string says, or nil if it says neither.', parseBoolean, 's'),
  '-math-context': {
    doc: 'What *math-context* is bound to so that BigDecimal results are rounded to a precision.',
    arglists: '([precision rounding])',
    internal: true,
    2(precision, rounding) {
      if (n.isNeg(precision)) throw illegalArgument('Digits < 0');
      return new n.MathContext(n.toInt(precision), rounding as n.Rounding);
    },
  },
});

function reducingBits(doc: string, two: Binary): NativeSpec {
  return { doc, arglists: '([x y] [x y & more])', 2: two, rest: (xs) => xs.reduce(two), restFrom: 3 };
}
