import { Char } from '../../../data/char.js';
import { registerClass } from '../../../data/classes.js';
import { MapLike } from '../../../data/collection.js';
import { exInfo, illegalArgument, type Throwable } from '../../../data/errors.js';
import * as n from '../../../data/numbers/index.js';
import { MapEntry } from '../../../data/seqs/index.js';
import { uuidOfHalves } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import type { Arities, ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';
import { int } from './arguments.js';
import { parseBigInteger } from './big-integers.js';
import { decodeBytes } from './charsets.js';
import { parseFloating } from './floats.js';
import { parseInteger } from './integers.js';
import { StringBuilder } from './string-builder.js';

/** What `(Object.)` makes: a thing that is equal to itself only. */
export class PlainObject {}
registerClass(PlainObject, 'java.lang.Object');

function stringOf(x: Value, charset: Value = null): string {
  if (Array.isArray(x)) return x.map(textOf).join('');
  return x instanceof Int8Array ? decodeBytes(x, charset) : textOf(x);
}

function info(message: Value, data: Value, cause: Value): Throwable {
  if (!(data instanceof MapLike)) throw illegalArgument('Additional data must be non-nil.');
  return exInfo(message as string | null, data, cause);
}

function noConstructor(name: string): Throwable {
  return illegalArgument(`No matching ctor found for class java.lang.${name}`);
}

/** The constructor of a class of whole numbers of so many bits: of a long or of a text. */
function integerOf(name: string, width: number): Arities {
  return {
    1(x) {
      if (typeof x === 'string') return parseInteger(x, 10, width);
      if (!n.isLong(x)) throw noConstructor(name);
      if (width < 64 && BigInt.asIntN(width, n.toBigInt(x)) !== n.toBigInt(x))
        throw illegalArgument(`Value out of range for ${name.toLowerCase()}: ${textOf(x)}`);
      return x;
    },
  };
}

/** The constructor of Double or Float: of a double or of a text. */
function floatingOf(name: string, made: (x: number) => Value): Arities {
  return {
    1(x) {
      if (typeof x === 'string') return made(parseFloating(x));
      if (!(x instanceof n.Double)) throw noConstructor(name);
      return made(x.value);
    },
  };
}

function booleanOf(x: Value): boolean {
  if (typeof x === 'boolean') return x;
  if (x !== null && typeof x !== 'string') throw noConstructor('Boolean');
  return x !== null && x.toLowerCase() === 'true';
}

function characterOf(x: Value): Value {
  if (!(x instanceof Char)) throw noConstructor('Character');
  return x;
}

/** Constructors of the classes of Java that portable scripts use and that reach nothing outside. */
export const constructors: ClassMembers['constructors'] = {
  'java.lang.Object': { 0: () => new PlainObject() },
  'java.lang.String': { 0: () => '', 1: (x) => stringOf(x), 2: stringOf },
  'java.lang.Boolean': { 1: booleanOf },
  'java.lang.Character': { 1: characterOf },
  'java.lang.Byte': integerOf('Byte', 8),
  'java.lang.Short': integerOf('Short', 16),
  'java.lang.Integer': integerOf('Integer', 32),
  'java.lang.Long': integerOf('Long', 64),
  'java.lang.Float': floatingOf('Float', (x) => new n.Float(Math.fround(x))),
  'java.lang.Double': floatingOf('Double', (x) => new n.Double(x)),
  'java.lang.StringBuilder': { 0: () => new StringBuilder(''), 1: (x) => new StringBuilder(typeof x === 'number' ? '' : textOf(x)) },
  'java.lang.StringBuffer': { 0: () => new StringBuilder(''), 1: (x) => new StringBuilder(typeof x === 'number' ? '' : textOf(x)) },
  'java.math.BigDecimal': { 1: (x: Value) => n.toBigDecimal(typeof x === 'string' ? n.parseNumber(`${x}M`) : x) },
  'java.math.BigInteger': {
    1: (x: Value) => n.toBigInteger(x),
    2: (text: Value, radix: Value) => parseBigInteger(textOf(text), int(radix)),
  },
  'java.util.UUID': { 2: (most, least) => uuidOfHalves(n.toLong(most), n.toLong(least)) },
  'clojure.lang.MapEntry': { 2: (key, value) => new MapEntry(key, value) },
  'clojure.lang.ExceptionInfo': { 2: (message, data) => info(message, data, null), 3: info },
};
