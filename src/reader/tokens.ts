import { watchText } from '../data/budget.js';
import { type Char, charNamed, charOf } from '../data/char.js';

const TERMINATING = new Uint8Array(128);
for (const c of '";^`~()[]{}\\@') TERMINATING[c.charCodeAt(0)] = 1;
const MACRO = TERMINATING.slice();
for (const c of "#'%") MACRO[c.charCodeAt(0)] = 1;
const EDN_MACRO = new Uint8Array(128);
for (const c of '";^()[]{}\\#') EDN_MACRO[c.charCodeAt(0)] = 1;
const EDN_TERMINATING = EDN_MACRO.slice();
EDN_TERMINATING['#'.charCodeAt(0)] = 0;

/** Which ASCII characters end a token: within a number (`macro`), and within any other (`terminating`). */
export interface TokenRules {
  readonly macro: Uint8Array;
  readonly terminating: Uint8Array;
}
export const CLOJURE_TOKENS: TokenRules = { macro: MACRO, terminating: TERMINATING };
export const EDN_TOKENS: TokenRules = { macro: EDN_MACRO, terminating: EDN_TERMINATING };

/** Java's `Character.isWhitespace`, and the comma. */
export function isWhitespace(c: number): boolean {
  if (c < 128) return c === 32 || c === 44 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
  return c === 0x1680 || (c >= 0x2000 && c <= 0x200a && c !== 0x2007) || c === 0x2028 || c === 0x2029 || c === 0x205f || c === 0x3000;
}

/** The offset after the token of which `start` is the first character, whatever that character is. */
export function tokenEnd(text: string, start: number, ends: Uint8Array): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 128 ? ends[c] === 1 : false) break;
    if (isWhitespace(c)) break;
    watchText(i);
  }
  return i;
}

const NAME = /^:?(?:[^\d/].*\/)?(?:\/|[^\d/][^/]*)$/s;

/**
 * The parts of a token that is a symbol or keyword, by Clojure's rules; null where it is neither. Keywords keep
 * their colons out of the parts; `auto` tells `::a` from `:a`.
 */
export function splitName(token: string): { kind: 'symbol' | 'keyword'; auto: boolean; ns: string | null; name: string } | null {
  if (!NAME.test(token) || token.endsWith(':') || token.indexOf('::', 1) !== -1) return null;
  const slash = token.lastIndexOf('/');
  if (slash > 0 && token[slash - 1] === ':' && token !== ':/') return null;
  const auto = token.startsWith('::');
  const keyword = token[0] === ':';
  const bare = token.slice(auto ? 2 : keyword ? 1 : 0);
  const at = bare.indexOf('/');
  const split = at > 0 && bare !== '/';
  return {
    kind: keyword ? 'keyword' : 'symbol',
    auto,
    ns: split ? bare.slice(0, at) : null,
    name: split ? bare.slice(at + 1) : bare,
  };
}

/** The value of a hexadecimal or octal digit, -1 where it is none in that base. */
function digit(c: number, base: number): number {
  const d = c >= 48 && c <= 57 ? c - 48 : c >= 97 && c <= 102 ? c - 87 : c >= 65 && c <= 70 ? c - 55 : -1;
  return d < base ? d : -1;
}

/** A character literal without its backslash: the character, or a message that says what is wrong with it. */
export function parseChar(token: string): Char | string {
  if (token.length === 1) return charOf(token.charCodeAt(0));
  const named = charNamed(token);
  if (named !== undefined) return named;
  const first = token[0];
  if (first === 'u' || first === 'o') {
    const base = first === 'u' ? 16 : 8;
    if (base === 8 && token.length > 4) return `Invalid octal escape sequence length: ${token.length - 1}`;
    if (base === 16 && token.length !== 5) return `Invalid unicode character: \\${token}`;
    let code = 0;
    for (let i = 1; i < token.length; i++) {
      const d = digit(token.charCodeAt(i), base);
      if (d < 0) return `Invalid digit: ${token[i]}`;
      code = code * base + d;
    }
    if (base === 8 && code > 0o377) return 'Octal escape sequence must be in range [0, 377].';
    if (base === 16 && code >= 0xd800 && code <= 0xdfff) return `Invalid character constant: \\u${code.toString(16)}`;
    return charOf(code);
  }
  return `Unsupported character: \\${token}`;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', '\\': '\\', '"': '"', b: '\b', f: '\f' };

/**
 * The escape sequence whose backslash is at `at`, in a string literal. `end` is the offset after it; a `message`
 * says what is wrong. The text must go on after the backslash.
 */
export function parseEscape(text: string, at: number): { value: string; end: number } | { message: string; end: number } {
  const c = text[at + 1];
  const simple = ESCAPES[c];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const octal = c >= '0' && c <= '9';
  if (!octal && c !== 'u') return { message: `Unsupported escape character: \\${c}`, end: at + 2 };
  const start = octal ? at + 1 : at + 2;
  const [base, length] = octal ? [8, 3] : [16, 4];
  if (!octal && start < text.length && digit(text.charCodeAt(start), 16) < 0)
    return { message: `Invalid unicode escape: \\u${text[start]}`, end: start + 1 };
  let code = 0;
  let i = start;
  for (; i < start + length && i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isWhitespace(unit) || (unit < 128 && MACRO[unit] === 1)) break;
    const d = digit(unit, base);
    if (d < 0) return { message: `Invalid digit: ${text[i]}`, end: i + 1 };
    code = code * base + d;
  }
  if (!octal && i - start !== 4) return { message: `Invalid character length: ${i - start}, should be: 4`, end: Math.max(i, at + 2) };
  if (octal && code > 0o377) return { message: 'Octal escape sequence must be in range [0, 377].', end: i };
  return { value: String.fromCharCode(code), end: i };
}
