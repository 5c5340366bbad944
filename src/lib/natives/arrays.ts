import { checkRoom } from '../../data/bounds.js';
import { isLimited, spend, spendOnElements, watchTime } from '../../data/budget.js';
import { Char, charOf } from '../../data/char.js';
import { ClassRef, className, classOf, isInstance, OBJECT } from '../../data/classes.js';
import { Collection, MapLike } from '../../data/collection.js';
import { compare, comparesItself } from '../../data/compare.js';
import { classCast, ExceptionClass, illegalArgument, indexOutOfBounds, nullPointer, runtimeError, Throwable } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import { NativeFn } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { hostElement, isTypedArray, type TypedArray } from '../../data/host.js';
import { Keyword } from '../../data/keyword.js';
import {
  castDouble,
  isNumber,
  toByte,
  toChar,
  toDouble,
  toInt,
  toLong,
  toShort,
  uncheckedByte,
  uncheckedInt,
  uncheckedLong,
  uncheckedShort,
  WideLong,
} from '../../data/numbers/index.js';
import { elementsOf, toArray } from '../../data/operations/index.js';
import { arraySeq, TypedVec, vectorFromArray } from '../../data/seqs/index.js';
import { strOf } from '../../data/str.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';
import { compareValues } from './order.js';

type HostArray = Value[] | TypedArray;

function isArray(x: Value): x is HostArray {
  return Array.isArray(x) || isTypedArray(x);
}

/** x, an array, as the operation of that name and number of arguments wants it; else Clojure's error. */
function array(x: Value, operation: string, count: number): HostArray {
  if (isArray(x)) return x;
  throw illegalArgument(
    x === null || x === undefined
      ? `More than one matching method found: ${operation}`
      : `No matching method ${operation} found taking ${count} args`,
  );
}

/** The host array that a native of the library made for itself. */
function own(x: Value): Value[] {
  if (Array.isArray(x)) return x as Value[];
  throw classCast(x, '[Ljava.lang.Object;');
}

function indexIn(a: HostArray, i: Value): number {
  const n = toInt(i);
  if (n < 0 || n >= a.length) throw new Throwable(ExceptionClass.arrayIndexOutOfBounds, `Index ${n} out of bounds for length ${a.length}`);
  return n;
}

/** A guest value as an element of such an array. */
function element(a: HostArray, x: Value): unknown {
  if (Array.isArray(a)) return x;
  if (a instanceof Float64Array || a instanceof Float32Array) return toDouble(x);
  if (a instanceof BigInt64Array || a instanceof BigUint64Array) {
    const n = toLong(x);
    return n instanceof WideLong ? n.value : BigInt(n);
  }
  return x instanceof Char ? x.code : Number(toLong(x));
}

function put(a: HostArray, i: Value, x: Value): void {
  (a as unknown[])[indexIn(a, i)] = element(a, x);
}

const at = (a: Value, i: Value): Value => {
  const xs = array(a, 'aget', 2);
  return hostElement(xs, indexIn(xs, i));
};

/** A number, cut to what the array holds: what does not fit loses its high bits. */
const cut =
  (convert: (x: Value) => Value) =>
  (x: Value): Value => {
    if (isNumber(x)) return convert(x);
    if (x === null || x === undefined) throw nullPointer();
    throw classCast(x, 'java.lang.Number');
  };

function character(x: Value): Value {
  if (x instanceof Char) return x;
  throw classCast(x, 'java.lang.Character');
}

function truth(x: Value): Value {
  if (typeof x === 'boolean') return x;
  if (x === null || x === undefined) throw nullPointer();
  throw classCast(x, 'java.lang.Boolean');
}

/** What `int-array` and its kin need to know: the array that holds them, what is an element and not a seq of them, the cast of one. */
interface Kind {
  readonly make: (n: number) => HostArray;
  readonly isElement: (x: Value) => boolean;
  readonly cast: (x: Value) => Value;
}

