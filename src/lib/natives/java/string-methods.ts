import { spend, spendOnText, unitsOfText } from '../../../data/budget.js';
import { Char, charOf } from '../../../data/char.js';
import { compare } from '../../../data/compare.js';
import { classCast, ExceptionClass, illegalArgument, nullPointer, Throwable } from '../../../data/errors.js';
import * as n from '../../../data/numbers/index.js';
import * as op from '../../../data/operations/index.js';
import { Regex } from '../../../data/regex.js';
import { findLastText, findText, replaceText } from '../../../data/text-search.js';
import type { Value } from '../../../data/value.js';
import type { Member } from '../define.js';
import { replaceMatches, splitText } from '../string-namespace.js';
import { int } from './arguments.js';
import { encodeText } from './charsets.js';
import { StringBuilder } from './string-builder.js';

const s = (x: Value): string => x as string;

/** The string, where all of it is looked at or copied. */
function whole(x: Value): string {
  spend(unitsOfText(s(x).length));
  return s(x);
}

/** A position in a string: a character, which is a number to some methods, is none. */
const position = (x: Value): number => {
  if (x instanceof Char) throw classCast(x, 'java.lang.Number');
  return int(x);
};

/** Java looks at the classes of all arguments before a method runs, which then complains of nil. */
function cast(x: Value, is: (x: Value) => boolean, type: string): void {
  if (x !== null && !is(x)) throw classCast(x, type);
}
const isString = (x: Value): x is string => typeof x === 'string';
const isText = (x: Value): boolean => isString(x) || x instanceof StringBuilder;

/** Arguments of a parameter of type String. */
function strings(...args: Value[]): string[] {
  for (const x of args) cast(x, isString, 'java.lang.String');
  if (args.includes(null)) throw nullPointer();
  return args as string[];
}
const string = (x: Value): string => strings(x)[0];

/** An argument of a parameter of type CharSequence. */
function text(x: Value): string {
  cast(x, isText, 'java.lang.CharSequence');
  if (x === null) throw nullPointer();
  return x instanceof StringBuilder ? x.text : s(x);
}

/** None of the methods of that name and number of arguments takes arguments of these classes. */
const noOverload = (name: string, count: number): Throwable =>
  illegalArgument(`No matching method ${name} found taking ${count} args for class java.lang.String`);

/** What `indexOf` looks for: a string, or a character by its number. */
function needle(x: Value, name: string, count: number): string {
  if (isString(x)) return x;
  if (x === null) throw nullPointer();
  if (!n.isLong(x)) throw noOverload(name, count);
  return String.fromCodePoint(int(x));
}

function charAt(x: Value, i: Value): Value {
  const at = position(i);
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
  spendOnText(s(x).length * int(times));
  return s(x).repeat(int(times));
}

function substring(x: Value, from: Value, to: Value): string {
  const { length } = s(x);
  const a = position(from);
  const b = to === null ? length : position(to);
  if (a < 0 || b > length || a > b) throw new Throwable(ExceptionClass.stringIndexOutOfBounds, `begin ${a}, end ${b}, length ${length}`);
  return s(x).slice(a, b);
}

/** `(.replace s a b)`: both characters, or both texts. */
function replace(x: Value, from: Value, to: Value): string {
  if (from instanceof Char && to instanceof Char) return replaceText(s(x), from.toString(), to.toString());
  if (![from, to].every((y) => y === null || isText(y))) throw noOverload('replace', 2);
  const by = text(to);
  return replaceText(s(x), text(from), by);
}

function replacePattern(x: Value, pattern: Value, template: Value, all: boolean): string {
  const [source, by] = strings(pattern, template);
  return replaceMatches(whole(x), new Regex(source), by, all);
}

