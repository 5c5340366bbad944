import { CLASS, type ClassRef, defineClass, registerClass } from '../../../data/classes.js';
import { equiv } from '../../../data/equality.js';
import { arrayIndexOutOfBounds, ExceptionClass, illegalArgument, Throwable } from '../../../data/errors.js';
import { GUEST, thenCall } from '../../../data/guest.js';
import * as n from '../../../data/numbers/index.js';
import * as op from '../../../data/operations/index.js';
import type { Value } from '../../../data/value.js';
import type { Var } from '../../../data/var.js';
import type { Arities, ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';
import { ArrayIterator } from './collection-methods.js';

const int = (x: Value): number => Number(n.toLong(x));

/** Java's list that changes in place. It is an array, so that the functions for arrays and seqs take it. */
class MutableList extends Array<Value> {}
for (const name of ['java.util.LinkedList', 'java.util.ArrayList'])
  registerClass({ prototype: {} }, name, ['java.lang.Object', 'java.lang.Iterable', 'java.util.Collection', 'java.util.List']);

registerClass({ prototype: {} }, 'clojure.lang.SeqIterator', ['java.lang.Object', 'java.util.Iterator']);

const listOf = (x: Value): MutableList => x as MutableList;

function makeList(type: ClassRef, items: readonly Value[]): MutableList {
  const made = new MutableList();
  Object.defineProperty(made, CLASS, { value: type });
  for (const item of items) made.push(item);
  return made;
}

function maker(name: string): Arities {
  const type = defineClass(name);
  return {
    0: () => makeList(type, []),
    // A number is the room to begin with.
    1(x) {
      if (n.isNumber(x)) return makeList(type, []);
      const items = op.toArray(x);
      return items === GUEST ? GUEST : makeList(type, items);
    },
  };
}

function place(list: Value, i: Value): number {
  const at = int(i);
  const { length } = listOf(list);
  if (at < 0 || at >= length) throw new Throwable(ExceptionClass.indexOutOfBounds, `Index ${at} out of bounds for length ${length}`);
  return at;
}

const NO_SUCH_ELEMENT = defineClass('java.util.NoSuchElementException', ['java.lang.RuntimeException']);

function present(list: Value): MutableList {
  if (listOf(list).length === 0) throw new Throwable(NO_SUCH_ELEMENT, null);
  return listOf(list);
}

function add(list: Value, x: Value): boolean {
  listOf(list).push(x);
  return true;
}

function done(_: unknown): null {
  return null;
}

function removeItem(list: Value, x: Value): Value {
  if (n.isLong(x)) return listOf(list).splice(place(list, x), 1)[0];
  const at = listOf(list).findIndex((item) => equiv(item, x) === true);
  if (at >= 0) listOf(list).splice(at, 1);
  return at >= 0;
}

const listMethods: Readonly<Record<string, Arities>> = {
  add: { 2: add, 3: (list, i, x) => done(listOf(list).splice(int(i), 0, x)) },
  addAll: {
    2(list, more) {
      const items = op.toArray(more);
      if (items === GUEST) return GUEST;
      for (const item of items) listOf(list).push(item);
      return items.length > 0;
    },
  },
  addFirst: { 2: (list, x) => done(listOf(list).unshift(x)) },
  addLast: { 2: (list, x) => done(listOf(list).push(x)) },
  push: { 2: (list, x) => done(listOf(list).unshift(x)) },
  offer: { 2: add },
  get: { 2: (list, i) => listOf(list)[place(list, i)] },
  set: {
    3(list, i, x) {
      const at = place(list, i);
      const before = listOf(list)[at];
      listOf(list)[at] = x;
      return before;
    },
  },
  getFirst: { 1: (list) => present(list)[0] },
  getLast: { 1: (list) => present(list)[listOf(list).length - 1] },
  peek: { 1: (list) => listOf(list)[0] ?? null },
  poll: { 1: (list) => listOf(list).shift() ?? null },
  pop: { 1: (list) => present(list).shift() },
  remove: { 1: (list) => present(list).shift(), 2: removeItem },
  removeFirst: { 1: (list) => present(list).shift() },
  removeLast: { 1: (list) => present(list).pop() },
  clear: {
    1(list) {
      listOf(list).length = 0;
      return null;
    },
  },
  iterator: { 1: (list) => new ArrayIterator(Array.from(listOf(list))) },
  size: { 1: (list) => listOf(list).length },
  isEmpty: { 1: (list) => listOf(list).length === 0 },
  contains: { 2: (list, x) => listOf(list).some((item) => equiv(item, x) === true) },
  indexOf: { 2: (list, x) => listOf(list).findIndex((item) => equiv(item, x) === true) },
  toArray: { 1: (list) => Array.from(listOf(list)), 2: (list) => Array.from(listOf(list)) },
  subList: { 3: (list, from, to) => makeList(defineClass('java.util.ArrayList'), Array.from(listOf(list)).slice(int(from), int(to))) },
};

function copyRange(xs: Value, from: Value, to: Value): Value {
  const array = xs as Value[];
  const [start, end] = [int(from), int(to)];
  if (start > end) throw illegalArgument(`${start} > ${end}`);
  if (start < 0 || start > array.length) throw arrayIndexOutOfBounds(start, array.length);
  const out = array.slice(start, end);
  if (Array.isArray(out)) while (out.length < end - start) out.push(null);
  return out;
}

function sameItems(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b;
  const [xs, ys] = [a as Value[], b as Value[]];
  return xs.length === ys.length && Array.prototype.every.call(xs, (x, i) => equiv(x, ys[i]) === true);
}

/** Java's encoding of forms: letters, digits and `.-*_` as they are, a space as `+`, the rest as bytes in UTF-8. */
function urlEncoded(x: Value): string {
  return encodeURIComponent(textOf(x))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecoded(x: Value): string {
  const text = textOf(x).replace(/\+/g, ' ');
  try {
    return decodeURIComponent(text);
  } catch {
    throw illegalArgument('URLDecoder: Illegal hex characters in escape (%) pattern');
  }
}

/** What stands for the thread that the program runs on. */
class CurrentThread {
  readonly name = 'main';
}
registerClass(CurrentThread, 'java.lang.Thread');
const CURRENT_THREAD = new CurrentThread();

/** Names of what Java chooses by an object, where Clove has one choice. */
class Choice {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}
registerClass(Choice, 'java.util.Locale');

/** Members of Java's utilities that portable libraries use and that reach nothing outside. */
export function javaUtilMembers(core: (name: string) => Var): ClassMembers {
  return {
    statics: {
      'APersistentMap/mapHash': { 1: (m) => thenCall(core('-map-hash').root, [m, false]) },
      'APersistentMap/mapHasheq': { 1: (m) => thenCall(core('-map-hash').root, [m, true]) },
      'Arrays/asList': { 1: (xs) => makeList(defineClass('java.util.ArrayList'), xs as Value[]) },
      'Arrays/copyOf': { 2: (xs, length) => copyRange(xs, 0, length) },
      'Arrays/copyOfRange': { 3: copyRange },
      'Arrays/equals': { 2: (a, b) => sameItems(a, b) },
      'Class/forName': { rest: (args) => thenCall(core('-class-named').root, args.slice(0, 1)), restFrom: 1 },
      'Locale/getDefault': { 0: () => ENGLISH },
      'Thread/currentThread': { 0: () => CURRENT_THREAD },
      'URLDecoder/decode': { 1: urlDecoded, 2: urlDecoded },
      'URLEncoder/encode': { 1: urlEncoded, 2: urlEncoded },
    },
    fields: {
      'Locale/ENGLISH': ENGLISH,
      'Locale/ROOT': new Choice(''),
      'Locale/US': new Choice('en_US'),
    },
    methods: {
      'java.util.ArrayList': listMethods,
      'java.util.LinkedList': listMethods,
      'java.lang.Thread': {
        getContextClassLoader: { 1: () => null },
        getId: { 1: () => 1 },
        getName: { 1: (thread) => (thread as CurrentThread).name },
        getStackTrace: { 1: () => thenCall(core('-stack-of-caller').root, []) },
        isInterrupted: { 1: () => false },
      },
    },
    constructors: {
      'clojure.lang.LispReader$RegexReader': { 0: () => core('-regex-after-quote').root },
      'clojure.lang.LispReader$StringReader': { 0: () => core('-string-after-quote').root },
      'clojure.lang.SeqIterator': { 1: (seq) => thenCall(core('-seq-iterator').root, [seq]) },
      'java.util.ArrayList': maker('java.util.ArrayList'),
      'java.util.LinkedList': maker('java.util.LinkedList'),
    },
  };
}

const ENGLISH = new Choice('en');
