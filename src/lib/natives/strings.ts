import { spend, spendOnText, unitsOfText } from '../../data/budget.js';
import { Char } from '../../data/char.js';
import { Collection } from '../../data/collection.js';
import { castTo, classCast, ExceptionClass, intOverflow, nullPointer, Throwable } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { toLong } from '../../data/numbers/index.js';
import type { PrintOptions } from '../../data/print.js';
import { Regex, reFind, reMatches, reSeq } from '../../data/regex.js';
import { Matcher } from '../../data/regex-matcher.js';
import { ConcatSeq } from '../../data/seqs/index.js';
import { strOf } from '../../data/str.js';
import { Instance, Record } from '../../data/types.js';
import { parseUuid } from '../../data/uuid.js';
import type { Value } from '../../data/value.js';
import type { Runtime } from '../../runtime/runtime.js';
import { defineNatives, type NativeTable } from './define.js';
import { printSettings } from './print-settings.js';

/** A string argument; nil is a NullPointerException, all else a ClassCastException. */
function string(x: Value): string {
  if (typeof x === 'string') return x;
  if (x === null) throw nullPointer();
  throw classCast(x, 'java.lang.String');
}

/** A string argument all of which is looked at or copied. */
export function text(x: Value): string {
  const whole = string(x);
  spend(unitsOfText(whole.length));
  return whole;
}

/** Text for the regular expression functions: a string, or another CharSequence. */
function chars(x: Value): string {
  if (typeof x === 'string') {
    spend(unitsOfText(x.length));
    return x;
  }
  if (x === null) throw nullPointer();
  throw classCast(x, 'java.lang.CharSequence');
}

/** An index of a string, which Java keeps in an int. */
function index(x: Value): number {
  if (x instanceof Char) throw classCast(x, 'java.lang.Number');
  const i = Number(toLong(x));
  if ((i | 0) !== i) throw intOverflow();
  return i;
}

function regex(x: Value): Regex {
  if (x instanceof Regex) return x;
  if (x instanceof RegExp) return Regex.ofHost(x);
  throw classCast(x, 'java.util.regex.Pattern');
}

/** `str` of what needs no guest code, by the settings that are in force; instances of guest types may bring their own `toString`. */
function strNatives(settings: () => PrintOptions) {
  const str = (x: Value): NativeResult => {
    if (x instanceof Instance && x.type.methods.has('toString')) return GUEST;
    return strOf(x, x instanceof Collection ? settings() : undefined);
  };
  const strAll = (xs: Value[]): NativeResult => {
    let out = '';
    for (const x of xs) {
      const s = typeof x === 'string' ? x : str(x);
      if (s === GUEST) return GUEST;
      out += s as string;
    }
    spendOnText(out.length);
    return out;
  };
  return { str, strAll };
}

function substring(s: Value, start: Value, end: Value | undefined): string {
  // All are cast before there is a call on the string, and nil passes for one until then.
  if (s !== null) string(s);
  const from = index(start);
  const last = end === undefined ? null : index(end);
  const { length } = string(s);
  const to = last ?? length;
  if (from < 0 || to > length || from > to)
    throw new Throwable(ExceptionClass.stringIndexOutOfBounds, `begin ${from}, end ${to}, length ${length}`);
  return (s as string).slice(from, to);
}

const textNatives = defineNatives('clojure.core', {
  subs: {
    doc: 'The part of a string from start to just before end, or to its end.',
    arglists: '([s start] [s start end])',
    2: (s, start) => substring(s, start, undefined),
    3: substring,
  },
  '-join': {
    doc: 'The strings of a host array, one after the other.',
    arglists: '([array])',
    internal: true,
    1: (array) => {
      let length = 0;
      for (const part of array as string[]) length += part.length;
      spendOnText(length);
      return (array as string[]).join('');
    },
  },
  '-has-to-string?': {
    doc: 'Whether the guest type of x brings its own toString.',
    arglists: '([x])',
    internal: true,
    1: (x) => (x instanceof Instance || x instanceof Record) && x.type.methods.has('toString'),
  },
  're-pattern': {
    doc: 'The regular expression of that text; an expression itself.',
    arglists: '([s])',
    1: (s) => (s instanceof Regex || s instanceof RegExp ? regex(s) : new Regex(text(s))),
  },
  're-matches': {
    doc: 'The match of the whole string, or nil: a string, or a vector of it and its groups.',
    arglists: '([re s])',
    2: (re, s) => reMatches(regex(re), chars(s)),
  },
  're-find': {
    doc: 'The first match in the string, or the next one of a matcher; nil where there is none. A string, or a vector of it and its groups.',
    arglists: '([m] [re s])',
    1: (m) => matcher(m).find(),
    2: (re, s) => reFind(regex(re), chars(s)),
  },
  're-seq': {
    doc: 'A seq of all matches in the string; nil where there is none.',
    arglists: '([re s])',
    2(re, s) {
      const found = reSeq(regex(re), chars(s));
      return found.length === 0 ? null : new ConcatSeq(found, 0, null, null);
    },
  },
  're-matcher': {
    doc: 'A matcher, which re-find asks for one match after the other.',
    arglists: '([re s])',
    2: (re, s) => (s instanceof Instance ? GUEST : new Matcher(regex(re), chars(s))),
  },
  're-groups': { doc: 'The last match of a matcher.', arglists: '([m])', 1: (m) => matcher(m).groups() },
  'parse-uuid': {
    doc: 'The UUID that the string holds, or nil if it holds none.',
    arglists: '([s])',
    1(s) {
      const t = text(s);
      return /^[0-9a-fA-F]{1,8}-[0-9a-fA-F]{1,4}-[0-9a-fA-F]{1,4}-[0-9a-fA-F]{1,4}-[0-9a-fA-F]{1,12}$/.test(t) ? parseUuid(t) : null;
    },
  },
});

/** Strings, regular expressions and what prints as text. */
export function stringNatives(runtime: Runtime): NativeTable {
  const { str, strAll } = strNatives(printSettings(runtime));
  return defineNatives('clojure.core', {
    str: {
      doc: 'The texts of the arguments, one after the other; nil has none.',
      arglists: '([] [x] [x & ys])',
      0: () => '',
      1: (x) => (typeof x === 'string' ? x : str(x)),
      2: (a, b) => strAll([a, b]),
      3: (a, b, c) => strAll([a, b, c]),
      rest: strAll,
      restFrom: 4,
    },
    ...textNatives.specs,
  });
}

const matcher = castTo(Matcher, 'java.util.regex.Matcher');
