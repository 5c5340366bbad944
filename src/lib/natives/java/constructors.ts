import { registerClass } from '../../../data/classes.js';
import { MapLike } from '../../../data/collection.js';
import { exInfo, illegalArgument, type Throwable } from '../../../data/errors.js';
import * as n from '../../../data/numbers/index.js';
import { MapEntry } from '../../../data/seqs/index.js';
import { uuidOfHalves } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import type { ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';
import { decodeBytes } from './charsets.js';
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

/** Constructors of the classes of Java that portable scripts use and that reach nothing outside. */
export const constructors: ClassMembers['constructors'] = {
  'java.lang.Object': { 0: () => new PlainObject() },
  'java.lang.String': { 0: () => '', 1: (x) => stringOf(x), 2: stringOf },
  'java.lang.StringBuilder': { 0: () => new StringBuilder(''), 1: (x) => new StringBuilder(typeof x === 'number' ? '' : textOf(x)) },
  'java.lang.StringBuffer': { 0: () => new StringBuilder(''), 1: (x) => new StringBuilder(typeof x === 'number' ? '' : textOf(x)) },
  'java.math.BigDecimal': { 1: (x: Value) => n.toBigDecimal(typeof x === 'string' ? n.parseNumber(`${x}M`) : x) },
  'java.math.BigInteger': { 1: (x: Value) => n.toBigInteger(x) },
  'java.util.UUID': { 2: (most, least) => uuidOfHalves(n.toLong(most), n.toLong(least)) },
  'clojure.lang.MapEntry': { 2: (key, value) => new MapEntry(key, value) },
  'clojure.lang.ExceptionInfo': { 2: (message, data) => info(message, data, null), 3: info },
};