/** `(.regionMatches s at other from length)`, which may begin with whether case is ignored. */
function regionMatches(args: Value[]): boolean {
  const folds = args.length === 6;
  if (args.length !== 5 && !folds) throw noOverload('regionMatches', args.length - 1);
  const [at, other, from, length] = args.slice(folds ? 2 : 1);
  const fold = (part: string): string => (folds && args[1] === true ? part.toLowerCase() : part);
  const part = (of: string, start: Value): string | null =>
    int(start) < 0 || int(start) + int(length) > of.length ? null : fold(of.slice(int(start), int(start) + int(length)));
  const own = part(s(args[0]), at);
  return own !== null && own === part(string(other), from);
}

const SPACE = '[\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const LEADING = new RegExp(`^${SPACE}+`);
const TRAILING = new RegExp(`${SPACE}+$`);

/** Methods of strings, taking what Java's take. */
export const stringMethods: Readonly<Record<string, Member>> = {
  length: { 1: (x) => s(x).length },
  isEmpty: { 1: (x) => s(x).length === 0 },
  isBlank: { 1: (x) => whole(x).replace(LEADING, '') === '' },
  charAt: { 2: charAt },
  codePointAt: { 2: codePointAt },
  codePointCount: { 3: (x, from, to) => [...whole(substring(x, from, to))].length },
  substring: { 2: (x, from) => substring(x, from, null), 3: substring },
  subSequence: { 3: substring },
  indexOf: {
    2: (x, y) => findText(s(x), needle(y, 'indexOf', 1)),
    3: (x, y, from) => findText(s(x), needle(y, 'indexOf', 2), int(from)),
  },
  lastIndexOf: {
    2: (x, y) => findLastText(s(x), needle(y, 'lastIndexOf', 1)),
    3: (x, y, from) => (int(from) < 0 ? -1 : findLastText(s(x), needle(y, 'lastIndexOf', 2), int(from))),
  },
  contains: { 2: (x, y) => findText(s(x), text(y)) >= 0 },
  startsWith: { 2: (x, y) => s(x).startsWith(string(y)), 3: (x, y, from) => s(x).startsWith(string(y), int(from)) },
  endsWith: { 2: (x, y) => s(x).endsWith(string(y)) },
  regionMatches: { rest: regionMatches, restFrom: 5 },
  toUpperCase: { 1: (x) => whole(x).toUpperCase(), 2: (x) => whole(x).toUpperCase() },
  toLowerCase: { 1: (x) => whole(x).toLowerCase(), 2: (x) => whole(x).toLowerCase() },
  trim: { 1: (x) => whole(x).replace(/^[\0-\x20]+|[\0-\x20]+$/g, '') },
  strip: { 1: (x) => whole(x).replace(LEADING, '').replace(TRAILING, '') },
  stripLeading: { 1: (x) => whole(x).replace(LEADING, '') },
  stripTrailing: { 1: (x) => whole(x).replace(TRAILING, '') },
  concat: { 2: (x, y) => s(x) + string(y) },
  repeat: { 2: repeat },
  contentEquals: {
    2(x, y) {
      if (y !== null && !isText(y)) throw noOverload('contentEquals', 1);
      return s(x) === text(y);
    },
  },
  replace: { 3: replace },
  replaceAll: { 3: (x, pattern, by) => replacePattern(x, pattern, by, true) },
  replaceFirst: { 3: (x, pattern, by) => replacePattern(x, pattern, by, false) },
  matches: { 2: (x, pattern) => new Regex(string(pattern)).execWhole(whole(x)) !== null },
  split: {
    2: (x, pattern) => splitText(whole(x), new Regex(string(pattern)), 0),
    3: (x, pattern, limit) => splitText(whole(x), new Regex(string(pattern)), int(limit)),
  },
  equalsIgnoreCase: { 2: (x, y) => y !== null && whole(x).toLowerCase() === string(y).toLowerCase() },
  compareTo: { 2: (x, y) => compare(x, string(y)) },
  compareToIgnoreCase: { 2: (x, y) => compare(whole(x).toLowerCase(), string(y).toLowerCase()) },
  toCharArray: { 1: (x) => op.toArray(whole(x)) },
  getBytes: { 1: (x) => encodeText(whole(x), null), 2: (x, charset) => encodeText(whole(x), charset) },
  intern: { 1: (x) => x },
};
