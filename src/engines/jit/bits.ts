import { type Kind, long } from './kinds.js';
import type { NumericForm } from './numeric.js';

/** The natives that JavaScript's own operations do on longs, with how many arguments. */
export const BIT_OPERATIONS: ReadonlyMap<string, number> = new Map(
  ['bit-and', 'bit-or', 'bit-xor', 'bit-and-not', 'bit-shift-left', 'bit-shift-right', 'unsigned-bit-shift-right', 'min', 'max']
    .map((name): [string, number] => [`clojure.core/${name}`, 2])
    .concat([['clojure.core/bit-not', 1]]),
);

const INT = 2 ** 31;
const isInt = (k: Kind): boolean => k.low >= -INT && k.high < INT;
const isWithin = (k: Kind, low: number, high: number): boolean => k.low >= low && k.high <= high;
const isNatural = (k: Kind): boolean => isWithin(k, 0, INT - 1);
const INTEGER = long(-INT, INT - 1);

/** The tests by which operands fail that are not known to be what they must be. */
const either = (...tests: (string | false)[]): string => tests.filter((test) => test !== false).join(' || ');
const notInt = (k: Kind, text: string): string | false => !isInt(k) && `(${text} | 0) !== ${text}`;
const notWithin = (k: Kind, text: string, low: number, high: number): string | false =>
  !isWithin(k, low, high) && `${text} < ${low} || ${text} > ${high}`;
/** A bound of 2^n - 1 that is no less than both. */
const mask = (x: number, y: number): number => 2 ** Math.ceil(Math.log2(Math.max(x, y) + 1)) - 1;

type BitForm = Pick<NumericForm, 'result' | 'outside' | 'text'>;

/** `x` and `y` as the integers of 32 bits on which JavaScript's operation gives what Clojure's gives on longs. */
const ofInts = (operator: string, x: Kind, y: Kind, result: Kind): BitForm => ({
  result,
  outside: (a, b) => either(notInt(x, a), notInt(y, b)),
  text: (a, b) => `${a} ${operator} ${b}`,
});

/** How an operation of `BIT_OPERATIONS` is done on two longs, or on one. */
export function bitForm(name: string, x: Kind, y: Kind): BitForm {
  const bothNatural = isNatural(x) && isNatural(y);
  switch (name.slice('clojure.core/'.length)) {
    case 'bit-and':
      // With a mask of 31 bits the lower half is all there is; JavaScript takes any long modulo 2^32.
      if (isNatural(x) || isNatural(y)) {
        const most = Math.min(isNatural(x) ? x.high : INT, isNatural(y) ? y.high : INT);
        return { result: long(0, most), outside: () => '', text: (a, b) => `${a} & ${b}` };
      }
      return ofInts('&', x, y, INTEGER);
    case 'bit-or':
      return ofInts('|', x, y, bothNatural ? long(0, mask(x.high, y.high)) : INTEGER);
    case 'bit-xor':
      return ofInts('^', x, y, bothNatural ? long(0, mask(x.high, y.high)) : INTEGER);
    case 'bit-and-not':
      return { ...ofInts('&', x, y, INTEGER), text: (a, b) => `${a} & ~${b}` };
    case 'bit-not':
      return {
        result: isInt(x) ? long(-1 - x.high, -1 - x.low) : INTEGER,
        outside: (a) => either(notInt(x, a)),
        text: (a) => `-1 - ${a}`,
      };
    case 'bit-shift-left': {
      // 2^31 by 2^21 is the most that is sure to be a number.
      const most = Math.min(y.high, 21);
      const bounds = [Math.max(x.low, -INT) * 2 ** most, Math.min(x.high, INT) * 2 ** most];
      return {
        result: long(Math.min(bounds[0], 0), Math.max(bounds[1], 0)),
        outside: (a, b) => either(notInt(x, a), notWithin(y, b, 0, 21)),
        text: (a, b) => `${a} * (1 << ${b})`,
      };
    }
    case 'bit-shift-right':
      return { ...ofInts('>>', x, y, INTEGER), outside: (a, b) => either(notInt(x, a), notWithin(y, b, 0, 31)) };
    case 'unsigned-bit-shift-right':
      return {
        result: long(0, INT - 1),
        outside: (a, b) => either(notWithin(x, a, 0, INT - 1), notWithin(y, b, 0, 31)),
        text: (a, b) => `${a} >> ${b}`,
      };
    case 'min':
      return {
        result: long(Math.min(x.low, y.low), Math.min(x.high, y.high)),
        outside: () => '',
        text: (a, b) => `${a} < ${b} ? ${a} : ${b}`,
      };
    default:
      // max
      return {
        result: long(Math.max(x.low, y.low), Math.max(x.high, y.high)),
        outside: () => '',
        text: (a, b) => `${a} > ${b} ? ${a} : ${b}`,
      };
  }
}
