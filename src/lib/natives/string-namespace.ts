import { spend, unitsOfText } from '../../data/budget.js';
import { Char } from '../../data/char.js';
import { Collection, MapLike } from '../../data/collection.js';
import { classCast, illegalArgument, indexOutOfBounds, intOverflow, nullPointer } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import { ask, GUEST } from '../../data/guest.js';
import { toLong } from '../../data/numbers/index.js';
import { toArray } from '../../data/operations/index.js';
import { afterMatch, groupsOf, matchFrom, Regex } from '../../data/regex.js';
import { vectorFromArray } from '../../data/seqs/index.js';
import { strOf } from '../../data/str.js';
import { findLastText, findText, replaceText } from '../../data/text-search.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';
import { StringBuilder } from './java/string-builder.js';

/** The text of a CharSequence argument: a string, or the text of whatever else is given, as Clojure's `.toString` does. */
export function textOf(x: Value): string {
  if (typeof x === 'string') return x;
  if (x === null) throw nullPointer();
  const s = strOf(x);
  return s === GUEST ? String(ask('text', x)) : s;
}

/** A native of the text of whatever it is given; that of a lazy seq, say, is known to guest code only. */
function ofText(f: (s: string) => string): (x: Value) => NativeResult {
  return (x) => {
    if (x === null) throw nullPointer();
    const s = strOf(x);
    if (s === GUEST) return GUEST;
    spend(unitsOfText(s.length));
    return f(s);
  };
}

/** The text of a CharSequence: a string, or what Java makes strings of in place. */
function text(x: Value): string {
  const whole = x instanceof StringBuilder ? x.text : x;
  if (typeof whole === 'string') {
    spend(unitsOfText(whole.length));
    return whole;
  }
  throw classCast(x, 'java.lang.CharSequence');
}

/** Java's whitespace, which is not JavaScript's: no-break spaces are no whitespace. */
const SPACE = /[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

function trimLeft(s: string): string {
  let i = 0;
  while (i < s.length && SPACE.test(s[i])) i++;
  return s.slice(i);
}

function trimRight(s: string): string {
  let i = s.length;
  while (i > 0 && SPACE.test(s[i - 1])) i--;
  return s.slice(0, i);
}

function join(separator: string, coll: Value): NativeResult {
  const items = toArray(coll);
  if (items === GUEST) return GUEST;
  let out = '';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out += separator;
    const x = items[i];
    // How collections are printed depends on settings, which only str knows.
    const s = typeof x === 'string' ? x : x instanceof Collection ? GUEST : strOf(x);
    if (s === GUEST) return GUEST;
    out += s;
  }
  spend(unitsOfText(out.length));
  return out;
}

/** Java's `String.split`: a positive limit bounds the parts, 0 drops empty ones at the end, a negative one keeps all. */
export function splitText(s: string, re: Regex, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let m = matchFrom(re, s, 0); m !== null; m = matchFrom(re, s, afterMatch(m))) {
    if (limit > 0 && parts.length === limit - 1) break;
    spend(1);
    // An empty match at the beginning makes no part of its own.
    if (m.index === 0 && m[0].length === 0) continue;
    parts.push(s.slice(from, m.index));
    from = m.index + m[0].length;
  }
  if (parts.length === 0) return [s];
  parts.push(s.slice(from));
  if (limit === 0) while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

function split(s: Value, re: Value, limit: number): Value {
  if (!(re instanceof Regex)) throw classCast(re, 'java.util.regex.Pattern');
  return vectorFromArray(splitText(text(s), re, limit));
}

/** The name of a group from `start` on, in a template after `${`. */
function groupName(template: string, start: number): string {
  const name = (/^[a-zA-Z0-9]*/.exec(template.slice(start)) as RegExpExecArray)[0];
  if (name === '') throw illegalArgument('named capturing group has 0 length name');
  if (template[start + name.length] !== '}') throw illegalArgument("named capturing group is missing trailing '}'");
  if (name[0] <= '9') throw illegalArgument(`capturing group name {${name}} starts with digit character`);
  return name;
}

