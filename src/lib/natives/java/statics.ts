import { defineClass } from '../../../data/classes.js';
import { compare } from '../../../data/compare.js';
import { arithmeticError, classCast } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import { identityHash } from '../../../data/hash.js';
import { javaHash } from '../../../data/java-hash.js';
import * as n from '../../../data/numbers/index.js';
import { formatJava } from '../../../data/numbers/java-format.js';
import { toArray } from '../../../data/operations/index.js';
import { EMPTY_QUEUE, MapEntry } from '../../../data/seqs/index.js';
import { strOf } from '../../../data/str.js';
import { parseUuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import { type Arities, type ClassMembers, nativeFn } from '../define.js';
import {
  copySign,
  DEGREE,
  exponent,
  ieeeRemainder,
  neighbour,
  nextAfter,
  power,
  RADIAN,
  roundEven,
  roundLong,
  ulp,
} from '../math-namespace.js';
import { textOf } from '../string-namespace.js';
import { characterFields, characterStatics } from './characters.js';
import { ROUNDINGS } from './decimals.js';
import { floatFields, floatStatics } from './floats.js';
import { integerFields, integerMembers } from './integers.js';
import { regexFields, regexStatics } from './regexes.js';
import { utilityStatics } from './utilities.js';

for (const name of ['java.lang.Math', 'java.lang.System', 'java.lang.Thread', 'java.math.BigInteger']) defineClass(name);

const d = n.toDouble;
const double1 = (f: (x: number) => number): Arities => ({ 1: (x) => new n.Double(f(d(x))) });
const double2 = (f: (x: number, y: number) => number): Arities => ({ 2: (x, y) => new n.Double(f(d(x), d(y))) });

/** The quotient of longs, rounded down; it wraps around where it is too large. */
function floorDivide(x: Value, y: Value): Value {
  const [a, b] = [n.toBigInt(n.toLong(x)), n.toBigInt(n.toLong(y))];
  if (b === 0n) throw arithmeticError('/ by zero');
  const quotient = a / b;
  const rounded = a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
  return n.longFromBigInt(BigInt.asIntN(64, rounded));
}

function floorModulo(x: Value, y: Value): Value {
  if (n.isZero(n.toLong(y))) throw arithmeticError('/ by zero');
  return n.mod(n.toLong(x), n.toLong(y));
}

function charSequence(x: Value): string {
  if (typeof x === 'number') throw classCast(x, 'java.lang.CharSequence');
  return x === null ? 'null' : textOf(x);
}

function text(x: Value): Value {
  if (x === null) return 'null';
  return strOf(x);
}

/** Static members of the classes of Java that portable scripts name and that reach nothing outside. */
export const statics: ClassMembers['statics'] = {
  'Math/sqrt': double1(Math.sqrt),
  'Math/cbrt': double1(Math.cbrt),
  'Math/pow': double2(power),
  'Math/exp': double1(Math.exp),
  'Math/expm1': double1(Math.expm1),
  'Math/log': double1(Math.log),
  'Math/log10': double1(Math.log10),
  'Math/log1p': double1(Math.log1p),
  'Math/sin': double1(Math.sin),
  'Math/cos': double1(Math.cos),
  'Math/tan': double1(Math.tan),
  'Math/asin': double1(Math.asin),
  'Math/acos': double1(Math.acos),
  'Math/atan': double1(Math.atan),
  'Math/atan2': double2(Math.atan2),
  'Math/sinh': double1(Math.sinh),
  'Math/cosh': double1(Math.cosh),
  'Math/tanh': double1(Math.tanh),
  'Math/hypot': double2(Math.hypot),
  'Math/ceil': double1(Math.ceil),
  'Math/floor': double1(Math.floor),
  'Math/rint': double1(roundEven),
  'Math/round': { 1: (x) => roundLong(d(x)) },
  'Math/signum': double1(Math.sign),
  'Math/toRadians': double1((x) => x * DEGREE),
  'Math/toDegrees': double1((x) => x * RADIAN),
  'Math/abs': { 1: (x) => (n.isLong(x) && n.isNeg(x) ? n.uncheckedNegate(x) : n.abs(x)) },
  'Math/max': { 2: (x, y) => (n.isLong(x) && n.isLong(y) ? n.max(x, y) : new n.Double(Math.max(d(x), d(y)))) },
  'Math/min': { 2: (x, y) => (n.isLong(x) && n.isLong(y) ? n.min(x, y) : new n.Double(Math.min(d(x), d(y)))) },
  'Math/ulp': double1(ulp),
  'Math/nextUp': double1((x) => neighbour(x, true)),
  'Math/nextDown': double1((x) => neighbour(x, false)),
  'Math/nextAfter': double2(nextAfter),
  'Math/getExponent': { 1: (x) => exponent(d(x)) },
  'Math/IEEEremainder': double2(ieeeRemainder),
  'Math/copySign': double2(copySign),
  'Math/floorDiv': { 2: (x, y) => floorDivide(x, y) },
  'Math/floorMod': { 2: (x, y) => floorModulo(x, y) },
  'Math/addExact': { 2: n.add },
  'Math/subtractExact': { 2: n.sub },
  'Math/multiplyExact': { 2: n.mul },
  'Math/incrementExact': { 1: n.inc },
  'Math/decrementExact': { 1: n.dec },
  'Math/negateExact': { 1: n.negate },
  'Math/toIntExact': { 1: n.toInt },
  ...integerMembers('Integer', 32),
  ...integerMembers('Long', 64),
  ...integerMembers('Short', 16),
  ...integerMembers('Byte', 8),
  ...floatStatics,
  ...characterStatics,
  ...utilityStatics,
  ...regexStatics,
  'Boolean/parseBoolean': { 1: (x) => x !== null && textOf(x).toLowerCase() === 'true' },
  'Boolean/valueOf': { 1: (x) => (typeof x === 'boolean' ? x : x !== null && textOf(x).toLowerCase() === 'true') },
  'Boolean/toString': { 1: text },
  'Boolean/hashCode': { 1: javaHash },
  'Boolean/compare': { 2: (a, b) => Number(a === true) - Number(b === true) },
  'Boolean/logicalAnd': { 2: (a, b) => a === true && b === true },
  'Boolean/logicalOr': { 2: (a, b) => a === true || b === true },
  'Boolean/logicalXor': { 2: (a, b) => (a === true) !== (b === true) },
  'String/valueOf': { 1: (x) => (Array.isArray(x) ? x.map((c) => textOf(c)).join('') : text(x)) },
  'String/format': {
    rest(args) {
      const given = args.length === 2 && Array.isArray(args[1]) ? (args[1] as Value[]) : args.slice(1);
      return formatJava(args[0], given, textOf);
    },
    restFrom: 1,
  },
  'String/join': {
    2(separator, parts) {
      const items = toArray(parts);
      return items === GUEST ? GUEST : items.map(charSequence).join(textOf(separator));
    },
  },
  'UUID/fromString': { 1: (s) => parseUuid(textOf(s)) },
  'MapEntry/create': { 2: (key, value) => new MapEntry(key, value) },
  'System/identityHashCode': { 1: (x) => (x === null ? 0 : identityHash(x as object)) },
  'BigInt/fromBigInteger': { 1: n.toBigInt },
  'BigInt/valueOf': { 1: n.toBigInt },
  'BigInteger/valueOf': { 1: n.toBigInteger },
  'BigDecimal/valueOf': { 1: n.toBigDecimal, 2: (unscaled, scale) => new n.BigDecimal(n.toBigInt(unscaled), n.toInt(scale)) },
};

const caseInsensitive: Arities = { 2: (a, b) => compare(textOf(a).toLowerCase(), textOf(b).toLowerCase()) };

/** Static fields of those classes. */
export const fields: ClassMembers['fields'] = {
  'Calendar/YEAR': 1,
  'Calendar/MONTH': 2,
  'Calendar/DAY_OF_MONTH': 5,
  'Calendar/DATE': 5,
  'Calendar/HOUR_OF_DAY': 11,
  'Calendar/MINUTE': 12,
  'Calendar/SECOND': 13,
  'Calendar/MILLISECOND': 14,
  'Math/PI': new n.Double(Math.PI),
  'Math/E': new n.Double(Math.E),
  ...integerFields('Integer', 32),
  ...integerFields('Long', 64),
  ...integerFields('Short', 16),
  ...integerFields('Byte', 8),
  ...floatFields,
  ...characterFields,
  ...regexFields,
  'String/CASE_INSENSITIVE_ORDER': nativeFn('java.lang.String', 'CASE_INSENSITIVE_ORDER', caseInsensitive),
  'Boolean/TRUE': true,
  'Boolean/FALSE': false,
  'Integer/TYPE': defineClass('int'),
  'Long/TYPE': defineClass('long'),
  'Double/TYPE': defineClass('double'),
  'Float/TYPE': defineClass('float'),
  'Short/TYPE': defineClass('short'),
  'Byte/TYPE': defineClass('byte'),
  'Character/TYPE': defineClass('char'),
  'Boolean/TYPE': defineClass('boolean'),
  'BigInteger/ZERO': n.toBigInteger(0n),
  'BigInteger/ONE': n.toBigInteger(1n),
  'BigInteger/TWO': n.toBigInteger(2n),
  'BigInteger/TEN': n.toBigInteger(10n),
  'BigDecimal/ZERO': n.toBigDecimal(0),
  'BigDecimal/ONE': n.toBigDecimal(1),
  'BigDecimal/TEN': n.toBigDecimal(10),
  ...Object.fromEntries(ROUNDINGS.map((name, i) => [`BigDecimal/ROUND_${name}`, i])),
  'PersistentQueue/EMPTY': EMPTY_QUEUE,
};