const KINDS: Readonly<Record<string, Kind>> = {
  int: { make: (n) => new Int32Array(n), isElement: isNumber, cast: cut(uncheckedInt) },
  long: { make: (n) => filled(n, 0), isElement: isNumber, cast: cut(uncheckedLong) },
  short: { make: (n) => new Int16Array(n), isElement: isNumber, cast: cut(uncheckedShort) },
  byte: { make: (n) => new Int8Array(n), isElement: isNumber, cast: cut(uncheckedByte) },
  double: { make: (n) => new Float64Array(n), isElement: isNumber, cast: cut(castDouble) },
  float: { make: (n) => new Float32Array(n), isElement: isNumber, cast: cut(castDouble) },
  char: { make: (n) => filled(n, charOf(0)), isElement: (x) => x instanceof Char, cast: character },
  boolean: { make: (n) => filled(n, false), isElement: (x) => typeof x === 'boolean', cast: truth },
};

function filled(n: number, x: Value): Value[] {
  return new Array<Value>(n).fill(x);
}

function sized(n: number): number {
  if (n < 0) throw new Throwable(ExceptionClass.negativeArraySize, String(n));
  spendOnElements(n);
  return n;
}

/** `(int-array size-or-seq)`; GUEST where the seq is not realised. */
function typedArray(kind: Value, from: Value): NativeResult {
  const { make, cast } = KINDS[kind as string];
  if (isNumber(from)) return make(sized(Number(toLong(from))));
  const items = toArray(from);
  if (items === GUEST) return GUEST;
  const out = make(items.length);
  items.forEach((x, i) => {
    (out as unknown[])[i] = element(out, cast(x));
  });
  return out;
}

/** `(int-array size init-val-or-seq)`. */
function typedArrayOf(kind: Value, size: Value, init: Value): NativeResult {
  const { make, isElement, cast } = KINDS[kind as string];
  const out = make(sized(Number(toLong(size))));
  const items = isElement(init) ? null : toArray(init);
  if (items === GUEST) return GUEST;
  for (let i = 0; i < out.length; i++) {
    if (items !== null && i >= items.length) break;
    (out as unknown[])[i] = element(out, cast(items === null ? init : items[i]));
  }
  return out;
}

function kindOfArray(kind: string): NativeSpec {
  return {
    doc: `An array of ${kind}s: of a size, filled with a value or the elements of a collection, or of the elements of a collection.`,
    arglists: '([size-or-seq] [size init-val-or-seq])',
    1: (from) => typedArray(kind, from),
    2: (size, init) => typedArrayOf(kind, size, init),
  };
}

const asserted = (doc: string, type: string): NativeSpec => ({
  doc,
  arglists: '([xs])',
  1(xs) {
    if (xs === null || isArray(xs)) return xs;
    throw classCast(xs, type);
  },
});

const isTrue = (x: Value): boolean => x !== null && x !== undefined && x !== false;

/** What makes an element of a `vector-of` that kind of a value. */
const ELEMENTS: Readonly<Record<string, (x: Value) => Value>> = {
  int: toInt,
  long: toLong,
  short: toShort,
  byte: toByte,
  double: castDouble,
  float: castDouble,
  char: toChar,
  boolean: isTrue,
};

/** The kinds of `vector-of`, each with what makes its elements. */
export const elementCasts: ReadonlyMap<string, (x: Value) => Value> = new Map(Object.entries(ELEMENTS));

/** `args` is the kind, then the elements. */
function vectorOf([kind, ...elements]: Value[]): TypedVec {
  if (!(kind instanceof Keyword && kind.ns === null && Object.hasOwn(ELEMENTS, kind.name)))
    throw illegalArgument(`Unrecognized type ${kind === null ? '' : String(strOf(kind))}`);
  const cast = ELEMENTS[kind.name];
  return new TypedVec(cast, vectorFromArray(elements.map(cast)), null);
}

/** An array in as many dimensions as there are lengths. */
function nested(kind: string | null, lengths: readonly number[]): HostArray {
  if (lengths.length === 1) return kind !== null ? KINDS[kind].make(sized(lengths[0])) : filled(sized(lengths[0]), null);
  const out: Value[] = [];
  for (let i = 0; i < lengths[0]; i++) out.push(nested(kind, lengths.slice(1)));
  return out;
}

/** A class, of Java's or of the host's. */
function elementClass(type: Value): Value {
  if (type instanceof ClassRef || typeof type === 'function') return type;
  if (type === null || type === undefined) throw nullPointer();
  throw classCast(type, 'java.lang.Class');
}

function elementKind(type: Value): string | null {
  const c = elementClass(type);
  return c instanceof ClassRef && Object.hasOwn(KINDS, c.name) ? c.name : null;
}

