import { isLimited } from './budget.js';
import { registerClass } from './classes.js';
import { parsePattern } from './regex-parser.js';
import { compilePattern, type Program } from './regex-program.js';
import { Search } from './regex-search.js';
import { type Translation, translatePattern } from './regex-translation.js';
import { differsInHost, growth, type ParsedPattern } from './regex-tree.js';
import { vectorFromArray } from './seqs/index.js';
import type { Value } from './value.js';

const ofHost = new WeakMap<RegExp, Regex>();

/** Where the groups of a match begin and end that a search of Clove's own found. */
const placesOf = new WeakMap<RegExpExecArray, Int32Array>();

/** How many steps the host's matcher, which pays for nothing, may take at once of a program with limits, at the worst. */
const UNPAID_STEPS = 2000;
/** A pattern of more characters may be one long text, for which the host takes up to the product of both lengths. */
const LONG_SOURCE = 256;

/**
 * A regular expression in Java's syntax. Equal to itself only, as in Clojure. The host's matcher runs it where it finds what Java
 * finds; a matcher of Clove's own does where it does not, and where the host's could run away with a program that has limits.
 */
export class Regex {
  /** Null for a regular expression of the host's. */
  private readonly parsed: ParsedPattern | null;
  private readonly differs: boolean;
  private translation: Translation | null = null;
  private compiled: Program | null = null;
  private grows: number | null = null;
  /** The translation, flags `gv`. Its `lastIndex` is scratch: set it before each use. */
  private narrow: RegExp | null = null;
  private wide: RegExp | null = null;
  private wholePattern: RegExp | null = null;
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
    this.parsed = host === null ? parsePattern(meant) : null;
    this.differs = this.parsed !== null && differsInHost(this.parsed);
    this.flags = host === null ? 'v' : host.flags.replace(/[dgy]/g, '');
    this.hostPattern = host;
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
    if (this.needsSearch(text)) return this.search(text, from, false, false);
    const pattern = this.isWide(text) ? this.widePattern() : this.narrowPattern();
    pattern.lastIndex = from;
    return pattern.exec(text);
  }
  /** The match of a text from end to end. */
  execWhole(text: string): RegExpExecArray | null {
    if (this.needsSearch(text)) return this.search(text, 0, true, true);
    const { wide, source } = this.translated;
    this.wholePattern ??= new RegExp(`^(?:${wide ?? source})$`, this.flags);
    return this.wholePattern.exec(text);
  }
  /** The match that begins right at `from`; null where there is none. */
  execAt(text: string, from: number): RegExpExecArray | null {
    if (this.needsSearch(text)) return this.search(text, from, true, false);
    const pattern = this.derived('y', text);
    pattern.lastIndex = from;
    return pattern.exec(text);
  }
  /** Where each group of a match of this pattern begins and ends; undefined for one that took no part. */
  placesOf(match: RegExpExecArray, whole: boolean): readonly (readonly [number, number] | undefined)[] {
    let known = placesOf.get(match);
    // A match that a snapshot brought back is looked for again, where it was.
    if (known === undefined && this.differs) known = placesOf.get(this.search(match.input, match.index, true, whole) as RegExpExecArray);
    if (known !== undefined) return match.map((_, i) => (known[2 * i] < 0 ? undefined : [known[2 * i], known[2 * i + 1]]));
    const pattern = this.derived('dy', match.input, whole);
    pattern.lastIndex = match.index;
    return (pattern.exec(match.input) as RegExpExecArray & { indices: [number, number][] }).indices;
  }
  /** How many groups there are. */
  get groupCount(): number {
    return this.parsed?.groupCount ?? (new RegExp(`${this.source}|`, this.flags).exec('') as RegExpExecArray).length - 1;
  }
  /** The number of the group of that name; undefined where there is none. */
  groupNamed(name: string): number | undefined {
    return this.parsed?.names.get(name);
  }
  private get translated(): Translation {
    this.translation ??= this.parsed === null ? { source: this.source, wide: null } : translatePattern(this.parsed);
    return this.translation;
  }
  /** Whether Clove's own matcher is to look through the text. */
  private needsSearch(text: string): boolean {
    if (this.differs) return true;
    if (this.parsed === null || !isLimited()) return false;
    this.grows ??= growth(this.parsed);
    if (this.source.length > LONG_SOURCE && text.length * this.source.length > UNPAID_STEPS) return true;
    return this.grows > 1 && text.length ** this.grows > UNPAID_STEPS;
  }
  /** A search with Clove's own matcher: for a match that begins right at `from` if `here`, and ends with the text if `whole`. */
  private search(text: string, from: number, here: boolean, whole: boolean): RegExpExecArray | null {
    const parsed = this.parsed as ParsedPattern;
    this.compiled ??= compilePattern(parsed);
    const places = new Search(this.compiled, text, from).find(here, whole);
    if (places === null) return null;
    const match: (string | undefined)[] = [];
    for (let i = 0; i < places.length; i += 2) match.push(places[i] < 0 ? undefined : text.slice(places[i], places[i + 1]));
    const found = match as RegExpExecArray;
    found.index = places[0];
    found.input = text;
    if (parsed.names.size > 0) found.groups = Object.fromEntries([...parsed.names].map(([name, i]) => [name, match[i] as string]));
    placesOf.set(found, places);
    return found;
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
  private narrowPattern(): RegExp {
    this.narrow ??= new RegExp(this.translated.source, `g${this.flags}`);
    return this.narrow;
  }
  private widePattern(): RegExp {
    this.wide ??= new RegExp(this.translated.wide as string, `g${this.flags}`);
    return this.wide;
  }
  /** The same pattern with other flags beside its own. */
  private derived(flags: string, text: string, whole = false): RegExp {
    const source = this.isWide(text) ? (this.translated.wide as string) : this.translated.source;
    return new RegExp(whole ? `(?:${source})$` : source, this.flags + flags);
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
