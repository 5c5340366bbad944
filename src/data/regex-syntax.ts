import { defineClass } from './classes.js';
import { Throwable } from './errors.js';
import { DIGIT, HORIZONTAL, propertyClass, SPACE, VERTICAL, WORD } from './regex-classes.js';
import { countGroups, escapeCode, withoutQuotation } from './regex-text.js';

const SYNTAX = defineClass('java.util.regex.PatternSyntaxException', ['java.lang.IllegalArgumentException']);

interface Flags {
  /** Letters match in either case, (?i): ASCII letters only unless `unicode`, (?u). */
  readonly ignoreCase: boolean;
  readonly unicode: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
  /** Only \n ends a line: (?d). */
  readonly unixLines: boolean;
}

const NO_FLAGS: Flags = { ignoreCase: false, unicode: false, dotAll: false, multiline: false, comments: false, unixLines: false };
const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  u: 'unicode',
  s: 'dotAll',
  m: 'multiline',
  x: 'comments',
  d: 'unixLines',
};

const TERMINATORS = '\\n\\r\\u0085\\u2028\\u2029';

/** Letters, digits and what joins them, as \b sees them. */
const WORD_OF_BOUNDARY = '[\\p{L}\\p{Nd}\\p{Mn}_]';
const BOUNDARY = `(?:(?<=${WORD_OF_BOUNDARY})(?!${WORD_OF_BOUNDARY})|(?<!${WORD_OF_BOUNDARY})(?=${WORD_OF_BOUNDARY}))`;
const NO_BOUNDARY = `(?:(?<=${WORD_OF_BOUNDARY})(?=${WORD_OF_BOUNDARY})|(?<!${WORD_OF_BOUNDARY})(?!${WORD_OF_BOUNDARY}))`;

/** What a reader takes for one character. */
const GRAPHEME =
  '(?:\\r\\n|\\p{Regional_Indicator}{2}|\\P{M}(?:\\p{M}|[\\u{1F3FB}-\\u{1F3FF}]|\\u200d\\p{Extended_Pictographic})*|\\p{M}+)';

/** A pattern of Java's in JavaScript's syntax. */
export interface Translation {
  /** To be compiled with the flag `v`. JavaScript's \b knows ASCII only, so this is for such texts where `wide` is not null. */
  readonly source: string;
  /** The same for texts of all characters; null where there is no difference. */
  readonly wide: string | null;
  /** The group of the translation for each of Java's, by number; null where they are the same. */
  readonly groups: readonly number[] | null;
  /** A match must begin where the search does: \G. */
  readonly sticky: boolean;
}

/**
 * Translates a pattern of java.util.regex to one of JavaScript. An atomic group becomes a lookahead with a group of its own and a
 * reference to that. What JavaScript has no counterpart for is refused; so is bad syntax, in Java's words. Throws
 * PatternSyntaxException.
 * Two differences remain: a group inside a repetition forgets its match of an earlier turn, and a reference to a
 * group that took no part matches the empty string.
 */
export function translatePattern(source: string): Translation {
  return new Translator(source).translate();
}

const HIDDEN = '_h';
/** A place for \b or \B. */
const EDGE = /\u0002([bB])/g;
const REFERENCE = /\u0001(\d+)\u0001/g;

/** Whether each group of a JavaScript pattern, by number from 1 on, is one that the translation put in. */
function hiddenGroups(source: string): boolean[] {
  const hidden: boolean[] = [];
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === '(' && depth === 0) {
      if (source[i + 1] !== '?') hidden.push(false);
      else if (source[i + 2] === '<' && source[i + 3] !== '=' && source[i + 3] !== '!') hidden.push(source.startsWith(HIDDEN, i + 3));
    }
  }
  return hidden;
}

class Translator {
  private pos = 0;
  private flags: Flags = NO_FLAGS;
  private readonly names = new Set<string>();
  private groups = 0;
  /** How many atomic groups there have been. */
  private atomic = 0;
  private sticky = false;
  private readonly source: string;
  private readonly total: number;

  constructor(source: string) {
    this.source = source.includes('\\Q') ? withoutQuotation(source) : source;
    this.total = countGroups(this.source);
  }

