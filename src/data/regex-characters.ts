import { defineClass } from './classes.js';
import { Throwable } from './errors.js';
import { DIGIT, HORIZONTAL, propertyClass, SPACE, VERTICAL, WORD } from './regex-classes.js';
import { escapeCode } from './regex-text.js';

const SYNTAX = defineClass('java.util.regex.PatternSyntaxException', ['java.lang.IllegalArgumentException']);

export interface Flags {
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

/**
 * Reads what stands for one character in a pattern of Java's: escapes and classes, as classes of JavaScript under the flag `v`. Bad
 * syntax is refused in Java's words.
 */
export class CharacterReader {
  protected pos = 0;
  protected flags: Flags = NO_FLAGS;
  constructor(protected readonly source: string) {}

  protected error(what: string, index = this.pos): Throwable {
    const caret = index < this.source.length ? `\n${' '.repeat(index)}^` : '';
    return new Throwable(SYNTAX, `${what} near index ${index}\n${this.source}${caret}`);
  }

  protected skipComments(): void {
    if (!this.flags.comments) return;
    for (;;) {
      const c = this.source[this.pos];
      if (c === '#') {
        while (this.pos < this.source.length && this.source[this.pos] !== '\n') this.pos++;
      } else if (c !== undefined && /[ \t\n\v\f\r]/.test(c)) this.pos++;
      else return;
    }
  }

  protected otherCase(code: number): number[] {
    if (!this.flags.ignoreCase) return [];
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return [code ^ 32];
    if (!this.flags.unicode) return [];
    const text = String.fromCodePoint(code);
    return [text.toLowerCase(), text.toUpperCase()]
      .filter((s) => s !== text && s.length === text.length)
      .map((s) => s.codePointAt(0) as number);
  }

  /** The class that `\d` and its kin mean; undefined for any other letter. */
  protected simpleClass(c: string): string | undefined {
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

  protected property(): string {
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
  protected escapedCode(): number {
    const start = this.pos;
    const rest = this.source.slice(start);
    const c = this.source[start + 1];
    const numeric = (pattern: RegExp, base: number, message: string): number => {
      const m = pattern.exec(rest);
      if (m === null)
        throw this.error(message, start + 2 + (base === 8 ? 0 : (/^[0-9a-f]*/i.exec(rest.slice(2)) as RegExpExecArray)[0].length));
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
  protected characterClass(): string {
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

  protected classItem(c: string): string {
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
    if (this.source[this.pos] === '\\' && this.simpleClass(this.source[this.pos + 1] ?? '') !== undefined)
      throw this.error('Illegal character range', this.pos + 1);
    const high = this.classCode();
    if (high < low) throw this.error('Illegal character range', this.pos - 1);
    return this.range(low, high);
  }

  protected classCode(): number {
    if (this.source[this.pos] === '\\') {
      if (this.pos + 1 >= this.source.length) throw this.error('Unexpected internal error', this.pos + 1);
      return this.escapedCode();
    }
    const code = this.source.codePointAt(this.pos) as number;
    this.pos += code > 0xffff ? 2 : 1;
    return code;
  }

  protected range(low: number, high: number): string {
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
