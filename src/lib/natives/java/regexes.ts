import { classCast, illegalArgument, indexOutOfBounds } from '../../../data/errors.js';
import { Regex } from '../../../data/regex.js';
import { Matcher } from '../../../data/regex-matcher.js';
import type { Value } from '../../../data/value.js';
import type { Arities } from '../define.js';
import { expandReplacement, quoteReplacement, replaceMatches, splitText, textOf } from '../string-namespace.js';
import { int } from './arguments.js';
import { StringBuilder } from './string-builder.js';

const matcher = (x: Value): Matcher => x as Matcher;

/** The flags of Pattern/compile: the name, the bit, and the letter that means it within a pattern. */
const FLAGS: readonly (readonly [name: string, bit: number, letter: string])[] = [
  ['UNIX_LINES', 1, 'd'],
  ['CASE_INSENSITIVE', 2, 'i'],
  ['COMMENTS', 4, 'x'],
  ['MULTILINE', 8, 'm'],
  ['DOTALL', 32, 's'],
  ['UNICODE_CASE', 64, 'u'],
];
/** The pattern is a text in which nothing has a meaning. */
const LITERAL = 16;

/** The flags that patterns were compiled with. */
const flagsOf = new WeakMap<Regex, number>();

function compile(pattern: Value, flags: Value): Regex {
  const source = textOf(pattern);
  const given = int(flags);
  const known = FLAGS.reduce((bits, [, bit]) => bits | bit, LITERAL);
  if ((given & ~known) !== 0) throw illegalArgument(`Pattern/compile was given flags that Clove does not know: ${given & ~known}`);
  const letters = FLAGS.filter(([, bit]) => (given & bit) !== 0).map(([, , letter]) => letter);
  const body = (given & LITERAL) !== 0 ? quoted(source) : source;
  // An error of the pattern names places in the text as it was given.
  if (letters.length > 0 && !letters.includes('x')) new Regex(body);
  const regex = new Regex(source, null, letters.length === 0 ? body : `(?${letters.join('')})${body}`);
  flagsOf.set(regex, given);
  return regex;
}

const quoted = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}#\s]/g, '\\$&');

/** The number of a group that a match has. */
function groupNumber(match: RegExpExecArray, which: Value): number {
  const i = int(which);
  if (i < 0 || i >= match.length) throw indexOutOfBounds(`No group ${i}`);
  return i;
}

/** The number of a group that is given by number or by name. */
function groupIndex(m: Value, match: RegExpExecArray, which: Value): number {
  if (typeof which !== 'string') return groupNumber(match, which);
  const known = matcher(m).regex.groupNamed(which);
  if (known === undefined) throw illegalArgument(`No group with name <${which}>`);
  return known;
}

/** A group of the last match, by number or by name. */
function group(m: Value, which: Value): Value {
  const { last } = matcher(m);
  return last[groupIndex(m, last, which)] ?? null;
}

function findFrom(m: Value, from: Value): boolean {
  const at = int(from);
  if (at < 0 || at > matcher(m).text.length) throw indexOutOfBounds('Illegal start index');
  return matcher(m).findFrom(at);
}

function region(m: Value, from: Value, to: Value): Value {
  const [start, end] = [int(from), int(to)];
  const { length } = matcher(m).text;
  if (start < 0 || start > length) throw indexOutOfBounds('start');
  if (end < 0 || end > length) throw indexOutOfBounds('end');
  if (start > end) throw indexOutOfBounds('start > end');
  return matcher(m).region(start, end);
}

/** Adds the text before the last match to a StringBuilder, and what replaces the match. */
function appendReplacement(m: Value, builder: Value, template: Value): Value {
  const { last, text, copied } = matcher(m);
  const by = expandReplacement(textOf(template), last);
  const [start, end] = matcher(m).placeOf(0);
  builderOf(builder).text += text.slice(copied, start) + by;
  matcher(m).copied = end;
  return m;
}

/** Adds what follows the last match that was replaced. */
function appendTail(m: Value, builder: Value): Value {
  builderOf(builder).text += matcher(m).text.slice(matcher(m).copied);
  return builder;
}

function builderOf(x: Value): StringBuilder {
  if (x instanceof StringBuilder) return x;
  throw classCast(x, 'java.lang.StringBuffer');
}

/** Static methods of Pattern and Matcher. */
export const regexStatics: Readonly<Record<string, Arities>> = {
  'Pattern/compile': { 1: (s) => new Regex(textOf(s)), 2: compile },
  'Pattern/matches': { 2: (re, s) => new Regex(textOf(re)).execWhole(textOf(s)) !== null },
  'Pattern/quote': { 1: (s) => `\\Q${textOf(s)}\\E` },
  'Matcher/quoteReplacement': { 1: (s) => quoteReplacement(textOf(s)) },
};

/** Static fields of Pattern. */
export const regexFields: Readonly<Record<string, Value>> = Object.fromEntries([
  ['Pattern/LITERAL', LITERAL],
  ...FLAGS.map(([name, bit]) => [`Pattern/${name}`, bit]),
]);

/** Methods of Pattern and Matcher. */
export const regexMethods: Readonly<Record<string, Readonly<Record<string, Arities>>>> = {
  'java.util.regex.Pattern': {
    pattern: { 1: (re) => (re as Regex).source },
    flags: { 1: (re) => flagsOf.get(re as Regex) ?? 0 },
    matcher: { 2: (re, text) => new Matcher(re as Regex, textOf(text)) },
    split: {
      2: (re, text) => splitText(textOf(text), re as Regex, 0),
      3: (re, text, limit) => splitText(textOf(text), re as Regex, int(limit)),
    },
  },
  'java.util.regex.MatchResult': {
    group: { 1: (m) => matcher(m).last[0], 2: group },
    groupCount: { 1: (m) => matcher(m).regex.groupCount },
    start: { 1: (m) => matcher(m).placeOf(0)[0], 2: (m, which) => matcher(m).placeOf(groupIndex(m, matcher(m).placed, which))[0] },
    end: { 1: (m) => matcher(m).placeOf(0)[1], 2: (m, which) => matcher(m).placeOf(groupIndex(m, matcher(m).placed, which))[1] },
  },
  'java.util.regex.Matcher': {
    find: { 1: (m) => matcher(m).find() !== null, 2: findFrom },
    reset: { 1: (m) => matcher(m).reset(), 2: (m, text) => matcher(m).reset(textOf(text)) },
    pattern: { 1: (m) => matcher(m).regex },
    appendReplacement: { 3: appendReplacement },
    appendTail: { 2: appendTail },
    matches: { 1: (m) => matcher(m).matches() },
    lookingAt: { 1: (m) => matcher(m).lookingAt() },
    region: { 3: region },
    regionStart: { 1: (m) => matcher(m).bounds[0] },
    regionEnd: { 1: (m) => matcher(m).bounds[1] },
    usePattern: { 2: (m, re) => matcher(m).use(re as Regex) },
    toMatchResult: { 1: (m) => matcher(m).result() },
    replaceAll: { 2: (m, by) => replaceMatches(matcher(m).text, matcher(m).regex, textOf(by), true) },
    replaceFirst: { 2: (m, by) => replaceMatches(matcher(m).text, matcher(m).regex, textOf(by), false) },
  },
};
