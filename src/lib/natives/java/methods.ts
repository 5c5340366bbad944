import { Char, charOf } from '../../../data/char.js';
import { type ClassRef, classOf, defineClass, registerClass } from '../../../data/classes.js';
import { MapLike, SetLike, Vec } from '../../../data/collection.js';
import { compare } from '../../../data/compare.js';
import { equiv } from '../../../data/equality.js';
import { causeOf, classCast, ExceptionClass, illegalArgument, messageOf, Throwable } from '../../../data/errors.js';
import { NativeFn } from '../../../data/functions.js';
import { GUEST, thenCall } from '../../../data/guest.js';
import { javaHash } from '../../../data/java-hash.js';
import { type Keyword, keyword } from '../../../data/keyword.js';
import { EMPTY_MAP, SortedMap } from '../../../data/maps/index.js';
import * as n from '../../../data/numbers/index.js';
import * as op from '../../../data/operations/index.js';
import { Regex } from '../../../data/regex.js';
import type { SortedSet } from '../../../data/sets/index.js';
import { strOf } from '../../../data/str.js';
import { type Sym, symbol } from '../../../data/symbol.js';
import type { Uuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import { setRoot, Unbound, type Var } from '../../../data/var.js';
import type { ClassMembers, Member } from '../define.js';
import { compareValues } from '../order.js';
import { replaceMatches, splitText, textOf } from '../string-namespace.js';
import { encodeText } from './charsets.js';
import { referenceMethods } from './reference-methods.js';
import { regexMethods } from './regexes.js';
import { ROUNDINGS } from './statics.js';
import { stringBuilderMethods } from './string-builder.js';

const MACRO = keyword(null, 'macro');

type Methods = Readonly<Record<string, Member>>;
const DEFAULT_COMPARATOR = new NativeFn('clojure.core/compare', null, null, compareValues, null, null, null, 0);
const s = (x: Value): string => x as string;
const int = (x: Value): number => Number(n.toLong(x));
/** A position in a string as Java's methods take it: a character, which is a number to some of them, is none. */
const position = (x: Value): number => {
  if (x instanceof Char) throw classCast(x, 'java.lang.Number');
  return int(x);
};
const needle = (x: Value): string => (typeof x === 'number' ? String.fromCodePoint(x) : textOf(x));

function charAt(x: Value, i: Value): Value {
  const at = int(i);
  if (at < 0 || at >= s(x).length) throw op.stringIndexOutOfBounds(s(x), at);
  return charOf(s(x).charCodeAt(at));
}

function codePointAt(x: Value, i: Value): Value {
  const at = int(i);
  const code = at < 0 ? undefined : s(x).codePointAt(at);
  if (code !== undefined) return code;
  throw new Throwable(ExceptionClass.stringIndexOutOfBounds, `index ${at}, length ${s(x).length}`);
}

function repeat(x: Value, times: Value): string {
  if (int(times) < 0) throw illegalArgument(`count is negative: ${int(times)}`);
  return s(x).repeat(int(times));
}

/** A string argument. */
function string(x: Value): string {
  if (typeof x === 'string') return x;
  throw classCast(x, 'java.lang.String');
}

const SPACE = '[\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const LEADING = new RegExp(`^${SPACE}+`);
const TRAILING = new RegExp(`${SPACE}+$`);

function substring(x: Value, from: Value, to: Value): string {
  const whole = s(x);
  const a = position(from);
  const b = to === null ? whole.length : position(to);
  if (a < 0 || b > whole.length || a > b)
    throw new Throwable(ExceptionClass.stringIndexOutOfBounds, `begin ${a}, end ${b}, length ${whole.length}`);
  return whole.slice(a, b);
}

function replacePattern(x: Value, pattern: Value, template: Value, all: boolean): string {
  return replaceMatches(s(x), new Regex(textOf(pattern)), textOf(template), all);
}

const strings: Methods = {
  length: { 1: (x) => s(x).length },
  isEmpty: { 1: (x) => s(x).length === 0 },
  isBlank: { 1: (x) => s(x).replace(LEADING, '') === '' },
  charAt: { 2: charAt },
  codePointAt: { 2: codePointAt },
  codePointCount: { 3: (x, from, to) => [...substring(x, from, to)].length },
  substring: { 2: (x, from) => substring(x, from, null), 3: substring },
  subSequence: { 3: substring },
  indexOf: { 2: (x, y) => s(x).indexOf(needle(y)), 3: (x, y, from) => s(x).indexOf(needle(y), int(from)) },
  lastIndexOf: {
    2: (x, y) => s(x).lastIndexOf(needle(y)),
    3: (x, y, from) => (int(from) < 0 ? -1 : s(x).lastIndexOf(needle(y), int(from))),
  },
  contains: { 2: (x, y) => s(x).includes(textOf(y)) },
  startsWith: { 2: (x, y) => s(x).startsWith(textOf(y)), 3: (x, y, from) => s(x).startsWith(textOf(y), int(from)) },
  endsWith: { 2: (x, y) => s(x).endsWith(textOf(y)) },
  toUpperCase: { 1: (x) => s(x).toUpperCase(), 2: (x) => s(x).toUpperCase() },
  toLowerCase: { 1: (x) => s(x).toLowerCase(), 2: (x) => s(x).toLowerCase() },
  trim: { 1: (x) => s(x).replace(/^[\0-\x20]+|[\0-\x20]+$/g, '') },
  strip: { 1: (x) => s(x).replace(LEADING, '').replace(TRAILING, '') },
  stripLeading: { 1: (x) => s(x).replace(LEADING, '') },
  stripTrailing: { 1: (x) => s(x).replace(TRAILING, '') },
  concat: { 2: (x, y) => s(x) + textOf(y) },
  repeat: { 2: repeat },
  contentEquals: { 2: (x, y) => s(x) === textOf(y) },
  replace: { 3: (x, from, to) => s(x).replaceAll(textOf(from), () => textOf(to)) },
  replaceAll: { 3: (x, pattern, by) => replacePattern(x, pattern, by, true) },
  replaceFirst: { 3: (x, pattern, by) => replacePattern(x, pattern, by, false) },
  matches: { 2: (x, pattern) => new Regex(textOf(pattern)).execWhole(s(x)) !== null },
  split: {
    2: (x, pattern) => splitText(s(x), new Regex(textOf(pattern)), 0),
    3: (x, pattern, limit) => splitText(s(x), new Regex(textOf(pattern)), int(limit)),
  },
  equalsIgnoreCase: { 2: (x, y) => typeof y === 'string' && s(x).toLowerCase() === y.toLowerCase() },
  compareTo: { 2: (x, y) => compare(x, string(y)) },
  compareToIgnoreCase: { 2: (x, y) => compare(s(x).toLowerCase(), textOf(y).toLowerCase()) },
  toCharArray: { 1: (x) => op.toArray(x) },
  getBytes: { 1: (x) => encodeText(s(x), null), 2: (x, charset) => encodeText(s(x), charset) },
  intern: { 1: (x) => x },
};

const numbers: Methods = {
  intValue: { 1: n.uncheckedInt },
  longValue: { 1: n.uncheckedLong },
  doubleValue: { 1: n.castDouble },
  floatValue: { 1: n.castFloat },
  shortValue: { 1: n.uncheckedShort },
  byteValue: { 1: n.uncheckedByte },
  compareTo: { 2: compare },
  isNaN: { 1: n.isNaNValue },
  isInfinite: { 1: n.isInfinite },
  equals: { 2: n.sameNumber },
};

const big = (x: Value): bigint => n.toBigInt(x);
const bigIntegers: Methods = {
  toString: { 1: (a: Value) => big(a).toString(), 2: (a: Value, radix: Value) => big(a).toString(int(radix)) },
  add: { 2: (a, b) => big(a) + big(b) },
  subtract: { 2: (a, b) => big(a) - big(b) },
  multiply: { 2: (a, b) => big(a) * big(b) },
  divide: { 2: (a, b) => n.quot(big(a), big(b)) },
  mod: { 2: (a, b) => n.mod(big(a), big(b)) },
  remainder: { 2: (a, b) => n.rem(big(a), big(b)) },
  pow: { 2: (a, b) => big(a) ** BigInt(int(b)) },
  negate: { 1: (a) => -big(a) },
  abs: { 1: (a) => n.abs(big(a)) },
  signum: { 1: (a) => n.numCompare(big(a), 0) },
  bitLength: { 1: (a) => (big(a) < 0n ? ~big(a) : big(a)).toString(2).replace(/^0$/, '').length },
  testBit: { 2: (a, i) => ((big(a) >> BigInt(int(i))) & 1n) === 1n },
  modPow: { 3: (a, e, m) => modPow(big(a), big(e), big(m)) },
  gcd: { 2: (a, b) => gcd(big(a), big(b)) },
};

/** The same methods for the class whose numbers print without an N: what they answer is of that class too. */
const javaIntegers: Methods = Object.fromEntries(
  Object.entries(bigIntegers).map(([name, arities]) => [
    name,
    Object.fromEntries(
      Object.entries(arities).map(([count, f]) => [
        count,
        (...args: Value[]) => {
          const answer = (f as (...xs: Value[]) => Value)(...args);
          return typeof answer === 'bigint' ? n.toBigInteger(answer) : answer;
        },
      ]),
    ),
  ]),
);

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let b = ((base % modulus) + modulus) % modulus;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if ((e & 1n) === 1n) result = (result * b) % modulus;
    b = (b * b) % modulus;
  }
  return result;
}