  translate(): Translation {
    const out = this.alternatives();
    if (this.pos < this.source.length) throw this.error("Unmatched closing ')'", Math.max(0, this.pos - 1));
    const groups: number[] = [0];
    if (this.atomic > 0)
      hiddenGroups(out).forEach((hidden, i) => {
        if (!hidden) groups.push(i + 1);
      });
    const reference = (n: string): string => (this.atomic > 0 ? String(groups[Number(n)]) : n);
    const source = out.replace(REFERENCE, (_, n: string) => reference(n));
    return {
      source: source.replace(EDGE, (_, c: string) => `\\${c}`),
      wide: EDGE.test(source) ? source.replace(EDGE, (_, c: string) => (c === 'b' ? BOUNDARY : NO_BOUNDARY)) : null,
      groups: this.atomic > 0 ? groups : null,
      sticky: this.sticky,
    };
  }

  private atomically(inside: string): string {
    const name = `${HIDDEN}${++this.atomic}`;
    return `(?:(?=(?<${name}>${inside}))\\k<${name}>)`;
  }

  private error(what: string, index = this.pos): Throwable {
    const caret = index < this.source.length ? `\n${' '.repeat(index)}^` : '';
    return new Throwable(SYNTAX, `${what} near index ${index}\n${this.source}${caret}`);
  }

  private unsupported(what: string, index: number): Throwable {
    return this.error(`${what} are not supported by Clove`, index);
  }

  /** Up to the end or to the `)` that closes the group. Flags set inside end with it. */
  private alternatives(): string {
    const outer = this.flags;
    let out = '';
    for (;;) {
      this.skipComments();
      const c = this.source[this.pos];
      if (c === undefined || c === ')') break;
      if (c === '|') {
        this.pos++;
        out += '|';
        continue;
      }
      const atom = this.atom();
      if (atom !== '') out += this.quantified(atom);
    }
    this.flags = outer;
    return out;
  }

  private skipComments(): void {
    if (!this.flags.comments) return;
    for (;;) {
      const c = this.source[this.pos];
      if (c === '#') {
        while (this.pos < this.source.length && this.source[this.pos] !== '\n') this.pos++;
      } else if (c !== undefined && /[ \t\n\v\f\r]/.test(c)) this.pos++;
      else return;
    }
  }

