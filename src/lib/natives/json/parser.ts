import { illegalArgument, numberFormat } from '../../../data/errors.js';
import { Double, parseNumber } from '../../../data/numbers/index.js';
import { vectorFromArray } from '../../../data/seqs/index.js';
import type { Value } from '../../../data/value.js';
import { endOfFile, jsonError, noClause } from './errors.js';
import { type KeyPath, KeyTable, mapOf } from './key-paths.js';

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const UPPER_E = 69;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const LOWER_E = 101;
const LOWER_F = 102;
const LOWER_N = 110;
const LOWER_T = 116;
const LOWER_U = 117;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Integers of up to so many digits are added up as numbers; so are mantissas, which one division then scales exactly. */
const EXACT_DIGITS = 15;
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const isDigit = (c: number): boolean => c >= ZERO && c <= NINE;

/** Whether a number may end before this character; NaN is the end of the text. */
const endsNumber = (c: number): boolean =>
  c === COMMA || c === CLOSE_BRACKET || c === CLOSE_BRACE || c === SPACE || c === LINE_FEED || c === RETURN || c === TAB || Number.isNaN(c);

/** An object whose keys and values are yet to be given to functions: keys and values by turns. */
export class RawObject {
  readonly pairs: Value[] = [];
}

/** What stands in the place of a value where the text is wrong: the functions are called for all before it, as if by turns. */
export class Failed {
  constructor(readonly error: unknown) {}
}

/** Reads values from a text of JSON, one after another. */
export class JsonParser {
  /** Where the text goes on. */
  position = 0;
  private readonly length: number;
  private readonly keys: KeyTable;
  /** The first backslash from `position` on, as far as that is known; the length of the text where there is none. */
  private backslash = -1;
  /** The values of what is open, the innermost last, up to `top`: a finished array or object takes a copy of just its own. */
  private readonly values: Value[] = [];
  private top = 0;
  /** The path to the key whose value is being read. */
  private context: KeyPath;

  constructor(
    private readonly text: string,
    keywords: boolean,
    private readonly decimals: boolean,
  ) {
    this.length = text.length;
    this.keys = new KeyTable(keywords);
    this.context = this.keys.start;
  }

  /** Whether nothing but white space is left. */
  atEnd(): boolean {
    return Number.isNaN(this.skipSpace());
  }

  /** The next value. */
  value(): Value {
    const c = this.skipSpace();
    switch (c) {
      case QUOTE:
        return this.string();
      case OPEN_BRACE:
        this.position++;
        return this.object();
      case OPEN_BRACKET:
        this.position++;
        return this.array();
      default:
        return this.scalar(c);
    }
  }

  /** The next value with objects as RawObject and arrays as host arrays. Where the text is wrong, Failed stands in it. */
  raw(): Value {
    const open: Value[][] = [[]];
    const root = open[0];
    try {
      this.rawValue(open);
    } catch (error) {
      open[open.length - 1].push(new Failed(error));
    }
    return root[0];
  }

  /** The next character that is no white space, at `position`; NaN at the end. */
  private skipSpace(): number {
    const { text } = this;
    let i = this.position;
    let c = text.charCodeAt(i);
    while (c <= SPACE && (c === SPACE || c === LINE_FEED || c === RETURN || c === TAB)) c = text.charCodeAt(++i);
    this.position = i;
    return c;
  }

  private scalar(c: number): Value {
    if (c === MINUS || isDigit(c)) return this.number(c);
    switch (c) {
      case LOWER_T:
        return this.word('true', true);
      case LOWER_F:
        return this.word('false', false);
      case LOWER_N:
        return this.word('null', null);
    }
    if (Number.isNaN(c)) throw endOfFile('');
    if (c < SPACE) throw noClause(c);
    throw jsonError(`JSON error (unexpected character): ${String.fromCharCode(c)}`);
  }

