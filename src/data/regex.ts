import { registerClass } from './classes.js';
import { illegalState } from './errors.js';
import { translatePattern } from './regex-syntax.js';
import { vectorFromArray } from './seqs/index.js';
import type { Value } from './value.js';

const ofHost = new WeakMap<RegExp, Regex>();

/** A regular expression in Java's syntax. Equal to itself only, as in Clojure. */
export class Regex {
  /** The translation, flags `gv`. Its `lastIndex` is scratch: set it before each use. */
  readonly pattern: RegExp;
  private readonly translated: string;
  private wholePattern: RegExp | null = null;
  private hostPattern: RegExp | null;
  private readonly flags: string;
  constructor(
    /** The text between the quotes of the literal. */
    readonly source: string,
    host: RegExp | null = null,
  ) {
    this.translated = host === null ? translatePattern(source) : source;
    this.flags = host === null ? 'v' : host.flags.replace(/[dgy]/g, '');
    this.hostPattern = host;
    this.pattern = new RegExp(this.translated, `g${this.flags}`);
  }
  /** The regular expression of the host's, with the host's syntax. */
  static ofHost(host: RegExp): Regex {
    let made = ofHost.get(host);
    if (made === undefined) {
      made = new Regex(host.source, host);
      ofHost.set(host, made);
    }
    return made;
  }
  /** The pattern that must match a text from end to end. */
  get whole(): RegExp {
    this.wholePattern ??= new RegExp(`^(?:${this.translated})$`, this.flags);
    return this.wholePattern;
  }
  /** What the host sees of it: a RegExp of the same meaning, the same one each time. */
  get forHost(): RegExp {
    this.hostPattern ??= new RegExp(this.translated, this.flags);
    return this.hostPattern;
  }
  toString(): string {
    return this.source;
  }
}
registerClass(Regex, 'java.util.regex.Pattern');

/** A match as Clojure gives it: the text, or where the pattern has groups a vector of the text and each group's (nil where it took no part). */
export function groupsOf(match: readonly (string | undefined)[]): Value {
  return match.length === 1 ? match[0] : vectorFromArray(Array.from(match, (g) => g ?? null));
}

/** The first match of `re` in `text` at or after `from`; null where there is none. */
export function matchFrom(re: Regex, text: string, from: number): RegExpExecArray | null {
  if (from > text.length) return null;
  re.pattern.lastIndex = from;
  return re.pattern.exec(text);
}

/** Where the search for the match after this one begins: past it, and past one character more where it is empty. */
export function afterMatch(match: RegExpExecArray): number {
  const end = match.index + match[0].length;
  if (match[0].length > 0) return end;
  return end + ((match.input.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
}

/** `(re-matches re text)`. */
export function reMatches(re: Regex, text: string): Value {
  const match = re.whole.exec(text);
  return match === null ? null : groupsOf(match);
}

/** `(re-find re text)`. */
export function reFind(re: Regex, text: string): Value {
  const match = matchFrom(re, text, 0);
  return match === null ? null : groupsOf(match);
}

/** The matches that `(re-seq re text)` gives, in an array. */
export function reSeq(re: Regex, text: string): Value[] {
  const out: Value[] = [];
  for (let m = matchFrom(re, text, 0); m !== null; m = matchFrom(re, text, afterMatch(m))) out.push(groupsOf(m));
  return out;
}

/** What `re-matcher` makes: a search through one text, one match at a time. Mutable. */
export class Matcher {
  private from = 0;
  private match: RegExpExecArray | null = null;
  constructor(
    readonly regex: Regex,
    readonly text: string,
  ) {}
  /** The next match, or nil. */
  find(): Value {
    this.match = matchFrom(this.regex, this.text, this.from);
    this.from = this.match === null ? this.text.length + 1 : afterMatch(this.match);
    return this.match === null ? null : groupsOf(this.match);
  }
  /** The match that `find` found last. Throws IllegalStateException where there is none. */
  groups(): Value {
    if (this.match === null) throw illegalState('No match found');
    return groupsOf(this.match);
  }
}
registerClass(Matcher, 'java.util.regex.Matcher');
