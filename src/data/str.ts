import { Char } from './char.js';
import { ClassRef, classOf } from './classes.js';
import { Collection, type OrGuest } from './collection.js';
import { Throwable } from './errors.js';
import { GUEST } from './guest.js';
import { dateText } from './inst.js';
import { javaHash } from './java-hash.js';
import { Keyword } from './keyword.js';
import { formatNumber, isNumber } from './numbers/index.js';
import { type PrintOptions, printString } from './print.js';
import { isInfo } from './print-error.js';
import { objectText } from './print-text.js';
import { Regex } from './regex.js';
import { LazySeq, Queue } from './seqs/index.js';
import { Sym } from './symbol.js';
import { Instance, Record, TypeDef } from './types.js';
import { Uuid } from './uuid.js';
import type { Value } from './value.js';

/**
 * `(str x)` of one value; GUEST where only guest code can tell. Collections are printed readably with these options,
 * as Clojure's are by the bindings of `*print-length*` and company.
 */
export function strOf(x: Value, options: PrintOptions = {}): OrGuest<string> {
  if (typeof x === 'string') return x;
  if (x === null || x === undefined) return '';
  if (typeof x === 'boolean') return String(x);
  if (isNumber(x)) return formatNumber(x);
  if (x instanceof Keyword || x instanceof Sym || x instanceof Char || x instanceof Regex || x instanceof Uuid) return x.toString();
  if (typeof x !== 'object') return typeof x === 'function' ? objectText(x) : printString(x, options);
  if ((x instanceof Instance || x instanceof Record) && x.type.methods.has('toString')) return GUEST;
  if (x instanceof Collection) return collectionText(x, options);
  if (x instanceof ClassRef) return `${x.kind} ${x.name}`;
  if (x instanceof TypeDef) return `class ${x.name}`;
  if (x instanceof Throwable) return throwableText(x, options);
  if (x instanceof Date) return Number.isNaN(x.getTime()) ? 'Invalid Date' : dateText(x);
  const proto: unknown = Object.getPrototypeOf(x);
  if (Array.isArray(x) || proto === null || proto === Object.prototype) return printString(x, options);
  return objectText(x);
}

/** Lazy seqs, queues and records have no text of their own in Clojure: their class and Java's hash stand for them. */
function collectionText(x: Collection, options: PrintOptions): OrGuest<string> {
  if (!(x instanceof LazySeq || x instanceof Queue || x instanceof Record)) return printString(x, options);
  const h = javaHash(x);
  return h === GUEST ? GUEST : `${classOf(x)?.name}@${(h >>> 0).toString(16)}`;
}

function throwableText(x: Throwable, options: PrintOptions): OrGuest<string> {
  if (!isInfo(x)) return x.toString();
  const data = strOf(x.data, options);
  return data === GUEST ? GUEST : `${x.name}: ${x.message === null ? 'null' : x.message} ${data}`;
}