/** A replacement with Java's `$1`, `${name}` and `\` put in for one match. */
export function expandReplacement(template: string, m: RegExpExecArray): string {
  let out = '';
  for (let i = 0; i < template.length; i++) {
    const c = template[i];
    if (c === '\\') {
      i++;
      if (i === template.length) throw illegalArgument('character to be escaped is missing');
      out += template[i];
    } else if (c === '$') {
      if (template[i + 1] === '{') {
        const name = groupName(template, i + 2);
        if (m.groups === undefined || !(name in m.groups)) throw illegalArgument(`No group with name {${name}}`);
        out += m.groups[name] ?? '';
        i += name.length + 2;
        continue;
      }
      const first = template[i + 1];
      if (first === undefined) throw illegalArgument('Illegal group reference: group index is missing');
      if (first < '0' || first > '9') throw illegalArgument('Illegal group reference');
      let group = Number(first);
      i++;
      if (group >= m.length) throw indexOutOfBounds(`No group ${group}`);
      while (
        i + 1 < template.length &&
        template[i + 1] >= '0' &&
        template[i + 1] <= '9' &&
        group * 10 + Number(template[i + 1]) < m.length
      ) {
        group = group * 10 + Number(template[i + 1]);
        i++;
      }
      out += m[group] ?? '';
    } else out += c;
  }
  return out;
}

/** Replaces the matches of a pattern, all or the first, by a template. */
export function replaceMatches(s: string, re: Regex, template: string, all: boolean): string {
  let out = '';
  let from = 0;
  for (let m = matchFrom(re, s, 0); m !== null; m = matchFrom(re, s, afterMatch(m))) {
    spend(1 + unitsOfText(template.length));
    out += s.slice(from, m.index) + expandReplacement(template, m);
    from = m.index + m[0].length;
    if (!all) break;
  }
  return out + s.slice(from);
}

function replace(all: boolean): (s: Value, match: Value, replacement: Value) => NativeResult {
  return (subject, match, replacement) => {
    const s = textOf(subject);
    if (match instanceof Char) {
      if (all && !(replacement instanceof Char)) throw classCast(replacement, 'java.lang.Character');
      return replacePart(s, match.toString(), replacement === null ? '' : textOf(replacement), all);
    }
    if (typeof match === 'string') return replacePart(s, match, all ? text(replacement) : textOf(replacement), all);
    if (!(match instanceof Regex)) throw illegalArgument(`Invalid match arg: ${match === null ? '' : textOf(match)}`);
    return typeof replacement === 'string' ? replaceMatches(s, match, replacement, all) : GUEST;
  };
}

const replacePart = (s: string, match: string, by: string, all: boolean): string =>
  all ? replaceText(s, match, by) : s.replace(match, () => by);

function intLimit(x: Value): number {
  const limit = at(x);
  if ((limit | 0) !== limit) throw intOverflow();
  return limit;
}

const place = (i: number): Value => (i < 0 ? null : i);
const needle = (x: Value): string => (x instanceof Char ? x.toString() : string(x));

/** A place in a text: Java takes a number for it, and no character. */
function at(x: Value): number {
  if (x instanceof Char) throw classCast(x, 'java.lang.Number');
  return Number(toLong(x));
}

/** The matches of a pattern with what stands between them: text, match, text, match, …, text. */
function pieces(re: Value, s: Value, all: Value): Value {
  const whole = textOf(s);
  const out: Value[] = [];
  let from = 0;
  for (let m = matchFrom(re as Regex, whole, 0); m !== null; m = matchFrom(re as Regex, whole, afterMatch(m))) {
    out.push(whole.slice(from, m.index), groupsOf(m));
    from = m.index + m[0].length;
    if (all === false) break;
  }
  out.push(whole.slice(from));
  return out;
}

