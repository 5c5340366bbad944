import { registerClass } from './classes.js';

/** A character: one UTF-16 unit, as in Java. There is one object for each code, so `===` compares them. */
export class Char {
  constructor(
    /** 0 to 65535. Also its hash. */
    readonly code: number,
  ) {}
  toString(): string {
    return String.fromCharCode(this.code);
  }
}
registerClass(Char, 'java.lang.Character', ['java.lang.Object', 'java.lang.Comparable']);

const chars: Char[] = [];
for (let code = 0; code < 128; code++) chars.push(new Char(code));

const rare = new Map<number, Char>();

/** The character with that code, an integer from 0 to 65535: not checked. */
export function charOf(code: number): Char {
  if (code < 128) return chars[code];
  let c = rare.get(code);
  if (c === undefined) {
    c = new Char(code);
    rare.set(code, c);
  }
  return c;
}

const NAMES = new Map([
  [8, 'backspace'],
  [9, 'tab'],
  [10, 'newline'],
  [12, 'formfeed'],
  [13, 'return'],
  [32, 'space'],
]);
const CODES = new Map([...NAMES].map(([code, name]) => [name, code]));

/** What follows the backslash when the character is printed readably: `newline`, or the character itself. */
export function charName(c: Char): string {
  return NAMES.get(c.code) ?? String.fromCharCode(c.code);
}

/** The character that a long name such as `newline` stands for; undefined for any other text. */
export function charNamed(name: string): Char | undefined {
  const code = CODES.get(name);
  return code === undefined ? undefined : charOf(code);
}