  private word(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.position)) throw jsonError(`JSON error (expected ${word})`);
    this.position += word.length;
    return value;
  }

  /** Steps into an array; whether it has an element. */
  private hasElement(): boolean {
    const c = this.skipSpace();
    if (c === CLOSE_BRACKET) {
      this.position++;
      return false;
    }
    if (c === COMMA) throw jsonError('JSON error (invalid array)');
    if (Number.isNaN(c)) throw jsonError('JSON error (unexpected character): \uffff');
    return true;
  }

  /** Steps over what follows an element; whether there is another one. */
  private hasMoreElements(): boolean {
    const c = this.skipSpace();
    if (c !== COMMA && c !== CLOSE_BRACKET) throw jsonError('JSON error (invalid array)');
    this.position++;
    return c === COMMA;
  }

  private array(): Value {
    const from = this.top;
    if (this.hasElement()) {
      do {
        const item = this.value();
        this.values[this.top++] = item;
      } while (this.hasMoreElements());
    }
    return vectorFromArray(this.taken(from));
  }

  /** The values from `from` on, which are values of something that ended. */
  private taken(from: number): Value[] {
    const taken = this.values.slice(from, this.top);
    this.top = from;
    return taken;
  }

  /** Steps to a key; whether there is one. */
  private hasKey(isFirst: boolean): boolean {
    const c = this.skipSpace();
    if (c === QUOTE) return true;
    if (c === CLOSE_BRACE) {
      if (!isFirst) throw jsonError('JSON error empty entry in object is not allowed');
      this.position++;
      return false;
    }
    if (Number.isNaN(c)) throw illegalArgument('Value out of range for char: -1');
    throw jsonError(`JSON error (non-string key in object), found \`${String.fromCharCode(c)}\`, expected \`"\``);
  }

  private colon(): void {
    if (this.skipSpace() !== COLON) throw jsonError('JSON error (missing `:` in object)');
    this.position++;
  }

  /** Steps over what follows an entry; whether there is another one. */
  private hasMoreEntries(): boolean {
    const c = this.skipSpace();
    if (c !== COMMA && c !== CLOSE_BRACE) throw jsonError('JSON error (missing entry in object)');
    this.position++;
    return c === COMMA;
  }

  private object(): Value {
    const outer = this.context;
    let path = outer.inside;
    if (!this.hasKey(true)) return path.map([]);
    const from = this.top;
    for (;;) {
      const next: KeyPath | null = this.likelyKey(path.likely) ?? this.nextKey(path);
      if (next === null) {
        this.context = path;
        const map = this.largeObject(path.keys(), from);
        this.context = outer;
        return map;
      }
      path = next;
      this.context = next;
      const value = this.value();
      this.values[this.top++] = value;
      if (!this.hasMoreEntries()) {
        this.context = outer;
        return path.map(this.taken(from));
      }
      this.hasKey(false);
    }
  }

  /** The path that is likely, stepping over its key and the colon, if that is what the text goes on with; else null. */
  private likelyKey(likely: KeyPath | null): KeyPath | null {
    if (likely === null) return null;
    const { name } = likely;
    const { text } = this;
    const start = this.position + 1;
    const end = start + name.length;
    if (text.charCodeAt(end) !== QUOTE) return null;
    for (let i = 0; i < name.length; i++) if (text.charCodeAt(start + i) !== name.charCodeAt(i)) return null;
    if (text.charCodeAt(end + 1) === COLON) this.position = end + 2;
    else {
      this.position = end + 1;
      this.colon();
    }
    return likely;
  }

  /** Reads a key and the colon; the path with it, or null, before the key, where the object is too large for paths. */
  private nextKey(path: KeyPath): KeyPath | null {
    const start = this.position;
    const next = path.to(this.string());
    if (next === null) this.position = start;
    else this.colon();
    return next;
  }

  /** Reads on from a key in an object whose keys do not follow a path; `from` is where its values begin. */
  private largeObject(keys: Value[], from: number): Value {
    do {
      this.hasKey(false);
      keys.push(this.keys.keyOf(this.string()));
      this.colon();
      const value = this.value();
      this.values[this.top++] = value;
    } while (this.hasMoreEntries());
    return mapOf(keys, this.taken(from));
  }

  private rawValue(open: Value[][]): void {
    const place = open[open.length - 1];
    const c = this.skipSpace();
    if (c === QUOTE) place.push(this.string());
    else if (c === OPEN_BRACKET) {
      this.position++;
      const items: Value[] = [];
      place.push(items);
      open.push(items);
      if (this.hasElement())
        do this.rawValue(open);
        while (this.hasMoreElements());
      open.pop();
    } else if (c === OPEN_BRACE) {
      this.position++;
      const object = new RawObject();
      place.push(object);
      open.push(object.pairs);
      if (this.hasKey(true)) {
        do {
          this.hasKey(false);
          object.pairs.push(this.string());
          this.colon();
          this.rawValue(open);
        } while (this.hasMoreEntries());
      }
      open.pop();
    } else place.push(this.scalar(c));
  }

  /** The string at `position`, where its opening quote is. */
  private string(): string {
    const { text } = this;
    const start = this.position + 1;
    if (this.backslash < start) {
      const at = text.indexOf('\\', start);
      this.backslash = at < 0 ? this.length : at;
    }
    const end = text.indexOf('"', start);
    if (end >= 0 && end < this.backslash) {
      this.position = end + 1;
      return text.slice(start, end);
    }
    return this.escapedString(start);
  }

  private escapedString(start: number): string {
    const { text } = this;
    let out = '';
    let from = start;
    for (;;) {
      let i = from;
      let c = text.charCodeAt(i);
      while (c !== QUOTE && c !== BACKSLASH && i < this.length) c = text.charCodeAt(++i);
      out += text.slice(from, i);
      if (i >= this.length) throw endOfFile(' inside string');
      this.position = i + 1;
      if (c === QUOTE) return out;
      out += this.escape();
      from = this.position;
    }
  }

  /** The character that an escape stands for; `position` is behind the backslash. */
  private escape(): string {
    const at = this.position;
    if (at >= this.length) throw endOfFile(' inside escaped char');
    if (this.text.charCodeAt(at) === LOWER_U) {
      this.position = at + 5;
      return this.unicode(this.text.slice(at + 1, at + 5));
    }
    const c = ESCAPES[this.text[at]];
    if (c === undefined) throw noClause(this.text.charCodeAt(at));
    this.position = at + 1;
    return c;
  }

  private unicode(digits: string): string {
    if (digits.length < 4) throw endOfFile(' inside Unicode character escape');
    if (!/^(?:[0-9a-fA-F]{4}|[-+][0-9a-fA-F]{3})$/.test(digits)) throw numberFormat(`For input string: "${digits}" under radix 16`);
    const code = Number.parseInt(digits, 16);
    if (code < 0) throw illegalArgument(`Value out of range for char: ${code}`);
    return String.fromCharCode(code);
  }

  private number(first: number): Value {
    const { text } = this;
    const start = this.position;
    let i = first === MINUS ? start + 1 : start;
    let c = text.charCodeAt(i);
    if (!isDigit(c)) throw invalidNumber();
    const digits = i;
    let n = 0;
    if (c === ZERO) c = text.charCodeAt(++i);
    else {
      while (c >= ZERO && c <= NINE) {
        n = n * 10 + (c - ZERO);
        c = text.charCodeAt(++i);
      }
    }
    if (endsNumber(c)) {
      this.position = i;
      if (i - digits <= EXACT_DIGITS) return first === MINUS && n !== 0 ? -n : n;
      return parseNumber(text.slice(start, i)) as Value;
    }
    return this.fraction(start, i, digits, n);
  }

  /** A number with a fraction or an exponent: `i` is behind its integer digits, which begin at `digits` and add up to `n`. */
  private fraction(start: number, i: number, digits: number, n: number): Value {
    const { text } = this;
    let c = text.charCodeAt(i);
    let places = 0;
    if (c === DOT) {
      const from = ++i;
      c = text.charCodeAt(i);
      while (isDigit(c)) {
        n = n * 10 + (c - ZERO);
        c = text.charCodeAt(++i);
      }
      places = i - from;
      if (places === 0) throw invalidNumber();
    }
    const simple = c !== LOWER_E && c !== UPPER_E;
    if (!simple) {
      c = text.charCodeAt(++i);
      if (c === PLUS || c === MINUS) {
        c = text.charCodeAt(++i);
        if (!isDigit(c)) throw invalidNumber();
      } else if (!isDigit(c)) throw noClause(Number.isNaN(c) ? -1 : c);
      while (isDigit(c)) c = text.charCodeAt(++i);
    }
    if (!endsNumber(c)) throw invalidNumber();
    this.position = i;
    if (this.decimals) return parseNumber(`${text.slice(start, i)}M`) as Value;
    if (!simple || i - digits > EXACT_DIGITS) return new Double(Number(text.slice(start, i)));
    const x = n / POWERS[places];
    return new Double(start === digits ? x : -x);
  }
}

const invalidNumber = () => jsonError('JSON error (invalid number literal)');