/** The functions of clojure.string. */
export const stringNamespaceNatives = defineNatives('clojure.string', {
  join: {
    doc: 'The texts of the elements in one string, with a separator between them.',
    arglists: '([coll] [separator coll])',
    1: (coll) => join('', coll),
    2: (separator, coll) => join(textOrEmpty(separator), coll),
  },
  split: {
    doc: 'A vector of the parts of a string between the matches of a pattern, at most limit of them. Empty parts at the end are dropped, unless the limit is negative.',
    arglists: '([s re] [s re limit])',
    2: (s, re) => split(s, re, 0),
    3: (s, re, limit) => split(s, re, intLimit(limit)),
  },
  'split-lines': { doc: 'A vector of the lines of a string.', arglists: '([s])', 1: (s) => split(s, LINE_END, 0) },
  replace: {
    doc: 'The string with every match replaced. The match is a string, a character or a pattern; for a pattern the replacement may be a template with $1 for groups, or a function of the match.',
    arglists: '([s match replacement])',
    3: replace(true),
  },
  'replace-first': { doc: 'Like replace, for the first match only.', arglists: '([s match replacement])', 3: replace(false) },
  '-pieces': {
    doc: 'A host array: text, match, text and so on to the last text; all of them, or up to the first match.',
    arglists: '([re s all])',
    internal: true,
    3: pieces,
  },
  're-quote-replacement': {
    doc: 'A template that stands for the string itself.',
    arglists: '([replacement])',
    1: (s) => quoteReplacement(textOf(s)),
  },
  reverse: { doc: 'The string from its end.', arglists: '([s])', 1: (s) => reversed(text(s)) },
  trim: { doc: 'The string without whitespace at both ends.', arglists: '([s])', 1: (s) => trimLeft(trimRight(text(s))) },
  triml: { doc: 'The string without whitespace at its beginning.', arglists: '([s])', 1: (s) => trimLeft(text(s)) },
  trimr: { doc: 'The string without whitespace at its end.', arglists: '([s])', 1: (s) => trimRight(text(s)) },
  'trim-newline': { doc: 'The string without line ends at its end.', arglists: '([s])', 1: (s) => text(s).replace(/[\r\n]+$/, '') },
  'upper-case': { doc: 'The string in upper case.', arglists: '([s])', 1: ofText((s) => s.toUpperCase()) },
  'lower-case': { doc: 'The string in lower case.', arglists: '([s])', 1: ofText((s) => s.toLowerCase()) },
  capitalize: {
    doc: 'The string with its first character in upper case and the others in lower case.',
    arglists: '([s])',
    1: ofText((s) => (s.length < 2 ? s.toUpperCase() : s.slice(0, 1).toUpperCase() + s.slice(1).toLowerCase())),
  },
  'blank?': {
    doc: 'Whether the string is nil, empty or only whitespace.',
    arglists: '([s])',
    1: (s) => s === null || s === false || trimLeft(text(s)) === '',
  },
  'starts-with?': {
    doc: 'Whether the string begins with another one.',
    arglists: '([s substr])',
    2: (s, part) => textOf(s).startsWith(string(part)),
  },
  'ends-with?': {
    doc: 'Whether the string ends with another one.',
    arglists: '([s substr])',
    2: (s, part) => textOf(s).endsWith(string(part)),
  },
  'includes?': {
    doc: 'Whether the string has another one in it.',
    arglists: '([s substr])',
    2: (s, part) => findText(textOf(s), text(part)) >= 0,
  },
  'index-of': {
    doc: 'Where a string or character first is in the string, from an index on; nil where it is not.',
    arglists: '([s value] [s value from-index])',
    2: (s, x) => place(findText(textOf(s), needle(x))),
    3: (s, x, from) => place(findText(textOf(s), needle(x), at(from))),
  },
  'last-index-of': {
    doc: 'Where a string or character last is in the string, up to an index; nil where it is not.',
    arglists: '([s value] [s value from-index])',
    2: (s, x) => place(findLastText(textOf(s), needle(x))),
    3: (s, x, from) => place(at(from) < 0 ? -1 : findLastText(textOf(s), needle(x), at(from))),
  },
  escape: {
    doc: 'The text with each character c for which (cmap c) is not nil replaced by the text of that.',
    arglists: '([s cmap])',
    2(x, map) {
      if (!(map instanceof MapLike)) return GUEST;
      const escapes = new Map<string, string>();
      map.forEach((k, v) => {
        if (k instanceof Char && v !== null && v !== false) escapes.set(k.toString(), textOf(v));
      });
      let out = '';
      const s = text(x);
      for (let i = 0; i < s.length; i++) out += escapes.get(s[i]) ?? s[i];
      return out;
    },
  },
});

/** A replacement that stands for the text itself. */
export function quoteReplacement(text: string): string {
  return text.replace(/[\\$]/g, '\\$&');
}

const LINE_END = new Regex('\\r?\\n');

function textOrEmpty(x: Value): string {
  return x === null ? '' : textOf(x);
}

function string(x: Value): string {
  if (typeof x === 'string') return x;
  throw classCast(x, 'java.lang.String');
}

/** Java's `StringBuilder.reverse`: pairs of surrogates keep their order. */
function reversed(s: string): string {
  return [...s].reverse().join('');
}
