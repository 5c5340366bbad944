import { type Char, charOf } from '../../../data/char.js';
import { defineClass, registerClass } from '../../../data/classes.js';
import { toLong } from '../../../data/numbers/index.js';
import { strOf } from '../../../data/str.js';
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

/** Its methods. */
export const stringBuilderMethods: Readonly<Record<string, Arities>> = {
  append: { 2: (b, x) => changed(b, of(b).text + appended(x)) },
  length: { 1: (b) => of(b).text.length },
  toString: { 1: (b: Value) => of(b).text },
  charAt: { 2: (b, i) => charOf(of(b).text.charCodeAt(at(i))) },
  reverse: { 1: (b) => changed(b, [...of(b).text].reverse().join('')) },
  insert: { 3: (b, i, x) => changed(b, of(b).text.slice(0, at(i)) + appended(x) + of(b).text.slice(at(i))) },
  deleteCharAt: { 2: (b, i) => changed(b, of(b).text.slice(0, at(i)) + of(b).text.slice(at(i) + 1)) },
  setLength: { 2: (b, length) => set(b, of(b).text.slice(0, at(length)).padEnd(at(length), '\0')) },
  setCharAt: { 3: (b, i, c) => set(b, of(b).text.slice(0, at(i)) + (c as Char).toString() + of(b).text.slice(at(i) + 1)) },
  isEmpty: { 1: (b) => of(b).text === '' },
  substring: { 2: (b, i) => of(b).text.slice(at(i)), 3: (b, i, j) => of(b).text.slice(at(i), at(j)) },
  indexOf: { 2: (b, x) => of(b).text.indexOf(appended(x)) },
};
