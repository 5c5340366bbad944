import { CLASS, registerClass } from './classes.js';
import { illegalState } from './errors.js';
import { afterMatch, groupsOf, matchFrom, type Regex } from './regex.js';
import type { Value } from './value.js';

/** Where a search stands: what part of the text it looks through, the place in that part that it goes on from, and the last match. */
export interface MatcherState {
  readonly regex: Regex;
  readonly text: string;
  readonly bounds: readonly [number, number];
  readonly from: number;
  readonly match: RegExpExecArray | null;
  readonly whole: boolean;
  readonly copied: number;
}

/** What `re-matcher` makes: a search through one text, or a part of it, one match at a time. Mutable. */
export class Matcher {
  private from = 0;
  private match: RegExpExecArray | null = null;
  /** Whether the last match had to be the whole text. */
  private whole = false;
  /** What is searched, and where it begins in the whole text. */
  private part: string;
  private offset = 0;
  /** Where `appendReplacement` goes on: behind the match that it was last called for. */
  copied = 0;
  constructor(
    public regex: Regex,
    /** The whole text. */
    public text: string,
  ) {
    this.part = text;
  }
  /** All that it is and where it stands: to be taken up again by another one. */
  get state(): MatcherState {
    const { regex, text, bounds, from, match, whole, copied } = this;
    return { regex, text, bounds, from, match, whole, copied };
  }
  set state({ regex, text, bounds, from, match, whole, copied }: MatcherState) {
    this.regex = regex;
    this.text = text;
    this.region(...bounds);
    this.from = from;
    this.match = match;
    this.whole = whole;
    this.copied = copied;
    if (match !== null) match.input = this.part;
  }
  /** The next match, or nil. */
  find(): Value {
    this.match = matchFrom(this.regex, this.part, this.from);
    this.from = this.match === null ? this.part.length + 1 : afterMatch(this.match);
    this.whole = false;
    return this.match === null ? null : groupsOf(this.match);
  }
  /** Begins again at the start of the text, or of another one, without a match. */
  reset(text = this.text): this {
    this.text = text;
    return this.region(0, text.length);
  }
  /** Begins again with the part of the text between two places: nothing beyond them is seen. */
  region(start: number, end: number): this {
    this.part = start === 0 && end === this.text.length ? this.text : this.text.slice(start, end);
    this.offset = start;
    this.match = null;
    this.from = 0;
    this.copied = 0;
    return this;
  }
  /** Where the part that is searched begins and ends. */
  get bounds(): readonly [number, number] {
    return [this.offset, this.offset + this.part.length];
  }
  /** Goes on with another pattern, without a match. */
  use(regex: Regex): this {
    this.regex = regex;
    this.match = null;
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
    return this.began(this.regex.execWhole(this.part), true);
  }
  /** Whether the text begins with a match; that is then the last match. */
  lookingAt(): boolean {
    return this.began(this.regex.execAt(this.part, 0), false);
  }
  /** The last match, for questions of where it is, which Java answers in other words where there is none. */
  get placed(): RegExpExecArray {
    if (this.match === null) throw illegalState('No match available');
    return this.match;
  }
  /** Where a group of the last match begins and ends in the text; both -1 where it took no part. */
  placeOf(group: number): readonly [number, number] {
    const { placed } = this;
    if (group === 0) return [this.offset + placed.index, this.offset + placed.index + placed[0].length];
    const place = this.regex.placesOf(placed, this.whole)[group];
    return place === undefined ? [-1, -1] : [this.offset + place[0], this.offset + place[1]];
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
  /** The last match as it is now, which no further search changes. */
  result(): Matcher {
    const made = new Matcher(this.regex, this.text);
    made.part = this.part;
    made.offset = this.offset;
    made.match = this.match;
    made.whole = this.whole;
    Object.defineProperty(made, CLASS, { value: RESULT });
    return made;
  }
  toString(): string {
    return `java.util.regex.Matcher[pattern=${this.regex} region=${this.bounds} lastmatch=${this.match?.[0] ?? ''}]`;
  }
}
registerClass(Matcher, 'java.util.regex.Matcher', ['java.lang.Object', 'java.util.regex.MatchResult']);
const RESULT = registerClass({ prototype: {} }, 'java.util.regex.Matcher$ImmutableMatchResult', [
  'java.lang.Object',
  'java.util.regex.MatchResult',
]);
