import { registerClass } from './classes.js';
import { illegalState } from './errors.js';
import { type Translation, translatePattern } from './regex-syntax.js';
import { vectorFromArray } from './seqs/index.js';
import type { Value } from './value.js';

const ofHost = new WeakMap<RegExp, Regex>();

/** A regular expression in Java's syntax. Equal to itself only, as in Clojure. */
export class Regex {
  /** The translation, flags `gv`, and `y` where a match must begin at once. Its `lastIndex` is scratch: set it before each use. */
  private readonly pattern: RegExp;
  private readonly translated: Translation;
  private wholePattern: RegExp | null = null;
  private wide: RegExp | null = null;
  private lastText = '';
  private lastIsWide = false;
  private hostPattern: RegExp | null;
  private readonly flags: string;
  constructor(
    /** The text between the quotes of the literal. */
    readonly source: string,
    host: RegExp | null = null,
    /** What is to be matched, where the text alone does not say so: the text with flags before it. */
    readonly meant = source,
  ) {
    this.translated = host === null ? translatePattern(meant) : { source, wide: null, groups: null, sticky: false };
    this.flags = host === null ? 'v' : host.flags.replace(/[dgy]/g, '');
    this.hostPattern = host;
    this.pattern = new RegExp(this.translated.source, `g${this.flags}${this.translated.sticky ? 'y' : ''}`);
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
  /** The regular expression of the host's that it was made of; null where its text is Java's. */
  get host(): RegExp | null {
    return this.hostPattern !== null && ofHost.get(this.hostPattern) === this ? this.hostPattern : null;
  }
  /** The match that begins at or after `from`; null where there is none. */
  exec(text: string, from: number): RegExpExecArray | null {
    const pattern = this.isWide(text) ? this.widePattern() : this.pattern;
    pattern.lastIndex = from;
    return this.ownGroups(pattern.exec(text));
  }
  /** Whether the text has characters that need the other translation. It is asked of one text many times. */
  private isWide(text: string): boolean {
    if (this.translated.wide === null) return false;
    if (text !== this.lastText) {
      this.lastText = text;
      this.lastIsWide = /[^\0-\x7f]/.test(text);
    }
    return this.lastIsWide;
  }
  private widePattern(): RegExp {
    this.wide ??= new RegExp(this.translated.wide as string, `g${this.flags}${this.translated.sticky ? 'y' : ''}`);
    return this.wide;
  }
  /** How many groups there are. */
  get groupCount(): number {
    return (this.ownGroups(new RegExp(`${this.translated.source}|`, this.flags).exec('')) as RegExpExecArray).length - 1;
  }
  /** The match of a text from end to end. */
  execWhole(text: string): RegExpExecArray | null {
    this.wholePattern ??= new RegExp(`^(?:${this.translated.wide ?? this.translated.source})$`, this.flags);
    return this.ownGroups(this.wholePattern.exec(text));
  }
  /** The match that begins right at `from`; null where there is none. */
  execAt(text: string, from: number): RegExpExecArray | null {
    const pattern = this.derived('y', text);
    pattern.lastIndex = from;
    return this.ownGroups(pattern.exec(text));
  }
  /** Where each group of a match of this pattern begins and ends; undefined for one that took no part. */
  placesOf(match: RegExpExecArray, whole: boolean): readonly (readonly [number, number] | undefined)[] {
    const pattern = this.derived('dy', match.input, whole);
    pattern.lastIndex = match.index;
    const places = (pattern.exec(match.input) as RegExpExecArray & { indices: [number, number][] }).indices;
    const { groups } = this.translated;
    return groups === null ? places : groups.map((i) => places[i]);
  }
  /** The same pattern with other flags beside its own. */
  private derived(flags: string, text: string, whole = false): RegExp {
    const source = this.isWide(text) ? (this.translated.wide as string) : this.translated.source;
    return new RegExp(whole ? `(?:${source})$` : source, this.flags + flags);
  }
  /** A match with the groups that the pattern has itself, and no others. */
  private ownGroups(match: RegExpExecArray | null): RegExpExecArray | null {
    const { groups } = this.translated;
    if (match === null || groups === null) return match;
    const kept = groups.map((i) => match[i]) as RegExpExecArray;
    kept.index = match.index;
    kept.input = match.input;
    kept.groups = match.groups;
    return kept;
  }
  /** What the host sees of it: a RegExp of the same meaning, the same one each time. */
  get forHost(): RegExp {
    this.hostPattern ??= new RegExp(this.translated.source, this.flags);
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
  return re.exec(text, from);
}

/** Where the search for the match after this one begins: past it, and past one character more where it is empty. */
export function afterMatch(match: RegExpExecArray): number {
  const end = match.index + match[0].length;
  if (match[0].length > 0) return end;
  return end + ((match.input.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
}

/** `(re-matches re text)`. */
export function reMatches(re: Regex, text: string): Value {
  const match = re.execWhole(text);
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

/** Where a search stands: the place that it goes on from, and the last match. */
export interface MatcherState {
  readonly regex: Regex;
  readonly text: string;
  readonly from: number;
  readonly match: RegExpExecArray | null;
  readonly whole: boolean;
}

/** What `re-matcher` makes: a search through one text, one match at a time. Mutable. */
export class Matcher {
  private from = 0;
  private match: RegExpExecArray | null = null;
  /** Whether the last match had to be the whole text. */
  private whole = false;
  /** Where `appendReplacement` goes on: behind the match that it was last called for. */
  copied = 0;
  constructor(
    readonly regex: Regex,
    readonly text: string,
  ) {}
  /** All that it is and where it stands: to be taken up again by another one. */
  get state(): MatcherState {
    const { regex, text, from, match, whole } = this;
    return { regex, text, from, match, whole };
  }
  set state(state: MatcherState) {
    Object.assign(this, state);
  }
  /** The next match, or nil. */
  find(): Value {
    this.match = matchFrom(this.regex, this.text, this.from);
    this.from = this.match === null ? this.text.length + 1 : afterMatch(this.match);
    this.whole = false;
    return this.match === null ? null : groupsOf(this.match);
  }
  /** Begins again at the start of the text, without a match. */
  reset(): this {
    this.match = null;
    this.from = 0;
    this.copied = 0;
    return this;
  }
  /** Whether there is a match at or after `from`, looked for anew. */
  findFrom(from: number): boolean {
    this.reset();
    this.from = from;
    return this.find() !== null;
  }
  /** Whether the whole text matches; that is then the last match. */
  matches(): boolean {
    return this.began(this.regex.execWhole(this.text), true);
  }
  /** Whether the text begins with a match; that is then the last match. */
  lookingAt(): boolean {
    return this.began(this.regex.execAt(this.text, 0), false);
  }
  /** The last match, for questions of where it is, which Java answers in other words where there is none. */
  get placed(): RegExpExecArray {
    if (this.match === null) throw illegalState('No match available');
    return this.match;
  }
  /** Where a group of the last match begins and ends; both -1 where it took no part. */
  placeOf(group: number): readonly [number, number] {
    return this.regex.placesOf(this.placed, this.whole)[group] ?? [-1, -1];
  }
  /** Takes a match that begins with the text; a search goes on behind it. */
  private began(match: RegExpExecArray | null, whole: boolean): boolean {
    this.match = match;
    this.whole = whole;
    if (match !== null) this.from = afterMatch(match);
    return match !== null;
  }
  /** The last match. Throws IllegalStateException where there is none. */
  get last(): RegExpExecArray {
    if (this.match === null) throw illegalState('No match found');
    return this.match;
  }
  /** The last match with its groups, as Clojure gives it. */
  groups(): Value {
    return groupsOf(this.last);
  }
  /** A group of the last match by its number; undefined where there is no such group. */
  group(i: number): Value | undefined {
    const { last } = this;
    return i >= 0 && i < last.length ? (last[i] ?? null) : undefined;
  }
  toString(): string {
    return `java.util.regex.Matcher[pattern=${this.regex} region=0,${this.text.length} lastmatch=${this.match?.[0] ?? ''}]`;
  }
}
registerClass(Matcher, 'java.util.regex.Matcher');