function contains(coll: Value, x: Value): Value {
  const items = op.toArray(coll);
  if (items === GUEST) return GUEST;
  for (const item of items) {
    const same = equiv(item, x);
    if (same !== false) return same;
  }
  return false;
}

function indexOf(coll: Value, x: Value, last: boolean): Value {
  const items = op.toArray(coll);
  if (items === GUEST) return GUEST;
  const found = items.map((item, i) => (equiv(item, x) === true ? i : -1)).filter((i) => i >= 0);
  return found.length === 0 ? -1 : found[last ? found.length - 1 : 0];
}

const NO_SUCH_ELEMENT = defineClass('java.util.NoSuchElementException', ['java.lang.RuntimeException']);

/** An iterator in Java's manner over elements that are there. */
export class ArrayIterator {
  #at = 0;
  constructor(private readonly items: readonly Value[]) {}
  hasNext(): boolean {
    return this.#at < this.items.length;
  }
  next(): Value {
    if (!this.hasNext()) throw new Throwable(NO_SUCH_ELEMENT, null);
    return this.items[this.#at++];
  }
}
registerClass(ArrayIterator, 'java.util.Iterator');

const collections: Methods = {
  size: { 1: op.count },
  count: { 1: op.count },
  isEmpty: { 1: (x) => op.count(x) === 0 },
  contains: { 2: (x, y) => (x instanceof SetLike ? x.has(y) : contains(x, y)) },
  containsAll: { 2: (x, ys) => (op.toArray(ys) as Value[]).every((y) => contains(x, y) === true) },
  get: { 2: (x, k) => (x instanceof Vec || !(x instanceof MapLike || x instanceof SetLike) ? op.nth(x, k) : op.get(x, k, null)) },
  nth: { 2: op.nth, 3: op.nthOr },
  indexOf: { 2: (x, y) => indexOf(x, y, false) },
  lastIndexOf: { 2: (x, y) => indexOf(x, y, true) },
  toArray: { 1: op.toArray },
  seq: { 1: op.seq },
  first: { 1: op.first },
  next: { 1: op.next },
  more: { 1: op.rest },
  cons: { 2: (x, y) => op.conj(x, y) },
  empty: { 1: op.empty },
  peek: { 1: op.peek },
  pop: { 1: op.pop },
  meta: { 1: op.meta },
  withMeta: { 2: op.withMeta },
  assoc: { 3: op.assoc },
  valAt: { 2: (x, k) => op.get(x, k, null), 3: op.get },
  equiv: { 2: equiv },
  iterator: {
    1(x) {
      const items = op.toArray(x);
      return items === GUEST ? GUEST : new ArrayIterator(items);
    },
  },
};

const maps: Methods = {
  containsKey: { 2: op.contains },
  containsValue: { 2: (m, x) => contains(op.vals(m), x) },
  getOrDefault: { 3: op.get },
  keySet: { 1: (m) => op.set(op.keys(m)) },
  values: { 1: op.vals },
  entrySet: { 1: (m) => op.set(op.seq(m)) },
  entryAt: { 2: op.find },
  without: { 2: op.dissoc },
};

const entries: Methods = { getKey: { 1: op.key }, getValue: { 1: op.val }, key: { 1: op.key }, val: { 1: op.val } };

const throwables: Methods = {
  getMessage: { 1: messageOf },
  getLocalizedMessage: { 1: messageOf },
  getCause: { 1: causeOf },
  getData: { 1: (e) => (e instanceof Throwable ? e.data : null) },
  getStackTrace: {
    1: (e) => ((e instanceof Throwable ? e.trace : null) ?? []).map((f) => `${f.name} (${f.place?.file ?? ''}:${f.place?.line ?? ''})`),
  },
  printStackTrace: { 1: () => null },
  setStackTrace: { 2: () => null },
};

/** Methods of the classes of Java that portable scripts call, by the full name of the class. */
export const methods: ClassMembers['methods'] = {
  'java.lang.Object': {
    toString: { 1: (x: Value) => strOf(x) },
    equals: { 2: equiv },
    hashCode: { 1: javaHash },
    getClass: { 1: (x) => classOf(x) },
  },
  'java.lang.String': strings,
  'java.lang.StringBuilder': stringBuilderMethods,
  'java.lang.Number': numbers,
  'clojure.lang.BigInt': bigIntegers,
  'java.math.BigInteger': javaIntegers,
  'clojure.lang.Ratio': { numerator: { 1: n.numerator }, denominator: { 1: n.denominator } },
  'java.math.BigDecimal': {
    scale: { 1: (x) => (x as n.BigDecimal).scale },
    unscaledValue: { 1: (x) => n.toBigInteger((x as n.BigDecimal).unscaled) },
    setScale: {
      2: (x, scale) => n.setScale(x as n.BigDecimal, int(scale), 'UNNECESSARY'),
      3: (x, scale, rounding) => n.setScale(x as n.BigDecimal, int(scale), ROUNDINGS[int(rounding)]),
    },
  },
  'java.lang.Character': { charValue: { 1: (c) => c }, compareTo: { 2: compare } },
  'java.lang.Boolean': { booleanValue: { 1: (b) => b }, compareTo: { 2: compare } },
  'clojure.lang.IPersistentMap': maps,
  'clojure.lang.Seqable': collections,
  'java.util.Map$Entry': entries,
  'java.util.Iterator': { hasNext: { 1: (i) => (i as ArrayIterator).hasNext() }, next: { 1: (i) => (i as ArrayIterator).next() } },
  'java.lang.Throwable': throwables,
  'clojure.lang.Keyword': {
    getName: { 1: (k) => (k as Keyword).name },
    getNamespace: { 1: (k) => (k as Keyword).ns },
    compareTo: { 2: compare },
  },
  'clojure.lang.Symbol': { getName: { 1: (x) => (x as Sym).name }, getNamespace: { 1: (x) => (x as Sym).ns }, compareTo: { 2: compare } },
  'clojure.lang.Var': {
    get: { 1: (v) => (v as Var).root },
    bindRoot: { twin: '-bind-root', 2: () => GUEST },
    alterRoot: { twin: '-alter-root', 3: () => GUEST },
    sym: { 1: (v) => symbol(null, (v as Var).name) },
    isBound: { 1: (v) => !((v as Var).root instanceof Unbound) },
    toSymbol: { 1: (v) => symbol((v as Var).ns, (v as Var).name) },
    hasRoot: { 1: (v) => !((v as Var).root instanceof Unbound) },
    getRawRoot: { 1: (v) => (v as Var).root },
    isMacro: { 1: (v) => (v as Var).macro },
    isDynamic: { 1: (v) => (v as Var).dynamic },
    isPublic: { 1: (v) => !(v as Var).isPrivate },
    setMacro: {
      1(v) {
        const it = v as Var;
        it.meta = (it.meta instanceof MapLike ? it.meta : (EMPTY_MAP as MapLike)).assoc(MACRO, true);
        it.macro = true;
        return null;
      },
    },
    setDynamic: {
      1(v) {
        const it = v as Var;
        it.dynamic = true;
        setRoot(it, it.root);
        return it;
      },
    },
  },
  'clojure.lang.Sorted': {
    comparator: { 1: (coll) => (coll as SortedMap | SortedSet).comparator ?? DEFAULT_COMPARATOR },
    entryKey: { 2: (coll, e) => (coll instanceof SortedMap ? op.key(e) : e) },
    seq: { 2: (coll, ascending) => (ascending === true ? op.seq(coll) : op.rseq(coll)) },
    seqFrom: { 3: (coll, key, ascending) => (coll as SortedMap | SortedSet).seqFrom(key, ascending === true) },
  },
  'clojure.lang.IFn': {
    invoke: { rest: (args) => thenCall(args[0], args.slice(1)), restFrom: 1 },
    applyTo: {
      2(f, args) {
        const items = op.toArray(args);
        return items === GUEST ? GUEST : thenCall(f, items);
      },
    },
    compare: { 3: (f, a, b) => thenCall(f, [a, b]) },
    call: { 1: (f) => thenCall(f, []) },
    run: { 1: (f) => thenCall(f, []) },
  },
  'java.lang.Class': {
    getName: { 1: (c) => (c as ClassRef).name },
    getSimpleName: { 1: (c) => (c as ClassRef).simpleName },
    isArray: { 1: (c) => (c as ClassRef).name === 'js.Array' },
    isPrimitive: { 1: (c) => /^(?:long|int|short|byte|double|float|char|boolean)$/.test((c as ClassRef).name) },
    isInterface: { 1: (c) => (c as ClassRef).kind === 'interface' },
    isInstance: { 2: (c, x) => classOf(x)?.ancestors.has(c as ClassRef) === true },
    isAssignableFrom: { 2: (c, other) => (other as ClassRef).ancestors.has(c as ClassRef) },
  },
  'java.util.Date': {
    getTime: { 1: (x) => (x as Date).getTime() },
    before: { 2: (a, b) => (a as Date) < (b as Date) },
    after: { 2: (a, b) => (a as Date) > (b as Date) },
  },
  'java.util.UUID': {
    compareTo: { 2: compare },
    toString: { 1: (u: Value) => (u as Uuid).toString() },
    getMostSignificantBits: { 1: (u) => uuidBits(u, 0) },
    getLeastSignificantBits: { 1: (u) => uuidBits(u, 16) },
    version: { 1: (u) => Number.parseInt((u as Uuid).text[14], 16) },
  },
  ...referenceMethods,
  ...regexMethods,
};

/** 64 bits of a UUID, from that hexadecimal digit on, as a long. */
function uuidBits(u: Value, from: number): Value {
  const hex = (u as Uuid).text.replaceAll('-', '').slice(from, from + 16);
  return n.longFromBigInt(BigInt.asIntN(64, BigInt(`0x${hex}`)));
}