  private quantified(atom: string): string {
    let out = atom;
    for (let turn = 0; ; turn++) {
      this.skipComments();
      const c = this.source[this.pos];
      let quantifier: string;
      if (c === '*' || c === '+' || c === '?') {
        if (turn > 0) throw this.error(`Dangling meta character '${c}'`);
        quantifier = c;
        this.pos++;
      } else if (c === '{') quantifier = this.counted();
      else return out;
      const next = this.source[this.pos];
      if (next === '?') {
        quantifier += '?';
        this.pos++;
      }
      // An assertion may not be repeated in JavaScript unless it stands in a group.
      out = turn > 0 || /^\(\?[=!<]|^[$^]$/.test(out) ? `(?:${out})${quantifier}` : out + quantifier;
      if (next === '+') {
        this.pos++;
        out = this.atomically(out);
      }
    }
  }

  private counted(): string {
    const start = this.pos;
    const m = /^\{(\d+)(,)?(\d*)/.exec(this.source.slice(start));
    if (m === null) throw this.error('Illegal repetition', start + 1);
    const end = start + m[0].length;
    const closed = m[2] !== undefined || m[3] === '' ? this.source[end] === '}' : false;
    if (!closed) throw this.error('Unclosed counted closure', end);
    const [low, high] = [Number(m[1]), m[3] === '' ? Number.POSITIVE_INFINITY : Number(m[3])];
    // Java notices at the digit that makes the number too large for an int, the tenth or a later one.
    if (low > 0x7fffffff) throw this.error('Illegal repetition range', start + 10);
    if (high > 0x7fffffff && m[3] !== '') throw this.error('Illegal repetition range', end - m[3].length + 9);
    if (high < low) throw this.error('Illegal repetition range', end);
    this.pos = end + 1;
    return this.source.slice(start, this.pos);
  }

  private atom(): string {
    const c = this.source[this.pos];
    switch (c) {
      case '(':
        return this.group();
      case '[':
        return this.characterClass();
      case '\\':
        return this.escape();
      case '.':
        this.pos++;
        return this.flags.dotAll ? '[\\s\\S]' : this.flags.unixLines ? '[^\\n]' : `[^${TERMINATORS}]`;
      case '^':
        this.pos++;
        if (!this.flags.multiline) return '^';
        return this.flags.unixLines ? '(?:^|(?<=\\n)(?!$))' : '(?:^|(?:(?<=[\\n\\u0085\\u2028\\u2029])|(?<=\\r)(?!\\n))(?!$))';
      case '$':
        this.pos++;
        return this.flags.multiline ? this.lineEnd() : this.lastLineEnd();
      case '*':
      case '+':
      case '?':
        throw this.error(`Dangling meta character '${c}'`);
      case '{':
        throw this.error('Illegal repetition', this.pos + 1);
      default: {
        const code = this.source.codePointAt(this.pos) as number;
        this.pos += code > 0xffff ? 2 : 1;
        return this.literal(code);
      }
    }
  }

  private lineEnd(): string {
    return this.flags.unixLines ? '(?=\\n|$)' : `(?=[${TERMINATORS}]|$)(?<!\\r(?=\\n))`;
  }

  /** The end of the text, or before the line terminator that ends it. */
  private lastLineEnd(): string {
    return this.flags.unixLines ? '(?=\\n?$)' : `(?=(?:\\r\\n|[${TERMINATORS}])?$)(?<!\\r(?=\\n))`;
  }

  private otherCase(code: number): number[] {
    if (!this.flags.ignoreCase) return [];
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return [code ^ 32];
    if (!this.flags.unicode) return [];
    const text = String.fromCodePoint(code);
    return [text.toLowerCase(), text.toUpperCase()]
      .filter((s) => s !== text && s.length === text.length)
      .map((s) => s.codePointAt(0) as number);
  }

  private literal(code: number): string {
    const others = this.otherCase(code);
    return others.length === 0 ? escapeCode(code) : `[${[code, ...others].map(escapeCode).join('')}]`;
  }

  private group(): string {
    const start = this.pos;
    if (this.source[start + 1] !== '?') {
      this.pos++;
      this.groups++;
      return this.body('(');
    }
    const two = this.source.slice(start + 2, start + 4);
    if (two === '<=' || two === '<!') {
      this.pos += 4;
      return this.body(`(?${two}`);
    }
    switch (two[0]) {
      case ':':
      case '=':
      case '!':
        this.pos += 3;
        return this.body(`(?${two[0]}`);
      case '>':
        this.pos += 3;
        return this.atomically(this.body('(?:'));
      case '<':
        return this.namedGroup();
      default:
        return this.inlineFlags();
    }
  }

  private body(opener: string): string {
    const inside = this.alternatives();
    if (this.source[this.pos] !== ')') throw this.error('Unclosed group', this.source.length);
    this.pos++;
    return `${opener}${inside})`;
  }

  private namedGroup(): string {
    const from = this.pos + 3;
    if (!/[a-zA-Z]/.test(this.source[from] ?? '')) throw this.error('capturing group name does not start with a Latin letter', from);
    let end = from;
    while (/[a-zA-Z0-9]/.test(this.source[end] ?? '')) end++;
    if (this.source[end] !== '>') throw this.error("named capturing group is missing trailing '>'", end);
    const name = this.source.slice(from, end);
    if (this.names.has(name)) throw this.error(`Named capturing group <${name}> is already defined`, end);
    this.names.add(name);
    this.groups++;
    this.pos = end + 1;
    return this.body(`(?<${name}>`);
  }

  private inlineFlags(): string {
    let value = true;
    let flags = this.flags;
    for (this.pos += 2; ; this.pos++) {
      const c = this.source[this.pos];
      if (c === '-' && value) value = false;
      else if (c === 'U') throw this.unsupported('Flags (?U)', this.pos);
      else if (c !== undefined && Object.hasOwn(FLAG_NAMES, c)) flags = { ...flags, [FLAG_NAMES[c]]: value };
      else if (c === ')') {
        this.pos++;
        this.flags = flags;
        return '';
      } else if (c === ':') {
        this.pos++;
        const outer = this.flags;
        this.flags = flags;
        const out = this.body('(?:');
        this.flags = outer;
        return out;
      } else throw this.error('Unknown inline modifier');
    }
  }

  private escape(): string {
    const start = this.pos;
    const c = this.source[start + 1];
    const simple = c === undefined ? undefined : this.simpleClass(c);
    if (simple !== undefined) {
      this.pos += 2;
      return simple;
    }
    switch (c) {
      case undefined:
        throw this.error('Unexpected internal error', start + 1);
      case 'b':
      case 'B':
        if (this.source[start + 2] === '{') throw this.unsupported('Boundaries \\b{…}', start);
        this.pos += 2;
        return `(?:\u0002${c})`;
      case 'A':
        this.pos += 2;
        return '^';
      case 'z':
        this.pos += 2;
        return '$';
      case 'Z':
        this.pos += 2;
        return this.lastLineEnd();
      case 'R':
        this.pos += 2;
        return `(?:\\r\\n|[${VERTICAL}])`;
      case 'G':
        // Elsewhere than at the beginning it would need the place where the search began, which JavaScript does not tell.
        if (start !== 0) throw this.unsupported('Anchors \\G inside a pattern', start);
        this.sticky = true;
        this.pos += 2;
        return '';
      case 'X':
        this.pos += 2;
        return GRAPHEME;
      case 'k':
        return this.namedReference();
      case 'p':
      case 'P':
        return `[${this.property()}]`;
      default:
        return c >= '1' && c <= '9' ? this.numberedReference() : this.literal(this.escapedCode());
    }
  }

  /** The class that `\d` and its kin mean; undefined for any other letter. */
  private simpleClass(c: string): string | undefined {
    switch (c) {
      case 'd':
        return `[${DIGIT}]`;
      case 'D':
        return `[^${DIGIT}]`;
      case 's':
        return `[${SPACE}]`;
      case 'S':
        return `[^${SPACE}]`;
      case 'w':
        return `[${WORD}]`;
      case 'W':
        return `[^${WORD}]`;
      case 'h':
        return `[${HORIZONTAL}]`;
      case 'H':
        return `[^${HORIZONTAL}]`;
      case 'v':
        return `[${VERTICAL}]`;
      case 'V':
        return `[^${VERTICAL}]`;
      default:
        return undefined;
    }
  }

  private namedReference(): string {
    const m = /^\\k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.source.slice(this.pos));
    if (m === null) throw this.error("\\k is not followed by '<' for named capturing group", this.pos + 2);
    if (!this.names.has(m[1])) throw this.error(`named capturing group <${m[1]}> does not exist`, this.pos + m[0].length - 1);
    this.pos += m[0].length;
    return m[0];
  }

  /** As many digits as name a group that is open or done by now; the first digit always counts. */
  private numberedReference(): string {
    let n = Number(this.source[this.pos + 1]);
    this.pos += 2;
    for (;;) {
      const c = this.source[this.pos];
      if (c === undefined || c < '0' || c > '9' || n * 10 + Number(c) > this.groups) break;
      n = n * 10 + Number(c);
      this.pos++;
    }
    return n > this.total ? '(?!)' : `(?:\\\u0001${n}\u0001)`;
  }

  private property(): string {
    const start = this.pos;
    const negated = this.source[start + 1] === 'P';
    let name = this.source[start + 2];
    if (name === undefined) throw this.error('Illegal/unsupported escape sequence', start + 1);
    if (name === '{') {
      const end = this.source.indexOf('}', start);
      if (end < 0) throw this.error('Unclosed character family', this.source.length - 1);
      name = this.source.slice(start + 3, end);
      this.pos = end + 1;
      if (name === '') throw this.error('Empty character family', end);
    } else this.pos = start + 3;
    const found = propertyClass(name);
    if (found === null) throw this.error(`Unknown character property name {${name}}`, this.pos - 1);
    const either = this.flags.ignoreCase && (name === 'Lower' || name === 'Upper') ? 'a-zA-Z' : found;
    return negated ? `[^${either}]` : either;
  }

  /** The code point of an escape that stands for one character. */
  private escapedCode(): number {
    const start = this.pos;
    const rest = this.source.slice(start);
    const c = this.source[start + 1];
    const numeric = (pattern: RegExp, base: number, message: string): number => {
      const m = pattern.exec(rest);
      if (m === null) throw this.error(message, start + 2 + (/^[0-9a-f]*/i.exec(rest.slice(2)) as RegExpExecArray)[0].length);
      this.pos += m[0].length;
      return Number.parseInt(m[1] ?? m[2], base);
    };
    switch (c) {
      case '0':
        return numeric(/^\\0([0-3]?[0-7]{1,2})/, 8, 'Illegal octal escape sequence');
      case 'x':
        return numeric(/^\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/, 16, 'Illegal hexadecimal escape sequence');
      case 'u': {
        const high = numeric(/^\\u([0-9a-fA-F]{4})/, 16, 'Illegal Unicode escape sequence');
        const low = /^\\u(d[c-f][0-9a-f]{2})/i.exec(this.source.slice(this.pos));
        if (high < 0xd800 || high > 0xdbff || low === null) return high;
        this.pos += 6;
        return 0x10000 + ((high - 0xd800) << 10) + (Number.parseInt(low[1], 16) - 0xdc00);
      }
      case 'c':
        if (start + 2 >= this.source.length) throw this.error('Illegal control escape sequence', start + 1);
        this.pos += 3;
        return this.source.charCodeAt(start + 2) ^ 64;
      default:
    }
    const control = 'tnrfae'.indexOf(c);
    if (control < 0 && /[a-zA-Z]/.test(c)) throw this.error('Illegal/unsupported escape sequence', start + 1);
    const code = control >= 0 ? [9, 10, 13, 12, 7, 27][control] : (this.source.codePointAt(start + 1) as number);
    this.pos += code > 0xffff ? 3 : 2;
    return code;
  }

  /** A class from its `[` on, with Java's nested unions and `&&`. */
  private characterClass(): string {
    this.pos++;
    const negated = this.source[this.pos] === '^';
    if (negated) this.pos++;
    const operands: string[] = [];
    let union = '';
    let first = true;
    for (; ; first = false) {
      if (this.flags.comments) this.skipComments();
      const c = this.source[this.pos];
      if (c === undefined) throw this.error('Unclosed character class', this.source.length - 1);
      if (c === ']' && !first) break;
      if (c === '&' && this.source[this.pos + 1] === '&') {
        this.pos += 2;
        if (union !== '') operands.push(union);
        union = '';
      } else union += this.classItem(c);
    }
    this.pos++;
    if (union !== '') operands.push(union);
    const inside = operands.length === 1 ? operands[0] : operands.map((o) => `[${o}]`).join('&&');
    return `[${negated ? '^' : ''}${inside}]`;
  }

  private classItem(c: string): string {
    if (c === '[') return this.characterClass();
    if (c === '\\') {
      const next = this.source[this.pos + 1];
      const simple = next === undefined ? undefined : this.simpleClass(next);
      if (simple !== undefined) {
        this.pos += 2;
        return simple;
      }
      if (next === 'p' || next === 'P') return this.property();
    }
    const low = this.classCode();
    const after = this.source[this.pos + 1];
    if (
      this.source[this.pos] !== '-' ||
      after === ']' ||
      after === undefined ||
      after === '[' ||
      (after === '&' && this.source[this.pos + 2] === '&')
    )
      return [low, ...this.otherCase(low)].map(escapeCode).join('');
    this.pos++;
    const high = this.classCode();
    if (high < low) throw this.error('Illegal character range', this.pos - 1);
    return this.range(low, high);
  }

  private classCode(): number {
    if (this.source[this.pos] === '\\') {
      if (this.pos + 1 >= this.source.length) throw this.error('Unexpected internal error', this.pos + 1);
      return this.escapedCode();
    }
    const code = this.source.codePointAt(this.pos) as number;
    this.pos += code > 0xffff ? 2 : 1;
    return code;
  }

  private range(low: number, high: number): string {
    let out = `${escapeCode(low)}-${escapeCode(high)}`;
    if (!this.flags.ignoreCase) return out;
    for (const [from, to] of [
      [65, 90],
      [97, 122],
    ]) {
      const a = Math.max(low, from);
      const b = Math.min(high, to);
      if (a <= b) out += `${escapeCode(a ^ 32)}-${escapeCode(b ^ 32)}`;
    }
    return out;
  }
}