/** The array of the elements, all of that class or nil; where no class is given, of that of the first element. */
function uniformArray(type: Value, coll: Value): NativeResult {
  const items = toArray(coll);
  if (items === GUEST) return GUEST;
  const wanted = type ?? (items.length === 0 || items[0] === null ? OBJECT : classOf(items[0]));
  if (!(wanted instanceof ClassRef) || wanted === OBJECT) return items;
  for (const x of items) if (x !== null && !isInstance(wanted, x)) throw illegalArgument('array element type mismatch');
  return items;
}

/** Java's array of the elements: an array of objects itself. RuntimeException for what has no elements. */
function objectArray(x: Value): NativeResult {
  if (Array.isArray(x)) return x;
  const items = elementsOf(x);
  if (items === undefined) throw runtimeError(`Unable to convert: class ${className(x)} to Object[]`);
  return items;
}

function arrayOfArrays(coll: Value): NativeResult {
  if (coll === null || coll === undefined) throw nullPointer();
  if (!(coll instanceof Collection) || coll instanceof MapLike) throw classCast(coll, 'java.util.Collection');
  const rows = toArray(coll);
  if (rows === GUEST) return GUEST;
  const arrays = rows.map(objectArray);
  return arrays.includes(GUEST) ? GUEST : arrays;
}

const setter = (doc: string, cast: (x: Value) => Value): NativeSpec => ({
  doc,
  arglists: '([array idx val] [array idx idx2 & idxv])',
  3: (a, i, x) => set(a, i, x, cast),
  rest: (args) => setDeep(args, cast),
  restFrom: 4,
});

function set(a: Value, i: Value, x: Value, cast: (x: Value) => Value): Value {
  put(array(a, 'aset', 3), i, cast(x));
  return x;
}

function setDeep(args: Value[], cast: (x: Value) => Value): Value {
  let a: Value = args[0];
  for (let i = 1; i < args.length - 2; i++) a = at(a, args[i]);
  return set(a, args[args.length - 2], args[args.length - 1], cast);
}

const keep = (x: Value): Value => x;

/** Sorting less than that takes a millisecond or two. */
const LONG_SORT = 4096;
/** How many comparisons pass between two looks at the clock. */
const COMPARISONS = 4096;

/** A sorted copy of an array of data by a native comparator; GUEST where only guest code can compare. */
function sortArray(comparator: Value, items: Value): NativeResult {
  const xs = own(items);
  const units = (xs.length * Math.ceil(Math.log2(xs.length + 1))) >>> 2;
  spend(units);
  const order = nativeOrder(comparator, xs);
  if (order === null) return GUEST;
  const copy = xs.slice();
  const numbers = order === compare && xs.every((x) => typeof x === 'number');
  if (!isLimited() || xs.length < LONG_SORT) return numbers ? (copy as number[]).sort((a, b) => a - b) : copy.sort(order);
  const watch = watchTime(units, COMPARISONS);
  return copy.sort((a, b) => {
    watch();
    return numbers ? (a as number) - (b as number) : order(a, b);
  });
}

/** A comparator that is a native as an order of JavaScript's; null for any other, and for instances of guest types. */
function nativeOrder(comparator: Value, items: readonly Value[]): ((a: Value, b: Value) => number) | null {
  if (!(comparator instanceof NativeFn) || comparator.f2 === null) return null;
  const f = comparator.f2;
  if (f === compareValues) return items.some(comparesItself) ? null : compare;
  return (a, b) => {
    const c = f(a, b);
    if (typeof c === 'boolean') return c ? -1 : f(b, a) === true ? 1 : 0;
    if (isNumber(c)) return toDouble(c);
    throw classCast(c, 'java.lang.Number');
  };
}

