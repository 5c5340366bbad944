import { GuestInstance } from '../../data/by-value.js';
import { isCallable, isFunction } from '../../data/callable.js';
import { Char } from '../../data/char.js';
import { ClassRef, classOf, defineClass, isInstance, OBJECT } from '../../data/classes.js';
import { Collection, type OrGuest } from '../../data/collection.js';
import { equiv, identical } from '../../data/equality.js';
import { castTo, classCast, ExceptionClass, nullPointer, Throwable } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { hashCombine, hasheq, hashOrdered, hashUnordered, identityHash, mixCollHash } from '../../data/hash.js';
import { javaHash } from '../../data/java-hash.js';
import { toLong } from '../../data/numbers/index.js';
import { toArray } from '../../data/operations/index.js';
import { Regex } from '../../data/regex.js';
import { listFromArray } from '../../data/seqs/index.js';
import { Instance, Record } from '../../data/types.js';
import { Uuid } from '../../data/uuid.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import { defineNatives, type NativeSpec } from './define.js';
import { compareValues } from './order.js';

const FN = defineClass('clojure.lang.Fn', [], 'interface');
const test = (doc: string, f: (x: Value) => NativeResult): NativeSpec => ({ doc, arglists: '([x])', 1: f });

/** Whether x is a function, or an instance of a guest type that says it is one. */
const isFn = (x: Value): boolean => isFunction(x) || ((x instanceof GuestInstance || x instanceof Record) && isInstance(FN, x));

/** Whether x is an instance of a class, or of what a constructor of the host makes. */
function isInstanceOf(c: Value, x: Value): boolean {
  return typeof c === 'function' ? x instanceof c : isInstance(classArgument(c), x);
}

const classArgument = castTo(ClassRef, 'java.lang.Class');

/** `=` of all arguments, pair by pair. */
function equalAll(xs: Value[]): NativeResult {
  for (let i = 1; i < xs.length; i++) {
    const same = equiv(xs[i - 1], xs[i]);
    if (same !== true) return same;
  }
  return true;
}

const negated = (x: NativeResult): NativeResult => (x === GUEST ? GUEST : x !== true);

function hashOfAll(coll: Value, combine: (hashes: Iterable<number>) => number): NativeResult {
  if (coll === null || coll === undefined) throw nullPointer();
  if (!(coll instanceof Collection || coll instanceof GuestInstance)) throw classCast(coll, 'java.lang.Iterable');
  const items = toArray(coll);
  if (items === GUEST) return GUEST;
  const hashes: number[] = [];
  for (const x of items) {
    const h = hasheq(x);
    if (h === GUEST) return GUEST;
    hashes.push(h);
  }
  return combine(hashes);
}

const combined = (x: number, y: OrGuest<number>): NativeResult => (y === GUEST ? GUEST : hashCombine(x, y));

const int = (x: Value): number => Number(BigInt.asIntN(32, BigInt(String(toLong(x)))));

