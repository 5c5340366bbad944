import { escapeCode } from './regex-text.js';

/*
 * The named character classes of Java's patterns, as the inside of a JavaScript class under the flag `v`. Java's
 * POSIX classes and \d \s \w are ASCII only.
 */

export const DIGIT = '0-9';
export const SPACE = ' \\t\\n\\x0B\\f\\r';
export const WORD = 'a-zA-Z_0-9';
export const HORIZONTAL = ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
export const VERTICAL = '\\n\\x0B\\f\\r\\x85\\u2028\\u2029';

const PUNCT = '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e';

const NAMED: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: DIGIT,
  Alnum: 'a-zA-Z0-9',
  Punct: PUNCT,
  Graph: '\\x21-\\x7e',
  Print: '\\x20-\\x7e',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: SPACE,
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaAlphabetic: '\\p{Alphabetic}',
  javaWhitespace: '\\t-\\r\\x1C-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000',
  javaLetter: '\\p{L}',
  javaDigit: '\\p{Nd}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}',
  L1: '\\x00-\\xFF',
  all: '\\u{0}-\\u{10FFFF}',
};

/** The blocks of Unicode that patterns name most, by their first and last code points. */
const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  BASICLATIN: [0, 0x7f],
  LATIN1SUPPLEMENT: [0x80, 0xff],
  LATINEXTENDEDA: [0x100, 0x17f],
  LATINEXTENDEDB: [0x180, 0x24f],
  IPAEXTENSIONS: [0x250, 0x2af],
  COMBININGDIACRITICALMARKS: [0x300, 0x36f],
  GREEK: [0x370, 0x3ff],
  GREEKANDCOPTIC: [0x370, 0x3ff],
  CYRILLIC: [0x400, 0x4ff],
  ARMENIAN: [0x530, 0x58f],
  HEBREW: [0x590, 0x5ff],
  ARABIC: [0x600, 0x6ff],
  DEVANAGARI: [0x900, 0x97f],
  THAI: [0xe00, 0xe7f],
  HANGULJAMO: [0x1100, 0x11ff],
  GENERALPUNCTUATION: [0x2000, 0x206f],
  CURRENCYSYMBOLS: [0x20a0, 0x20cf],
  LETTERLIKESYMBOLS: [0x2100, 0x214f],
  ARROWS: [0x2190, 0x21ff],
  MATHEMATICALOPERATORS: [0x2200, 0x22ff],
  BOXDRAWING: [0x2500, 0x257f],
  CJKSYMBOLSANDPUNCTUATION: [0x3000, 0x303f],
  HIRAGANA: [0x3040, 0x309f],
  KATAKANA: [0x30a0, 0x30ff],
  CJKUNIFIEDIDEOGRAPHS: [0x4e00, 0x9fff],
  HANGULSYLLABLES: [0xac00, 0xd7af],
};

function block(name: string): string | null {
  const key = name.toUpperCase().replace(/[ _-]/g, '');
  if (!Object.hasOwn(BLOCKS, key)) return null;
  const [from, to] = BLOCKS[key];
  return `${escapeCode(from)}-${escapeCode(to)}`;
}

const BINARY: Readonly<Record<string, string>> = {
  ALPHABETIC: 'Alphabetic',
  IDEOGRAPHIC: 'Ideographic',
  LETTER: 'L',
  LOWERCASE: 'Lowercase',
  UPPERCASE: 'Uppercase',
  TITLECASE: 'Lt',
  PUNCTUATION: 'P',
  CONTROL: 'Cc',
  WHITE_SPACE: 'White_Space',
  WHITESPACE: 'White_Space',
  DIGIT: 'Nd',
  HEX_DIGIT: 'Hex_Digit',
  HEXDIGIT: 'Hex_Digit',
  EMOJI: 'Emoji',
};

function supported(property: string): boolean {
  try {
    new RegExp(`\\p{${property}}`, 'v');
    return true;
  } catch {
    return false;
  }
}

function script(name: string): string | null {
  const titled = name.toLowerCase().replace(/(^|_)([a-z])/g, (_, before: string, c: string) => before + c.toUpperCase());
  return supported(`Script=${titled}`) ? `\\p{Script=${titled}}` : null;
}

/** The inside of the class that `\p{name}` means in Java; null where there is no such property. */
export function propertyClass(name: string): string | null {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  const equals = name.indexOf('=');
  if (equals > 0) {
    const key = name.slice(0, equals).toLowerCase();
    const value = name.slice(equals + 1);
    if (key === 'sc' || key === 'script') return script(value);
    if (key === 'blk' || key === 'block') return block(value);
    if (key === 'gc' || key === 'general_category') return supported(`gc=${value}`) ? `\\p{gc=${value}}` : null;
    return null;
  }
  if (name.startsWith('In')) return block(name.slice(2));
  if (name.startsWith('Is')) {
    const bare = name.slice(2);
    const upper = bare.toUpperCase();
    const binary = Object.hasOwn(BINARY, upper) ? BINARY[upper] : undefined;
    if (binary !== undefined) return `\\p{${binary}}`;
    return script(bare) ?? (supported(`gc=${bare}`) ? `\\p{gc=${bare}}` : null);
  }
  return supported(`gc=${name}`) ? `\\p{gc=${name}}` : null;
}
