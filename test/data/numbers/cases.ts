import { Throwable } from '../../../src/data/errors.js';
import * as n from '../../../src/data/numbers/index.js';
import type { Value } from '../../../src/data/value.js';

type Binary = (a: Value, b: Value) => Value;
type Unary = (a: Value) => Value;

/** The functions under test by the names of their Clojure counterparts. */
const BINARY: Record<string, Binary> = {
  '+': n.add,
  '-': n.sub,
  '*': n.mul,
  '/': n.div,
  "+'": n.addP,
  "-'": n.subP,
  "*'": n.mulP,
  quot: n.quot,
  rem: n.rem,
  mod: n.mod,
  '<': n.lt,
  '<=': n.lte,
  '>': n.gt,
  '>=': n.gte,
  '==': n.numEquiv,
  '=': n.numEquals,
  compare: n.numCompare,
  max: n.max,
  min: n.min,
  'unchecked-add': n.uncheckedAdd,
  'unchecked-subtract': n.uncheckedSubtract,
  'unchecked-multiply': n.uncheckedMultiply,
  'bit-and': n.bitAnd,
  'bit-or': n.bitOr,
  'bit-xor': n.bitXor,
  'bit-and-not': n.bitAndNot,
  'bit-shift-left': n.bitShiftLeft,
  'bit-shift-right': n.bitShiftRight,
  'unsigned-bit-shift-right': n.unsignedBitShiftRight,
  'bit-test': n.bitTest,
  'bit-set': n.bitSet,
  'bit-clear': n.bitClear,
  'bit-flip': n.bitFlip,
};

const UNARY: Record<string, Unary> = {
  inc: n.inc,
  dec: n.dec,
  "inc'": n.incP,
  "dec'": n.decP,
  '-': n.negate,
  "-'": n.negateP,
  abs: n.abs,
  'zero?': n.isZero,
  'pos?': n.isPos,
  'neg?': n.isNeg,
  'even?': n.isEven,
  'odd?': n.isOdd,
  hash: (x) => n.numHash(x as n.Numeric),
  str: (x) => JSON.stringify(n.formatNumber(x as n.Numeric)),
  pr: (x) => x,
  long: n.toLong,
  int: n.toInt,
  short: n.toShort,
  byte: n.toByte,
  double: n.castDouble,
  bigint: n.toBigInt,
  bigdec: n.toBigDecimal,
  rationalize: n.rationalize,
  'bit-not': n.bitNot,
  'unchecked-long': n.uncheckedLong,
  'unchecked-int': n.uncheckedInt,
  'unchecked-byte': n.uncheckedByte,
  'unchecked-inc': n.uncheckedInc,
  'unchecked-negate': n.uncheckedNegate,
  'NaN?': n.isNaNValue,
  'infinite?': n.isInfinite,
  'integer?': n.isInteger,
};

/** The value of an operand as the oracle prints it. */
export function operand(text: string): Value {
  if (text === '##NaN') return new n.Double(Number.NaN);
  if (text === '##Inf') return new n.Double(Number.POSITIVE_INFINITY);
  if (text === '##-Inf') return new n.Double(Number.NEGATIVE_INFINITY);
  const x = n.parseNumber(text);
  if (x === undefined) throw new Error(`Bad operand ${text}`);
  return x;
}

/** A result as `pr` shows it, an exception as `!SimpleName message`. */
export function shown(f: () => Value): string {
  try {
    const r = f();
    if (typeof r === 'number' && !Number.isSafeInteger(r)) return `not a long: ${r}`;
    if (Object.is(r, -0)) return 'a long that is -0';
    return n.isNumber(r) ? n.printNumber(r) : String(r);
  } catch (e) {
    if (e instanceof Throwable) return `!${e.name.slice(e.name.lastIndexOf('.') + 1)} ${e.message}`;
    throw e;
  }
}

/** What we answer to one of the oracle's questions; `b` is empty for functions of one argument. */
export function answer(name: string, a: string, b: string): string {
  if (b === '') return shown(() => UNARY[name](operand(a)));
  return shown(() => BINARY[name](operand(a), operand(b)));
}
