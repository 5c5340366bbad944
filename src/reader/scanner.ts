import { watchText } from '../data/budget.js';
import type { Char } from '../data/char.js';
import type { MapLike } from '../data/collection.js';
import { Throwable } from '../data/errors.js';
import { keyword } from '../data/keyword.js';
import { mapFromArray } from '../data/maps/index.js';
import { Double, parseNumber } from '../data/numbers/index.js';
import { Regex } from '../data/regex.js';
import { type Sym, symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import type { ReaderContext } from './context.js';
import { ReadError } from './read-error.js';
import type { Source } from './source.js';
import { setSpan } from './spans.js';
import { CLOJURE_TOKENS, EDN_TOKENS, isWhitespace, parseChar, parseEscape, splitName, type TokenRules, tokenEnd } from './tokens.js';

export const LINE = keyword(null, 'line');
export const COLUMN = keyword(null, 'column');

let lastId = 0;

/** What reading a single token takes: the text and the place in it, the context, and errors that name their place. */
export abstract class Scanner {
  protected readonly edn: boolean;
  protected readonly tokens: TokenRules;
  protected readonly text: string;
  /** Above 0, what is being read is thrown away, so tags and aliases need not be known. */
  protected suppressed = 0;

  constructor(
    protected readonly source: Source,
    protected readonly context: ReaderContext,
    protected pos: number,
  ) {
    this.text = source.text;
    this.edn = context.dialect === 'edn';
    this.tokens = this.edn ? EDN_TOKENS : CLOJURE_TOKENS;
    if (pos === 0 && this.text.charCodeAt(0) === 0xfeff) this.pos = 1;
  }

  /** The offset after what has been read so far. */
  get offset(): number {
    return this.pos;
  }

  protected error(message: string, start: number, end: number, hint: string | null = null, cause: Value = null): ReadError {
    return new ReadError(message, { source: this.source, start, end }, hint, false, cause);
  }

  protected unfinished(what: string, start: number, end: number, hint: string): ReadError {
    const line = this.source.place(start).line;
    return new ReadError(`EOF while reading${what}, starting at line ${line}`, { source: this.source, start, end }, hint, true);
  }

  /** Runs `f`; an exception of the data layer becomes a ReadError at the given place. */
  protected guard<T>(start: number, end: number, f: () => T): T {
    try {
      return f();
    } catch (e) {
      if (e instanceof ReadError) throw e;
      if (e instanceof Throwable) throw this.error(e.message ?? e.name, start, end, null, e);
      if (e instanceof RangeError) throw this.error('Form is nested too deeply', start, end);
      throw e;
    }
  }

  protected skipBlank(): void {
    const text = this.text;
    for (; this.pos < text.length; this.pos++) {
      const c = text.charCodeAt(this.pos);
      watchText(this.pos);
      if (c === 59 || (c === 35 && !this.edn && text.charCodeAt(this.pos + 1) === 33)) this.skipLine();
      else if (!isWhitespace(c)) return;
    }
  }

  /** To the last character before the line's end. */
  private skipLine(): void {
    for (; this.pos < this.text.length; this.pos++) {
      const c = this.text.charCodeAt(this.pos);
      watchText(this.pos);
      if (c === 10 || c === 13) return;
    }
  }

  /** The string literal at `pos`. */
  protected scanString(): string {
    const start = this.pos;
    const text = this.text;
    let value = '';
    let from = start + 1;
    for (let i = from; ; i++) {
      const c = text.charCodeAt(i);
      watchText(i);
      if (c === 34) {
        this.pos = i + 1;
        return value + text.slice(from, i);
      }
      if (c === 92 && i + 1 < text.length) {
        const sequence = parseEscape(text, i);
        if ('message' in sequence) {
          if (sequence.end >= text.length) break;
          const hint = sequence.message.startsWith('Unsupported') ? 'a backslash itself is written \\\\' : null;
          throw this.error(sequence.message, i, sequence.end, hint);
        }
        value += text.slice(from, i) + sequence.value;
        from = sequence.end;
        i = from - 1;
      } else if (i >= text.length) break;
    }
    throw this.unfinished(' string', start, start + 1, 'this " is never closed');
  }

  /** The regex literal at `pos`. */
  protected scanRegex(): Regex {
    const start = this.pos;
    const text = this.text;
    for (let i = start + 2; i < text.length; i++) {
      const c = text.charCodeAt(i);
      watchText(i);
      if (c === 92) i++;
      else if (c === 34) {
        const pattern = text.slice(start + 2, i);
        this.pos = i + 1;
        const regex = this.makeRegex(pattern, start);
        setSpan(regex, this.source, start, this.pos, null);
        return regex;
      }
    }
    throw this.unfinished(' regex', start, start + 2, 'this #" is never closed');
  }

  /** The regex of a literal; where its pattern is bad, the error is at the very character. */
  private makeRegex(pattern: string, start: number): Regex {
    try {
      return new Regex(pattern);
    } catch (e) {
      if (!(e instanceof Throwable) || e.message === null) throw e;
      const message = e.message.split('\n', 1)[0];
      const index = Number(/near index (\d+)$/.exec(message)?.[1] ?? 0);
      const at = start + 2 + Math.min(index, pattern.length);
      throw this.error(message, at, at + 1, null, e);
    }
  }

  /** The character literal at `pos`. */
  protected scanChar(): Char {
    const start = this.pos;
    if (start + 1 >= this.text.length) throw this.unfinished(' character', start, start + 1, 'a character must follow the backslash');
    this.pos = tokenEnd(this.text, start + 1, this.tokens.terminating);
    const char = parseChar(this.text.slice(start + 1, this.pos));
    if (typeof char === 'string') throw this.error(char, start, this.pos);
    return char;
  }

  /** The number at `pos`. */
  protected scanNumber(): Value {
    const start = this.pos;
    this.pos = tokenEnd(this.text, start, this.tokens.macro);
    const token = this.text.slice(start, this.pos);
    const value = this.guard(start, this.pos, () => parseNumber(token));
    if (value === undefined) {
      const octal = /^[-+]?0+([1-9]\d*)$/.exec(token);
      throw this.error(
        `Invalid number: ${token}`,
        start,
        this.pos,
        octal === null ? null : `a leading 0 means base 8; in base 10 it is ${octal[1]}`,
      );
    }
    return value;
  }

  /** The symbol, keyword, nil, true or false at `pos`. */
  protected scanName(): Value {
    const start = this.pos;
    this.pos = tokenEnd(this.text, start, this.tokens.terminating);
    const token = this.text.slice(start, this.pos);
    return this.interpret(token, start);
  }

  private interpret(token: string, start: number): Value {
    if (token === 'nil') return null;
    if (token === 'true') return true;
    if (token === 'false') return false;
    const end = start + token.length;
    const parts = splitName(token);
    if (parts === null || (parts.auto && this.edn)) throw this.error(`Invalid token: ${token}`, start, end);
    if (parts.kind === 'symbol') {
      const s = symbol(parts.ns, parts.name);
      setSpan(s, this.source, start, end, null);
      return s;
    }
    if (!parts.auto) return keyword(parts.ns, parts.name);
    if (parts.ns === null) return keyword(this.currentNs(), parts.name);
    const ns = this.resolveAlias(parts.ns);
    if (ns === null) throw this.error(`Invalid token: ${token}`, start, end, `no namespace or alias ${parts.ns} in ${this.currentNs()}`);
    return keyword(ns, parts.name);
  }

  /** The symbolic value, `##Inf` or another, at `pos`. */
  protected scanSymbolic(): Double {
    const start = this.pos;
    this.pos += 2;
    this.skipBlank();
    if (this.pos >= this.text.length) throw this.unfinished('', start, start + 2, '## must be followed by Inf, -Inf or NaN');
    const from = this.pos;
    this.pos = tokenEnd(this.text, from, this.tokens.terminating);
    const token = this.text.slice(from, this.pos);
    const value = token === 'Inf' ? Infinity : token === '-Inf' ? -Infinity : token === 'NaN' ? Number.NaN : null;
    if (value === null) {
      const message = splitName(token)?.kind === 'symbol' ? `Unknown symbolic value: ##${token}` : `Invalid token: ##${token}`;
      throw this.error(message, start, this.pos, 'the symbolic values are ##Inf, ##-Inf and ##NaN');
    }
    return new Double(value);
  }

  /** The namespace of the `#:ns{…}` literal at `pos`; goes on to its brace. */
  protected scanMapNamespace(): string {
    const start = this.pos;
    const auto = this.text[start + 2] === ':' && !this.edn;
    let at = start + (auto ? 3 : 2);
    const end = at < this.text.length ? tokenEnd(this.text, at, this.tokens.terminating) : at;
    const blank = at < this.text.length && isWhitespace(this.text.charCodeAt(at));
    let name: string | null = null;
    if (!blank && this.text[at] !== '{' && at < end) {
      name = this.text.slice(at, end);
      at = end;
    }
    while (at < this.text.length && isWhitespace(this.text.charCodeAt(at))) at++;
    if (blank && (!auto || (at < this.text.length && this.text[at] !== '{')))
      throw this.error('Namespaced map must specify a namespace', start, end);
    if (at >= this.text.length) throw this.unfinished('', start, this.text.length, 'a namespaced map needs its { }');
    if (this.text[at] !== '{') throw this.error('Namespaced map must specify a map', start, at + 1);
    this.pos = at;
    return this.mapNamespace(name, auto, start, at);
  }

  private mapNamespace(name: string | null, auto: boolean, start: number, end: number): string {
    if (name === null && auto) return this.currentNs();
    const parts = name === null ? null : splitName(name);
    if (parts === null && name !== null && !/^\d/.test(name)) throw this.error(`Invalid token: ${name}`, end - name.length, end);
    if (parts === null || parts.kind !== 'symbol' || parts.ns !== null)
      throw this.error(`Namespaced map must specify a valid namespace: ${name}`, start, end);
    if (!auto) return parts.name;
    const ns = this.resolveAlias(parts.name);
    if (ns === null) throw this.error(`Unknown auto-resolved namespace alias: ${name}`, start, end);
    return ns;
  }

  protected currentNs(): string {
    return this.context.currentNs?.() ?? 'user';
  }

  protected resolveAlias(alias: string): string | null {
    const ns = this.context.resolveAlias?.(alias) ?? null;
    return ns === null && this.suppressed > 0 ? alias : ns;
  }

  protected resolveSymbol(s: Sym): Sym {
    if (this.context.resolveSymbol !== undefined) return this.context.resolveSymbol(s);
    return s.ns === null ? symbol(this.currentNs(), s.name) : symbol(s.ns, s.name);
  }

  protected nextId(): number | string {
    return this.context.nextId?.() ?? ++lastId;
  }

  /** The metadata of a list that starts at `start`; null where lists carry none. */
  protected position(start: number): MapLike | null {
    if (this.edn || this.context.positions === false) return null;
    const place = this.source.place(start);
    return mapFromArray([LINE, place.line, COLUMN, place.column]);
  }
}
