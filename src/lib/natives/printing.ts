import { Fn, NativeFn, type NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { formatJava } from '../../data/numbers/java-format.js';
import { printParts, printString } from '../../data/print.js';
import { identityText, objectClass } from '../../data/print-text.js';
import { strOf } from '../../data/str.js';
import { symbol } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';
import { customTest } from './print-settings.js';

const number = (x: Value): number | null => (typeof x === 'number' ? x : null);
const isTrue = (x: Value): boolean => x !== false && x !== null;

/** `(-plain-text x readably length level meta namespace-maps table)`. */
function plainText(args: Value[]): NativeResult {
  const [x, readably, length, level, meta, namespaceMaps, table] = args;
  const text = printString(x, {
    readably: isTrue(readably),
    length: number(length),
    level: number(level),
    meta: isTrue(meta),
    namespaceMaps: isTrue(namespaceMaps),
    isCustom: customTest(table),
  });
  return text === GUEST ? null : text;
}

/**
 * The formatted text; where a %s asks for an argument whose text takes guest code and is not among the known ones, that argument in
 * an array. `known` holds arguments and their texts by turns.
 */
function formatOrAsk(format: Value, args: readonly Value[], known: readonly Value[]): string | [Value] {
  let asked: [Value] | null = null;
  try {
    return formatJava(format, args, (x) => {
      const text = strOf(x);
      if (text !== GUEST) return text;
      const i = known.indexOf(x);
      if (i >= 0) return known[i + 1] as string;
      asked = [x];
      throw asked;
    });
  } catch (e) {
    if (asked === null || e !== asked) throw e;
    return asked;
  }
}

function formatted(args: Value[]): NativeResult {
  const text = formatOrAsk(args[0], args.slice(1), []);
  return typeof text === 'string' ? text : GUEST;
}

/** Text of values. */
export const printingNatives = defineNatives('clojure.core', {
  '-plain-text': {
    doc: 'x as pr prints it with these settings, nil where that takes guest code; table is the method table of print-method.',
    arglists: '([x readably length level meta namespace-maps table])',
    internal: true,
    rest: plainText,
    restFrom: 7,
  },
  '-print-parts': {
    doc: 'x as pr prints it, in a host array: text, value, text and so on to the last text.',
    arglists: '([x readably])',
    internal: true,
    2: (x, readably) => printParts(x, { readably: isTrue(readably) }),
  },
  '-custom-print?': {
    doc: 'Whether print-method has a method of its own for x.',
    arglists: '([table x])',
    internal: true,
    2: (table, x) => typeof x === 'object' && x !== null && customTest(table)(x),
  },
  '-object-class': {
    doc: 'The name of the class of x as #object[] shows it.',
    arglists: '([x])',
    internal: true,
    1: (x) => objectClass(x as object),
  },
  '-fn-symbol': {
    doc: 'The symbol that a function was defined by, going by its name; nil for a nameless or an inner one, and what is no function.',
    arglists: '([f])',
    internal: true,
    1(f) {
      if (!(f instanceof Fn || f instanceof NativeFn)) return null;
      const name = f instanceof Fn ? f.template.name : f.name;
      const [, ns, own] = /^([^/]+)\/([^/]+|\/)$/.exec(name) ?? [];
      return ns === undefined || /^fn--\d+$/.test(own) ? null : symbol(ns, own);
    },
  },
  '-identity-text': {
    doc: 'What tells x from other objects of its class, as #object[] shows it.',
    arglists: '([x])',
    internal: true,
    1: (x) => identityText(x as object),
  },
  '-format-knowing': {
    doc: 'format of the arguments in an array, some of whose texts are known: arguments and texts by turns. An array of the one whose text is asked for.',
    arglists: '([fmt args known])',
    internal: true,
    3: (format, args, known) => formatOrAsk(format, args as Value[], known as Value[]),
  },
  format: {
    doc: 'Text made by a format string of Java\'s Formatter, such as "%5.2f", from the arguments.',
    arglists: '([fmt & args])',
    rest: formatted,
    restFrom: 1,
  },
});