/** Host arrays, for programs and for the library's own loops. */
export const arrayNatives = defineNatives('clojure.core', {
  aget: {
    doc: 'The element of an array at an index, or at several in nested arrays.',
    arglists: '([array idx] [array idx & idxs])',
    2: at,
    rest: (args) => args.slice(1).reduce((a, i) => at(a, i), args[0]),
    restFrom: 3,
  },
  aset: setter('Sets the element of an array at an index, or at several in nested arrays; the value.', keep),
  'aset-int': setter('Sets an element of an array of ints.', toInt),
  'aset-long': setter('Sets an element of an array of longs.', toLong),
  'aset-short': setter('Sets an element of an array of shorts.', toShort),
  'aset-byte': setter('Sets an element of an array of bytes.', toByte),
  'aset-double': setter('Sets an element of an array of doubles.', castDouble),
  'aset-float': setter('Sets an element of an array of floats.', castDouble),
  'aset-char': setter('Sets an element of an array of characters.', toChar),
  'aset-boolean': setter('Sets an element of an array of booleans.', isTrue),
  alength: { doc: 'The length of an array.', arglists: '([array])', 1: (a) => array(a, 'alength', 1).length },
  aclone: { doc: 'A copy of an array.', arglists: '([array])', 1: (a) => array(a, 'aclone', 1).slice() },
  'make-array': {
    doc: 'An array of nils, or of zeros for a type of numbers, of one or more dimensions.',
    arglists: '([type len] [type dim & more-dims])',
    2: (type, n) => nested(elementKind(type), [toInt(n)]),
    rest: (args) =>
      nested(
        elementKind(args[0]),
        args.slice(1).map((n) => toInt(n)),
      ),
    restFrom: 3,
  },
  'object-array': {
    doc: 'An array of so many nils, or of the elements of a collection.',
    arglists: '([size-or-seq])',
    1: (from) => (isNumber(from) ? filled(sized(Number(toLong(from))), null) : toArray(from)),
  },
  'to-array': { doc: 'An array of the elements; an array of objects is given back as it is.', arglists: '([coll])', 1: objectArray },
  'to-array-2d': { doc: 'An array of arrays with the elements of a collection of collections.', arglists: '([coll])', 1: arrayOfArrays },
  'into-array': {
    doc: 'An array of the elements, which must all be of the class given, or else of that of the first.',
    arglists: '([aseq] [type aseq])',
    1: (coll) => uniformArray(null, coll),
    2(type, coll) {
      const kind = elementKind(type);
      return kind === null ? uniformArray(type, coll) : typedArray(kind, coll);
    },
  },
  'int-array': kindOfArray('int'),
  'long-array': kindOfArray('long'),
  'short-array': kindOfArray('short'),
  'byte-array': kindOfArray('byte'),
  'double-array': kindOfArray('double'),
  'float-array': kindOfArray('float'),
  'char-array': kindOfArray('char'),
  'boolean-array': kindOfArray('boolean'),
  ints: asserted('xs, an array of ints.', '[I'),
  longs: asserted('xs, an array of longs.', '[J'),
  shorts: asserted('xs, an array of shorts.', '[S'),
  bytes: asserted('xs, an array of bytes.', '[B'),
  doubles: asserted('xs, an array of doubles.', '[D'),
  floats: asserted('xs, an array of floats.', '[F'),
  chars: asserted('xs, an array of characters.', '[C'),
  booleans: asserted('xs, an array of booleans.', '[Z'),
  'vector-of': {
    doc: 'A vector of the elements, of which each is cast to a kind: :int :long :float :double :byte :short :char :boolean.',
    arglists: '([t] [t & elements])',
    rest: vectorOf,
    restFrom: 1,
  },
  '-array?': { doc: 'Whether x is a host array.', arglists: '([x])', internal: true, 1: isArray },
  '-aget': {
    doc: "An element of one of the library's own arrays.",
    arglists: '([array i])',
    internal: true,
    2(a, i) {
      const array = own(a);
      const x = typeof i === 'number' ? array[i] : undefined;
      return x === undefined ? null : x;
    },
  },
  '-aset!': {
    doc: "Sets an element of one of the library's own arrays.",
    arglists: '([array i x])',
    internal: true,
    3(a, i, x) {
      const array = own(a);
      if (!(typeof i === 'number' && i >= 0 && i <= array.length)) throw indexOutOfBounds();
      array[i] = x;
      return null;
    },
  },
  '-alength': { doc: "The length of one of the library's own arrays.", arglists: '([array])', internal: true, 1: (a) => own(a).length },
  '-new-array': {
    doc: 'An empty array, or one of so many nils.',
    arglists: '([] [n])',
    internal: true,
    0: () => [],
    1: (n) => filled(n as number, null),
  },
  '-rest-of': {
    doc: "One of the library's own arrays without its first element.",
    arglists: '([array])',
    internal: true,
    1: (a) => own(a).slice(1),
  },
  '-push!': {
    doc: 'Adds an element at the end of an array; the array.',
    arglists: '([array x])',
    internal: true,
    2(a, x) {
      const array = own(a);
      checkRoom(array.length);
      array.push(x);
      return a;
    },
  },
  '-splice!': {
    doc: 'Puts the elements of an array in the place of so many from an index on of another; the latter.',
    arglists: '([array index removed added])',
    internal: true,
    4(a, at, removed, added) {
      const [array, more] = [own(a), own(added)];
      checkRoom(array.length + more.length);
      spendOnElements(array.length - (at as number) + more.length);
      if (more.length === 0) array.splice(at as number, removed as number);
      else {
        const after = array.slice((at as number) + (removed as number));
        array.length = at as number;
        for (const x of more) array.push(x);
        for (const x of after) array.push(x);
      }
      return a;
    },
  },
  '-copy-range': {
    doc: 'A copy of the elements of an array between two indices; beyond its end they are what new arrays of its kind have.',
    arglists: '([array from to])',
    internal: true,
    3(a, from, to) {
      const xs = array(a, 'copyOfRange', 3);
      const [start, length] = [from as number, (to as number) - (from as number)];
      spendOnElements(length);
      if (Array.isArray(xs)) return Array.from({ length }, (_, i) => xs[start + i] ?? null);
      const out = new (xs.constructor as Int32ArrayConstructor)(sized(length));
      out.set((xs as Int32Array).subarray(start, to as number));
      return out;
    },
  },
  '-take-array!': {
    doc: 'A copy of an array, which is empty afterwards.',
    arglists: '([array])',
    internal: true,
    1: (a) => own(a).splice(0),
  },
  '-vec-of-array': {
    doc: 'The vector of the elements of an array, which it takes over.',
    arglists: '([array])',
    internal: true,
    1: (a) => vectorFromArray(own(a)),
  },
  '-seq-of-array': {
    doc: 'A seq of the elements of an array that nobody changes any more.',
    arglists: '([array])',
    internal: true,
    1: (a) => arraySeq(own(a)),
  },
  '-array-of': { doc: 'An array of the elements.', arglists: '([coll])', internal: true, 1: toArray },
  '-sort-array': { doc: 'A copy of an array sorted by a comparator.', arglists: '([comp array])', internal: true, 2: sortArray },
  '-sort-by-keys': {
    doc: 'The array in the order of the keys that another array holds for its elements.',
    arglists: '([comp keys array])',
    internal: true,
    3(comparator, keys, items) {
      const order = nativeOrder(comparator, own(keys));
      if (order === null) return GUEST;
      const ks = own(keys);
      const xs = own(items);
      return indexes(xs.length)
        .sort((i, j) => order(ks[i], ks[j]))
        .map((i) => xs[i]);
    },
  },
  '-reverse-front!': {
    doc: 'Turns the first n elements of an array round.',
    arglists: '([array n])',
    internal: true,
    2(a, n) {
      const xs = own(a);
      for (let i = 0, j = (n as number) - 1; i < j; i++, j--) [xs[i], xs[j]] = [xs[j], xs[i]];
      return null;
    },
  },
  '-move-element!': {
    doc: 'Moves the element at index from to index to, at most as large; those between move on by one.',
    arglists: '([array from to])',
    internal: true,
    3(a, from, to) {
      const xs = own(a);
      const x = xs[from as number];
      xs.copyWithin((to as number) + 1, to as number, from as number);
      xs[to as number] = x;
      return null;
    },
  },
  '-copy-to!': {
    doc: 'Copies the elements of an array into another of the same length, if that holds values of any kind.',
    arglists: '([array other])',
    internal: true,
    2(a, other) {
      const xs = own(a);
      if (Array.isArray(other)) for (let i = 0; i < xs.length; i++) other[i] = xs[i];
      return null;
    },
  },
  '-indexes': { doc: 'The array of the indexes of an array.', arglists: '([array])', internal: true, 1: (a) => indexes(own(a).length) },
  '-permuted': {
    doc: 'The elements of an array in the order of an array of indexes.',
    arglists: '([array order])',
    internal: true,
    2: (a, order) => (order as number[]).map((i) => own(a)[i]),
  },
});

function indexes(n: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < n; i++) out.push(i);
  return out;
}
