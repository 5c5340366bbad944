import { GuestInstance } from '../../data/by-value.js';
import { classCast, illegalArgument } from '../../data/errors.js';
import { GUEST } from '../../data/guest.js';
import { Keyword, keyword, keywordOf, knownKeyword } from '../../data/keyword.js';
import { strOf } from '../../data/str.js';
import { Sym, symbol, symbolOf } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import { defineNatives, type NativeSpec } from './define.js';
import { freshNumber, freshSymbol } from './gensym.js';

const test = (doc: string, f: (x: Value) => boolean): NativeSpec => ({ doc, arglists: '([x])', 1: f });
const isIdent = (x: Value): x is Sym | Keyword => x instanceof Sym || x instanceof Keyword;

function text(x: Value): string {
  if (typeof x === 'string') return x;
  throw classCast(x, 'java.lang.String');
}

function textOrNil(x: Value): string | null {
  return x === null ? null : text(x);
}

/** Symbols, keywords and their names. */
export const nameNatives = defineNatives('clojure.core', {
  name: {
    doc: 'The name of a symbol or keyword without its namespace; a string is its own name.',
    arglists: '([x])',
    1(x) {
      if (typeof x === 'string') return x;
      if (isIdent(x)) return x.name;
      if (x instanceof GuestInstance) return GUEST;
      throw classCast(x, 'clojure.lang.Named');
    },
  },
  namespace: {
    doc: 'The namespace of a symbol or keyword, a string; nil where it has none.',
    arglists: '([x])',
    1(x) {
      if (isIdent(x)) return x.ns;
      if (x instanceof GuestInstance) return GUEST;
      throw classCast(x, 'clojure.lang.Named');
    },
  },
  symbol: {
    doc: 'The symbol of a name, a keyword or a var; of a namespace and a name.',
    arglists: '([name] [ns name])',
    1(x) {
      if (x instanceof Sym) return x;
      if (typeof x === 'string') return symbolOf(x);
      if (x instanceof Var) return symbol(x.ns, x.name);
      if (x instanceof Keyword) return symbol(x.ns, x.name);
      throw illegalArgument('no conversion to symbol');
    },
    2: (ns, name) => symbol(textOrNil(ns), text(name)),
  },
  keyword: {
    doc: 'The keyword of a name or a symbol; of a namespace and a name. nil for anything else.',
    arglists: '([name] [ns name])',
    1(x) {
      if (x instanceof Keyword) return x;
      if (x instanceof Sym) return keyword(x.ns, x.name);
      return typeof x === 'string' ? keywordOf(x) : null;
    },
    2: (ns, name) => keyword(textOrNil(ns), text(name)),
  },
  'find-keyword': {
    doc: 'The keyword of that name where it has been made before; else nil.',
    arglists: '([name] [ns name])',
    1(x) {
      if (x instanceof Keyword) return x;
      const { ns, name } = x instanceof Sym ? x : symbolOf(text(x));
      return knownKeyword(ns, name) ?? null;
    },
    2: (ns, name) => knownKeyword(textOrNil(ns), text(name)) ?? null,
  },
  gensym: {
    doc: 'A symbol that is new: the prefix, G__ unless given, and a number.',
    arglists: '([] [prefix-string])',
    0: () => freshSymbol('G__'),
    1: (prefix) => symbolOf(String(strOf(prefix)) + freshNumber()),
  },
  'symbol?': test('Whether x is a symbol.', (x) => x instanceof Sym),
  'keyword?': test('Whether x is a keyword.', (x) => x instanceof Keyword),
  'ident?': test('Whether x is a symbol or a keyword.', isIdent),
  'simple-symbol?': test('Whether x is a symbol without a namespace.', (x) => x instanceof Sym && x.ns === null),
  'qualified-symbol?': test('Whether x is a symbol with a namespace.', (x) => x instanceof Sym && x.ns !== null),
  'simple-keyword?': test('Whether x is a keyword without a namespace.', (x) => x instanceof Keyword && x.ns === null),
  'qualified-keyword?': test('Whether x is a keyword with a namespace.', (x) => x instanceof Keyword && x.ns !== null),
  'simple-ident?': test('Whether x is a symbol or keyword without a namespace.', (x) => isIdent(x) && x.ns === null),
  'qualified-ident?': test('Whether x is a symbol or keyword with a namespace.', (x) => isIdent(x) && x.ns !== null),
});
