import { type Char, charOf } from '../../../data/char.js';
import { defineClass, registerClass } from '../../../data/classes.js';
import { ExceptionClass, Throwable } from '../../../data/errors.js';
import { toLong } from '../../../data/numbers/index.js';
import { strOf } from '../../../data/str.js';
import { findLastText, findText } from '../../../data/text-search.js';
import type { Value } from '../../../data/value.js';
import type { Arities } from '../define.js';

/** Java's StringBuilder: text that grows in place. */
export class StringBuilder {
  constructor(public text: string) {}
  toString(): string {
    return this.text;
  }
}
registerClass(StringBuilder, 'java.lang.StringBuilder', ['java.lang.Object', 'java.lang.CharSequence']);
defineClass('java.lang.StringBuffer');

const of = (x: Value): StringBuilder => x as StringBuilder;
const at = (x: Value): number => Number(toLong(x));

function changed(b: Value, text: string): Value {
  of(b).text = text;
  return b;
}

function set(b: Value, text: string): null {
  of(b).text = text;
  return null;
}

function appended(x: Value): string {
  return x === null ? 'null' : (strOf(x) as string);
}

const outside = (message: string): Throwable => new Throwable(ExceptionClass.stringIndexOutOfBounds, message);

/** The index of a character that is there. */
function place(b: Value, i: Value): number {
  const index = at(i);
  const { length } = of(b).text;
  if (index < 0 || index >= length) throw outside(`index ${index}, length ${length}`);
  return index;
}

/** The text between two places; an end beyond the text is its end where `lenient`. */
function range(b: Value, from: Value, to: Value, lenient: boolean): readonly [start: number, end: number] {
  const { length } = of(b).text;
  const start = at(from);
  const end = lenient ? Math.min(at(to), length) : at(to);
  if (start < 0 || start > end || end > length) throw outside(`start ${start}, end ${end}, length ${length}`);
  return [start, end];
}

function insert(b: Value, i: Value, x: Value): Value {
  const { text } = of(b);
  const offset = at(i);
  if (offset < 0 || offset > text.length) throw outside(`offset ${offset}, length ${text.length}`);
  return changed(b, text.slice(0, offset) + appended(x) + text.slice(offset));
}

function replaced(b: Value, from: Value, to: Value, by: string): Value {
  const [start, end] = range(b, from, to, true);
  return changed(b, of(b).text.slice(0, start) + by + of(b).text.slice(end));
}

function part(b: Value, from: Value, to: Value): string {
  const [start, end] = range(b, from, to, false);
  return of(b).text.slice(start, end);
}

/** Its methods. */
export const stringBuilderMethods: Readonly<Record<string, Arities>> = {
  append: {
    2: (b, x) => changed(b, of(b).text + appended(x)),
    4: (b, x, from, to) => changed(b, of(b).text + appended(x).slice(at(from), at(to))),
  },
  appendCodePoint: { 2: (b, code) => changed(b, of(b).text + String.fromCodePoint(at(code))) },
  length: { 1: (b) => of(b).text.length },
  toString: { 1: (b: Value) => of(b).text },
  charAt: { 2: (b, i) => charOf(of(b).text.charCodeAt(place(b, i))) },
  reverse: { 1: (b) => changed(b, [...of(b).text].reverse().join('')) },
  insert: { 3: insert },
  delete: { 3: (b, from, to) => replaced(b, from, to, '') },
  replace: { 4: (b, from, to, by) => replaced(b, from, to, appended(by)) },
  deleteCharAt: {
    2(b, i) {
      const index = place(b, i);
      return changed(b, of(b).text.slice(0, index) + of(b).text.slice(index + 1));
    },
  },
  setLength: { 2: (b, length) => set(b, of(b).text.slice(0, at(length)).padEnd(at(length), '\0')) },
  setCharAt: {
    3(b, i, c) {
      const index = place(b, i);
      return set(b, of(b).text.slice(0, index) + (c as Char).toString() + of(b).text.slice(index + 1));
    },
  },
  isEmpty: { 1: (b) => of(b).text === '' },
  substring: { 2: (b, i) => part(b, i, of(b).text.length), 3: part },
  subSequence: { 3: part },
  indexOf: { 2: (b, x) => findText(of(b).text, appended(x)), 3: (b, x, from) => findText(of(b).text, appended(x), at(from)) },
  lastIndexOf: { 2: (b, x) => findLastText(of(b).text, appended(x)) },
};
