import { GuestInstance } from '../../data/by-value.js';
import { ClassRef, classOf } from '../../data/classes.js';
import { Collection, MapLike } from '../../data/collection.js';
import type { NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { keyword } from '../../data/keyword.js';
import { formatJava } from '../../data/numbers/java-format.js';
import { printString } from '../../data/print.js';
import { identityText, objectClass } from '../../data/print-text.js';
import { strOf } from '../../data/str.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';
import { Reference } from './reference.js';

const TYPE = keyword(null, 'type');

/**
 * Whether guest code has a say in how a value is printed: `print-method` has a method for its class or its `:type`
 * metadata, or it is an instance of a guest type that stands for a collection or has a text of its own.
 */
function customTest(table: Value): (x: object) => boolean {
  const classes: ClassRef[] = [];
  const types = new Set<Value>();
  if (table instanceof MapLike)
    table.forEach((key) => {
      if (key instanceof ClassRef) classes.push(key);
      else types.add(key);
    });
  return (x) => {
    if (x instanceof GuestInstance || x instanceof Reference) return true;
    if (classes.length > 0) {
      const own = classOf(x);
      if (own !== null && classes.some((c) => own.ancestors.has(c))) return true;
    }
    if (types.size > 1 && (x instanceof Collection || x instanceof Sym) && x.meta instanceof MapLike)
      return types.has(x.meta.get(TYPE, null));
    return false;
  };
}

const number = (x: Value): number | null => (typeof x === 'number' ? x : null);
const isTrue = (x: Value): boolean => x !== false && x !== null;

/** `(-print-string x readably length level meta namespace-maps table)`. */
function print(args: Value[]): NativeResult {
  const [x, readably, length, level, meta, namespaceMaps, table] = args;
  return printString(x, {
    readably: isTrue(readably),
    length: number(length),
    level: number(level),
    meta: isTrue(meta),
    namespaceMaps: isTrue(namespaceMaps),
    isCustom: customTest(table),
  });
}

/** The text of an argument of `format`, which is known to need no guest code. */
const textFor = (x: Value): string => strOf(x) as string;

function formatted(args: Value[]): NativeResult {
  return args.some((x) => strOf(x) === GUEST) ? GUEST : formatJava(args[0], args.slice(1), textFor);
}

/** Text of values. */
export const printingNatives = defineNatives('clojure.core', {
  '-print-string': {
    doc: 'x as pr prints it with these settings; table is the method table of print-method.',
    arglists: '([x readably length level meta namespace-maps table])',
    internal: true,
    rest: print,
    restFrom: 7,
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
  '-identity-text': {
    doc: 'What tells x from other objects of its class, as #object[] shows it.',
    arglists: '([x])',
    internal: true,
    1: (x) => identityText(x as object),
  },
  format: {
    doc: 'Text made by a format string of Java\'s Formatter, such as "%5.2f", from the arguments.',
    arglists: '([fmt & args])',
    rest: formatted,
    restFrom: 1,
  },
});