/** Equality, order, hashing, and what kind of thing a value is. */
export const predicateNatives = defineNatives('clojure.core', {
  '=': {
    doc: 'Whether the values are equal: numbers of one category by value, collections by what is in them.',
    arglists: '([x] [x y] [x y & more])',
    1: () => true,
    2: equiv,
    rest: equalAll,
    restFrom: 3,
  },
  'not=': {
    doc: 'Whether the values are not all equal.',
    arglists: '([x] [x y] [x y & more])',
    1: () => false,
    2: (a, b) => negated(equiv(a, b)),
    rest: (xs) => negated(equalAll(xs)),
    restFrom: 3,
  },
  'identical?': { doc: 'Whether both are the very same object.', arglists: '([x y])', 2: identical },
  '-same?': {
    doc: 'Whether the arguments, in pairs, are the very same objects.',
    arglists: '([& pairs])',
    internal: true,
    rest: (xs) => xs.every((x, i) => i % 2 === 1 || x === xs[i + 1]),
    restFrom: 0,
  },
  not: test('true for false and nil; false for anything else.', (x) => x === false || x === null || x === undefined),
  compare: {
    doc: 'A negative number, 0 or a positive one as x comes before y, is equal or comes after; nil comes first.',
    arglists: '([x y])',
    2: compareValues,
  },
  hash: test('The hash that = and hash collections go by.', hasheq),
  '-java-hash': { doc: "Java's hash of x.", arglists: '([x])', internal: true, 1: javaHash },
  'hash-combine': { doc: 'One hash of two.', arglists: '([x y])', 2: (x, y) => combined(int(x), javaHash(y)) },
  'mix-collection-hash': {
    doc: 'Finishes the hash of a collection of so many elements.',
    arglists: '([hash-basis count])',
    2: (h, n) => mixCollHash(int(h), int(n)),
  },
  'hash-ordered-coll': { doc: 'The hash of the elements in their order.', arglists: '([coll])', 1: (coll) => hashOfAll(coll, hashOrdered) },
  'hash-unordered-coll': {
    doc: 'The hash of the elements in any order.',
    arglists: '([coll])',
    1: (coll) => hashOfAll(coll, hashUnordered),
  },
  '-hash-step': {
    doc: '31 times a hash and another hash, within 32 bits.',
    arglists: '([h x])',
    internal: true,
    2: (h, x) => (Math.imul(31, h as number) + int(x)) | 0,
  },
  '-identity-hash': {
    doc: 'The hash of a thing that is equal to itself only.',
    arglists: '([x])',
    internal: true,
    1: (x) => identityHash(x as object),
  },
  '-record-hash': {
    doc: 'The hash of a record from that of its entries.',
    arglists: '([r h])',
    internal: true,
    2: (r, h) => (h as number) ^ (r instanceof Record ? r.type.hash : 0),
  },
  'nil?': test('Whether x is nil.', (x) => x === null || x === undefined),
  'some?': test('Whether x is not nil.', (x) => x !== null && x !== undefined),
  'true?': test('Whether x is true.', (x) => x === true),
  'false?': test('Whether x is false.', (x) => x === false),
  'any?': test('true.', () => true),
  boolean: test('false for false and nil, true for anything else.', (x) => x !== false && x !== null && x !== undefined),
  'boolean?': test('Whether x is true or false.', (x) => typeof x === 'boolean'),
  'string?': test('Whether x is a string.', (x) => typeof x === 'string'),
  'char?': test('Whether x is a character.', (x) => x instanceof Char),
  'fn?': test('Whether x is a function.', isFn),
  'ifn?': test('Whether x can be called.', isCallable),
  'var?': test('Whether x is a var.', (x) => x instanceof Var),
  'class?': test('Whether x is a class.', (x) => x instanceof ClassRef),
  'uuid?': test('Whether x is a UUID.', (x) => x instanceof Uuid),
  'uri?': test('Whether x is a URI.', (x) => typeof URL !== 'undefined' && x instanceof URL),
  'bytes?': test('Whether x is an array of bytes.', (x) => x instanceof Int8Array),
  '-regex?': { doc: 'Whether x is a regular expression.', arglists: '([x])', internal: true, 1: (x) => x instanceof Regex },
  '-date-millis': { doc: 'The milliseconds from 1970 to the point in time.', arglists: '([date])', internal: true, 1: instMillis },
  class: { doc: 'The class of x; nil for nil.', arglists: '([x])', 1: classOf },
  'instance?': { doc: 'Whether x is an instance of the class c.', arglists: '([c x])', 2: isInstanceOf },
  cast: {
    doc: 'x; a ClassCastException where it is not an instance of the class c.',
    arglists: '([c x])',
    2(c, x) {
      const ref = classArgument(c);
      if (x === null || isInstance(ref, x)) return x;
      throw new Throwable(ExceptionClass.classCast, `Cannot cast ${classOf(x)?.name} to ${ref.name}`);
    },
  },
  '-assignable?': {
    doc: 'Whether the class child is, or is below, the class parent.',
    arglists: '([parent child])',
    internal: true,
    // Interfaces have nothing above them, but everything is an Object.
    2: (parent, child) => parent === OBJECT || classArgument(child).ancestors.has(classArgument(parent)),
  },
  '-supers': {
    doc: 'A list of the classes right above a class.',
    arglists: '([c])',
    internal: true,
    1: (c) => listFromArray([...classArgument(c).supers]),
  },
  '-instance?': {
    doc: 'Whether x is an instance of a guest type that is no record.',
    arglists: '([x])',
    internal: true,
    1: (x) => x instanceof GuestInstance,
  },
  '-has-method?': {
    doc: 'Whether the guest type of x brings a method of that name.',
    arglists: '([x name])',
    internal: true,
    2: (x, name) => (x instanceof Instance || x instanceof Record) && x.type.methods.has(String(name)),
  },
});

function instMillis(x: Value): number {
  if (x instanceof Date) return x.getTime();
  throw classCast(x, 'java.util.Date');
}
