import { equiv } from '../../data/equality.js';
import { arithmeticError, classCast } from '../../data/errors.js';
import { GUEST } from '../../data/guest.js';
import * as n from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';

const two = (doc: string, f: (a: Value, b: Value) => Value): NativeSpec => ({ doc, arglists: '([x y])', internal: true, 2: f });
const ofDouble = (type: string, f: (x: n.Double) => Value): NativeSpec => ({
  doc: `A double as ${type}.`,
  arglists: '([x])',
  internal: true,
  1: (x) => f(n.castDouble(x)),
});

/** Java's own words for a division of primitive longs. */
function nonZero(x: Value): Value {
  if (n.isZero(x)) throw arithmeticError('/ by zero');
  return x;
}

const isNaNDouble = (x: Value): boolean => x instanceof n.Double && Number.isNaN(x.value);

/** Arithmetic on what the compiler knows to be primitive (compiler/primitives.ts), where it differs from that of boxed numbers. */
export const primitiveNumberNatives = defineNatives('clojure.core', {
  '-as-long': { doc: 'The number as a long, as a hint asks for it.', arglists: '([x])', internal: true, 1: n.asLong },
  '-as-double': { doc: 'The number as a double, as a hint asks for it.', arglists: '([x])', internal: true, 1: n.castDouble },
  '-int-of-index': {
    doc: 'A number as an int, of which what does not fit is cut off; anything else as it is.',
    arglists: '([x])',
    internal: true,
    1: (x) => (n.isNumber(x) ? n.uncheckedInt(x) : x),
  },
  '-index': {
    doc: 'A number as it is, of which an int can be made; ClassCastException for anything else, and NullPointerException for nil.',
    arglists: '([x])',
    internal: true,
    1(x) {
      if (!n.isNumber(x)) throw classCast(x, 'java.lang.Number');
      return x;
    },
  },
  '-divide-doubles': two('The quotient by the rules of IEEE 754.', n.divideDoubles),
  '-subtract-doubles': two('The difference by the rules of IEEE 754.', (a, b) => new n.Double(n.toDouble(a) - n.toDouble(b))),
  '-subtract-longs': two('The difference of longs; throws on overflow.', n.subtractLongs),
  '-subtract-longs-growing': two('The difference of longs; a BigInt where that is no long.', n.subtractLongsP),
  '-quot-longs': two('The quotient of longs.', (a, b) => n.quot(a, nonZero(b))),
  '-rem-longs': two('The remainder of longs.', (a, b) => n.rem(a, nonZero(b))),
  '-max-doubles': two('The greater of two doubles, 0.0 rather than -0.0.', (a, b) => new n.Double(Math.max(n.toDouble(a), n.toDouble(b)))),
  '-min-doubles': two('The lesser of two doubles, -0.0 rather than 0.0.', (a, b) => new n.Double(Math.min(n.toDouble(a), n.toDouble(b)))),
  '-equal-doubles': two('Whether the values are equal; a NaN is equal to nothing.', (a, b) => {
    if (isNaNDouble(a) || isNaNDouble(b)) return false;
    const equal = equiv(a, b);
    // No double is equal to an instance of a guest type.
    return equal === GUEST ? false : equal;
  }),
  '-int-of-double': ofDouble('an int', n.intOfDouble),
  '-short-of-double': ofDouble('a short', n.shortOfDouble),
  '-byte-of-double': ofDouble('a byte', n.byteOfDouble),
  '-char-of-double': ofDouble('a character', n.charOfDouble),
});
