import { type ClassRef, className, classOf, isInstance } from '../../../data/classes.js';
import { MapLike } from '../../../data/collection.js';
import { compare } from '../../../data/compare.js';
import { equiv } from '../../../data/equality.js';
import { classCast, ExceptionClass, nullPointer, Throwable } from '../../../data/errors.js';
import { NativeFn } from '../../../data/functions.js';
import { GUEST, thenCall } from '../../../data/guest.js';
import { javaHash } from '../../../data/java-hash.js';
import { type Keyword, keyword } from '../../../data/keyword.js';
import { EMPTY_MAP, SortedMap } from '../../../data/maps/index.js';
import * as n from '../../../data/numbers/index.js';
import * as op from '../../../data/operations/index.js';
import type { SortedSet } from '../../../data/sets/index.js';
import { strOf } from '../../../data/str.js';
import { type Sym, symbol } from '../../../data/symbol.js';
import type { Uuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import { setRoot, Unbound, type Var } from '../../../data/var.js';
import type { Namespace } from '../../../runtime/namespace.js';
import type { ClassMembers, Member } from '../define.js';
import { compareValues } from '../order.js';
import { bigIntegers, javaIntegers } from './big-integers.js';
import { collectionMethods } from './collection-methods.js';
import { decimalMethods } from './decimals.js';
import { referenceMethods } from './reference-methods.js';
import { regexMethods } from './regexes.js';
import { stringBuilderMethods } from './string-builder.js';
import { stringMethods } from './string-methods.js';
import { throwableMethods } from './throwables.js';

const MACRO = keyword(null, 'macro');

type Methods = Readonly<Record<string, Member>>;
const DEFAULT_COMPARATOR = new NativeFn('clojure.core/compare', null, null, compareValues, null, null, null, 0);

const numbers: Methods = {
  intValue: { 1: n.uncheckedInt },
  longValue: { 1: n.uncheckedLong },
  doubleValue: { 1: n.castDouble },
  floatValue: { 1: n.castFloat },
  shortValue: { 1: n.uncheckedShort },
  byteValue: { 1: n.uncheckedByte },
  equals: { 2: n.sameNumber },
};

/** The order of numbers of one class. */
const compareTo: Member = {
  2(a, b) {
    const [type, other] = [className(a), className(b)];
    if (b === null) throw nullPointer();
    if (type === other) return compare(a, b);
    if (a instanceof n.BigDecimal) throw classCast(b, type);
    throw new Throwable(ExceptionClass.classCast, `Cannot cast ${other} to ${type}`);
  },
};
const floating: Methods = { compareTo, isNaN: { 1: n.isNaNValue }, isInfinite: { 1: n.isInfinite } };

const nameOfNamespace = (ns: Value): Value => symbol(null, (ns as Namespace).name);

/** Methods of the classes of Java that portable scripts call, by the full name of the class. */
export const methods: ClassMembers['methods'] = {
  'java.lang.Object': {
    toString: { 1: (x: Value) => strOf(x), twin: 'str' },
    equals: { 2: equiv, twin: '=' },
    hashCode: { 1: javaHash, twin: '-java-hash' },
    getClass: { 1: (x) => classOf(x) },
  },
  'java.lang.String': stringMethods,
  'java.lang.StringBuilder': stringBuilderMethods,
  'java.lang.Number': numbers,
  'java.lang.Long': { compareTo },
  'java.lang.Double': floating,
  'java.lang.Float': floating,
  'clojure.lang.BigInt': bigIntegers,
  'java.math.BigInteger': javaIntegers,
  'clojure.lang.Ratio': { compareTo, numerator: { 1: n.numerator }, denominator: { 1: n.denominator } },
  'java.math.BigDecimal': { compareTo, ...decimalMethods },
  'java.lang.Character': { charValue: { 1: (c) => c }, compareTo: { 2: compare } },
  'java.lang.Boolean': { booleanValue: { 1: (b) => b }, compareTo: { 2: compare } },
  ...collectionMethods,
  'java.lang.Throwable': throwableMethods,
  'clojure.lang.Keyword': {
    getName: { 1: (k) => (k as Keyword).name },
    getNamespace: { 1: (k) => (k as Keyword).ns },
    sym: { 1: (k) => symbol((k as Keyword).ns, (k as Keyword).name) },
    compareTo: { 2: compare },
  },
  'clojure.lang.Symbol': { getName: { 1: (x) => (x as Sym).name }, getNamespace: { 1: (x) => (x as Sym).ns }, compareTo: { 2: compare } },
  'clojure.lang.Namespace': { getName: { 1: nameOfNamespace }, name: { 1: nameOfNamespace } },
  'clojure.lang.Var': {
    ns: { 1: () => GUEST, twin: '-ns-of-var' },
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
    compare: { 3: () => GUEST, twin: '-compare-with' },
    call: { 1: (f) => thenCall(f, []) },
    run: { 1: () => GUEST, twin: '-run-fn' },
  },
  'java.lang.Class': {
    getName: { 1: (c) => (c as ClassRef).name },
    getSimpleName: { 1: (c) => (c as ClassRef).simpleName },
    isArray: { 1: (c) => (c as ClassRef).name === 'js.Array' },
    isPrimitive: { 1: (c) => /^(?:long|int|short|byte|double|float|char|boolean)$/.test((c as ClassRef).name) },
    isInterface: { 1: (c) => (c as ClassRef).kind === 'interface' },
    isInstance: { 2: (c, x) => isInstance(c as ClassRef, x) },
    cast: {
      2(c, x) {
        if (x === null || isInstance(c as ClassRef, x)) return x;
        throw new Throwable(ExceptionClass.classCast, `Cannot cast ${className(x)} to ${(c as ClassRef).name}`);
      },
    },
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
    variant: { 1: (u) => uuidVariant(Number.parseInt((u as Uuid).text[19], 16)) },
  },
  ...referenceMethods,
  ...regexMethods,
};

/** The layout that the highest bits of the clock's digit tell of, as RFC 4122 numbers it: 0, 2, 6 or 7. */
function uuidVariant(digit: number): number {
  if (digit < 0x8) return 0;
  return digit < 0xc ? 2 : digit >> 1;
}

/** 64 bits of a UUID, from that hexadecimal digit on, as a long. */
function uuidBits(u: Value, from: number): Value {
  const hex = (u as Uuid).text.replaceAll('-', '').slice(from, from + 16);
  return n.longFromBigInt(BigInt.asIntN(64, BigInt(`0x${hex}`)));
}
